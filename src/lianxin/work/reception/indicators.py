"""接待日的指标: sessions held and their books, what came in and how it ended. Of units alone: nobody is ranked (M073)."""

from collections.abc import Sequence
from functools import partial

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Rate, Words
from lianxin.base.indicators.registry import Dimension, dimension, register
from lianxin.work.concerns.models import Concern, ConcernQuerySet, Requester
from lianxin.work.concerns.terms import VIEW as VIEW_CONCERN
from lianxin.work.reception.models import HELD, ReceptionSession, SessionQuerySet
from lianxin.work.reception.queries import category_label
from lianxin.work.reception.terms import VIEW, Disposition

GROUP = _("接待日")


def _sessions() -> SessionQuerySet:
    return ReceptionSession.objects.standing()


def _entered() -> ConcernQuerySet:
    """Concerns with a line in a log book."""
    found: ConcernQuerySet = Concern.objects.standing().filter(reception_entry__isnull=False)
    return found


def _categories() -> Sequence[tuple[str, Words]]:
    """Whatever stands in the books: the lists of the units, also those that were changed since."""
    known = Requester.objects.filter(concern__reception_entry__isnull=False).exclude(category="")
    return [(one, category_label(one)) for one in sorted(set(known.values_list("category", flat=True)))]


dimension(Dimension("asker", _("诉求人类别"), "requester__category", _categories))

_of_sessions = partial(Count, of=_sessions, dated="on", to_open=VIEW, group=GROUP, measure=_("场"))
planned = _of_sessions(
    code="reception.sessions", label=_("安排接待"),
    basis=_("日期在本期内的接待场次，含还没有到日子的，不含停止的。"),
)  # fmt: skip
held = _of_sessions(
    code="reception.held", label=_("实际接待"), where=HELD, better="high",
    basis=_("日期在本期内、登记了来访或写明无人来访的接待场次。"),
)  # fmt: skip
completed_same_day = _of_sessions(
    code="reception.completed_same_day", label=_("当日填完记录簿"), where=HELD & Q(completed_on=F("on")),
    better="high", basis=_("日期在本期内、记录簿在接待当日填写完毕的接待场次。"),
)  # fmt: skip
same_day_rate = Rate(
    code="reception.same_day_rate", label=_("记录簿当日填完率"), part=completed_same_day, whole=held, better="high",
    group=GROUP, basis=_("当日填完记录簿的场次 ÷ 实际接待的场次。"),
)  # fmt: skip

_of_entered = partial(
    Count, of=_entered, dated="received_on", month="received_month", to_open=VIEW_CONCERN, group=GROUP
)
entered = _of_entered(
    code="reception.concerns", label=_("接待日登记诉求"), dimensions=("asker", "kind", "topic"),
    basis=_("收到日期在本期内、登记在接待日记录簿里的诉求，不含作废的。"),
)  # fmt: skip
solved = _of_entered(
    code="reception.solved", label=_("接待日当场解决"), where=Q(reception_entry__disposition=Disposition.SOLVED),
    basis=_("接待日登记的诉求中，处理意见为“当场解决”并写明办法的；解释疏导的另计。"),
)  # fmt: skip
explained = _of_entered(
    code="reception.explained", label=_("接待日解释疏导"),
    where=Q(reception_entry__disposition=Disposition.EXPLAINED),
    basis=_("接待日登记的诉求中，处理意见为“解释疏导”的；不算解决。"),
)  # fmt: skip
promised = _of_entered(
    code="reception.promised", label=_("有承诺解决日期且已办结"),
    where=Q(reception_entry__promised_on__isnull=False, closed_on__isnull=False),
    basis=_("接待日登记的诉求中，写明了承诺解决日期、已经办结的。"),
)  # fmt: skip
kept = _of_entered(
    code="reception.promise_kept", label=_("按承诺日期办结"), better="high",
    where=Q(reception_entry__promised_on__isnull=False, closed_on__lte=F("reception_entry__promised_on")),
    basis=_("接待日登记的诉求中，办结日期不晚于承诺解决日期的。"),
)  # fmt: skip
kept_rate = Rate(
    code="reception.promise_kept_rate", label=_("承诺兑现率"), part=kept, whole=promised, better="high", group=GROUP,
    basis=_("按承诺日期办结 ÷ 有承诺解决日期且已办结。"),
)  # fmt: skip
register(planned, held, completed_same_day, same_day_rate, entered, solved, explained, promised, kept, kept_rate)
