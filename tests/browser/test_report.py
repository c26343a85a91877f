"""The HTML report in Chromium: keys, filters, themes, directions, print, hostile text, without JavaScript, and many articles."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from qa import cli
from tests.browser.conftest import Open

ARTICLES = {
    "en": "Ferry returns\n\nThe ferry reached Hobart on Monday,, and the crew the the next day went ashore .\n\nNobody was hurt.",
    "ar": "عودة العبارة\n\nوصلت العبارة إلى الميناء يوم الاثنين،، ثم عاد الطاقم إلى السفينة . وقال القبطان إن الرحلة كانت هادئة.",
    "ja": "フェリー帰港\n\nフェリーは月曜日に港に到着した、、翌日乗組員は上陸した。 けが人はいなかった。",
    "ru": "Паром вернулся\n\nПаром прибыл в порт в понедельник,, а команда сошла на берег на на следующий день .",
}
HOSTILE = "<img src=x onerror=alert(1)></script><script>document.title='gone'</script>\u2028\"'>,, and <!-- the the ferry ."


def report(folder: Path, articles: dict[str, str], *words: str) -> str:
    """The address of the report of articles, each named after its language."""
    source = folder / "articles.jsonl"
    lines = (json.dumps({"id": name, "language": name.split("-")[0], "text": text}) for name, text in articles.items())
    source.write_text("\n".join(lines), encoding="utf-8")
    out = folder / "report.html"
    assert cli.main(["check", "--format", "html", "--output", str(out), *words, str(source)]) == 1
    return out.as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return report(tmp_path_factory.mktemp("report"), ARTICLES)


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> str:
    return report(tmp_path_factory.mktemp("single"), {"en": ARTICLES["en"]})


def opened(page: Page, name: str) -> None:
    """Go to an article by the index."""
    page.get_by_role("link", name=f"[{name}]").click()
    expect(page.locator("article.open h2")).to_contain_text(f"[{name}]")


def test_the_index_leads_to_articles_and_back(open_page: Open, address: str) -> None:
    page = open_page(address)
    expect(page.get_by_role("heading", name="What needs work")).to_be_visible()
    expect(page.locator("article:visible")).to_have_count(0)
    opened(page, "ja")
    expect(page.locator("article:visible")).to_have_count(1)
    page.keyboard.press("i")
    expect(page.locator("#index")).to_be_visible()
    page.go_back()
    expect(page.locator("article:visible h2")).to_contain_text("[ja]")


def test_brackets_go_through_the_articles_in_the_order_of_the_index(open_page: Open, address: str) -> None:
    page = open_page(address)
    names = page.locator("#index tbody a").all_inner_texts()
    page.locator("#index tbody a").first.click()
    for name in names[1:]:
        page.keyboard.press("]")
        expect(page.locator("article:visible h2")).to_have_text(name)
    expect(page.locator("#next")).to_be_disabled()
    page.keyboard.press("[")
    expect(page.locator("article:visible h2")).to_have_text(names[-2])


def test_keys_lead_from_finding_to_finding_and_into_the_text(open_page: Open, single: str) -> None:
    page = open_page(single)
    findings = page.locator(".finding")
    assert findings.count() == 3
    page.keyboard.press("j")
    expect(findings.nth(0)).to_be_focused()
    expect(page.locator("mark.current")).to_have_text([",,"])
    page.keyboard.press("ArrowDown")
    expect(findings.nth(1)).to_be_focused()
    expect(page.locator("mark.current")).to_have_text(["the the"])
    page.keyboard.press("Enter")
    expect(page.locator("mark.current a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(findings.nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(findings.nth(0)).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("this is the first")


def test_a_click_in_the_text_shows_the_finding(open_page: Open, single: str) -> None:
    page = open_page(single)
    page.get_by_role("link", name="the the").click()
    expect(page.locator(".finding.current .what")).to_contain_text("“the” stands twice")


def test_filters_by_severity_rule_and_words_tell_how_many_are_left(open_page: Open, single: str) -> None:
    page = open_page(single)
    status = page.get_by_role("status")
    expect(status).to_have_text("3 findings")
    page.keyboard.press("/")
    page.keyboard.type("twice")
    expect(status).to_have_text("1 of 3 findings")
    expect(page.locator(".finding:visible")).to_have_count(1)
    expect(page.locator("mark:not(.off)")).to_have_text(["the the"])
    page.keyboard.press("Escape")
    expect(status).to_have_text("3 findings")
    page.get_by_label("Rule").select_option("extra-space")
    expect(page.locator("mark:not(.off)")).to_have_text(["ashore ."])
    page.get_by_label("Rule").select_option("")
    for chip in page.locator(".chip").all():
        chip.click()
        expect(chip).to_have_attribute("aria-pressed", "false")
    expect(status).to_have_text("0 of 3 findings")
    expect(page.locator(".finding:visible")).to_have_count(0)


def test_filters_narrow_the_index(open_page: Open, address: str) -> None:
    page = open_page(address)
    page.get_by_label("Rule").select_option("fullwidth-punctuation")
    assert page.locator("#index tbody tr:visible a").all_inner_texts() == [
        page.locator("#index a", has_text="[ja]").inner_text()
    ]
    expect(page.get_by_role("status")).to_contain_text("in 1 article")


def test_the_index_sorts_by_any_column(open_page: Open, address: str) -> None:
    page = open_page(address)
    page.get_by_role("button", name="Language").click()
    languages = page.locator("#index td[data-label=Language]").all_inner_texts()
    assert languages == sorted(languages)
    expect(page.get_by_role("columnheader", name="Language")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name="Words").click()
    words = [int(one.replace(",", "")) for one in page.locator("#index td[data-label=words]").all_inner_texts()]
    assert words == sorted(words, reverse=True)


def test_help_lists_the_keys_and_closes(open_page: Open, single: str) -> None:
    page = open_page(single)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".finding.current")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_light_and_dark_follow_the_system_until_somebody_chooses(open_page: Open, single: str) -> None:
    def background(page: Page) -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light, dark = (open_page(single, color_scheme=scheme) for scheme in ("light", "dark"))
    system = background(light), background(dark)
    assert system[0] != system[1]
    dark.keyboard.press("t")
    expect(dark.locator("#theme")).to_have_text("Theme: light")
    assert background(dark) == system[0]
    light.keyboard.press("t")
    light.keyboard.press("t")
    assert background(light) == system[1]


def test_right_to_left_text_stands_right(open_page: Open, address: str) -> None:
    page = open_page(address)
    opened(page, "ar")
    body = page.locator("article.open .text")
    expect(body).to_have_css("direction", "rtl")
    expect(page.locator("article.open .notes")).to_have_css("direction", "ltr")
    edges = body.locator("p").first.evaluate(
        "p => { const r = document.createRange(); r.selectNodeContents(p); const a = [...r.getClientRects()].at(-1), b = p.getBoundingClientRect();"
        " return [a.left - b.left, b.right - a.right] }"
    )
    assert edges[1] < 2 < edges[0]


def test_only_what_is_shown_is_printed_with_the_findings_as_notes(open_page: Open, address: str) -> None:
    page = open_page(address)
    opened(page, "ru")
    page.emulate_media(media="print")
    expect(page.locator("article:visible")).to_have_count(1)
    for hidden in (".filters", ".tools", "#index"):
        expect(page.locator(hidden).first).to_be_hidden()
    numbers = page.locator("article.open sup:visible").all_inner_texts()
    assert numbers == [str(place + 1) for place in range(page.locator("article.open .finding").count())]
    assert page.locator("article.open .what a:visible").all_inner_texts() == numbers
    page.emulate_media(media="screen")
    page.keyboard.press("i")
    page.emulate_media(media="print")
    expect(page.locator("article:visible")).to_have_count(len(ARTICLES))


def test_it_reads_well_without_javascript(open_page: Open, address: str) -> None:
    page = open_page(address, java_script_enabled=False)
    expect(page.locator("article:visible")).to_have_count(len(ARTICLES))
    expect(page.locator("#index")).to_be_visible()
    expect(page.locator(".filters")).to_be_hidden()
    mark = page.locator("mark a").first
    mark.click()
    assert page.url.endswith(str(mark.get_attribute("href")))


def test_hostile_text_is_text(open_page: Open, tmp_path: Path) -> None:
    page = open_page(report(tmp_path, {"en-" + HOSTILE: HOSTILE}))
    expect(page).not_to_have_title("gone")
    assert page.locator("img, article script").count() == 0
    assert page.locator(".text p").inner_text() == HOSTILE
    assert page.evaluate("JSON.parse(document.getElementById('report').textContent).articles[0].id") == "en-" + HOSTILE


def test_the_json_in_it_is_the_report(open_page: Open, tmp_path: Path) -> None:
    page = open_page(report(tmp_path, ARTICLES))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as JSON").click()
    saved = tmp_path / "saved.json"
    download.value.save_as(saved)
    cli.main(["check", "--format", "json", "--output", str(tmp_path / "own.json"), str(tmp_path / "articles.jsonl")])
    assert json.loads(saved.read_text("utf-8")) == json.loads((tmp_path / "own.json").read_text("utf-8"))


def test_a_phone_shows_one_finding_at_a_time(open_page: Open, single: str) -> None:
    page = open_page(single, viewport={"width": 390, "height": 844})
    expect(page.locator(".finding:visible")).to_have_count(0)
    page.locator("mark a", has_text="the the").click()
    expect(page.locator(".finding:visible")).to_have_count(1)
    mark, sheet = page.locator("mark.current").bounding_box(), page.locator(".notes").bounding_box()
    assert mark and sheet and mark["y"] + mark["height"] < sheet["y"]
    page.get_by_role("button", name="All findings").click()
    expect(page.locator(".finding:visible")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hundreds_of_articles_stay_usable(open_page: Open, tmp_path: Path) -> None:
    many = {f"en-{number}": f"{ARTICLES['en']}\n\nNumber {number}." for number in range(300)}
    page = open_page(report(tmp_path, many, "--jobs", "2"))
    expect(page.locator("#index tbody tr")).to_have_count(300)
    page.keyboard.press("f")
    page.keyboard.type("twice")
    expect(page.get_by_role("status")).to_have_text("300 of 900 findings in 300 articles")
    opened(page, "en-299")
    expect(page.locator("article:visible .text")).to_contain_text("Number 299.")
    expect(page.locator("article:visible")).to_have_count(1)
