"""LanguageTool's HTTP interface, `/v2/`: its clients find here what they expect there."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from qa import language as languages
from qa.readers.annotated import Part
from qa.rule import RuleModule
from qa.server import incoming, matches
from qa.server.api import Api
from qa.server.catalogue import all_language_codes
from qa.server.matches import Query, Software
from qa.server.options import Options
from qa.server.pool import Pool
from qa.server.problem import Problem, json_response
from qa.worker import Setup

_MOST_FIELDS = 100


class ListedLanguage(Struct, frozen=True, rename="camel"):
    name: str
    code: str
    long_code: str


class Info(Struct, frozen=True):
    software: Software


class LanguageTool:
    """The endpoints; settings are those of the service's own interface."""

    def __init__(self, api: Api, rules: Mapping[str, RuleModule], pool: Pool, options: Options) -> None:
        self._api = api
        self._rules = rules
        self._pool = pool
        self._options = options

    async def check(self, request: Request) -> Response:
        async with self._pool.place():
            fields = await self._fields(request)
            query, setup = _query(fields), self._setup(fields)
            return json_response(await self._pool.run(request, matches.check, query, setup))

    async def languages(self, request: Request) -> Response:
        return json_response(listed())

    async def info(self, request: Request) -> Response:
        return json_response(Info(Software()))

    async def health(self, request: Request) -> Response:
        return PlainTextResponse("OK")

    async def longest(self, request: Request) -> Response:
        return PlainTextResponse(str(self._options.max_body))

    async def _fields(self, request: Request) -> dict[str, str]:
        fields = dict(request.query_params)
        if request.method == "POST":
            kind, charset = incoming.media_type(request)
            if kind not in ("application/x-www-form-urlencoded", ""):
                raise Problem(415, "unknown-type", "expected application/x-www-form-urlencoded")
            body = incoming.text(await incoming.body(request, self._options), charset)
            try:
                fields |= parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
            except ValueError as error:
                raise Problem(400, "bad-request", f"no form that can be read: {error}") from None
        return fields

    def _setup(self, fields: Mapping[str, str]) -> Setup:
        """Which rules run. Names of LanguageTool's own rules mean nothing here and are passed over."""
        config = self._api.config()
        enabled, disabled = self._chosen(fields, "enabled"), self._chosen(fields, "disabled")
        only = fields.get("enabledOnly", "").lower() in ("true", "yes")
        if only and not _listed(fields, "enabledRules") and not _listed(fields, "enabledCategories"):
            raise Problem(400, "bad-request", "enabledOnly needs enabledRules or enabledCategories")
        ignore = (*(name for name in config.ignore if name not in enabled), *sorted(disabled))
        select = tuple(sorted(enabled)) if only else config.select
        return Setup(replace(config, select=select, ignore=ignore), config.fail_on or "error")

    def _chosen(self, fields: Mapping[str, str], how: str) -> set[str]:
        """The rules that are `enabled` or `disabled`, by name or by category."""
        ids, categories = _listed(fields, f"{how}Rules"), _listed(fields, f"{how}Categories")
        return {
            name
            for name, module in self._rules.items()
            if matches.rule_id(name) in ids or matches.kind(module.rule.mqm)[1].id in categories
        }


def _query(fields: Mapping[str, str]) -> Query:
    if "language" not in fields:
        raise Problem(400, "bad-request", "no language: expected a code such as en-US, or auto")
    language = fields["language"].strip()
    if language != "auto" and not languages.canonical(language):
        raise Problem(400, "bad-request", f"{language!r} is no language code; GET /v2/languages lists those that are known")
    variants = tuple(filter(languages.canonical, _listed(fields, "preferredVariants")))
    picky = fields.get("level", "default").lower() == "picky"
    return Query(_parts(fields), None if language == "auto" else languages.canonical(language), variants, picky)


def _parts(fields: Mapping[str, str]) -> tuple[Part, ...]:
    if ("text" in fields) == ("data" in fields):
        raise Problem(400, "bad-request", "expected one of text and data")
    if "text" in fields:
        return (Part(fields["text"], fields["text"]),)
    data = incoming.json(fields["data"].encode())
    if isinstance(data, dict) and isinstance(data.get("text"), str):
        return (Part(data["text"], data["text"]),)
    annotation = data.get("annotation") if isinstance(data, dict) else None
    if not isinstance(annotation, list):
        raise Problem(400, "bad-request", 'data: expected {"annotation": [...]} or {"text": "..."}')
    return tuple(_part(entry) for entry in annotation)


def _part(entry: Any) -> Part:
    if isinstance(entry, dict):
        text, markup, shown = entry.get("text"), entry.get("markup"), entry.get("interpretAs")
        if isinstance(text, str) and markup is None and shown is None:
            return Part(text, text)
        if isinstance(markup, str) and text is None and (shown is None or isinstance(shown, str)):
            return Part(markup, shown or "")
    raise Problem(
        400, "bad-request", 'data: each part of the annotation is {"text"} or {"markup"}, which may have "interpretAs"'
    )


def _listed(fields: Mapping[str, str], name: str) -> list[str]:
    return [one.strip() for one in fields.get(name, "").split(",") if one.strip()]


@lru_cache(maxsize=1)
def listed() -> tuple[ListedLanguage, ...]:
    """Every language with data, and the regional variants by which clients ask for it."""
    regions = msgspec.json.decode(files("qa.server").joinpath("regions.json").read_bytes(), type=dict[str, list[str]])
    codes = {*all_language_codes(), *regions}
    codes |= {f"{code}-{region}" for code in regions for region in regions[code]}
    return tuple(ListedLanguage(matches.name_of(code), code.split("-")[0], code) for code in sorted(codes))
