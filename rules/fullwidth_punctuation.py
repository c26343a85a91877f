"""Half-width marks or stray spaces in Chinese and Japanese.

What it flags: `,` `.` `:` `;` `?` `!` `( )` between Chinese or Japanese characters, a space beside a full-width mark (`之一。 人们`).
Why a reader minds: the half-width mark sticks to the character before it; a full-width one brings its own space along.
How it decides: by the characters on both sides. The comma becomes the one that the article uses, ， or 、. Where the article writes
`:` `;` `?` `!`, brackets or Japanese commas half-width as a rule, that is its style: a hint, as is every `!?`.
What it leaves alone: Latin runs, numbers, times and scores (3:2), addresses, dots in katakana names, list numbers, brackets around
Latin text, the full-width space after ？ and ！.
Source: GB/T 15834-2011 (China), the Ministry of Education's handbook of punctuation (Taiwan, 2008), JIS X 4051 (Japan).
"""

import re
from collections import Counter
from collections.abc import Iterator

from qa.article import Article
from qa.patterns import late
from qa.rule import HINT, LIKELY, Finding, Options, Rule, bad, good

RULE = Rule(
    name="fullwidth-punctuation",
    summary="half-width marks or spaces in Chinese and Japanese",
    severity="warning",
    mqm="linguistic-conventions/punctuation",
    languages=("zh", "zh-Hant", "ja"),
    safe=True,
)

EXAMPLES = (
    bad("zh", "桥在周一开放⟦,⇒，⟧居民都很高兴。明天，集市开始。"),
    bad("zh", "桥在周一开放⟦。 ⇒。⟧居民都很高兴。"),
    bad("zh", "桥在周一开放⟦ 。⇒。⟧居民都很高兴。"),
    bad("zh", "市长说：“桥开放了。”居民问⟦:⇒：⟧“真的吗？”"),
    bad("zh", "桥真的开放了吗⟦?⇒？⟧"),
    bad("zh", "老桥⟦(建于明代)⇒（建于明代）⟧昨天开放，新桥（在北边）还没有。"),
    bad("zh-Hant", "橋在週一開放⟦.⇒。⟧居民都很高興。"),
    bad("zh-Hant", "他用iPhone⟦,⇒，⟧她用相機。"),
    bad("ja", "橋は月曜日に開通し⟦,⇒、⟧住民は喜んでいる。"),
    bad("ja", "橋は月曜日に開通した⟦.⇒。⟧住民は喜んでいる。"),
    good("zh", "比分是3:2，时间是10:30，共有4,178人，涨了3.5%。"),
    good("zh", "据美国国家广播公司(NBC)报道，详见https://example.org/a,b?c=d，或U.S.文件。"),
    good("zh", "他等了很久...没有人来。桥在 Geneva 市，用 iPhone 拍照。\n\n一.总则\n\n第二.分则"),
    good("ja", "本当ですか？　はい、ジョン.スミスさんです。開始は9:30、試合は5-3。"),
)

_KANA = re.compile("[\u3041-\u3096]")
_FAULT = late(
    r"[,.:;]|[?!]+|\([^()\n]{1,40}\)"  # half-width marks, spaces after, spaces before full-width ones
    r"|[，。、：；？！「『《（](?P<after> +)(?=\S)"
    r"|(?<! ) +(?P<before>[，。、：；？！」』》）])"
)
_CLOSING, _OPENING = "」』》）”’％", "「『《（“‘"
_LIST_NUMBER = late(r"(?:\A|\n)\s*第?[一二三四五六七八九十百\d]{1,4}\Z")
_STOP_AHEAD = late(r"[^\n。！？.!?]{0,200}[。！？.!?]")
_WIDE = str.maketrans(".:;?!", "。：；？！")


def check(article: Article, options: Options) -> Iterator[Finding]:
    text = article.text
    found = [match for match in _FAULT.finditer(text) if _is_fault(text, match)]
    if not found:
        return
    counts = Counter(match[0] for match in found)
    wide = {form: text.count(form) for form in "，、：；？！（"}
    kana = _KANA.search(text) is not None
    comma = "、" if wide["、"] > wide["，"] or (kana and not wide["，"]) else "，"
    for match in found:
        mark = match[0].strip(" ")
        if mark != match[0]:
            message, wanted, habit = f"a space beside the full-width {mark}", mark, counts[match[0]] > 1 and mark in "？！"
        elif mark[0] == "(":
            message, wanted = "half-width brackets around full-width text", f"（{mark[1:-1]}）"
            habit = not wide["（"]
        else:
            message, wanted = (
                f"a half-width {mark} among full-width characters",
                comma if mark == "," else mark.translate(_WIDE),
            )
            habit = len(mark) > 1 or _is_habit(text, match, wide.get(wanted, 0), counts[mark], kana)
        yield Finding(match.start(), match.end(), message, (wanted,), HINT if habit else LIKELY)


def _is_habit(text: str, match: "re.Match[str]", wide: int, count: int, kana: bool) -> bool:
    """Whether the article sets a mark half-width as a rule; a colon so in titles and before quotations is common."""
    mark, end = match[0], match.end()
    if mark == ",":
        return kana and count > 2 and not wide
    if mark == ":" and not wide and (text[end : end + 1] in '“「『"' or not _STOP_AHEAD.match(text, end)):
        return True
    return mark in ":;?!" and wide < count and count > 1


def _is_fault(text: str, match: "re.Match[str]") -> bool:
    start, end = match.span()
    mark, before, after = match[0], text[start - 1 : start], text[end : end + 1]
    if match["after"]:
        return True
    if match["before"]:
        return bool(before) and before != "\n"
    if mark[0] == "(":
        return any(map(_is_wide, mark)) and _wide_before(before) and _wide_after(text, end)
    if not _wide_before(before):
        return mark == "," and before.isalnum() and _is_wide(after)
    if mark == ".":
        name = "ァ" <= before <= "ヿ" and "ァ" <= after <= "ヿ"
        numbered = _LIST_NUMBER.search(text[max(0, start - 8) : start])
        return after != "." and not name and not numbered and _wide_after(text, end)
    return mark != ":" or after not in (":", "/", ")", "(")


def _is_wide(char: str) -> bool:
    """Whether a character is Han or kana."""
    return ("\u3005" <= char <= "\u9fff" and not "\u3008" <= char <= "\u303f") or "\uf900" <= char <= "\ufaff"


def _wide_before(char: str) -> bool:
    return _is_wide(char) or (char != "" and char in _CLOSING)


def _wide_after(text: str, place: int) -> bool:
    """Whether full-width text, a quotation's end or a line's end follows, after a space perhaps."""
    after, second = text[place : place + 1], text[place + 1 : place + 2]
    if after == " ":
        return _is_wide(second) or (second or "\n") in _OPENING + "\n"
    return _is_wide(after) or (after or "\n") in _OPENING + _CLOSING + "\n"
