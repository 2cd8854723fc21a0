"""诉求的指标: declarations only. Each says in a clerk's words what it counts; voided concerns are in none.

What the resident himself said is the sole source of every rate of opinion: staff's notes of a call are kept in
`Rating` with their source and stand on no column that is read here (security.md T5).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.indicators.kinds import Count, Median, Rate, Stock, Words
from lianxin.base.indicators.registry import Dimension, dimension, register
from lianxin.work.concerns.models import Concern, ConcernQuerySet, Topic, TopicMap
from lianxin.work.concerns.months import LATE, SHELVED
from lianxin.work.concerns.terms import OPEN, VIEW, Channel, Handling, Kind, Outcome, Satisfaction, Status
from lianxin.work.concerns.topic_tree import UNMATCHED, folding

IN, HANDLED, DONE, RATED, NOW, OFFICE = (
    _("收件"), _("办理"), _("办结"), _("群众评价"), _("期末在办"), _("承办"),
)  # fmt: skip


def standing() -> ConcernQuerySet:
    """All but what was voided."""
    return Concern.objects.standing()


# 分组 -----------------------------------------------------------------------------------------------------------


def _topics() -> Sequence[tuple[str, Words]]:
    """The top-level topics of today, then retired ones that correspond to none, then what cannot be told."""
    tops = Topic.objects.filter(parent=None).order_by("code").values_list("code", "label", "valid_to")
    gone = {code: label for code, label, valid_to in tops if valid_to is not None}
    found: list[tuple[str, Words]] = [(code, label) for code, label, valid_to in tops if valid_to is None]
    if gone or TopicMap.objects.exists():
        used = set(folding().codes.values())
        found += [(code, _("%(label)s（旧分类）") % {"label": label}) for code, label in gone.items() if code in used]
        found += [(UNMATCHED, _("无法对应"))] if UNMATCHED in used else []
    return found


def _top_topic() -> Mapping[Any, str]:
    """Each topic's key → the code of the top-level topic of today that it belongs to, over versions."""
    return folding().codes


def _unlike() -> Collection[str]:
    """Among which topics a retired one was divided without a rule: their figures of two versions are not alike."""
    unsure = folding().unsure
    return unsure | {UNMATCHED} if unsure else ()


dimension(Dimension("channel", _("渠道"), "channel", lambda: Channel.choices))
dimension(Dimension("kind", _("性质"), "kind", lambda: Kind.choices))
dimension(Dimension("topic", _("分类"), "topic_id", _topics, _top_topic, _unlike, Concern))
dimension(Dimension("handling", _("处理方式"), "handling", lambda: Handling.choices))
dimension(Dimension("outcome", _("处理结果"), "outcome", lambda: Outcome.choices))

# 收件 -----------------------------------------------------------------------------------------------------------

_of_received = partial(Count, of=standing, dated="received_on", month="received_month", to_open=VIEW, group=IN)
received = _of_received(
    code="concern.received", label=_("收到诉求"), dimensions=("channel", "kind", "topic"),
    basis=_("收到日期在本期内的诉求，含不予受理的，不含作废的。"),
)  # fmt: skip
matters = _of_received(
    code="concern.matters",
    label=_("收到事项"),
    of=lambda: Concern.objects.matters(),
    basis=_("收到日期在本期内的事项：并案的几件诉求算一项，一件诉求拆成几件的各算一项，不含作废的。"),
)
merged = _of_received(
    code="concern.merged_copies",
    label=_("并案诉求"),
    where=Q(merged_into__isnull=False),
    basis=_("收到日期在本期内、现在并在另一件里一起办理的诉求。每一位群众都单独答复、单独评价。"),
)
declined = _of_received(
    code="concern.declined", label=pgettext_lazy("indicator", "不予受理诉求"), where=Q(status=Status.DECLINED),
    basis=_("收到日期在本期内、决定不予受理的诉求。"),
)  # fmt: skip
provisional = _of_received(
    code="concern.provisional", label=_("期限暂定诉求"), where=Q(due_is_provisional=True),
    basis=_("收到日期在本期内、办理期限落在放假安排未公布的年度、暂按一般周末推算的诉求。"),
)  # fmt: skip

unfinished = _of_received(
    code="concern.unfinished", label=_("本期收到、尚未办结诉求"), where=Q(status__in=OPEN), group=HANDLED,
    is_momentary=True, basis=_("收到日期在本期内、到查看时还没有办结的诉求，不含不予受理的。"),
)  # fmt: skip

_of_accepted = partial(Count, of=standing, dated="accepted_on", month="accepted_month", to_open=VIEW, group=IN)
accepted = _of_accepted(
    code="concern.accepted", label=_("受理诉求"), dimensions=("handling",),
    basis=_("受理日期在本期内的诉求，不含不予受理的和作废的。"), where=~Q(status=Status.DECLINED),
)  # fmt: skip
accepted_closed = _of_accepted(
    code="concern.accepted_closed", label=_("本期受理且已办结诉求"), where=Q(status=Status.CLOSED), group=HANDLED,
    basis=_("受理日期在本期内、到查看时已经办结的诉求，不论哪天办结。"),
)  # fmt: skip
closing_rate = Rate(
    code="concern.closing_rate", label=_("办结率"), part=accepted_closed, whole=accepted, better="high", group=HANDLED,
    basis=_("本期受理且已办结诉求 ÷ 本期受理诉求。本期受理、以后办结的，办结后计入，所以会随时间上升。"),
)  # fmt: skip

explained = _of_accepted(
    code="concern.explained", label=_("释明诉求"), where=Q(handling=Handling.EXPLAIN) & ~Q(status=Status.DECLINED),
    basis=_("受理日期在本期内、处理方式为“释明”的诉求，含受客观条件限制无法解决的，不含不予受理的。"),
)  # fmt: skip
objective = _of_accepted(
    code="concern.objective", label=_("受客观条件限制无法解决的诉求"),
    where=Q(handling=Handling.EXPLAIN, is_objective=True) & ~Q(status=Status.DECLINED),
    basis=_("受理日期在本期内的释明诉求中，写明受客观条件限制无法解决的。"),
)  # fmt: skip
explain_rate = Rate(
    code="concern.explain_rate", label=_("释明率"), part=explained, whole=accepted, group=IN,
    basis=_("释明诉求 ÷ 受理诉求。释明的照样在办结率、满意率的分母里；这个数单列，看得见有多少是解释掉的。"),
)  # fmt: skip

# 办理 -----------------------------------------------------------------------------------------------------------

_of_assigned = partial(Count, of=standing, dated="assigned_on", month="assigned_month", to_open=VIEW, group=HANDLED)
assigned = _of_assigned(
    code="concern.assigned", label=pgettext_lazy("indicator", "交办诉求"),
    basis=_("首次交办日期在本期内的诉求；退回后再交办的不重复计。"),
)  # fmt: skip
sent_back = _of_assigned(
    code="concern.sent_back", label=_("退回过的诉求"), where=Q(sent_back__gt=0), better="low",
    basis=_("首次交办日期在本期内、被承办单位退回过一次以上的诉求，按件计，不按次计。"),
)  # fmt: skip
replied = Count(
    code="concern.replied", label=pgettext_lazy("indicator", "答复诉求"), of=standing, dated="replied_on", month="replied_month",
    to_open=VIEW, group=HANDLED, basis=_("答复日期在本期内的诉求；重办的，以最近一轮的答复为准。"),
)  # fmt: skip
reopened = Count(
    code="concern.reopened", label=pgettext_lazy("indicator", "重办诉求"), of=standing, dated="reopened_on",
    month="reopened_month", to_open=VIEW, better="low", group=HANDLED,
    basis=_("重办日期在本期内的诉求；多次重办的，以最近一次为准，计一件。"),
)  # fmt: skip

# 办结 -----------------------------------------------------------------------------------------------------------

_of_closed = partial(Count, of=standing, dated="closed_on", month="closed_month", to_open=VIEW, group=DONE)
IN_TIME = Q(closed_on__lte=F("first_due_on"))
closed = _of_closed(
    code="concern.closed", label=pgettext_lazy("indicator", "办结诉求"), dimensions=("outcome",),
    basis=_("办结日期在本期内的诉求，不论哪天收到；办结后又重办的，以再次办结为准。办结不等于解决。"),
)  # fmt: skip
closed_with_limit = _of_closed(
    code="concern.closed_with_limit", label=_("有承诺期限的办结诉求"), where=Q(first_due_on__isnull=False),
    basis=_("办结日期在本期内、定有承诺期限的诉求；从旧台账导入、没有期限的不计。"),
)  # fmt: skip
closed_in_time = _of_closed(
    code="concern.closed_in_time", label=_("按时办结诉求"), where=IN_TIME, better="high",
    basis=_("办结日期在本期内、且不晚于承诺期限的诉求；首轮经批准延期的，按新期限算；重办不改承诺期限。"),
)  # fmt: skip
on_time_rate = Rate(
    code="concern.on_time_rate", label=_("按时办结率"), part=closed_in_time, whole=closed_with_limit, better="high",
    group=DONE, basis=_("按时办结诉求 ÷ 有承诺期限的办结诉求。"),
)  # fmt: skip
solved = _of_closed(
    code="concern.solved", label=_("办结时认定已解决诉求"), where=Q(outcome=Outcome.SOLVED),
    basis=_("办结日期在本期内、办结时由工作人员认定“已解决”的诉求；群众自己的评价另计。"),
)  # fmt: skip
solved_rate = Rate(
    code="concern.solved_rate", label=_("办结认定解决率"), part=solved, whole=closed, better="high", group=DONE,
    basis=_("办结时认定已解决诉求 ÷ 办结诉求。这是工作人员的认定，不是群众的评价。"),
)  # fmt: skip
median_days = Median(
    code="concern.median_days_to_close", label=_("办结用时中位数"), over=closed, measured="days_to_close",
    better="low", measure=_("天"), group=DONE,
    basis=_("本期办结诉求从收到日期到办结日期的自然日（非工作日）天数的中位数，当天办结为 0 天；重办的算到再次办结。"),
)  # fmt: skip
closed_rated = _of_closed(
    code="concern.closed_rated", label=_("已评价的办结诉求"), where=~Q(rating=""), group=RATED,
    basis=_("办结日期在本期内、群众本人凭查询密码评价过的诉求，不论哪天评价。"),
)  # fmt: skip
rated_rate = Rate(
    code="concern.rated_rate", label=_("参评率"), part=closed_rated, whole=closed, better="high", group=RATED,
    basis=_("已评价的办结诉求 ÷ 办结诉求。没有评价的不当作满意。"),
)  # fmt: skip

# 群众评价: the base of all three rates is the residents who rated, not all who were asked, and not what staff noted ---

_of_rated = partial(Count, of=standing, dated="rated_on", month="rated_month", to_open=VIEW, group=RATED)
rated = _of_rated(
    code="concern.rated", label=_("群众评价诉求"), where=~Q(rating=""),
    basis=_("评价日期在本期内、群众本人凭查询密码评价的诉求，每件以最后一次评价为准；工作人员的回访记录不计。"),
)  # fmt: skip
contacted = _of_rated(
    code="concern.rated_contacted", label=_("群众说联系过的诉求"), where=~Q(rating="") & Q(rated_contacted=True),
    basis=_("本期群众评价中，本人回答“有人联系过我”的诉求。"),
)  # fmt: skip
rated_solved = _of_rated(
    code="concern.rated_solved", label=_("群众说已解决的诉求"), where=~Q(rating="") & Q(rated_solved=True),
    basis=_("本期群众评价中，本人回答“问题已解决”的诉求。"),
)  # fmt: skip
satisfied = _of_rated(
    code="concern.satisfied", label=_("评价满意的诉求"), where=Q(rating=Satisfaction.SATISFIED),
    basis=_("本期群众评价为“满意”的诉求，不含基本满意。"),
)  # fmt: skip
fairly_satisfied = _of_rated(
    code="concern.fairly_satisfied", label=_("评价基本满意的诉求"), where=Q(rating=Satisfaction.FAIRLY),
    basis=_("本期群众评价为“基本满意”的诉求。"),
)  # fmt: skip
content = _of_rated(
    code="concern.satisfied_or_fairly", label=_("评价满意和基本满意的诉求"),
    where=Q(rating__in=[Satisfaction.SATISFIED, Satisfaction.FAIRLY]), basis=_("本期群众评价为“满意”或“基本满意”的诉求。"),
)  # fmt: skip
dissatisfied = _of_rated(
    code="concern.dissatisfied", label=_("评价不满意的诉求"), where=Q(rating=Satisfaction.DISSATISFIED), better="low",
    basis=_("本期群众评价为“不满意”的诉求。"),
)  # fmt: skip
confirmed = _of_rated(
    code="concern.confirmed", label=_("群众确认解决诉求"), where=~Q(rating="") & Q(confirmed_on__isnull=False),
    basis=_("评价日期在本期内、群众本人确认问题已解决、此后没有重办的诉求。"),
)  # fmt: skip

_opinion = partial(Rate, whole=rated, better="high", guarded=True, group=RATED)
response_rate = _opinion(
    code="concern.response_rate", label=_("响应率"), part=contacted,
    basis=_("群众说联系过的诉求 ÷ 群众评价诉求。分母只是评价了的群众，不是全部诉求。"),
)  # fmt: skip
resolution_rate = _opinion(
    code="concern.resolution_rate", label=_("解决率"), part=rated_solved,
    basis=_("群众说已解决的诉求 ÷ 群众评价诉求。分母只是评价了的群众，不是全部诉求。"),
)  # fmt: skip
satisfaction_rate = _opinion(
    code="concern.satisfaction_rate", label=_("满意率（含基本满意）"), part=content,
    basis=_("评价满意和基本满意的诉求 ÷ 群众评价诉求。基本满意按一件算，不打折；分母只是评价了的群众。"),
)  # fmt: skip
strict_satisfaction_rate = _opinion(
    code="concern.strict_satisfaction_rate", label=_("满意率（不含基本满意）"), part=satisfied,
    basis=_("评价满意的诉求 ÷ 群众评价诉求。基本满意不算满意；分母只是评价了的群众。"),
)  # fmt: skip

# 分办 -----------------------------------------------------------------------------------------------------------

handed_outside = Count(
    code="concern.handed_outside", label=_("交给村社区的清单外事项"), of=standing, dated="outside_on", to_open=VIEW,
    where=Q(outside_on__isnull=False), better="low", group=HANDLED,
    basis=_(
        "最近一次清单外交办日期在本期内的诉求：交给村、社区而不在其责任清单内，或把清单上县级部门主办的事项交给乡镇，都写有理由。"
    ),
)  # fmt: skip

# 期末在办: as of the last day of the period, or today while it runs -------------------------------------------------


def _open_on(day: date) -> Q:
    """Received by then and not closed by then; what was declined leaves no date and is never open."""
    undone = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    return Q(received_on__lte=day) & undone & ~Q(status=Status.DECLINED)


def _unanswered_on(day: date) -> Q:
    return Q(replied_on__gt=day) | (Q(replied_on__isnull=True) & ~Q(status=Status.REPLIED))


def _overdue_on(day: date) -> Q:
    """Open then, its date passed, no answer yet."""
    return _open_on(day) & Q(due_on__lt=day) & _unanswered_on(day)


overdue = Stock(
    code="concern.overdue", label=_("期末超期诉求"), of=standing, to_open=VIEW, standing=_overdue_on, ever=LATE,
    better="low", group=NOW,
    basis=_(
        "期末当日（本期未结束的，为今天）办理期限已过、当日尚未答复也未办结的诉求，不含不予受理的；"
        "以现在的办理期限为准，重办的只从最近一次重办起算。"
    ),
)  # fmt: skip


def _shelved_on(day: date) -> Q:
    """On the shelf then: put there by that day, not taken off, not answered."""
    stays = Q(off_shelf_on__isnull=True) | Q(off_shelf_on__gt=day)
    return _open_on(day) & _unanswered_on(day) & Q(shelved_on__lte=day) & stays


shelved = Stock(
    code="concern.shelved", label=_("期末挂账诉求"), of=standing, to_open=VIEW, standing=_shelved_on,
    ever=SHELVED, group=NOW,
    basis=_("期末当日（本期未结束的，为今天）处理方式为“限期”、挂着账还没有答复的诉求；挂账不停时限。"),
)  # fmt: skip
review_overdue = Stock(
    code="concern.shelf_review_overdue", label=_("过了复核日期的挂账诉求"), of=standing, to_open=VIEW,
    standing=lambda day: _shelved_on(day) & Q(review_on__lt=day), ever=SHELVED,
    better="low", group=NOW, is_momentary=True,
    basis=_("期末挂账诉求中，下次复核日期已过、还没有复核的；以现在的复核日期为准。"),
)  # fmt: skip

# 承办: counted by the unit that works on it; what departments are asked ---------------------------------------------

_by_handler = partial(Count, of=standing, to_open=VIEW, placed="handler", group=OFFICE)
handled_assigned = _by_handler(
    code="concern.handled_assigned", label=_("承办诉求"), dated="assigned_on", month="assigned_month",
    basis=_("首次交办日期在本期内、现由本单位及下级承办的诉求；退回后改由别的单位承办的，不计。"),
)  # fmt: skip
handled_closed = _by_handler(
    code="concern.handled_closed", label=_("承办办结诉求"), dated="closed_on", month="closed_month",
    basis=_("办结日期在本期内、由本单位及下级承办的诉求。"),
)  # fmt: skip
handled_with_limit = _by_handler(
    code="concern.handled_closed_with_limit", label=_("有承诺期限的承办办结诉求"), dated="closed_on",
    month="closed_month", where=Q(first_due_on__isnull=False), basis=_("承办办结诉求中定有承诺期限的。"),
)  # fmt: skip
handled_in_time = _by_handler(
    code="concern.handled_closed_in_time", label=_("按时承办办结诉求"), dated="closed_on", month="closed_month",
    where=IN_TIME, better="high", basis=_("承办办结诉求中办结日期不晚于承诺期限的。"),
)  # fmt: skip
handled_on_time_rate = Rate(
    code="concern.handled_on_time_rate", label=_("承办按时办结率"), part=handled_in_time, whole=handled_with_limit,
    better="high", group=OFFICE, basis=_("按时承办办结诉求 ÷ 有承诺期限的承办办结诉求。"),
)  # fmt: skip
handled_overdue = Stock(
    code="concern.handled_overdue", label=_("承办超期诉求"), of=standing, to_open=VIEW, standing=_overdue_on, ever=LATE,
    placed="handler", better="low", group=OFFICE, basis=_("期末超期诉求中由本单位及下级承办的。"),
)  # fmt: skip

register(
    received, matters, merged, declined, accepted, provisional, unfinished, accepted_closed, closing_rate,
    assigned, sent_back, handed_outside, replied, reopened,
    closed, closed_with_limit, closed_in_time, on_time_rate, solved, solved_rate, median_days,
    closed_rated, rated_rate, rated, contacted, rated_solved, satisfied, fairly_satisfied, content, dissatisfied,
    confirmed, response_rate, resolution_rate, satisfaction_rate, strict_satisfaction_rate,
    explained, objective, explain_rate, overdue, shelved, review_overdue,
    handled_assigned, handled_closed, handled_with_limit, handled_in_time, handled_on_time_rate, handled_overdue,
)  # fmt: skip
