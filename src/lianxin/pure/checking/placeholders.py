"""没有填的地方: what was to be filled in and was not: 20xx年, xx月xx日, x0余处, ____, （此处填写）, [姓名], ^v^, □.

>>> from lianxin.pure.figures.layout import lay_out
>>> [claim.quote for claim in find(lay_out("20xx年xx月xx日，我镇走访xx00户，王××反映的3×4米水沟已修好。"))]
['20xx年xx月xx日', 'xx00']

A person's name that is masked (李某某, 王××) is not one, nor a sign of multiplication, nor letters inside a Latin word.
An XX where a place, a body or a name would stand may be withheld, as residents' messages and circulars do it: style at
most; wrong only where a day or an amount is lacking. What it does not do: gaps that are only blanks are `checking.blanks`.
"""

import re
from collections.abc import Iterator

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

from .calling import PLAIN_SURNAME

_X = "[xX×]"
_MEASURE = (
    "(?:余|多)?(?:万|亿|千|百)*(?:元|亩|户|人|个|处|条|件|栋|组|名|家|次|项|份|场|吨|公里|米|平方|头|只|棵|株|里|%)"
)
_PATTERNS = re.compile(
    # a year, a month, a day: 20xx年, xx月x日, 4月x日
    rf"(?<![A-Za-z\d])20(?:{_X}{{2}}|_{{2,}})年?(?:{_X}{{1,2}}月(?:{_X}{{1,2}}日)?)?"
    rf"|(?<![A-Za-z\d])20{_X}(?=[年上下春秋])年?"
    rf"|(?<![A-Za-z\d×])(?:{_X}{{1,4}}年(?!级)(?:{_X}{{1,2}}月)?(?:{_X}{{1,2}}日)?|{_X}{{1,2}}月(?:{_X}{{1,2}}日)?|(?<=月){_X}{{1,2}}日)"
    # two or more, or a figure half masked: XX村, xx%, xx00亩, x0余处, x120万元
    rf"|(?<![A-Za-z\d×])(?:[xX]{{2,8}}|×{{2,8}})(?:\.[xX×]+)?(?:0{{1,4}}(?=[余多]?[\u4e00-\u9fff]))?(?![A-Za-z\d×])"
    rf"|(?<![A-Za-z\d)）长宽高厚])[xX]\d{{1,6}}(?={_MEASURE})"
    # one letter before what it should count or name
    rf"|(?<![A-Za-z\d\-])(?<![设令求为])[xX](?=(?:村|镇|乡|县|局|校|户|名|件|亩|万元|人次)(?!线))"
    r"|\^[A-Za-z_]\^|_{2,}"
    r"|[（\[【{<](?:此处|请|待)(?:填|补|插|输|写)[^）\]】}>\n]{0,20}[）\]】}>]"
    r"|[\[【{<](?:姓名|单位|单位名称|日期|年份|时间|地点|电话|金额|数字|数据|人数|职务|标题|村名|镇名|某某|地名|内容)[\]】}>]"
    r"|(?<=[\u4e00-\u9fff。，、])□(?=[\u4e00-\u9fffxX])"
    # a sign in the place of a number: ***万元, ？处, ○户, NN件, 于年月日
    rf"|(?<=[\u4e00-\u9fff])(?:\*{{1,4}}|[？?]{{1,3}}|#|(?<![一二三四五六七八九十零百])[○◯]{{1,3}}|O{{2,3}}|N{{2,3}})(?={_MEASURE}[，。；、）\n])"
    r"|(?<=[于在到至自])年月日"
    r"|[（\[【]?(?:待补充|待填写?|待补|[Tt][Oo][Dd][Oo])[）\]】]?(?=[，。；）\n]|$)"
)
_AMOUNT_BEHIND = re.compile(rf"{_MEASURE}|年|月|日|[村镇乡县市]")
#: behind an XX: what is counted and dated; 家园, 人民医院 and 项目部 are names, 栋 and 组 behind a place are its parts
_COUNTED_BEHIND = re.compile(
    rf"(?!(?:家[园居具庭乐属村庄电]|人[民家社才]|项目|处长|组织|场镇|里|户外|个体|条例|次[仁旦]|年级|名[苑城人])){_MEASURE}|年(?!级)|月|日"
)
_PART_OF_A_PLACE = re.compile(r"[组栋]")
_MASK = "×Xx"
_OPTIONS = re.compile(r"□[^□\n]{1,12}□|[☑√■✓]")
_SIGNED = re.compile(r"(?:签字|签名|盖章|签章|签收|领取|审批|意见|（章）)[^\n]{0,4}[：:]?$")
_SOMEONE = re.compile(r"[\u4e00-\u9fff]某某?(?![年月])|[\u4e00-\u9fff]××?(?=[，、。（任因违受被])")
_ADDRESSED = re.compile("先生|女士|同志|同学|老师|老人|某")
_RESIDENT = re.compile(r"(?:村民|居民|学生|患者|群众|老人|女士|先生|干部|党员|当事人|嫌疑人|同志|人|员|长|记|任)$")
_SIGNATURE = re.compile(r"\n[^\n，。]{0,16}(?P<some>某某[^\n，。]{0,14}|某年某月某日)(?=\n|$)")
_FILLED = "placeholder"


def find(page: Page) -> Iterator[Claim]:
    """Every place left unfilled, those that touch one another as one."""
    spans = sorted({*_places(page.text), *((m.start("some"), m.end("some")) for m in _SIGNATURE.finditer(page.text))})
    for start, end in _together(spans, page.text):
        words = page.text[start:end]
        verdict, said = _judged(page, start, end)
        yield claim(page, "placeholder", start, end, words, "", verdict, said.format(words))


def _judged(page: Page, start: int, end: int) -> tuple[str, str]:
    """The verdict on a place and the sentence about it."""
    if _is_withheld(page, start, end):
        return "style:withheld", "“{}”像是隐去的名称；如果是没有填的地方，请补上。"
    if _is_doubtful(page, start, end):
        return "doubtful:placeholder", "“{}”像是没有填的地方，请核实。"
    return _FILLED, "“{}”是留着没有填的地方。"


def _is_withheld(page: Page, start: int, end: int) -> bool:
    """Whether letters stand for a place, a body or a name that is not told: XX镇, ××小区, 文XX; no day, no amount."""
    if page.text[start:end].strip(_MASK):
        return False
    if _PART_OF_A_PLACE.match(page.text, end) and page.text[start - 1 : start] in tuple("村镇乡社区街路道苑园院寨屯城"):
        return True
    return not _COUNTED_BEHIND.match(page.text, end)


def _places(text: str) -> Iterator[tuple[int, int]]:
    for found in _PATTERNS.finditer(text):
        start, end = found.span()
        if found[0] == "□" and _OPTIONS.search(text[max(0, start - 14) : end + 14]):
            continue  # boxes to tick
        if (
            found[0][0] == "_"
            and not _AMOUNT_BEHIND.match(text, end)
            and _SIGNED.search(text[max(0, start - 10) : start])
        ):
            continue  # a line to sign on
        if _is_masked_name(text, start, end):
            continue
        yield start, end


def _is_masked_name(text: str, start: int, end: int) -> bool:
    """王××, 村民×××: a person whose name is withheld."""
    if not re.fullmatch(r"[xX]{2}|×{2,3}", text[start:end]):
        return False
    before = text[max(0, start - 4) : start]
    household = text[end : end + 1] in "家户" and bool(PLAIN_SURNAME.match(before[-1:]))
    if not household and re.match(rf"[村镇乡县市区局校路街站所%年月]|{_MEASURE}", text[end : end + 4]):
        return False
    return bool(before and PLAIN_SURNAME.match(before[-1]) or text[start] == "×" and _RESIDENT.search(before)) or bool(
        _ADDRESSED.match(text, end)
    )


def _is_doubtful(page: Page, start: int, end: int) -> bool:
    """Marks that a careful text may carry: one letter, a withheld amount beside withheld persons, a line of a form."""
    words = page.text[start:end]
    if len(words) == 1 and words in "xX□" or words.startswith("待") or {"x", "X"} <= set(words):
        return True
    if words[0] == "_" and (page.text[start - 1 : start] == "：" or not _AMOUNT_BEHIND.match(page.text, end)):
        return True  # a form that is filled in by hand, or a dash
    sentence = page.text[max(0, start - 60) : end + 60]
    return words.strip(_MASK) == "" and bool(_SOMEONE.search(sentence))


def _together(spans: list[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Spans that touch, or that only a sign of the date parts, as one."""
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held and (start <= held[1] or start - held[1] == 1 and text[held[1]] in "年月日"):
            held = held[0], max(held[1], end)
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held
