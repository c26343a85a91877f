"""The engine of mtlint: articles, language data, lexicons, checking, reports and commands."""

__version__ = "0.1.0"
