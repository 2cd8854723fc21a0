"""随手定的口径: own indicators made at random from the closed list, and what they mean in plain Python."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from lianxin.pure.periods import Period
from lianxin.reports.definitions.building import VERBS, Condition, Spec
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Channel, Handling, Kind, Outcome
from tests.reports.lives import TODAY


def is_(field: str, *values: str, verb: str = "in", any: bool = False) -> Condition:
    return Condition(field, verb, values, any)


def spec(**changes: Any) -> Spec:
    fields: dict[str, Any] = {
        "name": "电话求助", "source": "concern", "kind": "count", "timed": "received",
        "conditions": (is_("channel", "hotline", "letter"), is_("declined", verb="no")),
    }  # fmt: skip
    return Spec(**{**fields, **changes})


# 随手定的口径 ---------------------------------------------------------------------------------------------------

PLAIN: dict[str, Callable[[Concern], bool]] = {
    "declined": lambda one: one.status == "declined",
    "in_time": lambda one: bool(one.closed_on and one.first_due_on and one.closed_on <= one.first_due_on),
    "with_limit": lambda one: one.first_due_on is not None,
    "was_sent_back": lambda one: one.sent_back > 0,
    "was_reopened": lambda one: one.reopened_on is not None,
    "rated_solved": lambda one: one.rated_solved is True,
}
LISTS = {"kind": Kind, "channel": Channel, "handling": Handling, "outcome": Outcome}
DATED = {name: f"{name}_on" for name in ("received", "accepted", "closed", "replied", "rated")}


def holds(condition: Condition, one: Concern) -> bool:
    """A condition, asked of a record in plain Python."""
    name, verb, values = condition.field, condition.verb, condition.values
    if name in PLAIN:
        return PLAIN[name](one) == (verb == "yes")
    if name in LISTS:
        return ((getattr(one, name) or "none") in values) == (verb == "in")
    held = getattr(one, name)
    if verb in ("set", "unset"):
        return (held is None) == (verb == "unset")
    if held is None:
        return False
    if verb in ("before", "since"):
        return (held < date.fromisoformat(values[0])) == (verb == "before")
    return held >= int(values[0]) if verb == "least" else held <= int(values[0])


def meets(given: tuple[Condition, ...], one: Concern) -> bool:
    choices = [each for each in given if each.any]
    return all(holds(each, one) for each in given if not each.any) and (
        not choices or any(holds(each, one) for each in choices)
    )


def in_time(given: Spec, period: Period, one: Concern) -> bool:
    if given.timed == "open":
        day = min(period.last, TODAY)
        return (
            period.first <= TODAY and one.received_on <= day and one.status != "declined"
            and (one.closed_on is None or one.closed_on > day)
        )  # fmt: skip
    held = getattr(one, DATED[given.timed])
    return held is not None and period.first <= held <= period.last


a_condition = st.one_of(
    st.builds(is_, st.sampled_from(sorted(PLAIN)), verb=st.sampled_from(["yes", "no"]), any=st.booleans()),
    *(
        st.builds(lambda values, verb, any, name=name: is_(name, *values, verb=verb, any=any),
                  st.lists(st.sampled_from([*labels.values, "none"]), min_size=1, max_size=3, unique=True),
                  st.sampled_from(["in", "not_in"]), st.booleans())
        for name, labels in LISTS.items()
    ),
    st.builds(lambda n, verb: is_("days_to_close", str(n), verb=verb), st.integers(0, 20), st.sampled_from(["least", "most"])),
    st.builds(lambda n, verb: is_("closed_on", (TODAY - timedelta(days=n)).isoformat(), verb=verb), st.integers(0, 60),
              st.sampled_from(["before", "since"])),
    st.builds(is_, st.just("closed_on"), verb=st.sampled_from(["set", "unset"])),
)  # fmt: skip
conditions = st.lists(a_condition, max_size=3).map(tuple)
specs = st.one_of(
    st.builds(spec, timed=st.sampled_from(sorted(DATED)), conditions=conditions),
    st.builds(spec, kind=st.just("stock"), timed=st.just("open"), conditions=conditions),
    st.builds(spec, kind=st.just("rate"), timed=st.sampled_from([*DATED, "open"]), conditions=conditions,
              part=st.lists(a_condition, min_size=1, max_size=2).map(tuple)),
    st.builds(spec, kind=st.sampled_from(["sum", "mean", "median"]), timed=st.sampled_from(sorted(DATED)),
              conditions=conditions, measured=st.just("days_to_close")),
)  # fmt: skip


def every_condition(field: Any) -> list[Condition]:
    """Each verb of a field once."""
    closed = (str(field.choices()[0][0]),) if field.kind in ("choice", "tree") else ()
    values = {"number": ("3",), "date": ("2026-10-01",)}.get(field.kind, closed)
    return [Condition(field.code, verb, () if verb in ("set", "unset") else values) for verb in VERBS[field.kind]]
