"""The service put together: which path leads where, and what every request passes on its way."""

import mimetypes
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from qa.project import Project
from qa.rule import RuleModule
from qa.server import openapi
from qa.server.api import Api
from qa.server.guard import Guard, Log
from qa.server.languagetool import LanguageTool
from qa.server.options import Options
from qa.server.pool import Pool
from qa.server.problem import Problem, json_response
from qa.writers import html

PAGE = os.path.join(os.path.dirname(__file__), "page")
"""The review page: files served as they stand, `index.html` at `/`."""
SHARED = ("reading.css", "reading.js")
"""What it has in common with the HTML report, beside whose writer these lie."""


class Page(StaticFiles):
    """The page's own files, and those that it shares with the report."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        if path not in SHARED:
            return super().lookup_path(path)
        shared = os.path.join(os.path.dirname(html.__file__), path)
        return shared, os.stat(shared)


def create(rules: dict[str, RuleModule], project: Project, options: Options, *, language: str | None = None) -> Starlette:
    """The service over a project's settings. `language` is that of articles of which nobody says it (None: it is detected)."""
    pool = Pool(options)
    api = Api(rules, project, pool, options, language=language)
    tool = LanguageTool(api, rules, pool, options)

    @asynccontextmanager
    async def warmed(app: Starlette) -> AsyncIterator[None]:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(pool.warm, language)
            yield
            tasks.cancel_scope.cancel()

    for kind, ending in (("text/javascript", ".js"), ("text/css", ".css"), ("image/svg+xml", ".svg"), ("font/woff2", ".woff2")):
        mimetypes.add_type(kind, ending)  # whatever this machine takes them for
    passed = [Middleware(Log, options=options), Middleware(Guard, options=options)]
    if options.origins:
        passed.insert(
            0,
            Middleware(
                CORSMiddleware,
                allow_origins=options.origins,
                allow_methods=("GET", "POST"),
                allow_headers=("Authorization", "Content-Type"),
                expose_headers=("Retry-After",),
            ),
        )
    own = [
        Route("/check", api.check, methods=["POST"]),
        Route("/review", api.review, methods=["POST"]),
        Route("/service", api.about),
        Route("/rules", api.rules),
        Route("/languages", api.languages),
        Route("/names", api.names, methods=["POST"]),
    ]
    languagetool = [
        Route("/check", tool.check, methods=["GET", "POST"]),
        Route("/languages", tool.languages),
        Route("/info", tool.info),
        Route("/healthcheck", tool.health),
        Route("/maxtextlength", tool.longest),
    ]
    return Starlette(
        routes=[
            Mount("/v1", routes=own),
            Mount("/v2", routes=languagetool),
            Route("/healthz", api.health),
            Route("/openapi.json", _description),
            Mount("/", Page(directory=PAGE, html=True)),
        ],
        middleware=passed,
        exception_handlers={HTTPException: _told},
        lifespan=warmed,
    )


async def _description(request: Request) -> Response:
    return json_response(openapi.description())


async def _told(request: Request, error: Exception) -> Response:
    """What the router refuses, told as all else is."""
    assert isinstance(error, HTTPException)
    kinds = {404: ("not-found", "nothing is here"), 405: ("wrong-method", f"{request.method} is not answered here")}
    kind, reason = kinds.get(error.status_code, ("refused", error.detail))
    return Problem(error.status_code, kind, reason, error.headers).response(request.scope["path"])
