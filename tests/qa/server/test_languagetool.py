"""LanguageTool's interface: by hand, and through clients made for LanguageTool."""

import json
from typing import Any

import language_tool_python
import pytest
from language_tool_python.exceptions import LanguageToolError
from pylanguagetool import api as pylanguagetool

from tests.qa.server.conftest import Service, Start

ARTICLE = (
    "🌊🌊 Flood in the valley 🇺🇦\n\n"
    "The mayor of Gorlitz 👩🏽‍🚒 said that help had come at once.\n\n"
    "Two hours later Gorlitzwas under water, and the the bridge was closed."
)
MENDED = ARTICLE.replace("Gorlitzwas", "Gorlitz was").replace("the the", "the")
SPLIT = "MERGED_WORDS"


def check(service: Service, **fields: str) -> dict[str, Any]:
    response = service.client.post("/v2/check", data={"language": "en", **fields})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def flagged(raw: str, match: dict[str, Any]) -> str:
    units = raw.encode("utf-16-le")
    return units[2 * match["offset"] : 2 * (match["offset"] + match["length"])].decode("utf-16-le")


def test_language_tool_python_finds_and_corrects_a_merged_word_behind_emoji(service: Service) -> None:
    with language_tool_python.LanguageTool("en-US", remote_server=service.url) as tool:
        found = tool.check(ARTICLE)
        assert [(one.rule_id, one.matched_text) for one in found] == [(SPLIT, "Gorlitzwas"), ("REPEATED_WORD", "the the")]
        assert found[0].replacements[0] == "Gorlitz was"
        assert found[0].rule_issue_type == "misspelling"
        assert found[0].context[found[0].offset_in_context :].startswith("Gorlitzwas")
        assert found[0].sentence.startswith("Two hours later")
        assert tool.correct(ARTICLE) == MENDED
        tool.disabled_rules = {SPLIT, "WHITESPACE_RULE"}
        assert [one.rule_id for one in tool.check(ARTICLE)] == ["REPEATED_WORD"]
        tool.disabled_rules = set()
        tool.enabled_rules, tool.enabled_rules_only = {SPLIT}, True
        assert [one.rule_id for one in tool.check(ARTICLE)] == [SPLIT]


@pytest.mark.parametrize("language", ["auto", "de-DE", "pt-BR", "fr", "uk-UA", "zh-CN", "ar"])
def test_language_tool_python_knows_every_language_that_is_listed(service: Service, language: str) -> None:
    with language_tool_python.LanguageTool(language, remote_server=service.url) as tool:
        assert tool.check("2026.") == []


def test_language_tool_python_gives_a_token_in_the_address(start: Start) -> None:
    service = start("--token", "s3cret")
    address = service.url.replace("http://", "http://any:s3cret@")
    with language_tool_python.LanguageTool("en-US", remote_server=address) as tool:
        assert tool.correct(ARTICLE) == MENDED
    with pytest.raises(LanguageToolError, match="token"):
        language_tool_python.LanguageTool("en-US", remote_server=service.url)


def test_pylanguagetool_finds_the_same(service: Service) -> None:
    address = service.url + "/v2/"
    assert {"name": "German (AT)", "code": "de", "longCode": "de-AT"} in pylanguagetool.get_languages(address)
    answer = pylanguagetool.check(ARTICLE, address, "auto", preferred_variants="en-GB,de-AT", picky=True)
    assert answer["language"]["code"] == "en-GB"
    assert answer["language"]["detectedLanguage"]["code"] == "en"
    assert [flagged(ARTICLE, one) for one in answer["matches"]] == ["Gorlitzwas", "the the"]
    assert pylanguagetool.check(ARTICLE, address, "en", disabled_categories="TYPOS,GRAMMAR")["matches"] == []
    assert pylanguagetool.check(ARTICLE, address, "en", pwl=["Gorlitzwas", "the the"])["matches"] == []


def test_a_match_has_all_that_clients_read(service: Service) -> None:
    match = check(service, text=ARTICLE)["matches"][0]
    context = match.pop("context")
    assert flagged(context["text"], context) == "Gorlitzwas"
    assert "“Gorlitz” stands elsewhere" in match["message"]
    assert match == {
        **match,
        "shortMessage": "words run together",
        "replacements": [{"value": "Gorlitz was"}, {"value": "Gorlitz, was"}],
        "sentence": "Two hours later Gorlitzwas under water, and the the bridge was closed.",
        "type": {"typeName": "UnknownWord"},
        "rule": {
            "id": SPLIT,
            "description": "words run together",
            "issueType": "misspelling",
            "category": {"id": "TYPOS", "name": "Spelling"},
            "isPremium": False,
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def test_annotated_text_counts_text_and_markup_together(service: Service) -> None:
    parts = [
        {"markup": "<p>"}, {"text": "🌊 The mayor of Gorlitz spoke first."}, {"markup": "<br/>", "interpretAs": "\n"},
        {"text": "Two hours later "}, {"markup": "<b>"}, {"text": "Gorlitz"}, {"markup": "</b>"}, {"text": "was under water."},
    ]  # fmt: skip
    raw = "".join(part.get("text") or part.get("markup", "") for part in parts)
    (match,) = check(service, data=json.dumps({"annotation": parts}))["matches"]
    assert flagged(raw, match) == "Gorlitz</b>was"
    assert match["replacements"][0]["value"] == "Gorlitz</b> was"
    plain = check(service, data=json.dumps({"text": ARTICLE}))["matches"]
    assert plain == check(service, text=ARTICLE)["matches"]


def test_get_answers_as_post_does(service: Service) -> None:
    asked = {"text": ARTICLE, "language": "en-US"}
    answer = service.client.get("/v2/check", params=asked)
    assert answer.json() == service.client.post("/v2/check", data=asked).json()
    assert answer.json()["language"]["code"] == "en-US"


def test_hints_come_to_the_picky(service: Service) -> None:
    text = "Le maire a parlé hier soir à Lyon! Il a dit non et et puis oui."
    assert [one["rule"]["id"] for one in check(service, text=text, language="fr")["matches"]] == ["REPEATED_WORD"]
    picky = check(service, text=text, language="fr", level="picky")["matches"]
    assert [one["rule"]["id"] for one in picky] == ["MISSING_SPACE", "REPEATED_WORD"]


def test_a_language_that_nothing_is_known_of_is_no_failure(service: Service) -> None:
    answer = check(service, text="Qwx zzt 123 , yes", language="tlh")
    assert answer["language"]["code"] == "tlh"
    assert check(service, text="12 34", language="auto")["language"]["code"] == "und"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": "a"}, "no language"),
        ({"text": "a", "language": "12"}, "no language code"),
        ({"language": "en"}, "one of text and data"),
        ({"text": "a", "data": "{}", "language": "en"}, "one of text and data"),
        ({"data": "{", "language": "en"}, "invalid JSON"),
        ({"data": "[]", "language": "en"}, "annotation"),
        ({"data": '{"annotation": [{"text": 1}]}', "language": "en"}, "each part"),
        ({"text": "a", "language": "en", "enabledOnly": "true"}, "enabledOnly"),
    ],
)
def test_what_cannot_be_understood_is_told_as_text(service: Service, fields: dict[str, str], reason: str) -> None:
    response = service.client.post("/v2/check", data=fields)
    assert response.status_code == 400
    assert response.headers["content-type"].startswith("text/plain")
    assert response.text.startswith("Error: ")
    assert reason in response.text


def test_a_form_that_is_no_text_is_refused(service: Service) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert service.client.post("/v2/check", content=b"language=en&text=%FF", headers=headers).status_code == 400
    assert service.client.post("/v2/check", content=b"language=en&text=\xff", headers=headers).status_code == 400
    assert service.client.post("/v2/check", content=b"&".join([b"a=b"] * 500), headers=headers).status_code == 400
    assert service.client.post("/v2/check", json={"text": "a", "language": "en"}).status_code == 415


def test_what_clients_ask_beside(service: Service) -> None:
    assert service.client.get("/v2/healthcheck").text == "OK"
    assert service.client.get("/v2/info").json()["software"]["name"] == "mtlint"
    languages = service.client.get("/v2/languages").json()
    assert len({one["longCode"] for one in languages}) == len(languages)
    assert all(one["longCode"].split("-")[0] == one["code"] for one in languages)
    assert service.client.get("/v2/nothing").status_code == 404
