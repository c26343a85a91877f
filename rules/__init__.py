"""The rules of mtlint, one module each; `qa.rule.discover` lists them."""
