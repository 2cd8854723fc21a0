"""自定指标怎样显示: the samples of a trial as lists of records, and what else is known that is like it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lianxin.base.indicators import Count
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.definitions.building import Built
from lianxin.reports.definitions.models import Trial
from lianxin.reports.definitions.trying import base_of, still_seen
from lianxin.web.office.figures.lists import NAMED
from lianxin.web.ui.panels import ROW_TEMPLATES


@dataclass(frozen=True)
class Sample:
    """几条记录: why they were left out (empty: they were counted), and how their kind is listed."""

    words: str
    rows: Sequence[Any]
    template: str
    left: int = 0
    is_part: bool = False


def samples(trial: Trial, built: Built, by: Actor) -> tuple[Sample, list[Sample]]:
    """What was taken in, and what was left out, by the clause that it fails; as far as the reader may open each."""
    count = base_of(built.indicator)
    keys = [*trial.counted, *(key for key, _clause in trial.near)]
    rows = rows_of(count, still_seen(count, keys, by))
    template = template_of(count)
    counted = [rows[key] for key in trial.counted if key in rows]
    near: dict[int, list[Any]] = {}
    for key, clause in trial.near:
        if key in rows and clause < len(built.clauses):
            near.setdefault(clause, []).append(rows[key])
    return Sample("", counted, template, len(trial.counted) - len(counted)), [
        Sample(built.clauses[clause].words, found, template, is_part=built.clauses[clause].is_part)
        for clause, found in sorted(near.items())
    ]


def rows_of(count: Count, keys: Sequence[int]) -> dict[int, Any]:
    """The records by key, with what their lists name."""
    model = count.of().model
    named = [one.name for one in model._meta.get_fields() if one.name in NAMED and one.is_relation]
    found: dict[int, Any] = model._default_manager.select_related(*named).in_bulk(keys)
    return found


def template_of(count: Count) -> str:
    """How the kind of record is listed behind a figure."""
    meta = count.of().model._meta
    return ROW_TEMPLATES.get(meta.label_lower) or ROW_TEMPLATES[meta.model_name or ""]
