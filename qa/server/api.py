"""The service's own interface, `/v1/`: check an article, and what there is to know beforehand."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, get_args

from anyio import to_thread
from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

import qa
from qa import language as languages
from qa.config import Config, ConfigError, nearest
from qa.project import Project
from qa.readers import ReadError, ReportedError, web
from qa.report import UNUSED_SUPPRESSION
from qa.rule import RuleModule
from qa.server import catalogue, checking, incoming
from qa.server.checking import CheckRequest, Name
from qa.server.options import Options
from qa.server.pool import Pool
from qa.server.problem import Problem, json_response
from qa.worker import Setup

RAW = {"text/plain": "text", "text/markdown": "markdown", "text/html": "html", "application/xhtml+xml": "html"}
"""Media types of bodies that are an article as it stands, and how it is read; the rest is then said in the query."""


class NameRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """A name to accept as it stands."""

    name: Name


class NameAnswer(Struct, frozen=True):
    """`added` is False where the name stood in the project's list already; `file` is where that stands."""

    name: str
    added: bool
    file: str


class About(Struct, frozen=True):
    """What a page needs to know beforehand: whether pages are fetched, and the file that names are added to."""

    version: str
    fetches: bool
    names_file: str


class Health(Struct, frozen=True):
    status: Literal["ok"] = "ok"


class Api:
    """The endpoints, over the project's settings and the processes that check. `fail_on` holds where a request names none."""

    def __init__(
        self, rules: dict[str, RuleModule], project: Project, pool: Pool, options: Options, *, language: str | None = None
    ) -> None:
        self._rules = rules
        self._project = project
        self._pool = pool
        self._options = options
        self._language = language

    async def check(self, request: Request) -> Response:
        return await self._reply(request, checking.check)

    async def review(self, request: Request) -> Response:
        return await self._reply(request, checking.review)

    async def _reply(
        self, request: Request, function: Callable[[CheckRequest, web.Page | None, Setup], bytes | ReportedError]
    ) -> Response:
        async with self._pool.place():
            asked = await self._asked(request)
            setup = self._setup(asked)
            page = await self._fetched(asked) if asked.url is not None else None
            reply = await self._pool.run(request, function, asked, page, setup)
        if isinstance(reply, ReportedError):
            raise Problem(422, "unreadable", reply.message)
        return json_response(reply)

    async def names(self, request: Request) -> Response:
        if incoming.media_type(request)[0] != "application/json":  # what a page of another site cannot send unasked
            raise Problem(415, "unknown-type", "expected application/json")
        async with self._pool.place():
            name = incoming.from_json(await incoming.body(request, self._options), NameRequest).name.strip()
        from qa.names_list import BadName

        try:
            added = await to_thread.run_sync(self._project.add_name, name)
        except BadName as error:
            raise Problem(400, "bad-request", str(error)) from None
        except ConfigError as error:
            raise Problem(409, "settings", str(error)) from None
        return json_response(NameAnswer(name, added, self._project.path or ""))

    async def about(self, request: Request) -> Response:
        return json_response(About(qa.__version__, self._options.fetch, self._project.names_file))

    async def rules(self, request: Request) -> Response:
        return json_response(catalogue.all_rules(self._rules))

    async def languages(self, request: Request) -> Response:
        return json_response(catalogue.all_languages(module.rule for module in self._rules.values()))

    async def health(self, request: Request) -> Response:
        return json_response(Health())

    def config(self) -> Config:
        """The project's settings as they stand now. Raises Problem."""
        try:
            config = self._project.config()
        except ConfigError as error:
            raise Problem(500, "settings", str(error)) from None
        if config.fail_on is not None and config.fail_on not in get_args(checking.FailOn):
            raise Problem(500, "settings", f"fail-on: expected one of {', '.join(get_args(checking.FailOn))}")
        return replace(config, language=self._language) if self._language else config

    async def _asked(self, request: Request) -> CheckRequest:
        kind, charset = incoming.media_type(request)
        body = await incoming.body(request, self._options)
        if kind == "application/json":
            return incoming.from_json(body, CheckRequest)
        if kind not in RAW:
            raise Problem(415, "unknown-type", f"expected application/json, {', '.join(RAW)}")
        query: dict[str, Any] = dict(request.query_params)
        for name in ("select", "ignore"):
            if name in query:
                query[name] = [one.strip() for one in query[name].split(",") if one.strip()]
        if refused := query.keys() & {"text", "url", "format"}:
            raise Problem(400, "bad-request", f"{', '.join(sorted(refused))}: not in the query, the body is the article")
        text = incoming.text(body, charset, is_html=RAW[kind] == "html")
        return incoming.convert({**query, "text": text, "format": RAW[kind]}, CheckRequest)

    def _setup(self, asked: CheckRequest) -> Setup:
        if (asked.text is None) == (asked.url is None):
            raise Problem(400, "bad-request", "expected one of text and url")
        for field, tag in (("language", asked.language), ("source_language", asked.source_language)):
            if tag is not None and not languages.canonical(tag):
                raise Problem(400, "bad-request", f"{field}: expected a BCP 47 tag such as en or pt-BR, got {tag!r}")
        self._known("select", asked.select or ())
        self._known("ignore", asked.ignore)
        config = self.config()
        fail_on = asked.fail_on or config.fail_on or "error"
        select = config.select if asked.select is None else tuple(asked.select)
        return Setup(replace(config, select=select, ignore=(*config.ignore, *asked.ignore)), fail_on, asked.language)

    def _known(self, field: str, names: Iterable[str]) -> None:
        for name in names:
            if name not in self._rules and name != UNUSED_SUPPRESSION:
                hint = nearest(name, self._rules, "GET /v1/rules")
                raise Problem(400, "unknown-rule", f"{field}: no rule is named {name!r}{hint}")

    async def _fetched(self, asked: CheckRequest) -> web.Page:
        if not self._options.fetch:
            raise Problem(403, "no-fetching", "this service fetches no pages; --allow-fetch lets it")
        assert asked.url is not None
        if not asked.url[:8].lower().startswith(("http://", "https://")):
            raise Problem(400, "bad-request", "url: expected an address that starts with http:// or https://")
        try:
            return await web.fetch(asked.url, allow_private=False)
        except ReadError as error:
            raise Problem(422, "unreadable", error.message) from None
