"""督查的指标: declarations only. What was looked at, found and put right; never how much was written (JF-3)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Rate
from lianxin.base.indicators.registry import Dimension, dimension, register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.circulars.models import CORRECTED, Circular, Finding, Inspection
from lianxin.work.circulars.terms import VIEW, CircularState, FindingState, InspectionKind, LeaderPost

GROUP = _("督查")
dimension(Dimension("leader_post", _("哪一位领导"), "leader_post", lambda: LeaderPost.choices))


def inspections() -> PlacedQuerySet:
    """Records that stand."""
    return Inspection.objects.standing()


def by_leaders() -> PlacedQuerySet:
    """Visits of leaders."""
    return inspections().filter(kind=InspectionKind.LEADER)


def findings() -> PlacedQuerySet:
    """Findings that are some."""
    return Finding.objects.all().counted()


def standing() -> PlacedQuerySet:
    """Findings that stand."""
    return Finding.objects.all().standing()


def corrected() -> PlacedQuerySet:
    """Those put right."""
    return standing().filter(CORRECTED)


def changed() -> PlacedQuerySet:
    """Findings that the unit's word changed."""
    return findings().filter(state=FindingState.CHANGED)


def withdrawn() -> PlacedQuerySet:
    """Findings that were none."""
    return Finding.objects.filter(state=FindingState.WITHDRAWN, inspection__voided_on=None)


def issued() -> PlacedQuerySet:
    """Circulars issued."""
    return Circular.objects.filter(state=CircularState.ISSUED)


carried_out = Count(
    code="inspection.carried_out", label=_("督查"), of=inspections, dated="on", to_open=VIEW, group=GROUP, measure=_("次"),
    basis=_("督查日期在本期内的督查记录，含领导督导，一次查一个单位算一次；作废的不算。"),
)  # fmt: skip
supervised = Count(
    code="inspection.by_leaders", label=_("领导督导"), of=by_leaders, dated="on", to_open=VIEW, group=GROUP, measure=_("次"),
    dimensions=("leader_post",),
    basis=_("督查日期在本期内、由主要领导、分管领导或群工办主任带队的督导，一次一条记录。"),
)  # fmt: skip
noted = Count(
    code="finding.noted", label=_("督查提出的问题"), of=findings, dated="on", to_open=VIEW, group=GROUP, measure=_("个"),
    basis=_("督查日期在本期内提出的问题；撤销的和作废记录里的不算。"),
)  # fmt: skip
stood = Count(
    code="finding.upheld", label=_("成立的督查问题"), of=standing, dated="on", to_open=VIEW, group=GROUP, measure=_("个"),
    basis=_("督查日期在本期内提出、单位认可或核定成立（含按说明修改）的问题。"),
)  # fmt: skip
altered = Count(
    code="finding.changed", label=_("按单位说明修改的问题"), of=changed, dated="on", to_open=VIEW, group=GROUP, measure=_("个"),
    basis=_("督查日期在本期内提出、单位说明后修改了才成立的问题。"),
)  # fmt: skip
dropped = Count(
    code="finding.withdrawn", label=_("撤销的督查问题"), of=withdrawn, dated="on", to_open=VIEW, group=GROUP, measure=_("个"),
    basis=_("督查日期在本期内提出、核实后撤销的问题。"),
)  # fmt: skip
put_right = Count(
    code="finding.corrected", label=_("已改正的督查问题"), of=corrected, dated="on", to_open=VIEW, group=GROUP, measure=_("个"),
    basis=_("成立的督查问题中当场改正的，和整改事项已销号的；按督查日期计入本期。"),
)  # fmt: skip
share = Rate(
    code="finding.corrected_share", label=_("督查问题改正率"), part=put_right, whole=stood, group=GROUP, better="high",
    basis=_("已改正的督查问题 ÷ 成立的督查问题，都按督查日期算。"),
)  # fmt: skip
sent = Count(
    code="circular.issued", label=_("印发督查通报"), of=issued, dated="issued_on", to_open=VIEW, group=GROUP, measure=_("份"),
    basis=_("印发日期在本期内的督查通报，含更正通报；征求意见的不算。"),
)  # fmt: skip

register(carried_out, supervised, noted, stood, altered, dropped, put_right, share, sent)
