"""督查通报的读法: records, findings, what waits for whom, the burden by who asks, what a reminder card says."""

from lianxin.work.circulars.queries import figures, wording
from lianxin.work.circulars.queries.records import (
    Asked,
    asked_by,
    checked_units,
    circulars,
    findings,
    inspections,
    last_findings,
    last_findings_of,
    leaders_of,
    open_findings,
    over_limit,
    to_record,
    to_sample,
    waiting,
)

__all__ = [
    "Asked", "asked_by", "circulars", "figures", "findings", "checked_units", "inspections", "last_findings",
    "last_findings_of", "leaders_of", "open_findings", "over_limit", "to_record", "to_sample", "waiting", "wording",
]  # fmt: skip
