"""空格与缺漏: places of a sentence where a number must stand and none does; where it follows from its neighbours, it.

>>> from lianxin.pure.figures.layout import lay_out
>>> found = list(find(lay_out("被评议的支部有 3 个，群众评议合格以上的有  个，其中优秀的有 3 个。")))
>>> [(claim.verdict, claim.quote, claim.mend) for claim in found]
[('blank:derivable', '有  个', '有3个')]

A blank left between a verb and a measure word (有  人次) is asked about; a hedge without its number (不少于天) and a
sentence that names a time or an amount and stops (下乡和调研的时间。) are gaps. Lines of underscores, □ and xx are
placeholders, which another rule reads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Mention, Page, claim, mentions
from lianxin.pure.figures.rounding import plain

_MEASURE = (
    r"人次|户次|家次|场次|件次|车次|个百分点|个工作日|个月|小时|万元|亿元|公里|平方米|公斤|"
    r"[人名户家件起份个条次场项批篇张册套处天元亩吨台辆盏]|%"
)
_CLOSED = r"(?=[，。；、）\n]|其中|$)"
_SPACED = re.compile(rf"(?<=[\u4e00-\u9fff”）])(?P<m>{_MEASURE}){_CLOSED}")
_VERB = re.compile(
    r"(?:有|共|计|为|达|达到|到|约|了|过|余|收|发|办|少于|低于|超过|多于|解决|化解|帮助|走访|慰问|完成|受理|办结)$"
)
_HEDGED = re.compile(
    r"(?P<verb>不少于|不低于|不超过|不多于|不得少于|不得低于|不得超过|至少|最多|总数为|共计|合计|总计|累计达|累计|高达|多达)"
    rf"(?P<m>人次|户次|场次|件次|个月|个工作日|小时|万元|亿元|公里|平方米|[户件份条次场项篇册套天亩]|%){_CLOSED}"
)
_BARE = re.compile(
    rf"(?<![没所具如另还只唯仅])(?P<verb>有|达到了?|达|为|占|升至|降至|增长了?|下降了?|上升了?)(?P<m>人次|户次|场次|个|件|%){_CLOSED}"
)
_NAMED = re.compile(
    r"(?<=[。！？])(?P<said>[\u4e00-\u9fff、“”（）]{4,40}的(?:时间|天数|次数|人数|户数|件数|场数|数量|金额|比例))。"
)
#: what makes such a sentence whole: it is, has, becomes or does something to the amount
_DOES = re.compile(
    r"[是有为无须应要将把被使让给占到由按超足满达不可能会以就]|保证|增加|减少|安排|缩短|延长|留|确保|明确|确定|规定|节约|节省|压缩|控制|"
    r"统计|登记|记录|注明|填|写|公布|公开|公示|合理|利用|抽|腾|挤|掌握|提高|争取|提供|列出|核对|核实|计算|上报|报送|通知|告知|约定|"
    r"核定|设定|调整|降低|扩大|保障|花费|投入|耗费|浪费|等于|属于|取决|规范|严格|严控|落实|做好|具体|包括|含|分别|遵守|珍惜|珍视"
)
#: who presides is lacking; a date line that was left as it came
_NOBODY = re.compile(r"(?<![自理缘])由(?=主持(?:[，。、]|会议|召开))")
_UNDATED = re.compile(r"\n年月日(?=\n|$)")
#: what is done, and what then remains of the whole
_FINISHED = re.compile(r"(?:办结|办理完毕|解决|化解|整改|完成|落实|答复)(?:了|到位)?$")
_PENDING = re.compile(r"^(?:正在|尚在|仍在|还在|在)(?:办理?|处理|化解|整改|落实|解决)(?:中|的)?(?:有|的有)?$|^未")
_PARTITIVE = re.compile(r"(?:^其中|的(?:有|为|是|达|共)?$|的(?:有|为|是|达|共)$)")
_REST = re.compile(r"^(?:其余|其他|剩余|另有|另|尚有|还有|仍有)")
_ALL = re.compile(r"(?:合计|共计|总计|一共|总共|共)$")


def find(page: Page) -> Iterator[Claim]:
    """Blanks and gaps, in no special order."""
    taken: set[int] = set()
    for found in _HEDGED.finditer(page.text):
        taken.add(found.end())
        said = page.text[found.start() : found.end()]
        words = f"“{found['verb']}”和“{found['m']}”之间没有数字。"
        yield claim(page, "gap", found.start(), found.end(), said, "", "fails:gap", words)
    for found in _SPACED.finditer(page.text):
        if found.end() not in taken and _is_blank(page, found):
            taken.add(found.end())
            yield _blank(page, found.start(), found)
    for found in _BARE.finditer(page.text):
        if found.end() not in taken and not (found["m"] == "%" and found["verb"] == "有"):
            taken.add(found.end())
            yield _blank(page, found.end("verb"), found)
    for found in _NOBODY.finditer(page.text):
        said = page.text[found.start() : found.end() + 2]
        yield claim(page, "blank", found.start(), found.end() + 2, "", "", "blank", f"“{said}”中间没有写是谁。")
    for found in _UNDATED.finditer(page.text):
        words = "成文日期的年、月、日没有填。"
        yield claim(page, "blank", found.start() + 1, found.end(), "", "", "blank", words)
    for found in _NAMED.finditer(page.text):
        if not _DOES.search(found["said"]):
            words = f"“{found['said']}”不成一句，后面缺少数量或要求。"
            yield claim(page, "gap", found.start(), found.end(), found["said"], "", "fails:gap", words)


def _spaces(page: Page, place: int) -> int:
    """How many blanks the original has in front of a place; none across lines."""
    between = page.original[page.places[place - 1] + 1 : page.places[place]]
    return 0 if "\n" in between or "\t" in between else len(between)


def _is_blank(page: Page, found: re.Match[str]) -> bool:
    """Whether blanks stand where the number should: behind a verb, or two and more behind any word."""
    at = found.start()
    here = _spaces(page, at)
    if not here or at >= 2 and _spaces(page, at - 1):  # 负 责 人: a word that is spaced out
        return False
    return bool(_VERB.search(page.text[max(0, at - 4) : at])) or here >= 2 and found["m"] not in ("人", "名", "家")


def _blank(page: Page, at: int, found: re.Match[str]) -> Claim:
    """The claim on a blank in front of a measure word, with the value where it follows."""
    measure = found["m"]
    last = page.text[at - 1]
    value, why = _derived(page, at, measure)
    verdict = "blank:derivable" if value else "blank"
    words = f"“{last}”和“{measure}”之间空着，没有填数字{'，' + why if why else ''}。"
    one = claim(page, "blank", at - 1, found.end(), "", value, verdict, words)
    return replace(one, mend=f"{last}{value}{measure}" if value else "")


def _derived(page: Page, at: int, measure: str) -> tuple[str, str]:
    """What the neighbours of a blank say of it: its value ("" where it is open) and the computation."""
    place = bisect_right(page.sentences, (at, len(page.text))) - 1
    if place < 0 or measure == "%":
        return "", ""
    start, end = page.sentences[place]
    if end - start > 1000:
        return "", ""
    label = re.split(r"[，；。：\n]", page.text[max(start, at - 60) : at])[-1]
    same = [m for m in mentions(page, start, end) if m.numeral.measure == measure and m.numeral.exact]
    ahead = [m for m in same if m.end <= at and "；" not in page.text[m.end : at]]
    behind = [m for m in same if m.start >= at]
    if _ALL.search(label) and len(ahead) >= 2:
        total = sum((m.numeral.value for m in ahead), Fraction(0))
        return plain(total), f"{'+'.join(plain(m.numeral.value) for m in ahead)}={plain(total)}"
    if ahead and behind and _FINISHED.search(label) and _pending(behind[0]) and not _done(ahead[-1]):
        whole, rest = ahead[-1].numeral.value, behind[0].numeral.value
        return (
            (plain(whole - rest), f"{plain(whole)}-{plain(rest)}={plain(whole - rest)}") if rest <= whole else ("", "")
        )
    pending = len(ahead) == 2 and _PENDING.match(label) and _done(ahead[1])
    if len(ahead) >= 2 and (_REST.match(label) or pending or _is_other_half(label, ahead[-1])):
        whole, parts = ahead[0].numeral.value, [m.numeral.value for m in ahead[1:]]
        rest = whole - sum(parts)
        return (plain(rest), f"{'-'.join(map(plain, (whole, *parts)))}={plain(rest)}") if rest >= 0 else ("", "")
    inner = [m for m in ahead if m.numeral.start >= at - len(label)]
    outer = ahead[: len(ahead) - len(inner)]
    if inner and outer and label.startswith("其中"):
        rest = outer[-1].numeral.value - sum(m.numeral.value for m in inner)
        return "", f"如果总共{plain(outer[-1].numeral.value)}里只有这几项，应为{plain(rest)}" if rest >= 0 else ""
    if ahead and not inner and _PARTITIVE.search(label):
        return _between(page, at, ahead[-1], behind)
    return "", ""


def _pending(mention: Mention) -> bool:
    return bool(_PENDING.match(mention.label))


def _done(mention: Mention) -> bool:
    return bool(_FINISHED.search(mention.label))


def _is_other_half(label: str, part: Mention) -> bool:
    """办结8件，未办结 件: the blank is what the last part is not."""
    return label.startswith("未") and label[1:] != "" and label[1:] in part.label


def _between(page: Page, at: int, upper: Mention, behind: list[Mention]) -> tuple[str, str]:
    """The bounds of a part that has a part of its own."""
    high = upper.numeral.value
    inner = bool(behind) and re.fullmatch(
        r"[^，。；]{0,4}，其中[^，。；\d]{0,30}", page.text[at : behind[0].numeral.start]
    )
    if not inner:
        return "", f"应不多于{plain(high)}"
    low = behind[0].numeral.value
    if low == high:
        return plain(high), f"不多于{plain(high)}，不少于其中的{plain(low)}，只能是{plain(high)}"
    return "", f"应在{plain(low)}到{plain(high)}之间" if low < high else ""
