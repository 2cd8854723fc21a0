"""走访任务的计算, counted again slowly: day by day and deed by deed, with nothing of the engine but its words.

How many examples: LIANXIN_EXAMPLES (few while working, many in .ci/run).
"""

import os
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.pure.quota import Case, Deed, Rule, Span, reckon

EXAMPLES = int(os.environ.get("LIANXIN_EXAMPLES", "60"))
FIRST = date(2024, 1, 20)  # five weeks on both sides of a leap February
DAYS = [FIRST + timedelta(days=n) for n in range(60)]
KINDS, PLACES = ("random", "squat", "phone"), ("0001", "00010001", "0002")

spans = st.tuples(st.integers(0, 59), st.integers(0, 9)).map(
    lambda pair: Span(DAYS[pair[0]], DAYS[pair[0]] + timedelta(days=pair[1]))
)
long_spans = st.tuples(st.integers(0, 59), st.integers(0, 40)).map(
    lambda pair: Span(DAYS[pair[0]], DAYS[pair[0]] + timedelta(days=pair[1]))
)


@st.composite
def deeds(draw):
    when, number = draw(spans), draw(st.integers(0, 10**6))
    return Deed(
        1, when.first, when.last, f"visit:{number}", "", draw(st.sampled_from(KINDS)), draw(st.sampled_from(PLACES)),
        draw(st.sampled_from((None, 1, 2, 3))), draw(st.integers(0, when.days)), draw(st.sampled_from(("village", "township"))),
    )  # fmt: skip


@st.composite
def rule_lists(draw):
    """One to four rules of one measure; every way of sharing, and one that counts within one before it."""
    found = []
    for n in range(draw(st.integers(1, 4))):
        unit = draw(st.sampled_from(("days", "nights", "occasions", "households", "places", "run")))
        sharing = draw(st.sampled_from(("shared", "first", "within") if found else ("shared", "first")))
        wider = draw(st.sampled_from([rule.code for rule in found])) if sharing == "within" else ""
        part = draw(st.sampled_from(("whole", "half") if unit == "run" else ("days", "whole", "half")))
        kinds = tuple(draw(st.lists(st.sampled_from(KINDS), max_size=2, unique=True)))
        where = draw(st.sampled_from(((), ("village",))))
        period = draw(st.sampled_from(("month", "quarter")))
        minimum = draw(st.integers(1, 12))
        found.append(Rule(f"r{n}", f"r{n}", "visits", unit, period, minimum, kinds=kinds, where=where, part=part,
                          sharing=sharing, wider=wider))  # fmt: skip
    return found


# -- the slow recount -------------------------------------------------------------------------------------------------


def same_period(rule, one, other):
    if rule.period == "month":
        return (one.year, one.month) == (other.year, other.month)
    return (one.year, (one.month - 1) // 3) == (other.year, (other.month - 1) // 3)


def fits(rules, rule, deed):
    """The conditions, and then the rules that come before."""
    if rule.kinds and deed.kind not in rule.kinds:
        return False
    if rule.where and deed.where_kind not in rule.where:
        return False
    if rule.unit == "nights" and deed.nights == 0:
        return False
    if rule.unit == "households" and deed.household_id is None:
        return False
    if rule.sharing == "first":
        before = [one for one in rules[: rules.index(rule)] if one.sharing == "first"]
        plain = [Rule(one.code, one.label, one.measure, one.unit, one.period, one.minimum, kinds=one.kinds, where=one.where,
                      part=one.part) for one in before]  # fmt: skip
        if any(fits(plain, one, deed) for one in plain):
            return False
    if rule.sharing == "within":
        return fits(rules, next(one for one in rules if one.code == rule.wider), deed)
    return True


def every_day(period_of, on):
    day = on - timedelta(days=200)
    while day < on + timedelta(days=200):
        if period_of(day):
            yield day
        day += timedelta(days=1)


def recount(rules, rule, deeds, held, away, on):
    """(done, owed): every day of the period is asked one by one."""
    in_post = [
        day for day in every_day(lambda day: same_period(rule, day, on), on) if any(day in span for span in held)
    ]
    whole = sum(1 for _day in every_day(lambda day: same_period(rule, day, on), on))
    present = sum(1 for day in in_post if not any(day in span for span in away))
    good = [deed for deed in deeds if fits(rules, rule, deed)]
    if rule.unit == "days":
        done = sum(1 for day in in_post if any(deed.on <= day <= deed.until for deed in good))
    elif rule.unit == "nights":
        done = sum(1 for day in in_post if any(0 <= (day - deed.on).days < deed.nights for deed in good))
    elif rule.unit == "run":
        done = recount_run(rule, good, held, on)
    else:
        begun = [deed for deed in good if deed.on in in_post]
        of = {"occasions": lambda deed: deed.ref, "households": lambda deed: deed.household_id,
              "places": lambda deed: deed.where_path}[rule.unit]  # fmt: skip
        done = len({of(deed) for deed in begun})
    return done, recount_owed(rule, present, whole)


def recount_run(rule, good, held, on):
    """Every row of consecutive days of the whole time is looked at, and given to its periods piece by piece."""
    days = sorted({day for day in every_day(lambda _day: True, on) if any(d.on <= day <= d.until for d in good)
                   and any(day in span for span in held)})  # fmt: skip
    rows, best = [], 0
    for day in days:
        if rows and day - rows[-1][-1] == timedelta(days=1):
            rows[-1].append(day)
        else:
            rows.append([day])
    for row in rows:
        pieces = []
        for day in row:
            if pieces and same_period(rule, pieces[-1][-1], day):
                pieces[-1].append(day)
            else:
                pieces.append([day])
        lengths = [len(piece) for piece in pieces]
        if len(pieces) == 2 and max(lengths) < rule.minimum <= sum(lengths):
            lengths = [sum(lengths), 0] if lengths[0] >= lengths[1] else [0, sum(lengths)]
        best = max([best, *(n for n, piece in zip(lengths, pieces, strict=True) if same_period(rule, piece[0], on))])
    return best


def recount_owed(rule, present, whole):
    if rule.part == "days":
        exact, number = Fraction(rule.minimum * present, whole), 0
        while number + Fraction(1, 2) <= exact:
            number += 1
        return number
    if rule.part == "half":
        return rule.minimum if present >= Fraction(whole, 2) else 0
    return rule.minimum if present > 0 else 0


class TestTheSlowRecount:
    @pytest.mark.drawn
    @settings(max_examples=EXAMPLES, deadline=None)
    @given(
        rules=rule_lists(), done=st.lists(deeds(), max_size=12, unique_by=lambda deed: deed.ref),
        held=st.lists(long_spans, max_size=3), away=st.lists(spans, max_size=3), on=st.sampled_from(DAYS),
    )  # fmt: skip
    def test_comes_to_the_same(self, rules, done, held, away, on):
        found = reckon(Case(rules, {"visits": done}, held, away), on)

        assert [(one.done, one.owed) for one in found] == [recount(rules, rule, done, held, away, on) for rule in rules]
        for one in found:
            assert sum(counted.adds for counted in one.counted) == one.done
            assert {c.deed.ref for c in one.counted}.isdisjoint(left.deed.ref for left in one.left)

    @pytest.mark.drawn
    @settings(max_examples=max(20, EXAMPLES // 4), deadline=None)
    @given(
        done=st.lists(deeds(), max_size=8, unique_by=lambda deed: deed.ref),
        on=st.sampled_from(DAYS),
        cut=st.integers(0, 9),
    )
    def test_does_not_depend_on_how_a_stay_was_entered(self, done, on, cut):
        rules = [Rule("r", "r", "visits", unit, "month", 3, part="whole") for unit in ("days", "run")]
        held = [Span(date(2020, 1, 1), date.max)]
        halved = [part for deed in done for part in _halves(deed, cut)]

        whole, parts = (reckon(Case(rules, {"visits": some}, held), on) for some in (done, halved))

        assert [one.done for one in whole] == [one.done for one in parts]


def _halves(deed, cut):
    """The same days in two entries that overlap by a day."""
    middle = min(deed.on + timedelta(days=cut), deed.until)
    return [
        Deed(1, deed.on, middle, f"{deed.ref}a", "", deed.kind, deed.where_path),
        Deed(1, middle, deed.until, f"{deed.ref}b", "", deed.kind, deed.where_path),
    ]


@pytest.mark.parametrize("least", range(1, 8))
def test_no_day_of_a_row_over_a_border_serves_two_months(least):
    rule = Rule("r", "r", "visits", "run", "month", least, part="whole")
    for before in range(8):
        for after in range(1, 8):
            stay = Deed(1, date(2024, 3, 1) - timedelta(days=before), date(2024, 3, after), "visit:1", "", "")
            case = Case([rule], {"visits": [stay]}, [Span(date(2020, 1, 1), date.max)])

            found = [reckon(case, day)[0].done for day in (date(2024, 2, 10), date(2024, 3, 10))]

            assert sum(found) <= before + after
