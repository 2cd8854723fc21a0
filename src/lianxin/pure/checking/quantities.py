"""同一数量: what a text counts, told apart by what is counted, so that the same quantity can be held against itself.

>>> from lianxin.pure.figures.layout import lay_out
>>> [(q.key, q.text) for q in quantities(lay_out("全镇共受理群众诉求36件，办结率91.7%。走访困难户20余户。"))]
[('受理诉求', '36件'), ('办结率', '91.7%'), ('走访困难户', '20余户')]

Inside one text a part is held against the whole it is taken from, also when they stand far apart: of 70 members 75
cannot have taken part. Whether both speak of the same body at the same time, only a reader can know: it is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Mention, Page, clause_before, depth_zero, mentions
from lianxin.pure.numerals import Numeral

#: words around a count that do not say what is counted
_FILLERS = re.compile(
    r"今年以来|本(?:年度?|月份?|季度|期|单位|镇|乡|县|区|村|站|校|局)|全(?:年|县|区|市|镇|乡|村|局|校|站|街道)|截至(?:目前|月底|年底)?|"
    r"目前|累计|共计|总共|合计|分别|已经?|先后|一共|共有?|其中|我(?:镇|乡|县|区|村|局|校|站|街道)|各级|各类|各项|广大|一般|"
    r"\d{1,4}[年月日]|上半年|下半年|[一二三四]季度|人民|群众(?=诉求|事项|来信|来访|意见|反映)"
)
_RATE_NAME = re.compile(
    r"([\u4e00-\u9fff（）]{1,12}?(?:率|满意度))(?:为|达到|达|是|在|保持在|提高到|上升到|均|都|约|近|超过)*$"
)
_BRACKETS = re.compile(r"[“”‘’《》（）()「」]")
_TAIL = re.compile(r"(?:为|有|达到了?|达|是|至|约|近|了|超过|突破|的)+$")
_WHEN = re.compile(r"[比较与同和]?(?:去年同期|上年同期|去年同月|同期|去年|上年|上月|上个月|上季度|上期)的?")
_COMPARED = re.compile(r"[比较](?:去年同期|上年同期|去年同月|同期|去年|上年|上月|上个月|上季度|上期)的?$")
_SAME = re.compile(r"(?:而|其中)?(?:去年同期|上年同期|去年同月|同期|上月|上个月|上季度|上期)(?:为|是|共|仅|有|共有)?")
_OTHER_TIME = re.compile(
    r"去年|上年|同期|上月|上个月|上季度|上半年|下半年|同比|环比|往年|前年|昨年|上届|截至|以来|年底|月底|\d{1,2}[—\-–~至到]\d{1,2}月|"
    r"\d{4}年|[一二三四]季度|第[一二三四]季度|\d{1,2}月份?(?!\d{0,2}日)"
)
#: any word that sets a time, the text's own too
_TIMED = re.compile(
    rf"{_OTHER_TIME.pattern}|累计|[本当今][月年]|本季度|当季|全年|年内|\d{{1,2}}日|[上中下]旬|[本上每一]周|当[天日]|[日周月]均"
)
_VERSUS = re.compile("[比较]|[同环]比")
_AGO = re.compile("去年|上年|同期|上月|上个月|上季度|上期|前年")
_HEAD = 400  # characters before a figure in which its time is looked for
_CHANGE = re.compile(r"(?:增加|增长|上升|提高|下降|减少|降低|回落|增|降|减|多|少)(?:了|为|到|至|约|近)*$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """一个数量: what is counted (`key`, without fillers), the number, its span in the original, the clause before it.

    `clause` is led by the clause that set the time, where its own names none (1—10月，全镇收到).
    `is_other_time` says that the clause names a time of its own (去年同期, 1—5月): the number is not of the text's period.
    `is_change` says that it is by how much something changed, not how much there is.
    """

    key: str
    text: str
    numeral: Numeral
    start: int
    end: int
    clause: str
    is_other_time: bool
    is_change: bool
    in_brackets: bool


def quantities(page: Page) -> list[Quantity]:
    """All counted numbers of a page that can be named, in the order of the text."""
    return [made for start, end in page.sentences for made in _of_sentence(page, start, end)]


def _of_sentence(page: Page, start: int, end: int) -> Iterator[Quantity]:
    head = before = ""
    position = start
    for mention in mentions(page, start, end):
        numeral = mention.numeral
        if numeral.form not in ("number", "percent") or numeral.form == "number" and not numeral.measure:
            continue
        if numeral.hanzi and numeral.value <= 10:
            continue
        clause = page.text[start : numeral.start] if numeral.start - start < 60 else clause_before(page, numeral.start)
        last = re.split(r"[，。；：！？\n]", clause)[-1]
        head = _head(page, position, numeral.start, start) or (head if last.strip() else "")
        position = numeral.end
        key = _key(mention, last)
        if _COMPARED.search(last) or _SAME.fullmatch(last):  # 比上月112件, 去年同期105件: what was counted before
            key = before
        if not key:
            continue
        before = key
        first, stop = page.place(numeral.start, numeral.end)
        yield Quantity(
            key, page.original[first:stop], numeral, first, stop,
            last if not head or head == last or _TIMED.search(last) else f"{head}，{last}",
            bool(_OTHER_TIME.search(last)), bool(_CHANGE.search(last)), not depth_zero(page, start, numeral.start),
        )  # fmt: skip


def _head(page: Page, position: int, stop: int, start: int) -> str:
    """The clause between two figures that sets the time of what follows; 比去年同期 and 同期 in mid-sentence set none."""
    found = ""
    piece = page.text[max(position, stop - _HEAD) : stop]
    for clause in re.finditer(r"[^，。；：！？\n]+", piece):
        opens = position + clause.start() == start or piece[clause.start() - 1 : clause.start()] in tuple("；。：")
        if _TIMED.search(clause[0]) and not _VERSUS.search(clause[0]) and (opens or not _AGO.search(clause[0])):
            found = clause[0]
    return found


def _key(mention: Mention, clause: str) -> str:
    """受理诉求 of 共受理群众诉求36件; 党员 of 75名党员; 办结率 of 办结率达91.7%; empty where nothing is named."""
    if mention.numeral.form == "percent":
        found = _RATE_NAME.search(_BRACKETS.sub("", clause))
        return _plain(found[1]) if found else ""
    if mention.label and not _CHANGE.search(mention.label):
        named = _plain(_TAIL.sub("", mention.label))
        noun = _noun(mention)
        return f"{named}{noun}" if named and noun and noun not in named and len(named) <= 4 else named or noun
    return _noun(mention)


def _noun(mention: Mention) -> str:
    found = re.match(r"[\u4e00-\u9fff]{2,8}", re.sub(r"^(?:的|次|左右|以上|以内)", "", mention.noun))
    return _plain(found[0]) if found else ""


def _plain(words: str) -> str:
    return _FILLERS.sub("", _WHEN.sub("", _BRACKETS.sub("", words))).strip("的了为、 ")


_BODIES = (
    "党员", "教职工", "职工", "教师", "学生", "干部", "村民代表", "村民", "居民", "代表", "委员", "志愿者", "网格员", "队员",
)  # fmt: skip
_WHOLE = re.compile(r"(?:全|本|我)[校镇乡县区村局站市院厂矿]|现有|共有|总数|在册")
_TAKES_PART = re.compile(r"(?:参加|参与|参评|到会|出席|接受|获得|被评议)[^，。；]{0,14}的?$")


@dataclass(frozen=True, slots=True)
class Bodies:
    """人数: what a text says that a body is (党员 → 70名), and who of a body took part in what."""

    wholes: dict[str, Quantity]
    parts: tuple[tuple[str, Quantity], ...]


def bodies(page: Page) -> Bodies:
    """The bodies of people that a text counts, of its own time."""
    wholes: dict[str, Quantity] = {}
    parts: list[tuple[str, Quantity]] = []
    for one in quantities(page):
        if one.numeral.family != "人" or not one.numeral.counted or one.is_other_time or one.is_change:
            continue
        noun = next((noun for noun in _BODIES if one.key.endswith(noun)), "")
        if not noun:
            continue
        if one.key == noun and _is_whole(page, one):
            wholes.setdefault(noun, one)
        elif _TAKES_PART.search(one.clause.split(noun)[0]):
            parts.append((noun, one))
    return Bodies(wholes, tuple(parts))


def find(page: Page) -> Iterator[Claim]:
    """Parts of a body that are more than the body is said to have elsewhere in the same text."""
    found = bodies(page)
    for noun, part in found.parts:
        whole = found.wholes.get(noun)
        if whole is not None and part.numeral.value > whole.numeral.value:
            yield _too_many(noun, part, whole)


def _is_whole(page: Page, one: Quantity) -> bool:
    """Whether it stands in a sentence that presents a body: 全校教职工211人，党员70人."""
    inside = next(((a, b) for a, b in page.sentences if page.places[a] <= one.start < page.places[b - 1] + 1), None)
    return inside is not None and bool(_WHOLE.search(page.text[inside[0] : inside[1]]))


def _too_many(noun: str, part: Quantity, whole: Quantity) -> Claim:
    where = "后文" if part.start < whole.start else "前文"
    explain = f"前后不一：{where}写{noun}共{whole.text}，这里写{part.text}，部分多于整体。"
    return Claim("cross-text", part.text, part.start, part.end, part.text, whole.text, "fails:cross-text", explain)
