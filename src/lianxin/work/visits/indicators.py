"""走访的指标: declarations only.

Of units and places, never of persons; without better or worse, so that nobody is set above another by how much he
wrote down (JF-3, JF-5). Notes and diaries are counted nowhere.
"""

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Rate, Sum
from lianxin.base.indicators.registry import Dimension, dimension, register
from lianxin.work.concerns.terms import Outcome
from lianxin.work.visits.models import Finding, FindingQuerySet, Leaflet, Stay, Visit
from lianxin.work.visits.models.findings import NOT_DENIED, ON_SPOT, SOLVED_THERE
from lianxin.work.visits.models.stays import StayQuerySet
from lianxin.work.visits.models.visit import LeafletQuerySet, VisitQuerySet
from lianxin.work.visits.terms import NOT_A_VISIT, VIEW, VisitKind

GROUP = _("走访")


def visits() -> VisitQuerySet:
    """Visits and telephone contacts that count."""
    return Visit.objects.standing()


def stays() -> StayQuerySet:
    """Nights that count."""
    return Stay.objects.standing()


def findings() -> FindingQuerySet:
    """Findings that count."""
    return Finding.objects.standing()


def leaflets() -> LeafletQuerySet:
    """Leaflets of visits that count."""
    return Leaflet.objects.standing()


dimension(Dimension("visit_kind", _("走访类别"), "kind", lambda: VisitKind.choices))

IN_PERSON = ~Q(kind__in=NOT_A_VISIT)
_of_visits = partial(Count, of=visits, dated="on", month="on_month", to_open=VIEW, group=GROUP, measure=_("次"))
made = _of_visits(
    code="visit.visits", label=_("走访"), where=IN_PERSON, dimensions=("visit_kind",),
    basis=_("日期在本期内、走访到本单位及下级的走访，一次不论去了几个人都计一次；电话联系另计，作废的不计。"),
)  # fmt: skip
sent = _of_visits(
    code="visit.visits_out", label=_("派出走访"), where=IN_PERSON, placed="home", dimensions=("visit_kind",),
    basis=_("日期在本期内、由本单位及下级人员进行的走访，一次计一次；电话联系另计，作废的不计。按派出单位计，走访人员有几个单位的，计记录人的单位。"),
)  # fmt: skip
phoned = _of_visits(
    code="visit.phone", label=_("电话联系"), where=Q(kind__in=NOT_A_VISIT),
    basis=_("日期在本期内、联系本单位及下级群众的电话，不计入走访。"),
)  # fmt: skip
phoned_out = _of_visits(
    code="visit.phone_out", label=_("拨出的电话联系"), where=Q(kind__in=NOT_A_VISIT), placed="home",
    basis=_("日期在本期内、由本单位及下级人员打的联系电话，不计入走访。"),
)  # fmt: skip
seen = Sum(
    code="visit.households", label=_("走访户次"), over=made, measured="households", measure=_("户次"), group=GROUP, places=0,
    basis=_("本期走访登记的户数之和；同一户去几次计几次。"),
)  # fmt: skip
needy = Sum(
    code="visit.needy", label=_("走访困难户"), over=made, measured="needy", measure=_("户次"), group=GROUP, places=0,
    basis=_("本期走访户次中登记为困难户的。"),
)  # fmt: skip
given = _of_visits(
    code="visit.condolences", label=_("慰问"), where=Q(kind=VisitKind.CONDOLENCE) | Q(amount_yuan__gt=0),
    basis=_("本期走访中类别为慰问的，和登记了慰问金额的。"),
)  # fmt: skip
condolence_yuan = Sum(
    code="visit.condolence_yuan", label=_("慰问金额"), over=given, measured="amount_yuan", measure=_("元"), group=GROUP, places=0,
    basis=_("本期慰问登记的金额之和；没有填金额的不计。"),
)  # fmt: skip
_of_stays = partial(Count, of=stays, dated="until", to_open=VIEW, group=GROUP, measure=_("次"))
stayed = _of_stays(
    code="visit.stays", label=_("住村"), basis=_("结束日期在本期内、在本单位及下级住下的住村记录，一人一段计一次。"),
)  # fmt: skip
stay_nights = Sum(
    code="visit.stay_nights", label=_("住村夜数"), over=stayed, measured="nights", measure=_("夜"), group=GROUP, places=0,
    basis=_("本期住村记录的夜数之和，按人计；同一人的同一夜只计一次。"),
)  # fmt: skip
sent_to_stay = _of_stays(
    code="visit.stays_out", label=_("派出住村"), placed="home", basis=_("结束日期在本期内、由本单位及下级人员住下的住村记录。"),
)  # fmt: skip
stay_nights_out = Sum(
    code="visit.stay_nights_out", label=_("派出住村夜数"), over=sent_to_stay, measured="nights", measure=_("夜"), group=GROUP,
    places=0, basis=_("本期派出住村记录的夜数之和，按人计；同一人的同一夜只计一次。"),
)  # fmt: skip
_of_findings = partial(Count, of=findings, dated="on", to_open=VIEW, group=GROUP)
found = _of_findings(
    code="visit.findings", label=_("走访发现的问题"),
    basis=_("走访日期在本期内、在本单位及下级走访时发现并登记为诉求的问题。作废的走访和诉求不计。"),
)  # fmt: skip
on_spot = _of_findings(
    code="visit.solved_on_spot", label=_("当场解决的问题"), where=ON_SPOT & NOT_DENIED,
    basis=_("走访发现的问题中当场解决的；后来重办的、群众说没有解决的不计。"),
)  # fmt: skip
solved = ON_SPOT | Q(concern__outcome=Outcome.SOLVED, concern__closed_on__isnull=False)
solved_anywhere = _of_findings(
    code="visit.solved", label=_("走访发现已解决的问题"), where=solved & NOT_DENIED,
    basis=_("走访发现的问题中当场解决的，和办结结果为“已解决”的；群众说没有解决的不计。"),
)  # fmt: skip
solved_out = _of_findings(
    code="visit.solved_out", label=_("派出走访解决的问题"), where=solved & NOT_DENIED, placed="home",
    basis=_("本单位及下级人员走访发现的问题中当场解决的，和办结结果为“已解决”的；群众说没有解决的不计。"),
)  # fmt: skip
solved_there = _of_findings(
    code="visit.solved_there", label=_("在一线解决的问题"), where=SOLVED_THERE & NOT_DENIED,
    basis=_("走访发现的问题中当场解决的，和由属地单位自己承办、办结结果为“已解决”的；交给上级或部门办的、群众说没有解决的不计。"),
)  # fmt: skip
first_line_rate = Rate(
    code="visit.first_line_rate", label=_("一线解决率"), part=solved_there, whole=found, group=GROUP,
    basis=_("在一线解决的问题 ÷ 走访发现的问题：在哪一级发现，就在哪一级解决。"),
)  # fmt: skip
handed_out = Count(
    code="visit.leaflet_entries", label=_("发放资料记录"), of=leaflets, dated="on", to_open=VIEW, group=GROUP, measure=_("次"),
    basis=_("日期在本期内、在本单位及下级走访时发放宣传资料的记录，一次走访一种资料计一次。"),
)  # fmt: skip
leaflet_copies = Sum(
    code="visit.leaflets", label=_("发放宣传资料"), over=handed_out, measured="quantity", measure=_("份"), group=GROUP, places=0,
    basis=_("本期走访登记发放的份数之和。"),
)  # fmt: skip

register(
    made, sent, phoned, phoned_out, seen, needy, given, condolence_yuan, stayed, stay_nights, sent_to_stay, stay_nights_out,
    found, on_spot, solved_anywhere, solved_out, solved_there, first_line_rate, handed_out, leaflet_copies,
)  # fmt: skip
