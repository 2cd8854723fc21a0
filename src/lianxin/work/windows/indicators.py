"""窗口服务的指标: declarations only. People served are 人次, matters are 件; figures from elsewhere are in none of them."""

from datetime import date
from functools import partial

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from lianxin.base.indicators.kinds import Count, Mean, Rate, Stock, Sum
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.concerns.indicators import standing
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.concerns.terms import Channel
from lianxin.work.windows.models import Errand, Service, Tally, WorkRoom
from lianxin.work.windows.terms import VIEW, ServiceResult, TallyKind

PEOPLE = _("人次")
# the names of the dates, as the page of definitions shows them
DATES = (
    gettext_noop("日期"), gettext_noop("初次来办日期"), gettext_noop("结束日期"), gettext_noop("接手日期"), gettext_noop("回告日期"),
)  # fmt: skip
LETTERS, WINDOW, ERRANDS = _("来信来访"), _("窗口服务"), _("代办代理")


def tallies() -> PlacedQuerySet:
    """All taps."""
    return Tally.objects.all()


def services() -> PlacedQuerySet:
    """All matters at the counter."""
    return Service.objects.all()


def errands() -> PlacedQuerySet:
    """All errands."""
    return Errand.objects.all()


def work_rooms() -> PlacedQuerySet:
    """All work rooms."""
    return WorkRoom.objects.all()


_received = partial(Count, of=standing, dated="received_on", month="received_month", to_open=SEE_CONCERN, group=LETTERS)
letters = _received(
    code="window.letters", label=_("来信"), where=Q(channel=Channel.LETTER),
    basis=_("收到日期在本期内、渠道为来信的诉求，按件计，不含作废的。"),
)  # fmt: skip
visits = _received(
    code="window.visits", label=_("来访"), where=Q(channel=Channel.CALL_IN), dimensions=("topic",),
    basis=_("收到日期在本期内、渠道为来访的诉求，按件计，不含作废的；接待日的另计。"),
)  # fmt: skip
_with_people = _received(  # a ledger brought in may have left no requester: whom nobody noted, nobody can add up
    code="window.visits_with_people", label=_("登记了人数的来访"), where=Q(channel=Channel.CALL_IN, requester__isnull=False),
    basis=_("本期来访中登记了来访人数的诉求。"),
)  # fmt: skip
visit_people = Sum(
    code="window.visit_people", label=_("来访人次"), over=_with_people, measured="requester__people_count", measure=PEOPLE,
    group=LETTERS, places=0, basis=_("本期来访诉求登记的来访人数之和，同一人来访几件计几人次。"),
)  # fmt: skip
letters_or_visits = _received(
    code="window.letters_or_visits", label=_("来信来访（旧台账未分）"), where=Q(channel=Channel.LETTER_OR_VISIT),
    basis=_("收到日期在本期内、旧台账只写“来信来访”、分不清来信还是来访的诉求，不计入上面两项。"),
)  # fmt: skip

_tapped = partial(Count, of=tallies, dated="on", to_open=VIEW, group=WINDOW, measure=_("次"))
consults = _tapped(
    code="window.consults", label=_("窗口咨询登记"), where=Q(kind=TallyKind.CONSULT),
    basis=_("日期在本期内、窗口点一下记一次的咨询，按次计，不记是谁。"),
)  # fmt: skip
consult_people = Sum(
    code="window.consult_people", label=_("窗口咨询人次"), over=consults, measured="people", measure=PEOPLE,
    group=WINDOW, places=0, basis=_("本期窗口咨询登记的人次之和，不计入诉求。"),
)  # fmt: skip
small_services = _tapped(
    code="window.small_services", label=_("便民小服务登记"), where=Q(kind=TallyKind.SMALL_SERVICE),
    basis=_("日期在本期内、窗口点一下记一次的打印、复印、开具证明等小服务，按次计。"),
)  # fmt: skip
small_service_people = Sum(
    code="window.small_service_people", label=_("便民小服务人次"), over=small_services, measured="people",
    measure=PEOPLE, group=WINDOW, places=0, basis=_("本期便民小服务登记的人次之和，不计入诉求。"),
)  # fmt: skip
begun = Count(
    code="window.services", label=_("窗口办事"), of=services, dated="began_on", to_open=VIEW, group=WINDOW,
    basis=_("初次来办日期在本期内的窗口办事，按件计，同一件事再来不重复计。"),
)  # fmt: skip
_finished = partial(Count, of=services, dated="finished_on", to_open=VIEW, group=WINDOW)
done = _finished(
    code="window.services_done", label=_("窗口办成"), where=Q(result=ServiceResult.DONE),
    basis=_("结束日期在本期内、办成的窗口办事。"),
)  # fmt: skip
one_trip = _finished(
    code="window.one_trip", label=_("一趟办成"), where=Q(result=ServiceResult.DONE, trips=1), better="high",
    basis=_("结束日期在本期内、群众只跑一趟就办成的窗口办事。"),
)  # fmt: skip
one_trip_rate = Rate(
    code="window.one_trip_rate", label=_("一趟办成率"), part=one_trip, whole=done, better="high", group=WINDOW,
    basis=_("一趟办成 ÷ 窗口办成。"),
)  # fmt: skip
trips = Mean(
    code="window.mean_trips", label=_("平均跑动次数"), over=done, measured="trips", measure=_("趟"), better="low",
    group=WINDOW, basis=_("本期窗口办成的事，群众平均跑了几趟。"),
)  # fmt: skip

limited = _finished(
    code="window.services_limited", label=_("有时限承诺的窗口办成"), where=Q(result=ServiceResult.DONE, due_on__isnull=False),
    basis=_("结束日期在本期内、办成的窗口办事中，办事指南公布了时限的；缺材料的，从补齐那天起算。"),
)  # fmt: skip
in_limit = _finished(
    code="window.services_in_limit", label=_("承诺时限内办成"), better="high",
    where=Q(result=ServiceResult.DONE, finished_on__lte=F("due_on")),
    basis=_("有时限承诺的窗口办成中，结束日期不晚于承诺时限的。"),
)  # fmt: skip
in_limit_rate = Rate(
    code="window.in_limit_rate", label=_("服务承诺兑现率"), part=in_limit, whole=limited, better="high", group=WINDOW,
    basis=_("承诺时限内办成 ÷ 有时限承诺的窗口办成。"),
)  # fmt: skip

taken = Count(
    code="window.errands_taken", label=_("接手代办"), of=errands, dated="taken_on", to_open=VIEW, group=ERRANDS,
    basis=_("接手日期在本期内的代办和信访代理，按件计。"),
)  # fmt: skip
reported = Count(
    code="window.errands_reported", label=pgettext_lazy("indicator", "回告群众"), of=errands, dated="reported_on",
    to_open=VIEW, group=ERRANDS, basis=_("回告日期在本期内的代办和信访代理；只取回、没有告诉群众的不计。"),
)  # fmt: skip

in_time = Count(
    code="window.errands_in_time", label=_("按约定回告群众"), of=errands, dated="reported_on", to_open=VIEW, group=ERRANDS,
    where=Q(reported_on__lte=F("report_by")), better="high", basis=_("回告日期在本期内、不晚于接手时承诺的回告期限的代办和信访代理。"),
)  # fmt: skip
in_time_rate = Rate(
    code="window.errands_in_time_rate", label=_("代办按约定回告率"), part=in_time, whole=reported, better="high", group=ERRANDS,
    basis=_("按约定回告群众 ÷ 回告群众。"),
)  # fmt: skip


def _untold_on(day: date) -> Q:
    untold = Q(reported_on=None) | Q(reported_on__gt=day)
    return Q(taken_on__lte=day, report_by__lt=day) & untold


overdue = Stock(
    code="window.errands_overdue", label=_("期末逾期未回告"), of=errands, to_open=VIEW, standing=_untold_on,
    better="low", group=ERRANDS, basis=_("期末当日（本期未结束的，为今天）承诺的回告日期已过、还没有告诉群众的代办和信访代理。"),
)  # fmt: skip


def _standing_on(day: date) -> Q:
    return Q(opened_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day))


rooms = Stock(
    code="window.work_rooms", label=_("群众工作室"), of=work_rooms, to_open=VIEW, standing=_standing_on, measure=_("个"),
    group=ERRANDS, basis=_("期末当日已经设立、没有撤销的群众工作室，按登记的设立日期和撤销日期算。"),
)  # fmt: skip

register(
    letters, visits, visit_people, letters_or_visits,
    consults, consult_people, small_services, small_service_people, begun, done, one_trip, one_trip_rate, trips,
    limited, in_limit, in_limit_rate, in_time, in_time_rate,
    taken, reported, overdue, rooms,
)  # fmt: skip
