"""通报的措辞: drafted from the records of the days; numbers stand as slots, the findings are never retyped.

Official papers are in Chinese whatever the language of the page, so nothing here is translated.
"""

import re
from collections.abc import Iterable, Mapping

from lianxin.pure.numerals import read
from lianxin.pure.paper import official_date
from lianxin.pure.periods import Period
from lianxin.work.circulars.models import Circular, Finding
from lianxin.work.circulars.queries.figures import SLOTS, checks
from lianxin.work.circulars.terms import FindingKind, ReplyKind

SLOT = re.compile(r"【([^【】\n]{1,12})】")
HEADS = {"general": "总体情况", "good": "好的做法", "problems": "存在的问题", "asks": "工作要求"}
#: the section that is made of the findings and cannot be retyped
PROBLEMS = "problems"
_ASKS = {
    FindingKind.DUTY: "公示上的人员、电话和时间要与实际一致，有人请假要安排顶岗，并当天换公示。",
    FindingKind.WORK: "按本月主题把群众工作日的事做实，做了什么以系统里已有的记录为准，不另外做台账。",
    FindingKind.HANDLING: "对到期未办的诉求逐件核对，能办的马上办，一时办不了的向群众说清楚。",
    FindingKind.RECORDS: "记录要照实写，没有做的不补记，记错的用更正改过来。",
    FindingKind.NOTICE: "该公示的内容从系统里打印最新一版，旧的及时换下。",
    FindingKind.STYLE: "改进作风，对群众说话办事要有耐心；是否追究责任，由有权的机关按制度决定。",
}
#: what a drafted sentence says where its number is nought; any other such part is left out
_NOUGHT = {"提出问题【问题数】个": "没有提出问题"}
_SENTENCE = re.compile(r"[^。\n]*[。\n]?")
_END = "问题在系统里转整改的，按整改事项的时限改；改得怎样在系统里能看到，不另报材料。"


def title(circular: Circular) -> str:
    """标题 of a new circular."""
    if circular.corrects is not None:
        return f"关于更正《{circular.corrects.title}》的通报"
    if circular.plan is not None:
        return f"关于“{circular.plan.title}”督查情况的通报"
    return f"关于{_days(circular)}督查情况的通报"


def _days(circular: Circular) -> str:
    first, last = circular.first, circular.last
    if any(
        (period.first, period.last) == (first, last)
        for period in (Period.containing(first), Period.containing(first, "year"))
    ):
        return f"{first.year}年{first.month}月" if first.month == last.month else f"{first.year}年"
    tail = official_date(last)
    if first.year == last.year:
        tail = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    return official_date(first) if first == last else f"{official_date(first)}至{tail}"


def sections(circular: Circular, findings: Iterable[Finding]) -> list[dict[str, str]]:
    """各部分 as drafted: what was done, what was good, the problems (made of the findings), what is asked."""
    texts = {"general": _general(circular), "good": _good(circular), PROBLEMS: "", "asks": _asks(findings)}
    return [{"key": key, "head": head, "text": texts[key], "drafted": texts[key]} for key, head in HEADS.items()]


def corrected_sections(circular: Circular, reason: str) -> list[dict[str, str]]:
    """各部分 of a circular that corrects another: what was wrong and why, nothing else."""
    of = circular.corrects
    named = f"{of.number}《{of.title}》" if of else ""
    text = f"{named}印发后核实，其中有误，更正如下：\n{reason.strip()}"
    empty = {"good": "", PROBLEMS: "", "asks": "请有关单位以本通报为准。"}
    return [
        {"key": key, "head": head, "text": (words := {"general": text, **empty}[key]), "drafted": words}
        for key, head in HEADS.items()
    ]


def _general(circular: Circular) -> str:
    rows = list(checks(circular).values_list("mode", "plan__approval_number").order_by("plan_id", "pk"))
    numbers = "、".join(dict.fromkeys(number for _mode, number in rows if number))
    by = f"按批准的督查计划（{numbers}），" if numbers else ""
    lines = [
        f"{_days(circular)}，{circular.unit.name}{by}督查单位【被查单位数】个、【督查次数】次，提出问题【问题数】个。"
    ]
    if checks(circular).filter(kind="leader").exists():
        lines.append("其中领导督导【领导督导次数】次。")
    lines.append("写进本通报的问题【通报问题数】个，印发前都送被查单位看过。这段时间的问题，单位作出说明的【说明数】个，"
                 "按说明修改的【修改数】个，核实后撤销的【撤销数】个，已经改正的【已改正数】个。")  # fmt: skip
    return "\n".join(lines)


def _good(circular: Circular) -> str:
    found = checks(circular).exclude(good="").select_related("unit").order_by("unit_path", "on", "pk")
    return "\n".join(f"{one.unit.name}：{one.good.strip()}" for one in found)


def _asks(findings: Iterable[Finding]) -> str:
    kinds = dict.fromkeys(one.kind for one in findings)
    lines = [_ASKS[FindingKind(kind)] for kind in FindingKind.values if kind in kinds and kind in _ASKS]
    return "\n".join([*lines, _END] if kinds else lines)


def finding_words(finding: Finding) -> str:
    """一个问题 as it stands in a circular, with what the unit says to it: the right of reply (F084)."""
    words = finding.text.rstrip("。；;") + "。"
    if finding.rule is not None:
        words += f"（对照{finding.rule}）"
    if finding.reply_kind == ReplyKind.AGREES:
        return f"{words}该单位表示情况属实。" + ("已改正。" if finding.is_corrected else "")
    if finding.reply_kind == ReplyKind.EXPLAINS:
        said = finding.reply.rstrip("。；;")
        words += f"该单位说明：{said}。"
        words += "已按说明修改。" if finding.is_changed else "经核实，问题成立。"
    elif finding.asked_on is not None and finding.is_settled:
        words += "该单位在期限内没有说明。"
    return words + ("已改正。" if finding.is_corrected else "")


def used(texts: Iterable[str]) -> list[str]:
    """The words of the slots in these texts."""
    return [word for text in texts for word in SLOT.findall(text) if word in SLOTS]


def without_noughts(section: Mapping[str, str], values: Mapping[str, int]) -> str:
    """核实后撤销的0个 is not said: the drafted sentences without the parts whose numbers are all nought.

    A sentence in which no number is left goes as a whole; one that somebody rewrote stays as he wrote it.
    """
    drafted = set(_SENTENCE.findall(section["drafted"]))
    told = (one if one not in drafted else _counting(one, values) for one in _SENTENCE.findall(section["text"]))
    return "".join(told)


def _counting(sentence: str, values: Mapping[str, int]) -> str:
    end = sentence[-1:] if sentence[-1:] in ("。", "\n") else ""
    told, counted = [], 0
    for part in sentence.removesuffix(end).split("，"):
        numbers = [values[word] for word in SLOT.findall(part) if word in values]
        counted += any(numbers)
        if not numbers or any(numbers):
            told.append(part)
        elif part in _NOUGHT:
            told.append(_NOUGHT[part])
    if SLOT.search(sentence) and not counted:
        return ""
    return "，".join(told) + end


def by_hand(circular: Circular) -> list[str]:
    """手写的数字: counted figures that somebody typed into the sentences and no record backs."""
    texts = (one["text"] for one in circular.sections if one["text"] != one["drafted"])
    drafted = {numeral.text for one in circular.sections for numeral in read(SLOT.sub("", one["drafted"]))}
    found = [numeral for text in texts for numeral in read(SLOT.sub("", text)) if numeral.measure]
    return [one.text for one in found if one.text not in drafted]
