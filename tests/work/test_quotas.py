"""走访任务: what is drafted, approved and ended; whom it binds; what the records of other rooms make of it."""

from datetime import date, timedelta

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns.problems import Unfit
from lianxin.work.pairings import commands as pairings
from lianxin.work.quotas import commands, queries
from lianxin.work.quotas.clauses import Clause
from lianxin.work.quotas.measures import MEASURES
from lianxin.work.quotas.models import QuotaSet, SchoolTerm
from lianxin.work.quotas.presets import PRESETS
from lianxin.work.visits.commands import record_stay, void_visit
from lianxin.work.writings import commands as writings
from tests.conftest import NOON
from tests.work.card_scenes import home_made
from tests.work.drive_scenes import drive_made, route_walked
from tests.work.pairing_scenes import on_leave, sent_out
from tests.work.quota_scenes import MONTHLY, before, drafted, in_force, linked, of_preset, terms_set, went

TODAY = NOON.date()


def progress(town, who="officer", on=TODAY):
    return queries.progress(town.people[who], on)


class TestDrafting:
    def test_writes_clauses_that_may_be_changed_until_they_are_approved(self, town):
        draft = drafted(town)
        rule = commands.put_rule(
            quota_set=draft,
            clause=Clause("每月住 5 夜", "stays", "nights", "month", 5),
            number=1,
            by=town.clerk,
            at=NOON,
        )

        assert [one.label for one in draft.rules.all()] == ["每月住 5 夜", "每月下村 3 天"]
        commands.remove_rule(rule=rule, by=town.clerk, at=NOON)
        assert progress(town) == [], "a draft asks nobody anything"
        commands.approve_set(quota_set=draft, valid_from=TODAY, by=town.clerk, at=NOON)
        with pytest.raises(WrongState):
            commands.put_rule(quota_set=draft, clause=MONTHLY, by=town.clerk, at=NOON)
        assert Entry.objects.filter(event="quota_set.approved").count() == 1

    def test_is_refused_to_those_who_may_not(self, town):
        with pytest.raises(NotAllowed):
            drafted(town, by=town.officer)
        assert not QuotaSet.objects.exists()

    def test_refuses_a_clause_that_contradicts_itself_or_asks_for_what_is_not_there(self, town):
        given = {"label": "每月下村", "measure": "field_days", "unit": "days", "period": "month", "minimum": 3}
        for changes, field in (
            ({"minimum": 0}, "minimum"), ({"measure": "diaries"}, "measure"), ({"measure": "checks"}, "measure"),
            ({"unit": "points"}, "unit"), ({"unit": "run"}, "part"), ({"unit": "run", "minimum": 40, "part": "half"}, "minimum"),
            ({"kinds": ("belief",)}, "kinds"), ({"where": ("moon",)}, "kinds"), ({"link": "pairings", "link_kinds": ("x",)}, "link"),
            ({"sharing": "within", "wider": "r9"}, "wider"), ({"sharing": "within"}, "wider"), ({"period": "custom"}, "first"),
            ({"label": " "}, "label"), ({"most": 1}, "most"), ({"link": "pairings", "unit": "standing"}, "link"),
        ):  # fmt: skip
            with pytest.raises(Unfit) as told:
                drafted(town, Clause(**{**given, **changes}))

            assert told.value.field == field, changes
        assert not QuotaSet.objects.exists()

    def test_may_begin_with_any_sample(self, town):
        for code, preset in PRESETS.items():
            quota_set = of_preset(town, code, *(() if preset.roles or preset.subject == "units" else ("officer",)))

            assert quota_set.rules.count() == len(preset.clauses)
        assert len(progress(town)) > 10, "and every one of them is reckoned"

    def test_binds_nobody_unseen(self, town):
        draft = drafted(town, roles=())

        with pytest.raises(Unfit):
            commands.approve_set(quota_set=draft, valid_from=TODAY, by=town.clerk, at=NOON)
        with pytest.raises(Unfit):
            commands.name_member(quota_set=drafted(town, unit=town.baisha), person=town.people["officer"], since=TODAY,
                                 by=town.clerk, at=NOON)  # fmt: skip

    def test_tries_itself_against_the_records_of_last_month_without_naming_anybody(self, town):
        went(town, date(2026, 10, 12), date(2026, 10, 14))

        trial = queries.try_out(drafted(town), TODAY)[0]

        assert (trial.people, trial.met, trial.open, trial.period) == (2, 1, 1, "2026年10月")
        assert not any(isinstance(value, list) for value in vars(trial).values())


class TestVersions:
    def test_take_over_from_each_other_and_keep_what_was(self, town):
        first = in_force(town)
        second = commands.draft_again(quota_set=first, by=town.clerk, at=NOON)
        rule = second.rules.get()
        commands.put_rule(quota_set=second, rule=rule, clause=Clause("每月下村 5 天", "field_days", "days", "month", 5),
                          by=town.clerk, at=NOON)  # fmt: skip
        with pytest.raises(Unfit):
            commands.approve_set(quota_set=second, valid_from=date(2026, 1, 1), by=town.clerk, at=NOON)

        commands.approve_set(quota_set=second, valid_from=TODAY, by=town.clerk, at=NOON)

        assert [one.owed for one in progress(town)] == [5], "the new version speaks for the whole month"
        assert [one.owed for one in progress(town, on=before(1))] == [3]
        first.refresh_from_db()
        assert first.valid_to == before(1)

    def test_end_with_a_reason_and_may_come_again_later(self, town):
        first = in_force(town)
        with pytest.raises(Unfit):
            commands.withdraw_set(quota_set=first, until=TODAY, why=" ", by=town.clerk, at=NOON)
        commands.withdraw_set(quota_set=first, until=TODAY, why="改为县里统一安排", by=town.clerk, at=NOON)

        assert progress(town) and not progress(town, on=TODAY + timedelta(days=1))
        again = commands.draft_again(quota_set=first, by=town.clerk, at=NOON)
        with pytest.raises(Unfit):
            commands.approve_set(quota_set=again, valid_from=TODAY, by=town.clerk, at=NOON)
        commands.drop_draft(quota_set=again, by=town.clerk, at=NOON)
        assert QuotaSet.objects.count() == 1

    def test_before_the_first_of_them_nothing_was_owed(self, town):
        in_force(town, Clause("每年 100 天", "field_days", "days", "year", 100), since=date(2026, 7, 1))

        assert progress(town)[0].due.sum == "100 × 184 ÷ 365 = 50.41 ≈ 50"


class TestWhatCounts:
    def test_is_what_the_records_say_for_each_who_went(self, town):
        in_force(town, MONTHLY, Clause("慰问", "visits", "occasions", "month", 1, kinds=("condolence",)))
        visit = went(town, date(2026, 11, 2), people=[town.people["stranger"]])
        went(town, date(2026, 11, 2), kind="phone")
        went(town, date(2026, 11, 1), kind="random")

        for who in ("officer", "stranger"):
            days, condolence = progress(town, who)
            assert (days.done, condolence.done) == (1, 0)
        assert [one.why for one in progress(town)[0].left] == ["kind", "kind"], "calls and visits at will count apart"
        void_visit(visit=visit, reason="记错了人", by=town.officer, at=NOON)
        assert progress(town)[0].done == 0

    def test_comes_from_every_room_that_keeps_something_of_it_but_never_from_diaries(self, town):
        link = linked(town, "worker", "resident", unit=town.shiqiao, label="年轻村民")
        pairings.note_talk(pairing=link, on=TODAY, has_consent=True, by=town.worker, at=NOON)
        home_made(town)
        route_walked(town, drive_made(town), by=town.worker)
        for kind in ("diary", "research"):
            draft = writings.keep_draft(kind=kind, on=TODAY, title="用水", text="水压低。", by=town.worker, at=NOON)
            writings.submit(writing=draft, to=town.qingshui, by=town.worker, at=NOON)
        record_stay(
            person=town.people["worker"], unit=town.liuwan, on=before(2), until=TODAY, nights=2, by=town.worker, at=NOON
        )
        in_force(town, *(Clause(label, measure, unit, "month", 1, kinds=kinds, part="whole") for label, measure, unit, kinds in (
            ("谈心", "talks", "occasions", ()), ("联系卡", "cards", "households", ()), ("大走访", "drives", "occasions", ("round",)),
            ("行动", "drives", "occasions", ("action",)), ("报告", "reports", "occasions", ()), ("住村", "stays", "nights", ()),
        )), roles=["station_worker"])  # fmt: skip

        found = {one.rule.label: one for one in progress(town, "worker")}

        assert {label: one.done for label, one in found.items()} == {
            "谈心": 1, "联系卡": 1, "大走访": 1, "行动": 0, "报告": 1, "住村": 2}  # fmt: skip
        assert found["报告"].counted[0].deed.label == "调研报告《用水》" and not found["报告"].left
        assert "diary" not in MEASURES["reports"].kinds

    def test_takes_leave_off_what_is_owed(self, town):
        in_force(town, Clause("每月下村 15 天", "field_days", "days", "month", 15), roles=["department_clerk"])
        leave = on_leave(town, sent_out(town))
        assert progress(town, "builder")[0].owed == 15, "what is only asked for is no leave"

        pairings.approve_leave(leave=leave, by=town.building_head, at=NOON)

        owed = progress(town, "builder")[0].due
        assert (owed.away, owed.sum) == (3, "15 × (30 − 3) ÷ 30 = 13.50 ≈ 14")

    def test_ends_with_the_post_and_begins_with_the_next(self, town):
        in_force(town, Clause("每年 100 天", "field_days", "days", "year", 100))
        went(town, date(2026, 3, 2))
        orgs.end_posting(posting=town.postings["officer"], valid_to=before(1), by=SYSTEM, at=NOON)
        assert progress(town) == [] and progress(town, on=before(1))[0].owed == 84

        orgs.post(
            person=town.people["officer"], unit=town.baisha, role="township_clerk", valid_from=TODAY, by=SYSTEM, at=NOON
        )

        found = progress(town)[0]
        assert (found.owed, found.done) == (100, 1), "two posts of one kind in a row are a whole year"

    def test_of_a_school_year_is_asked_of_its_calendar(self, town):
        in_force(town, Clause("每学期走访", "visits", "occasions", "term", 2))
        assert progress(town) == [], "without a calendar there is no term"

        terms_set(town)

        assert progress(town)[0].period.label == "2026—2027学年第一学期"
        with pytest.raises(Unfit):
            commands.set_term(
                year="2026—2027学年", number=3, first=date(2027, 1, 1), last=date(2027, 3, 1), by=town.clerk, at=NOON
            )
        assert SchoolTerm.objects.count() == 2

    @pytest.mark.thorough
    def test_costs_the_same_statements_for_many_people_as_for_one(self, town, django_assert_max_num_queries):
        of_preset(town, "leaders", "officer", "stranger", "builder", "water")
        linked(town, "officer", "village", unit=town.shiqiao)
        went(town, date(2026, 11, 2), people=[town.people[who] for who in ("stranger", "builder", "water")])
        ids = [town.people[who].pk for who in ("officer", "stranger", "builder", "water")]

        with django_assert_max_num_queries(20) as one:
            queries.asked_of(ids[:1], TODAY)
        with django_assert_max_num_queries(20) as many:
            assert len(queries.asked_of(ids, TODAY)) == 4

        assert len(many) == len(one)
