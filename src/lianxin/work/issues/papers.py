"""热点的文书: the analysis of an issue, the monthly analysis of what people say (民意分析). In Chinese, as all papers are."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import Count
from django.utils.translation import override

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Heading, Item, Paper, Para, official_date, runs
from lianxin.pure.periods import Period
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.terms import OPEN, Channel
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.issues.models import Issue, Project
from lianxin.work.issues.queries.found import GroupShown
from lianxin.work.issues.terms import VIEW

TOPICS, GROUPS = 5, 8


def issue_paper(issue: Issue, members: Sequence[Concern], unit: Unit, today: date) -> Paper:
    """热点分析: how many, since when, where; the cause, what is to be done, what is done at the source."""
    with override("zh-hans"):
        analyses = list(issue.analyses.select_related("owner"))
        body: list[Item] = [Heading(1, runs("基本情况")), Para(runs(_facts(members)))]
        for note in analyses:
            body += [Heading(1, runs("原因分析")), *_paragraphs(note.cause), Heading(1, runs("落实办法")),
                     *_paragraphs(note.action),
                     Para(runs(f"由{note.owner.name}负责，{official_date(note.due_on)}前落实。"))]  # fmt: skip
        if not analyses:
            body += [Heading(1, runs("原因分析")), Para(runs("尚未分析。"))]
        if issue.source_measure:
            body += [Heading(1, runs("源头措施")), *_paragraphs(issue.source_measure)]
        if issue.closed_on:
            body.append(Para(runs(f"本热点于{official_date(issue.closed_on)}销号：{issue.closing_reason}")))
        return Paper(title=f"关于“{issue.name}”的热点分析", body=tuple(body), signature=unit.name, dated=today)


def _facts(members: Sequence[Concern]) -> str:
    if not members:
        return "目前没有归入的诉求。"
    days = sorted(one.received_on for one in members)
    units = Counter(one.unit.name for one in members)
    left = sum(one.status in OPEN for one in members)
    places = "、".join(f"{name}{n}件" for name, n in sorted(units.items(), key=lambda one: (-one[1], one[0]))[:6])
    return (f"共归入诉求{len(members)}件，收到日期从{official_date(days[0])}到{official_date(days[-1])}，"
            f"分布在{places}；尚未办结{left}件。")  # fmt: skip


def _paragraphs(text: str) -> list[Item]:
    return [Para(runs(line.strip())) for line in text.splitlines() if line.strip()]


def month_paper(by: Actor, unit: Unit, month: Period, today: date, groups: Sequence[GroupShown]) -> Paper:
    """民意分析 of a month: what came by which way, about what, which matters stand out, what is done about them.

    Every number is counted from what this actor may see (建立健全民意调查、收集汇总、分析研判制度).
    """
    with override("zh-hans"):
        found = (
            Concern.objects.reachable(by=by, to=SEE_CONCERN).standing().filter(within("unit_path", unit.path))
            .filter(received_on__gte=month.first, received_on__lte=month.last).order_by()
        )  # fmt: skip
        total = found.count()
        body: tuple[Item, ...] = (
            Heading(1, runs("总体情况")), Para(runs(f"{month.label}，{unit.name}共收到群众诉求{total}件。{_ways(found)}")),
            Heading(1, runs("群众反映的重点")), Para(runs(_topics(found, total))),
            Heading(1, runs("热点")), *_hot(groups),
            Heading(1, runs("源头办理")), *_at_source(by, unit, today),
        )  # fmt: skip
        return Paper(title=f"{unit.name}{month.label}民意分析", body=body, signature=unit.name, dated=today)


def _ways(found: "object") -> str:
    rows = found.values_list("channel").annotate(n=Count("pk")).order_by("-n", "channel")  # type: ignore[attr-defined]
    said = "，".join(f"{Channel(channel).label}{n}件" for channel, n in rows[:6])
    return f"从渠道看，{said}。" if said else ""


def _topics(found: "object", total: int) -> str:
    rows = found.exclude(topic=None).values_list("topic").annotate(n=Count("pk"))  # type: ignore[attr-defined]
    topics = {one.pk: one for one in Topic.objects.all()}
    counts: Counter[str] = Counter()
    for pk, n in rows:
        upper = topics[pk].parent_id
        counts[topics[upper].label if upper else topics[pk].label] += n
    first = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:TOPICS]
    unsorted = total - sum(counts.values())
    said = "，".join(f"{label}{n}件" for label, n in first) or "没有已分类的诉求"
    return f"按分类，{said}。" + (f"另有{unsorted}件尚未分类。" if unsorted else "")


def _hot(groups: Sequence[GroupShown]) -> list[Item]:
    if not groups:
        return [Para(runs("本月没有归并出相似的诉求。"))]
    lines: list[Item] = []
    for one in groups[:GROUPS]:
        place = "、".join(name for name, _n in one.places[:3])
        more = f"，近四周{one.burst.now}件，明显多于往常" if one.burst.is_burst else ""
        kind = "同一件事" if one.sort == "same_place" else f"涉及{one.units}个单位"
        lines.append(
            Para(runs(f"“{'、'.join(one.words[:3])}”{one.size}件（{kind}{f'，{place}' if place else ''}）{more}。"))
        )
    return lines


def _at_source(by: Actor, unit: Unit, today: date) -> list[Item]:
    issues = Issue.objects.reachable(by=by, to=VIEW).open().filter(within("unit_path", unit.path))
    lines: list[Item] = [
        Para(runs(f"{one.name}：{one.source_measure.strip().splitlines()[0]}"))
        for one in issues
        if one.source_measure.strip()
    ]
    projects = Project.objects.reachable(by=by, to=VIEW).filter(within("unit_path", unit.path), ended_on=None)
    lines += [Para(runs(f"正在开展每月一题“{one.name}”，目标：{one.goal.splitlines()[0]}")) for one in projects]
    return lines or [Para(runs("暂无正在落实的源头措施。"))]
