"""报送要求: a department, the county office and an office above ask; brought about by commands alone."""

from datetime import date, datetime
from typing import Any

from lianxin.reports.asking import commands
from lianxin.reports.asking.models import ReportingRequest, RequestedField, RequestSheet
from lianxin.reports.asking.terms import Decision
from tests.conftest import SHANGHAI

DUE = date(2026, 11, 13)


def on(day: int, month: int = 11, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


AT = on(6)


def drafted(town: Any, **changes: Any) -> ReportingRequest:
    """The building bureau wants something of the two townships."""
    given = {
        "unit": town.building, "title": "农房安全情况", "basis": "县政办〔2026〕18号", "purpose": "安排危房改造资金",
        "frequency": "once", "period": "2026-11", "due_on": DUE, "units": [town.qingshui, town.baisha], "by": town.builder,
        "at": AT,
    }  # fmt: skip
    return commands.draft(**{**given, **changes})


def wanting(town: Any, request: ReportingRequest, *words: str, by: Any = None, **how: Any) -> list[RequestedField]:
    """So many items; what the system holds is left to be decided."""
    by = by or town.builder
    return [commands.add_field(asking=request, words=one, by=by, at=AT, **how) for one in words]


def typed_on(field: RequestedField, town: Any, why: str = "口径不同：只算危房") -> RequestedField:
    return commands.decide(field=field, decision=Decision.TYPED, reason=why, by=town.builder, at=AT)


def asked(town: Any, request: ReportingRequest, *, by: Any = None, at: datetime = AT) -> ReportingRequest:
    """Approved by the county and sent."""
    by = by or town.builder
    request = commands.examine(asking=request, by=by, at=at)
    request = commands.approve(asking=request, reason="确有需要", by=town.county_leader, at=at)
    return commands.ask(asking=request, by=by, at=at)


def sheet_of(request: ReportingRequest, unit: Any) -> RequestSheet:
    return request.sheets.get(unit=unit)
