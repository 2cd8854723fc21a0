"""走访的表: visits with who went, findings, leaflets and talks; nights stayed; what receiving them cost a village."""

from lianxin.work.visits.models.burden import Burden
from lianxin.work.visits.models.findings import Finding, FindingQuerySet
from lianxin.work.visits.models.stays import Stay, StayQuerySet
from lianxin.work.visits.models.visit import Leaflet, TalkRecord, Visit, VisitPerson, VisitQuerySet

__all__ = [
    "Burden", "Finding", "FindingQuerySet", "Leaflet", "Stay", "StayQuerySet", "TalkRecord", "Visit", "VisitPerson",
    "VisitQuerySet",
]  # fmt: skip
