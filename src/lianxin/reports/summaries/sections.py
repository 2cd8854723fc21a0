"""总结的前三个部分: 主要做法, 工作成效, 存在问题; the fourth, 下步打算, is in steps.py.

Each sentence is written only when its figures are there.
"""

from collections.abc import Iterable, Iterator

from lianxin.pure.paper import Heading, Item, runs
from lianxin.reports.summaries.facts import Facts
from lianxin.reports.summaries.problems import (
    FEW,
    OFFICE,
    Problem,
    angle_of,
    in_time,
    period_word,
)
from lianxin.reports.summaries.wording import Words, compared, para, thans

HANDLED = (("immediate", "即办"), ("time_limit", "限期办理"), ("explain", "解释说明"))
FEW_TOPICS = 3


def _in_points(facts: Facts, code: str) -> Words:
    """，比上年同期的92.6%提高2.1个百分点: rates are compared in percentage points."""
    before = facts.other("year")
    if facts.is_running or "year" not in thans(facts) or facts.value(code, before) is None or facts.value(code) is None:
        return []
    gap, name, base = facts.gap(code, "year"), facts.other_name("year"), facts.figure(code, before)
    if not facts.value(code):
        return []  # said in words, without a rate to compare
    if not gap:
        return [f"，与{name}的", base, "持平"]
    return [f"，比{name}的", base, "提高" if gap > 0 else "下降", facts.points(code, "year"), "个百分点"]


def _listed(facts: Facts, code: str, parts: Iterable[tuple[str, str]]) -> Words:
    """窗口12件、网上8件: the parts that are not empty."""
    out: Words = []
    for key, word in parts:
        if facts.number(f"{code}{key}"):
            out += ["、" if out else "", word, facts.figure(f"{code}{key}"), "件"]
    return out


def practice(facts: Facts) -> Iterator[Item]:
    """主要做法: what came in, through which channels, about what; how it was sorted and handed on."""
    when, angle = period_word(facts), angle_of(facts)
    if angle is OFFICE:
        yield from _office_practice(facts, when)
        return
    yield Heading(2, runs("敞开渠道，逐件登记"))
    if not facts.number("concern.received"):
        yield para(f"{when}没有登记诉求。")
    else:
        yield para(f"{when}登记群众诉求", facts.figure("concern.received"), "件", *compared(facts, "concern.received"), "。",
                   *_channels(facts))  # fmt: skip
        yield from _topics(facts)
    handled = ("concern.accepted", "concern.assigned", "concern.declined")
    if any(facts.number(code) for code in handled):
        yield Heading(2, runs("分类受理，限时交办"))
        yield para(*_sorted_out(facts, when))


def _channels(facts: Facts) -> Words:
    parts = facts.parts("concern.received", "channel")
    listed = _listed(facts, "", [(part.code, part.word) for part in parts])
    if len(parts) == 1:
        return [f"渠道{'都' if parts[0].count > 1 else ''}是{parts[0].word}。"]
    return ["按渠道分：", *listed, "。"] if listed else []


def _topics(facts: Facts) -> Iterator[Item]:
    """反映较多的事项: the largest topics with their shares."""
    parts = [part for part in facts.parts("concern.received", "topic") if part.word != "未分类"]
    if len(parts) < 2 or parts[0].count < 2:
        return
    top: Words = []
    for part in parts[:FEW_TOPICS]:
        share = facts.share(part.code)
        rated: Words = ["（占", share, "）"] if share else []
        top += ["、" if top else "", part.word, facts.figure(part.code), "件", *rated]
    yield para("登记的", facts.figure("concern.received"), "件中，反映较多的是", *top, "。")


def _sorted_out(facts: Facts, when: str) -> Words:
    """Each deed in a sentence of its own: what is handed on this month may have been accepted the month before."""
    out: Words = []
    accepted, assigned = facts.number("concern.accepted"), facts.number("concern.assigned")
    if accepted:
        earlier = "（含以前登记的）" if accepted > facts.number("concern.received") else ""
        out += [f"{when}受理诉求", facts.figure("concern.accepted"), f"件{earlier}", *_classes(facts, accepted), "。"]
    if assigned:
        before = "，含以前受理的" if assigned > accepted else ""
        out += [f"{when}首次交办有关单位", facts.figure("concern.assigned"), f"件{before}。"]
    if facts.number("concern.declined"):
        out += [f"{when}收到的诉求中，不属受理范围、已说明反映渠道的", facts.figure("concern.declined"), "件。"]
    return out


def _classes(facts: Facts, accepted: int) -> Words:
    """，其中即办2件、限期办理8件; or ，都是限期办理."""
    if facts.topic:
        return []  # a topic's part is not taken apart again
    code = "concern.accepted:handling="
    only = next((word for key, word in HANDLED if facts.number(f"{code}{key}") == accepted), "")
    listed = _listed(facts, code, HANDLED)
    if only:
        return [f"，{'都是' if accepted > 1 else '是'}{only}的"]
    return ["，其中", *listed] if listed else []


def _office_practice(facts: Facts, when: str) -> Iterator[Item]:
    code = angle_of(facts).assigned
    yield Heading(2, runs("承接交办，逐件落实"))
    if facts.number(code):
        yield para(f"{when}承办交办的群众诉求", facts.figure(code), "件", *compared(facts, code), "。")
    else:
        yield para(f"{when}没有新交办的诉求。")
    if facts.number("concern.received"):
        yield para("本单位自行登记群众诉求", facts.figure("concern.received"), "件。")


def effect(facts: Facts) -> Iterator[Item]:
    """工作成效: what was closed and how soon; what the residents themselves said."""
    when, angle = period_word(facts), angle_of(facts)
    yield Heading(2, runs("办结情况"))
    yield para(*_closed(facts, when))
    if angle is OFFICE and not facts.number("concern.rated"):
        return
    yield Heading(2, runs("群众评价情况"))
    if facts.number("concern.rated"):
        yield para(*_rated(facts, when))
    else:
        yield para(f"{when}没有收到群众本人的评价，不计算满意率。工作人员的回访记录不代替群众评价。")


def _closed(facts: Facts, when: str) -> Words:
    angle = angle_of(facts)
    if not facts.number(angle.closed):
        return [f"{when}没有办结的诉求。"]
    out: Words = [f"{when}办结诉求", facts.figure(angle.closed), "件", *compared(facts, angle.closed), "。"]
    if facts.number(angle.with_limit):
        all_limited = facts.number(angle.with_limit) == facts.number(angle.closed)
        out += [
            "办结的" if all_limited else "其中有承诺期限的", facts.figure(angle.with_limit),
            "件都有承诺期限，" if all_limited else "件，", *in_time(facts, angle), *_in_points(facts, angle.on_time_rate), "。",
        ]  # fmt: skip
    if angle is OFFICE:
        return out
    if facts.number("concern.solved"):
        out += ["办结时由工作人员认定已解决的", facts.figure("concern.solved"), "件。"]
    if facts.value("concern.median_days_to_close") is not None:
        out += ["从收到到办结，用时的中位数为", facts.figure("concern.median_days_to_close"), "天。"]
    return out


def _rated(facts: Facts, when: str) -> Words:
    said = (("satisfied", "满意"), ("fairly_satisfied", "基本满意"), ("dissatisfied", "不满意"))
    listed: Words = ["，其中", *_listed(facts, "concern.", said)]
    only = [word for key, word in said if facts.number(f"concern.{key}") == facts.number("concern.rated")]
    out: Words = [f"{when}群众本人评价诉求", facts.figure("concern.rated"), "件"]
    out += [f"，{'都是' if facts.number('concern.rated') > 1 else '评价为'}{only[0]}。"] if only else [*listed, "。"]
    if facts.number("concern.rated") < FEW:
        out += [f"评价不足{FEW}件，不计算满意率。"]
    else:
        out += [
            "评价的", facts.figure("concern.rated"), "件中，有人联系过的", facts.figure("concern.rated_contacted"),
            "件、问题已解决的", facts.figure("concern.rated_solved"), "件、满意和基本满意的",
            facts.figure("concern.satisfied_or_fairly"), "件，响应率为", facts.figure("concern.response_rate"), "、解决率为",
            facts.figure("concern.resolution_rate"), "、满意率（含基本满意）为", facts.figure("concern.satisfaction_rate"),
            *_in_points(facts, "concern.satisfaction_rate"), "。",
        ]  # fmt: skip
    few = facts.number("concern.rated") < FEW  # else it is told above, unless the numbers differ
    if facts.number("concern.confirmed") and (
        few or facts.number("concern.confirmed") != facts.number("concern.rated_solved")
    ):
        out += ["群众本人确认已解决的", facts.figure("concern.confirmed"), "件。"]
    return out


def nothing(facts: Facts) -> Item:
    """What a part says that no record fills."""
    return para(f"{period_word(facts)}没有这方面的记录。")


def problems(facts: Facts, found: list[Problem], looked_at: list[str]) -> Iterator[Item]:
    """存在问题: the findings, or what was looked at and found in order."""
    if not found and looked_at and not _anything(facts):
        yield para(f"{period_word(facts)}没有在办、办结和超期的诉求，没有可以核对的问题。")
    elif not found and not looked_at:
        yield para("这项工作的记录里没有设期限和目标，没有可以对照的问题。")
    elif not found:
        yield para(f"对照记录，逐项核对了{'、'.join(looked_at)}，没有发现问题。")
    for problem in found:
        yield Heading(2, runs(problem.heading))
        yield para(*problem.parts)


def _anything(facts: Facts) -> bool:
    angle = angle_of(facts)
    return any(facts.number(code) for code in (angle.assigned, angle.closed, angle.overdue, "concern.received"))
