"""What several rules ask of an article: words, sentences, names, quotations. Each is made once an article, at first use."""
