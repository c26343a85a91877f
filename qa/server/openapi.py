"""The service described for machines: OpenAPI 3.1, its schemas made from the very types that requests are read into."""

from functools import lru_cache
from typing import Any

import msgspec

import qa
from qa.report import Report
from qa.server.api import RAW, About, Health, NameAnswer, NameRequest
from qa.server.catalogue import LanguageAnswer, RuleAnswer
from qa.server.checking import TAG_PATTERN, CheckRequest, FailOn, Review
from qa.server.languagetool import Info, ListedLanguage
from qa.server.matches import Answer
from qa.server.problem import Failure

_TYPES = (
    CheckRequest, Report, Review, About, NameRequest, NameAnswer, Health, Failure, list[RuleAnswer], list[LanguageAnswer],
    FailOn, Answer, list[ListedLanguage], Info,
)  # fmt: skip

_REASONS = {
    "400": "What was sent cannot be understood",
    "401": "The token is missing or wrong",
    "403": "Not allowed: by this name, from this page, or at all",
    "408": "The body took too long to arrive",
    "409": "The settings file could not be changed",
    "413": "The body is too large",
    "415": "A type of body that is not read",
    "422": "The page could not be fetched or read",
    "500": "The settings are wrong, or the service stumbled",
    "503": "Too many requests wait already; Retry-After says when to come again",
    "504": "The check took too long",
}

_CHECKING = ("400", "401", "403", "408", "413", "415", "422", "500", "503", "504")


TAG = {"type": "string", **TAG_PATTERN}


@lru_cache(maxsize=1)
def description() -> bytes:
    """The document, as JSON."""
    schemas, components = msgspec.json.schema_components(_TYPES, ref_template="#/components/schemas/{name}")
    of = dict(zip(map(str, _TYPES), schemas, strict=True))
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "mtlint",
                "version": qa.__version__,
                "summary": "Finds what a translation pipeline left behind in articles.",
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "servers": [{"url": "/"}],
            "security": [{}, {"token": []}],
            "paths": _paths(of),
            "components": {
                "schemas": components,
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            },
        }
    )


def _paths(of: dict[str, Any]) -> dict[str, Any]:
    report, failure = of[str(Report)], of[str(Failure)]
    raw: dict[str, Any] = {kind: {} for kind in RAW}
    query = [
        _parameter("id", {"type": "string", "minLength": 1, "maxLength": 1000}, "The article's name in the report"),
        _parameter("language", TAG, "Its BCP 47 tag"),
        _parameter("select", {"type": "string"}, "Only these rules, separated by commas"),
        _parameter("ignore", {"type": "string"}, "Not these rules"),
        _parameter("fail_on", of[str(FailOn)], "The severity from which the verdict is fail"),
        _parameter("source", {"type": "string"}, "The text that it was translated from"),
        _parameter("source_language", TAG, "The BCP 47 tag of that"),
    ]
    check = {
        "operationId": "check",
        "summary": "Check an article",
        "description": "As JSON, or as it stands; what else there is to say of it then goes into the query, which JSON leaves unread.",
        "parameters": query,
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": of[str(CheckRequest)]}, **raw},
        },
        "responses": {"200": _json("The report", report), **_failures(failure, _CHECKING)},
    }
    return {
        "/v1/check": {"post": check},
        "/v1/review": {
            "post": {
                **check,
                "operationId": "review",
                "summary": "Check an article, and show it as it is read with its faults marked",
                "responses": {"200": _json("What the review page shows", of[str(Review)]), **_failures(failure, _CHECKING)},
            }
        },
        "/v1/service": {"get": _get("service", "What there is to know beforehand", of[str(About)], failure)},
        "/v1/rules": {"get": _get("rules", "All rules", of[str(list[RuleAnswer])], failure)},
        "/v1/languages": {"get": _get("languages", "All languages with data", of[str(list[LanguageAnswer])], failure)},
        "/v1/names": {
            "post": {
                "operationId": "addName",
                "summary": "Add a name to the project's list, in its settings file",
                "requestBody": {"required": True, "content": {"application/json": {"schema": of[str(NameRequest)]}}},
                "responses": {
                    "200": _json("Done, or there already", of[str(NameAnswer)]),
                    **_failures(failure, ("400", "401", "403", "408", "409", "413", "415", "503")),
                },
            }
        },
        "/healthz": {"get": {**_get("health", "Whether the service is up", of[str(Health)], failure), "security": [{}]}},
        "/v2/check": {method: _languagetool_check(of[str(Answer)], method) for method in ("post", "get")},
        "/v2/languages": {"get": _plain_get("languagetoolLanguages", "As LanguageTool", of[str(list[ListedLanguage])])},
        "/v2/info": {"get": _plain_get("languagetoolInfo", "As LanguageTool", of[str(Info)])},
    }


def _languagetool_check(answer: dict[str, Any], method: str) -> dict[str, Any]:
    fields: dict[str, dict[str, Any]] = {
        "text": {"type": "string", "description": "The text; this or `data`"},
        "data": {"type": "string", "description": 'JSON: {"annotation": [{"text": …} or {"markup": …, "interpretAs": …}]}'},
        "language": {**TAG, "description": "A code such as en-US, or auto"},
        "preferredVariants": {"type": "string", "description": "With auto: en-GB,de-AT"},
        "motherTongue": {"type": "string", "description": "Left unread"},
        "enabledRules": {"type": "string", "description": "Also those that the project ignores: MERGED_WORDS,QUOTE_STYLE"},
        "disabledRules": {"type": "string"},
        "enabledCategories": {"type": "string"},
        "disabledCategories": {"type": "string"},
        "enabledOnly": {"type": "string", "enum": ["true", "false"], "description": "Only the rules that are enabled"},
        "level": {"type": "string", "enum": ["default", "picky"], "description": "picky: hints too"},
    }
    described: dict[str, Any] = {
        "operationId": f"languagetoolCheck{method.title()}",
        "summary": "Check a text, as LanguageTool does",
        "responses": {
            "200": _json("The matches; offsets count UTF-16 units of text and markup together", answer),
            **_failures_as_text(_CHECKING),
        },
    }
    if method == "get":
        described["parameters"] = [_parameter(name, schema) for name, schema in fields.items()]
        described["parameters"][2]["required"] = True
    else:
        form = {"type": "object", "properties": fields, "required": ["language"]}
        described["requestBody"] = {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}}
    return described


def _parameter(name: str, schema: dict[str, Any], description: str = "") -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, **({"description": description} if description else {})}


def _get(id: str, summary: str, answer: dict[str, Any], failure: dict[str, Any]) -> dict[str, Any]:
    responses = {"200": _json("All of them", answer), **_failures(failure, ("401", "403"))}
    return {"operationId": id, "summary": summary, "responses": responses}


def _plain_get(id: str, summary: str, answer: dict[str, Any]) -> dict[str, Any]:
    responses = {"200": _json("All of them", answer), **_failures_as_text(("401", "403"))}
    return {"operationId": id, "summary": summary, "responses": responses}


def _json(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _failures(failure: dict[str, Any], statuses: tuple[str, ...]) -> dict[str, Any]:
    return {status: _json(_REASONS[status], failure) for status in statuses}


def _failures_as_text(statuses: tuple[str, ...]) -> dict[str, Any]:
    content = {"text/plain": {"schema": {"type": "string"}}}
    return {status: {"description": _REASONS[status], "content": content} for status in statuses}
