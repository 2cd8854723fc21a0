"""活动宣传的指标: declarations only. Every figure is a sum over the lines of activities that took place, and opens to them."""

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Sum
from lianxin.base.indicators.registry import Dimension, dimension, register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.activities.models import Activity, Donation, Part, Turnout
from lianxin.work.activities.terms import VIEW, ActivityKind, Direction, Method, PartKind

GROUP = _("活动宣传")


def held() -> PlacedQuerySet:
    """Activities that took place."""
    return Activity.objects.held()


def parts() -> PlacedQuerySet:
    """Lines of activities that took place."""
    return Part.objects.counting()


def turnouts() -> PlacedQuerySet:
    """Numbers of people at activities that took place."""
    return Turnout.objects.counting()


def donations() -> PlacedQuerySet:
    """Entries of donation accounts that stand."""
    return Donation.objects.standing()


dimension(Dimension("activity_kind", _("活动类别"), "kind", lambda: ActivityKind.choices))
dimension(Dimension("turnout_method", _("人次怎么来的"), "method", lambda: Method.choices))

activities = Count(
    code="activity.activities", label=_("举办活动"), of=held, dated="on", to_open=VIEW, group=GROUP, measure=_("次"),
    dimensions=("activity_kind",), basis=_("开始日期在本期内、已经登记结果的活动，按次计；计划中的和取消的不计。"),
)  # fmt: skip
trainings = Count(
    code="activity.trainings", label=_("举办培训"), of=held, dated="on", to_open=VIEW, group=GROUP, measure=_("次"),
    where=Q(kind=ActivityKind.TRAINING), basis=_("本期举办的活动中类别为培训的。"),
)  # fmt: skip

_lines = partial(Count, of=parts, dated="on", to_open=VIEW, group=GROUP, measure=_("笔"))
_total = partial(Sum, measured="quantity", group=GROUP, places=0)
_OF = {
    PartKind.STAND: ("stands", _("设立宣传点"), _("次"), _("宣传点记录"), _("日期在本期内的宣传点记录，一笔计一笔。"),
                     _("本期活动登记的宣传点次数之和。")),
    PartKind.TRIP: ("trips", _("出动宣传车"), _("台次"), _("宣传车记录"), _("日期在本期内的宣传车记录，一笔计一笔。"),
                    _("本期活动登记的宣传车台次之和，一台车出动一次计一台次。")),
    PartKind.ISSUE: ("issues", _("墙报和专栏"), _("期"), _("墙报和专栏记录"), _("日期在本期内的墙报、专栏记录，一笔计一笔。"),
                     _("本期活动登记的墙报、专栏期数之和。")),
    PartKind.MATERIAL: ("materials", _("活动发放宣传资料"), _("份"), _("发放资料记录"),
                        _("日期在本期内、活动中发放宣传资料的记录，一种资料计一笔。"),
                        _("本期活动登记发放的份数之和；走访中发放的另计，见“发放宣传资料”，两个数不重复。")),
    PartKind.LETTER: ("letters", _("送信到户"), _("封"), _("送信记录"), _("日期在本期内送信到户的记录，一笔计一笔。"),
                      _("本期活动登记送到户的信的封数之和。")),
    PartKind.HANDLED: ("handled", _("专项行动处置事件"), _("件"), _("处置记录"), _("日期在本期内的处置记录，一笔计一笔。"),
                       _("本期活动登记处置的事件件数之和；调处的纠纷另按矛盾纠纷的口径计，不在其中。")),
}  # fmt: skip
PART_LINES = {
    kind: _lines(code=f"activity.{name}_lines", label=rows, where=Q(kind=kind), basis=rows_basis)
    for kind, (name, _label, _measure, rows, rows_basis, _basis) in _OF.items()
}
PART_SUMS = {
    kind: _total(code=f"activity.{name}", label=label, over=PART_LINES[kind], measure=measure, basis=basis)
    for kind, (name, label, measure, _rows, _rows_basis, basis) in _OF.items()
}

_groups = partial(Count, of=turnouts, dated="on", to_open=VIEW, group=GROUP, measure=_("笔"))
turnout_lines = _groups(
    code="activity.turnouts", label=_("到场人次记录"), dimensions=("turnout_method",),
    basis=_("日期在本期内、举办过的活动登记的到场人次记录，一个活动的一群人计一笔。"),
)  # fmt: skip
attendances = Sum(
    code="activity.attendances", label=_("参加活动和受教育人次"), over=turnout_lines, measured="people", measure=_("人次"),
    group=GROUP, places=0, basis=_("本期到场人次之和；每笔写明是清点、签到、按发放份数还是估计得来，估计的写明怎么估的。"),
)  # fmt: skip
estimated_lines = _groups(
    code="activity.estimated_lines", label=_("估计得来的到场记录"), where=Q(method__in=(Method.HANDED_OUT, Method.ESTIMATE)),
    basis=_("本期到场人次记录中按发放份数或估计得来的。"),
)  # fmt: skip
estimated = Sum(
    code="activity.estimated", label=_("其中估计得来的人次"), over=estimated_lines, measured="people", measure=_("人次"),
    group=GROUP, places=0, basis=_("本期到场人次中按发放份数或估计得来的部分。"),
)  # fmt: skip
trained_lines = _groups(
    code="activity.trained_lines", label=_("培训人次记录"), where=Q(activity__kind=ActivityKind.TRAINING),
    basis=_("本期到场人次记录中活动类别为培训的。"),
)  # fmt: skip
trained = Sum(
    code="activity.trained", label=_("培训人次"), over=trained_lines, measured="people", measure=_("人次"), group=GROUP,
    places=0, basis=_("本期培训登记的到场人次之和，也在参加活动人次之内。"),
)  # fmt: skip

_money = partial(Count, of=donations, dated="on", to_open=VIEW, group=GROUP, measure=_("笔"))
received_lines = _money(
    code="activity.donations_in", label=_("收到捐助"), where=Q(direction=Direction.IN), basis=_("日期在本期内收到的捐助，按笔计。"),
)  # fmt: skip
granted_lines = _money(
    code="activity.donations_out", label=_("发放捐助"), where=Q(direction=Direction.OUT), basis=_("日期在本期内发放的捐助，按笔计。"),
)  # fmt: skip
received = Sum(
    code="activity.donated_yuan", label=_("收到捐款"), over=received_lines, measured="amount_yuan", measure=_("元"), group=GROUP,
    places=0, basis=_("本期收到捐款的金额之和；物资只记名目，不折成钱。"),
)  # fmt: skip
granted = Sum(
    code="activity.granted_yuan", label=_("发放捐款"), over=granted_lines, measured="amount_yuan", measure=_("元"), group=GROUP,
    places=0, basis=_("本期从捐助专账发放的金额之和；走访慰问的金额另计，见“慰问金额”，两个数不重复。"),
)  # fmt: skip
helped = Sum(
    code="activity.helped", label=_("受助人次"), over=granted_lines, measured="people", measure=_("人次"), group=GROUP, places=0,
    basis=_("本期发放捐助时登记的受助人数之和，一人几次受助计几次，不记姓名。"),
)  # fmt: skip

# The lists that the sums are taken over are opened behind them; how many lines somebody wrote is no figure (JF-3).
register(activities, trainings, *PART_SUMS.values(), attendances, turnout_lines, estimated, trained)
register(received, granted, helped)
