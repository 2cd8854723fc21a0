"""诉求作指标来源: what a clerk may count concerns by. Who asked, what he wrote and who worked on it are none of it."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.indicators.kinds import Words
from lianxin.base.indicators.sources import DateField, Field, Source, Standing, choice, day, flag, number, register
from lianxin.base.orgs.terms import UnitKind
from lianxin.work.concerns.indicators import overdue, shelved, standing
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.terms import VIEW, Channel, Handling, Kind, Outcome, Satisfaction, Status

COUNTED = [pair for pair in Status.choices if pair[0] != Status.VOIDED]


def topics() -> Sequence[tuple[str, Words]]:
    """The topics of today on the upper two levels, then the top-level ones that were retired."""
    rows = Topic.objects.filter(Q(parent=None) | Q(parent__parent=None, valid_to=None)).order_by("code")
    found = rows.values_list("code", "label", "parent_id", "valid_to")
    now: list[tuple[str, Words]] = [(code, f"　{label}" if parent else label) for code, label, parent, gone in found
                                    if gone is None]  # fmt: skip
    return now + [(code, _("%(label)s（旧分类）") % {"label": label}) for code, label, _p, gone in found if gone]


def under(codes: Collection[str]) -> Q:
    """In one of these branches; three levels, as topics have."""
    chosen = list(codes)
    there = Q(code__in=chosen) | Q(parent__code__in=chosen) | Q(parent__parent__code__in=chosen)
    return Q(topic__in=Topic.objects.filter(there))


def open_on(day: date) -> Q:
    """Received by then, and not closed by then; what was declined never was open."""
    undone = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    return Q(received_on__lte=day) & undone & ~Q(status=Status.DECLINED)


register(Source(
    code="concern", label=_("诉求"), of=standing, to_open=VIEW, places=("unit", "handler"), note=_("作废的不计"),
    dates=(
        DateField("received", _("收到日期"), "received_on", "received_month"),
        DateField("accepted", _("受理日期"), "accepted_on", "accepted_month"),
        DateField("assigned", _("交办日期"), "assigned_on", "assigned_month"),
        DateField("replied", _("答复日期"), "replied_on", "replied_month"),
        DateField("closed", _("办结日期"), "closed_on", "closed_month"),
        DateField("reopened", _("重办日期"), "reopened_on", "reopened_month"),
        DateField("rated", _("评价日期"), "rated_on", "rated_month"),
    ),
    standings=(
        Standing("open", _("还没有办结"), open_on),
        Standing("overdue", _("超期"), overdue.standing, overdue.ever),
        Standing("shelved", _("挂着账"), shelved.standing, shelved.ever),
    ),
    fields=(
        choice("kind", _("性质"), "kind", Kind.choices),
        choice("channel", _("渠道"), "channel", Channel.choices),
        Field("topic", _("分类"), "tree", "topic", topics, within=under),
        choice("handling", _("处理方式"), "handling", Handling.choices),
        choice("outcome", _("处理结果"), "outcome", Outcome.choices),
        choice("status", _("状态"), "status", COUNTED),
        choice("place_kind", _("属地单位类别"), "unit__kind", UnitKind.choices),
        choice("handler_kind", _("承办单位类别"), "handler__kind", UnitKind.choices),
        flag("declined", _("不予受理"), _("没有不予受理"), Q(status=Status.DECLINED)),
        flag("in_time", _("按时办结"), _("没有按时办结"), Q(closed_on__lte=F("first_due_on"))),
        flag("with_limit", _("定有承诺期限"), _("没有承诺期限"), Q(first_due_on__isnull=False)),
        flag("extended", _("延过期"), _("没有延过期"), Q(extended_by__gt=0)),
        flag("was_sent_back", _("被退回过"), _("没有被退回过"), Q(sent_back__gt=0)),
        flag("was_reopened", _("重办过"), _("没有重办过"), Q(reopened_on__isnull=False)),
        flag("merged", _("并在另一件里办理"), _("没有并案"), Q(merged_into__isnull=False)),
        flag("objective", _("受客观条件限制无法解决"), _("不是受客观条件限制"), Q(is_objective=True)),
        flag("outside", _("清单外交办"), _("没有清单外交办"), Q(outside_on__isnull=False)),
        flag("settled", pgettext_lazy("source", "息访"), _("没有息访"), Q(settled_on__isnull=False)),
        choice("rating", _("群众本人的评价"), "rating", Satisfaction.choices, is_opinion=True),
        flag("rated_solved", _("群众说已解决"), _("群众没有说已解决"), Q(rated_solved=True), is_opinion=True),
        flag("rated_contacted", _("群众说联系过"), _("群众没有说联系过"), Q(rated_contacted=True), is_opinion=True),
        number("days_to_close", _("办结用时"), "days_to_close", _("天")),
        number("sent_back", _("退回次数"), "sent_back", _("次")),
        number("round", _("办理轮次"), "round", _("轮")),
        day("closed_on", _("办结日期"), "closed_on"),
        day("replied_on", _("答复日期"), "replied_on"),
        day("received_on", _("收到日期"), "received_on"),
    ),
))  # fmt: skip
