"""走访任务的计算: a table of worked cases, each a line that can be checked with a finger on a calendar.

A line: the case · the rule · the deeds · done · owed. Days are written “11-03” (of 2026) or in full.
"""

from datetime import date
from typing import Any, NamedTuple

import pytest

from lianxin.pure.quota import OPEN, Case, Deed, NotARule, Rule, Span, Term, owed, reckon, stretch_of

TERMS = (
    Term("2025—2026学年", 2, date(2026, 2, 23), date(2026, 7, 10)),
    Term("2026—2027学年", 1, date(2026, 9, 1), date(2027, 1, 22)),
    Term("2026—2027学年", 2, date(2027, 2, 22), date(2027, 7, 9)),
)


def day(text: str) -> date:
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def span(text: str) -> Span:
    """“07-01..12-31”, “07-01..” without an end, “07-01” one day."""
    first, dots, last = text.partition("..")
    return Span(day(first), day(last) if last else OPEN if dots else day(first))


def ask(minimum: int, unit: str, period: str, code: str = "a", **more: Any) -> Rule:
    if unit in ("run", "lasting"):
        more.setdefault("part", "whole")
    return Rule(code, code, more.pop("measure", "visits"), unit, period, minimum, **more)


def v(
    text: str, kind: str = "random", *, house: int | None = None, at: str = "0001", ref: str = "", **more: Any
) -> Deed:
    """A visit."""
    when = span(text)
    return Deed(1, when.first, when.last, ref or f"visit:{text}{kind}{house}{at}", "", kind, at, house, **more)


class Row(NamedTuple):
    name: str
    rule: Rule | list[Rule]
    deeds: list[Deed]
    done: int | list[int]
    owed: int | list[int]
    held: list[str] = ["2020-01-01.."]  # noqa: RUF012  (never changed)
    away: list[str] = []  # noqa: RUF012
    on: str = "11-22"
    links: list[Deed] = []  # noqa: RUF012


def case_of(row: Row) -> Case:
    rules = row.rule if isinstance(row.rule, list) else [row.rule]
    deeds = {"visits": row.deeds, "pairings": row.links}
    return Case(rules, deeds, [span(text) for text in row.held], [span(text) for text in row.away], TERMS)


def link(text: str, *, house: int | None = None, at: str = "0001", kind: str = "village") -> Deed:
    when = span(text)
    return Deed(1, when.first, when.last, f"pairing:{text}{house}{at}{kind}", "", kind, at, house)


YEAR100, YEAR50 = ask(100, "days", "year"), ask(50, "days", "year")
MONTH3, RUN3 = ask(3, "days", "month"), ask(3, "run", "month")
FIVE, ONCE = ask(5, "households", "month"), ask(1, "occasions", "month")
SIX = ask(6, "occasions", "year", link="pairings")
SQUAT = {"kinds": ("squat",)}
LATE_OCT = "10-30..11-01"

DISTINCT_DAYS = [
    Row("nothing is nothing", MONTH3, [], 0, 3),
    Row("a visit of one day is a day", MONTH3, [v("11-03")], 1, 3),
    Row("two visits on one day are one day", MONTH3, [v("11-03"), v("11-03", at="0002")], 1, 3),
    Row("a visit of three days is three days", MONTH3, [v("11-03..11-05")], 3, 3),
    Row("overlapping entries are not added up", MONTH3, [v("11-03..11-05"), v("11-04..11-06")], 4, 3),
    Row("one entry inside another adds nothing", MONTH3, [v("11-03..11-09"), v("11-05..11-06")], 7, 3),
    Row("the same entry twice adds nothing", MONTH3, [v("11-03..11-05"), v("11-03..11-05", ref="again")], 3, 3),
    Row("92 days in three months, however they are entered", ask(92, "days", "year"),
        [v("03-01..05-31"), v("03-10..04-20"), v("05-31")], 92, 92),
    Row("weekends count: the resident was at home", MONTH3, [v("11-07..11-08")], 2, 3),
    Row("more than is owed is shown as it is", MONTH3, [v("11-01..11-20")], 20, 3),
]  # fmt: skip

BORDERS = [
    Row("a visit over the month's end gives each month its days", MONTH3, [v("10-30..11-02")], 2, 3),
    Row("and the month before the others", MONTH3, [v("10-30..11-02")], 2, 3, on="10-31"),
    Row("a visit over the year's end gives the old year two", YEAR100, [v("2026-12-30..2027-01-03")], 2, 100, on="12-31"),
    Row("and the new year three", YEAR100, [v("2026-12-30..2027-01-03")], 3, 100, on="2027-01-03"),
    Row("a visit of last month is of last month", MONTH3, [v("10-31")], 0, 3),
    Row("a visit of next month is not there yet", MONTH3, [v("12-01")], 0, 3),
    Row("the quarter begins on 1 October", ask(3, "days", "quarter"), [v("09-30..10-01"), v("12-31")], 2, 3),
    Row("the half-year begins on 1 July", ask(3, "days", "half_year"), [v("06-30..07-02")], 2, 3),
    Row("as an occasion it belongs to the month it began in", ONCE, [v("10-31..11-01")], 0, 1),
    Row("and counts there once", ONCE, [v("10-31..11-01")], 1, 1, on="10-31"),
    Row("a span of the office's own", ask(2, "occasions", "custom", own=span("11-10..11-30")),
        [v("11-09"), v("11-10"), v("11-30")], 2, 2),
]  # fmt: skip

LEAP = [
    Row("29 February is a day", MONTH3, [v("2024-02-28..2024-03-01")], 2, 3, on="2024-02-29"),
    Row("half of a leap year is 184 of 366", YEAR100, [], 0, 50, ["2024-07-01.."], on="2024-12-01"),
    Row("its first half is 182 of 366, not less than half of 365", YEAR100, [], 0, 50, ["2020-01-01..2024-06-30"], on="2024-03-01"),
    Row("February of a leap year is divided by 29", ask(29, "days", "month"), [], 0, 1, ["2024-02-29.."], on="2024-02-29"),
    Row("and of a common year by 28", ask(28, "days", "month"), [], 0, 1, ["2026-02-28.."], on="02-28"),
    Row("a run may cross 29 February", RUN3, [v("2024-02-28..2024-03-01")], 3, 3, on="2024-02-29"),
    Row("and where there is none, 28 February meets March", RUN3, [v("2025-02-27..2025-03-01")], 3, 3, on="2025-02-28"),
]  # fmt: skip

POSTS = [
    Row("in post from 1 July: 100 × 184 ÷ 365 = 50.41", YEAR100, [], 0, 50, ["07-01.."]),
    Row("left on 30 June: 100 × 181 ÷ 365 = 49.59", YEAR100, [], 0, 50, ["2020-01-01..06-30"]),
    Row("a visit before the post does not count", YEAR100, [v("06-30")], 0, 50, ["07-01.."]),
    Row("of a visit across the first day only the days in post", YEAR100, [v("06-29..07-02")], 2, 50, ["07-01.."]),
    Row("of a visit across the last day only the days in post", YEAR100, [v("06-29..07-02")], 2, 50, ["2020-01-01..06-30"]),
    Row("in post twice in a year: 59 + 31 days, 100 × 90 ÷ 365 = 24.66", YEAR100, [v("02-28"), v("03-01"), v("12-01")], 2, 25,
        ["2020-01-01..02-28", "12-01.."]),
    Row("two posts that overlap are not added up", YEAR100, [], 0, 100, ["01-01..08-31", "07-01..12-31"]),
    Row("from one post to the next without a gap it is a whole year", YEAR100, [], 0, 100, ["01-01..05-31", "06-01.."]),
    Row("in post for the last day of the year: nothing is owed", YEAR100, [], 0, 0, ["12-31.."], on="12-31"),
    Row("two days: 100 × 2 ÷ 365 = 0.55, one", YEAR100, [], 0, 1, ["12-30.."], on="12-31"),
    Row("exactly a half is rounded up: 3 × 15 ÷ 30 = 1.5", MONTH3, [], 0, 2, ["11-16.."]),
    Row("undivided: the whole from one day on", ask(3, "days", "month", part="whole"), [], 0, 3, ["11-30.."]),
    Row("by halves: half a month owes it all", ask(3, "days", "month", part="half"), [], 0, 3, ["11-16.."]),
    Row("and less than half nothing", ask(3, "days", "month", part="half"), [], 0, 0, ["11-17.."]),
    Row("not in post at all: nothing is owed and nothing counts", MONTH3, [v("11-03")], 0, 0, ["2020-01-01..10-31"]),
]  # fmt: skip

LEAVE = [
    Row("ten days of leave in November: 3 × 20 ÷ 30", MONTH3, [], 0, 2, away=["11-01..11-10"]),
    Row("leave outside the period changes nothing", MONTH3, [], 0, 3, away=["10-01..10-31"]),
    Row("leave over the month's end is clipped", MONTH3, [], 0, 2, away=["10-20..11-10"]),
    Row("leaves that overlap are not added up", MONTH3, [], 0, 2, away=["11-01..11-08", "11-05..11-10"]),
    Row("leave before the post is not taken off", YEAR100, [], 0, 50, ["07-01.."], ["05-01..05-31"]),
    Row("post and leave together: 100 × (184 − 31) ÷ 365 = 41.92", YEAR100, [], 0, 42, ["07-01.."], ["08-01..08-31"]),
    Row("a visit on leave counts all the same", MONTH3, [v("11-05")], 1, 2, away=["11-01..11-10"]),
    Row("a whole month of leave owes nothing", RUN3, [], 0, 0, away=["11-01..11-30"]),
]  # fmt: skip

RUNS = [
    Row("three days in a row", RUN3, [v("11-03..11-05")], 3, 3),
    Row("three days that are not in a row", RUN3, [v("11-03"), v("11-05"), v("11-07")], 1, 3),
    Row("a row made of several visits", RUN3, [v("11-03"), v("11-04"), v("11-05")], 3, 3),
    Row("a row through a weekend is a row", RUN3, [v("11-06..11-08")], 3, 3),
    Row("the longest row counts, not their sum", RUN3, [v("11-02..11-03"), v("11-10..11-13")], 4, 3),
    Row("over the month's end: two days here, one there, all here", RUN3, [v(LATE_OCT)], 3, 3, on="10-31"),
    Row("and none there", RUN3, [v(LATE_OCT)], 0, 3),
    Row("one day here, two there, all there", RUN3, [v("10-31..11-02")], 3, 3),
    Row("four days on both sides alike: the earlier month", ask(4, "run", "month"), [v("10-30..11-02")], 4, 4, on="10-31"),
    Row("and not the later", ask(4, "run", "month"), [v("10-30..11-02")], 0, 4),
    Row("whoever stays for both months has stayed in both", RUN3, [v("10-01..11-30")], 30, 3),
    Row("a month that has enough lends nothing", RUN3, [v("10-20..11-02")], 2, 3),
    Row("nor is it lent anything", RUN3, [v("10-20..11-02")], 12, 3, on="10-31"),
    Row("both together still too short: each keeps its piece", RUN3, [v("10-31..11-01")], 1, 3),
    Row("over the year's end", RUN3, [v("2026-12-30..2027-01-01")], 3, 3, on="12-31"),
    Row("a row is cut where the post ends", RUN3, [v("11-03..11-06")], 2, 3, ["2020-01-01..11-04"]),
    Row("a post that began this month cannot join last month's day", RUN3, [v("10-31..11-02")], 2, 3, ["11-01.."]),
]  # fmt: skip

MARKS = [
    Row("five households", FIVE, [v("11-03", house=n) for n in range(5)], 5, 5),
    Row("one household five times is one", FIVE, [v(f"11-0{n}", house=1) for n in range(1, 6)], 1, 5),
    Row("a visit without a household is none", FIVE, [v("11-03")], 0, 5),
    Row("two committees", ask(2, "places", "month"), [v("11-03", at="0001"), v("11-04", at="0002"), v("11-05", at="0001")], 2, 2),
    Row("only villages", ask(2, "places", "month", where=("village",)),
        [v("11-03", at="01", where_kind="village"), v("11-03", at="02", where_kind="township")], 1, 2),
    Row("the same record entered for two people counts once for each", ONCE, [v("11-03", ref="visit:X")], 1, 1),
    Row("several occasions on one day are several", ask(6, "occasions", "year"), [v("11-03", at=str(n)) for n in range(3)], 3, 6),
    Row("nights, not days", ask(17, "nights", "month"), [v("11-03..11-06", nights=3)], 3, 17),
    Row("a night over the month's end is of its evening", ask(5, "nights", "month"), [v("10-30..11-02", nights=3)], 1, 5),
    Row("the same night twice is one", ask(5, "nights", "month"), [v("11-03..11-05", nights=2), v("11-04..11-05", nights=1)], 2, 5),
    Row("a day without a night is no night", ask(5, "nights", "month"), [v("11-03")], 0, 5),
    Row("a call is no visit", ask(3, "occasions", "month", kinds=("random",)), [v("11-03"), v("11-04", "phone")], 1, 3),
]  # fmt: skip

WIDE, NARROW = ask(100, "days", "year"), ask(4, "days", "year", "b", **SQUAT, sharing="within", wider="a")
FIRSTS = [ask(4, "days", "year", "a", **SQUAT, sharing="first"), ask(100, "days", "year", "b", sharing="first")]
STAY = [v("05-11..05-14", "squat"), v("06-01")]
SHARING = [
    Row("counted twice where the office says so", [WIDE, ask(4, "days", "year", "b", **SQUAT)], STAY, [5, 4], [100, 4]),
    Row("four days of squatting inside the hundred", [WIDE, NARROW], STAY, [5, 4], [100, 4]),
    Row("only for the first that fits", FIRSTS, STAY, [4, 1], [4, 100]),
    Row("the order decides: the wide one first leaves nothing", [FIRSTS[1], FIRSTS[0]], STAY, [5, 0], [100, 4]),
    Row("one of another measure is never in the way", [ask(1, "occasions", "month", "a", sharing="first", measure="pairings"),
        ask(1, "days", "month", "b", sharing="first")], [v("11-03")], [0, 1], [1, 1]),
    Row("a day taken by one visit is free for another visit", FIRSTS, [v("05-11", "squat"), v("05-11")], [1, 1], [4, 100]),
    Row("within a rule that lost the visit it does not count", [*FIRSTS, ask(1, "days", "year", "c", sharing="within", wider="b")],
        STAY, [4, 1, 1], [4, 100, 1]),
    Row("what counts for a rule of the month is taken for that of the year too", [ask(1, "days", "month", "a", sharing="first"),
        ask(9, "days", "year", "b", sharing="first")], [v("03-03"), v("11-03")], [1, 0], [1, 9]),
]  # fmt: skip

LINKS = [
    Row("six visits to each link", SIX, [v(f"0{n}-01") for n in range(1, 7)], 1, 1, links=[link("2025-01-01..")]),
    Row("two links: six to one are not six to both", SIX, [v(f"0{n}-01") for n in range(1, 7)], 1, 2,
        links=[link("2025-01-01.."), link("2025-01-01..", at="0002")]),
    Row("a village below the linked township is at the link", SIX, [v(f"0{n}-01", at="00010002") for n in range(1, 7)], 1, 1,
        links=[link("2025-01-01..")]),
    Row("linked from July on: 6 × 184 ÷ 365 = 3.02", SIX, [v("08-01"), v("09-01"), v("10-01")], 1, 1, links=[link("07-01..")]),
    Row("visits before the link was made are not at the link", SIX, [v("05-01"), v("06-01"), v("10-01")], 0, 1,
        links=[link("07-01..")]),
    Row("of a stay over the first day of a link only the days from then on", ask(6, "days", "year", link="pairings"),
        [v("06-29..07-02")], 0, 1, links=[link("07-01..")]),
    Row("a linked household wants that household", ask(1, "occasions", "month", link="pairings"),
        [v("11-03", house=1), v("11-04", house=3)], 1, 2, links=[link("2025-01-01..", house=1), link("2025-01-01..", house=2)]),
    Row("no link, nothing owed", SIX, [v("05-01")], 0, 0),
    Row("links of a kind", ask(5, "standing", "month", kinds=("household",)),
        [v("2025-01-01..", "household", house=1), v("2025-01-01..", "village")], 1, 5),
    Row("a link that ended does not stand", ask(1, "standing", "month"), [v("01-01..11-10", "village")], 0, 1),
    Row("a household linked twice is one household", ask(2, "standing", "year"),
        [v("01-01..", "household", house=1), v("03-01..", "care", house=1)], 1, 2),
    Row("a link that lasted a year", ask(12, "lasting", "year"), [v("2025-05-01..2026-04-30")], 1, 1),
    Row("a link a day short of a year", ask(12, "lasting", "year"), [v("2025-05-01..2026-04-29")], 0, 1),
    Row("a link made on 29 February lasts to 28 February", ask(12, "lasting", "year"), [v("2024-02-29..2025-02-28")], 1, 1,
        on="2025-02-01"),
    Row("a link without an end is not too short", ask(12, "lasting", "year"), [v("11-01..")], 1, 1),
]  # fmt: skip

SCHOOL = [
    Row("twice a term, from 1 September to 22 January", ask(2, "occasions", "term"), [v("08-31"), v("09-01"), v("2027-01-22")], 2, 2),
    Row("the second term is another one", ask(2, "occasions", "term"), [v("09-01"), v("2027-02-22")], 1, 2, on="2027-03-01"),
    Row("the school year holds both, and the winter holidays", ask(2, "occasions", "school_year"),
        [v("09-01"), v("2027-02-10"), v("2027-07-09"), v("2027-07-10")], 3, 2),
    Row("in post from the middle of the term: 2 × 67 ÷ 144 = 0.93", ask(2, "occasions", "term"), [], 0, 1, ["2026-11-17.."]),
    Row("a year of which one term is known is that term", ask(1, "occasions", "school_year"), [v("05-04")], 1, 1, on="05-31"),
]  # fmt: skip

TABLE = [*DISTINCT_DAYS, *BORDERS, *LEAP, *POSTS, *LEAVE, *RUNS, *MARKS, *SHARING, *LINKS, *SCHOOL]


class TestTheTable:
    @pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
    def test_comes_out(self, row):
        found = reckon(case_of(row), day(row.on))

        assert [one.done for one in found] == (row.done if isinstance(row.done, list) else [row.done])
        assert [one.owed for one in found] == (row.owed if isinstance(row.owed, list) else [row.owed])

    def test_holds_at_least_sixty_cases_each_told_in_its_own_words(self):
        assert len({row.name for row in TABLE}) == len(TABLE) >= 60

    @pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
    def test_is_made_up_of_the_records_named(self, row):
        for one in reckon(case_of(row), day(row.on)):
            if not one.rule.link:
                assert sum(counted.adds for counted in one.counted) == one.done
            assert not {counted.deed for counted in one.counted} & {left.deed for left in one.left}


def only(rule, deeds, on="11-22", held="2020-01-01..", links=()):
    return reckon(case_of(Row("", rule, deeds, 0, 0, [held], links=list(links))), day(on))


class TestEveryRecordOfThePeriod:
    def test_counts_or_says_why_not(self):
        deeds = [v("06-30"), v("07-01"), v("07-01", ref="again"), v("07-02", "phone"), v("07-03", where_kind="county"),
                 v("2025-07-01")]  # fmt: skip
        rule = ask(50, "days", "year", kinds=("random",), where=("", "village"))

        found = only(rule, deeds, held="07-01..")[0]

        assert [one.deed.on for one in found.counted] == [day("07-01")]
        assert [(one.deed.on, one.why) for one in found.left] == [
            (day("06-30"), "post"), (day("07-01"), "again"), (day("07-02"), "kind"), (day("07-03"), "where"),
        ]  # fmt: skip
        assert found.left[1].of == found.counted[0].deed.ref, "and which record the day is counted for"

    def test_names_the_rule_that_took_it(self):
        found = only(FIRSTS, STAY)

        assert [(one.deed.kind, one.why, one.of) for one in found[1].left] == [("squat", "taken", "a")]
        assert [(one.deed.kind, one.why) for one in found[0].left] == [("random", "kind")]

    def test_names_the_other_rules_that_count_it_too(self):
        wide, narrow = only([WIDE, NARROW], STAY)

        assert [one.also for one in wide.counted] == [("b",), ()] and narrow.counted[0].also == ("a",)

    def test_outside_a_row_of_days_is_said_to_be_outside_it(self):
        found = only(RUN3, [v("11-02"), v("11-10..11-12")])[0]

        assert [(one.deed.on.day, one.why) for one in found.left] == [(2, "broken")]

    def test_at_no_link_is_said_to_be_at_none(self):
        found = only(SIX, [v("05-01", at="0009"), v("06-01")], links=[link("2025-01-01..")])[0]

        assert [(one.deed.on.month, one.why) for one in found.left] == [(5, "no_link")]
        assert [(one.done, one.due.number) for one in found.links] == [(1, 6)]
        early = only(SIX, [v("05-01")], links=[link("07-01..")])[0]
        assert [one.why for one in early.left] == ["no_link"], "nor was it one before it was made"

    def test_that_ended_or_lasted_too_short_says_so(self):
        standing = only(ask(1, "standing", "month"), [v("01-01..11-10")])[0]
        lasting = only(ask(12, "lasting", "year"), [v("01-01..11-10")])[0]

        assert [one.why for one in standing.left] == ["ended"] and [one.why for one in lasting.left] == ["short"]

    def test_without_a_household_says_so(self):
        assert [one.why for one in only(FIVE, [v("11-03")])[0].left] == ["no_household"]


class TestTheSum:
    @pytest.mark.parametrize(
        ("held", "away", "words"),
        [
            ("2020-01-01..", [], ""),
            ("07-01..", [], "100 × 184 ÷ 365 = 50.41 ≈ 50"),
            ("07-01..", ["08-01..08-31"], "100 × (184 − 31) ÷ 365 = 41.92 ≈ 42"),
            ("2027-01-01..", [], "100 × 0 ÷ 365 = 0.00 ≈ 0"),
        ],
    )
    def test_is_written_out(self, held, away, words):
        due = owed(YEAR100, span("01-01..12-31"), [span(held)], [span(text) for text in away])

        assert due.sum == words


class TestThePeriod:
    @pytest.mark.parametrize(
        ("kind", "on"), [("term", "02-01"), ("term", "08-15"), ("school_year", "08-15"), ("custom", "01-01")]
    )
    def test_may_be_none_and_then_nothing_is_asked(self, kind, on):
        own = span("11-01..11-30") if kind == "custom" else None

        assert stretch_of(kind, day(on), TERMS, own) is None
        assert reckon(case_of(Row("", ask(1, "days", kind, own=own), [v(on)], 0, 0)), day(on)) == []

    def test_of_a_school_is_what_its_calendar_says(self):
        assert stretch_of("term", day("11-22"), TERMS).label == "2026—2027学年第一学期"
        assert stretch_of("school_year", day("2027-02-10"), TERMS).last == day("2027-07-09")


class TestARule:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"minimum": 0}, "minimum"), ({"most": 1, "minimum": 2}, "most"), ({"unit": "run", "part": "days"}, "part"),
            ({"unit": "run", "part": "whole", "minimum": 29}, "run"), ({"unit": "standing", "link": "pairings"}, "link"),
            ({"sharing": "within"}, "wider"), ({"wider": "b"}, "wider"), ({"period": "custom"}, "own"),
            ({"own": span("11-01..11-30")}, "own"),
            ({"unit": "run", "part": "whole", "minimum": 6, "period": "custom", "own": span("11-01..11-05")}, "run"),
        ],
    )  # fmt: skip
    def test_that_contradicts_itself_is_none(self, changes, code):
        parts = {"code": "a", "label": "a", "measure": "visits", "unit": "days", "period": "month", "minimum": 3}

        with pytest.raises(NotARule) as told:
            Rule(**{**parts, **changes})

        assert told.value.code == code
