"""`mtlint serve`: articles checked over HTTP, by an interface of its own, by LanguageTool's, and by a page for people.

A request travels one way: `app` routes it, `guard` refuses what should not come in, `api` or `languagetool` makes of it what is to
be checked, `pool` has a process check it, where `checking` and `matches` go from reader to report.
"""
