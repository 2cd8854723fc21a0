"""设置总览 of the rooms of work: one line for each kind of setting that has tables of its own, two statements at most each."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.versions.overview import Line, shows
from lianxin.work.concerns.models import ChannelRegime, DutyList, ReplyTemplate, Tag, Topic, TopicMap, TopicQuestion
from lianxin.work.pairings.models import PairingRule
from lianxin.work.publishing.models import PublishRule
from lianxin.work.questionnaires.models import Questionnaire, Version
from lianxin.work.questionnaires.terms import VersionStatus
from lianxin.work.quotas.models import QuotaSet
from lianxin.work.quotas.terms import QuotaStatus
from lianxin.work.reception.models import ReceptionRule
from lianxin.work.supervision.models import LadderStep
from lianxin.work.workdays.models import WorkdayRule

OURS = gettext_lazy("没有预置，由本县定")


def _valid(on: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gt=on)


@shows("20 concerns")
def of_concerns(on: date) -> Sequence[Line]:
    """Topics, what is asked besides, the duty list, the regimes of channels, answers for reference."""
    return [_topics(on), _questions(), _duties(on), _regimes(on), _templates(on)]


def _topics(on: date) -> Line:
    told = Topic.objects.aggregate(n=Count("pk", filter=_valid(on)), last=Max("version", filter=_valid(on)),
                                   gone=Count("pk", filter=Q(valid_to__lte=on)))  # fmt: skip
    unmapped = Topic.objects.filter(valid_to__lte=on).exclude(pk__in=TopicMap.objects.values("old")).count()
    gap = _("停用的分类有 %(n)s 个没有写对应到哪里，新旧两版的数接不上。") % {"n": unmapped} if unmapped else ""
    holds = _("在用 %(n)s 个，停用 %(gone)s 个；最新版 %(last)s") % {**told, "last": told["last"] or "—"}
    return Line(gettext_lazy("诉求分类和新旧对应"), holds, given=_("预置两级分类"), gap=gap, page="sorting:topics")


def _questions() -> Line:
    told = {"n": TopicQuestion.objects.filter(valid_to=None).count(), "tags": Tag.objects.filter(valid_to=None).count()}
    holds = _("附加问题 %(n)s 个，标签 %(tags)s 个") % told
    return Line(gettext_lazy("附加问题和标签"), holds, given=str(OURS), page="sorting:tags")


def _duties(on: date) -> Line:
    rows = list(DutyList.objects.filter(_valid(on)).order_by("-version"))
    held = next((row for row in rows if row.valid_from and row.valid_from <= on), None)
    waits = [
        row for row in rows if row is not held and (row.approved_at is None or row.valid_from and row.valid_from > on)
    ]
    return Line(
        gettext_lazy("责任清单"), _("第 %(number)s 版") % {"number": held.version} if held else _("没有"),
        held.valid_from if held else None, held.approved_by_name if held else "",
        "；".join(_dated(row.version, row.valid_from) for row in waits), str(OURS),
        "" if held else _("还没有施行的责任清单，交办时不提示谁主管。"), "duties:index",
    )  # fmt: skip


def _dated(number: int, valid_from: date | None) -> str:
    if valid_from is None:
        return _("第 %(number)s 版草稿") % {"number": number}
    return _("第 %(number)s 版 %(on)s 启用") % {"number": number, "on": valid_from}


def _regimes(on: date) -> Line:
    rows = list(ChannelRegime.objects.order_by("-valid_from", "-pk"))
    begun = [row for row in rows if row.valid_from <= on]
    waits = [f"{row.get_channel_display()} {row.valid_from}" for row in rows if row.valid_from > on]
    return Line(
        gettext_lazy("渠道时限"), _("本县定过 %(n)s 个渠道") % {"n": len({row.channel for row in begun})},
        begun[0].valid_from if begun else None, begun[0].by_name if begun else "", "；".join(waits),
        _("县本级、接待日、信访等五套"), page="through:regimes", needs="clocks.load_notice",
    )  # fmt: skip


def _templates(on: date) -> Line:
    rows = ReplyTemplate.objects.valid(on)
    holds = _("在用 %(n)s 条") % {"n": rows.values("key").distinct().count()}
    return _last(
        Line(gettext_lazy("答复参考"), holds, given=str(OURS), page="through:templates"), rows.order_by("-at")[:1]
    )


def _last(line: Line, rows: Iterable[Any]) -> Line:
    """The line with the day and the person of the last change."""
    for row in rows:
        return Line(
            line.label, line.holds, localdate(row.at), row.by_name, line.waiting, line.given, line.gap, line.page
        )
    return line


@shows("30 work")
def of_work(on: date) -> Sequence[Line]:
    """The ladder of reminders, work days, what is published, links, duties, questionnaires, reception days."""
    return [_ladder(on), _workdays(on), _publishing(), _pairings(), _quotas(on), _questionnaires(), _reception(on)]


def _ladder(on: date) -> Line:
    rows = list(LadderStep.objects.order_by("code", "version"))
    held = {row.code: row for row in rows if row.valid_from <= on}
    last = max((row.valid_from for row in held.values()), default=None)
    waits = [_dated(row.version, row.valid_from) + f"（{row.label}）" for row in rows if row.valid_from > on]
    holds = _("在用 %(n)s 级") % {"n": sum(row.enabled for row in held.values())}
    return Line(
        gettext_lazy("提醒阶梯"),
        holds,
        last,
        waiting="；".join(waits),
        given=_("每级写明依据"),
        page="supervision:ladder",
    )


def _workdays(on: date) -> Line:
    rows = list(WorkdayRule.objects.order_by("-valid_from"))
    held = next((row for row in rows if row.valid_from <= on), None)
    waits = [_dated(row.version, row.valid_from) for row in rows if row.valid_from > on]
    holds = (
        _("每月 %(days)s 日，第 %(number)s 版") % {"days": held.days, "number": held.version} if held else _("按预置")
    )
    return Line(gettext_lazy("工作日规则"), holds, held.valid_from if held else None, held.decided_by if held else "",
                "；".join(waits), _("预置逢五"), page="workdays:rule")  # fmt: skip


def _publishing() -> Line:
    n = PublishRule.objects.filter(is_open=True).count()
    return Line(
        gettext_lazy("公开设置"),
        _("可以公开的 %(n)s 类") % {"n": n},
        given=_("不设就都不公开"),
        page="publishing:settings",
        needs="publication.set",
    )


def _pairings() -> Line:
    n = PairingRule.objects.count()
    return Line(
        gettext_lazy("联系要求"),
        _("本县另定 %(n)s 条") % {"n": n},
        given=_("每类联系有一般数目"),
        page="pairings:rules",
    )


def _quotas(on: date) -> Line:
    held = list(QuotaSet.objects.in_force(on).order_by("-approved_on"))
    waits = QuotaSet.objects.filter(Q(status=QuotaStatus.DRAFT) | Q(status=QuotaStatus.APPROVED, valid_from__gt=on))
    last = held[0] if held else None
    return Line(
        gettext_lazy("走访任务规定"), _("施行 %(n)s 份") % {"n": len(held)}, last.valid_from if last else None,
        last.approved_by_name if last else "", "；".join(f"{row.title} {_dated(row.version, row.valid_from)}" for row in waits[:6]),
        str(OURS), page="quotas:rules",
    )  # fmt: skip


def _questionnaires() -> Line:
    told = Version.objects.aggregate(n=Count("pk", filter=Q(status=VersionStatus.APPROVED)),
                                     drafts=Count("pk", filter=Q(status=VersionStatus.DRAFT)), last=Max("approved_on"))  # fmt: skip
    waiting = _("草稿 %(n)s 份") % {"n": told["drafts"]} if told["drafts"] else ""
    holds = _("问卷 %(all)s 份，可以用的 %(n)s 份") % {"all": Questionnaire.objects.count(), "n": told["n"]}
    return Line(
        gettext_lazy("问卷和题库"),
        holds,
        told["last"],
        waiting=waiting,
        given=_("预置题库"),
        page="questionnaires:index",
    )


def _reception(on: date) -> Line:
    rows = list(ReceptionRule.objects.filter(_valid(on)).values_list("valid_from", flat=True).order_by("-valid_from"))
    holds = _("施行 %(n)s 份") % {"n": sum(one <= on for one in rows)}
    return Line(gettext_lazy("接待规定"), holds, next((one for one in rows if one <= on), None), given=str(OURS),
                page="reception:index")  # fmt: skip
