"""One file per input format: raw input to `qa.article.Document`, offsets kept."""
