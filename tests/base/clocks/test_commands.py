"""工作日历的事项: a notice is loaded, a local day set, a rule revised; dates follow, and each leaves a trace."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lianxin.base.clocks import commands, queries
from lianxin.base.clocks.commands import UnfitCalendar
from lianxin.base.clocks.models import CalendarYear, ClockState, WorkdayOverride
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.workdays import ClockRule, NoticeRow, read_notice, run

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
NOTICE_2027 = """元旦：1月1日至4日放假调休，共4天。1月9日（周六）上班。
春节：2月5日至11日放假，共7天。清明节：4月5日放假1天。劳动节：5月1日至5日放假，共5天。
端午节：6月9日放假1天。中秋节：9月15日放假1天。国庆节：10月1日至7日放假，共7天。"""


def load(by, text=NOTICE_2027, year=2027, source="国务院办公厅关于2027年部分节假日安排的通知", **rest):
    rows = read_notice(text, year).rows
    return commands.load_notice(rows=rows, year=year, source=source, by=by, at=NOON, **rest)


@pytest.fixture
def dates(monkeypatch):
    """Somebody who holds one provisional date and asks for it to be computed again."""
    kept = {}

    def recompute(*, by, at):
        was = kept.get("due")
        kept["due"] = run(queries.rule("help_10wd").rule, date(2026, 12, 21), queries.calendar())
        return int(was != kept["due"])

    monkeypatch.setattr(commands, "_CALLBACKS", [])
    assert commands.on_notice(recompute) is recompute
    commands.on_notice(recompute)
    assert [recompute] == commands._CALLBACKS
    return kept


class TestLoadNotice:
    def test_makes_the_year_official_recomputes_the_dates_and_leaves_a_trace(self, town, dates):
        before = run(queries.rule("help_10wd").rule, date(2026, 12, 21), queries.calendar())
        assert (before.on, before.provisional) == (date(2027, 1, 5), True)

        loaded = load(town.clerk)

        assert (loaded.rest, loaded.work, loaded.recomputed) == (26, 1, 1)
        assert (dates["due"].on, dates["due"].provisional) == (date(2027, 1, 6), False)
        assert queries.calendar().published_through == 2027
        entry = book.story("notice:2027").get()
        assert (entry.event, entry.by_name, entry.unit_path) == ("notice.loaded", town.clerk.name, town.county.path)
        assert book.sentence(entry) == "载入2027年放假通知：放假26日，调休上班1日，重算期限1件"

    @pytest.mark.parametrize("who", ["officer", "county_leader", "stranger", "admin"])
    def test_is_refused_to_those_without_the_permission_for_the_county(self, town, dates, who):
        with pytest.raises(NotAllowed):
            load(getattr(town, who))

        assert not CalendarYear.objects.exists()
        assert queries.calendar().published_through == 2026
        assert "due" not in dates

    def test_replaces_an_earlier_text_of_the_same_year(self, town):
        load(town.clerk)
        load(
            town.clerk,
            NOTICE_2027.replace("1月1日至4日放假调休，共4天。1月9日（周六）上班。", "1月1日至3日放假，共3天。"),
        )

        calendar = queries.calendar()
        assert calendar.is_workday(date(2027, 1, 4))
        assert not calendar.is_workday(date(2027, 1, 9))
        assert CalendarYear.objects.count() == 1

    def test_replaces_what_the_data_file_says_of_a_published_year(self, town):
        load(town.clerk, "国庆节：10月1日至3日放假，共3天。", 2026, "更正通知", partial=True)

        calendar = queries.calendar()
        assert calendar.is_workday(date(2026, 10, 5))
        assert not calendar.is_workday(date(2026, 10, 10))
        assert not calendar.is_workday(date(2025, 10, 7))

    @pytest.mark.parametrize(
        ("options", "sentence"),
        [
            ({"source": " "}, "请写明通知的名称"),
            ({"text": "元旦：1月1日放假。"}, "通知里没有春节、清明节"),
            ({"text": ""}, "没有读到2027年的日期"),
        ],
    )
    def test_is_refused_when_it_is_not_whole(self, town, options, sentence):
        with pytest.raises(UnfitCalendar, match=sentence):
            load(town.clerk, **options)

        assert not CalendarYear.objects.exists()

    def test_is_refused_with_a_day_twice_or_outside_the_year(self, town):
        twice = [NoticeRow(date(2027, 1, 1), False, "元旦")] * 2
        outside = [twice[0], NoticeRow(date(2028, 1, 1), False, "元旦")]

        for rows in (twice, outside):
            with pytest.raises(UnfitCalendar):
                commands.load_notice(rows=rows, year=2027, source="通知", by=town.clerk, at=NOON, partial=True)

    def test_changes_nothing_when_a_recomputation_fails(self, town, dates):
        def fail(*, by, at):
            raise RuntimeError("broken")

        commands.on_notice(fail)
        with pytest.raises(RuntimeError):
            load(town.clerk)

        assert queries.calendar().published_through == 2026
        assert not CalendarYear.objects.exists()
        assert not book.story("notice:2027").exists()


class TestLocalDay:
    def test_comes_before_the_notice_and_can_be_dropped_again(self, town, dates):
        day = date(2026, 12, 28)

        commands.set_local_day(day=day, is_workday=False, name="民族节日", source="县政府通告", by=town.clerk, at=NOON)
        assert queries.calendar().kind(day).source == "县政府通告"
        assert dates["due"].on == date(2027, 1, 6)

        commands.drop_local_day(day=day, by=town.clerk, at=NOON)
        assert queries.calendar().is_workday(day)
        assert dates["due"].on == date(2027, 1, 5)
        assert [entry.event for entry in book.story(f"day:{day}")] == ["local_day.set", "local_day.dropped"]

    def test_set_twice_is_the_same_day_corrected(self, town):
        for is_workday in (False, True):
            commands.set_local_day(
                day=date(2026, 12, 26), is_workday=is_workday, name="县庆", source="通告", by=town.clerk, at=NOON
            )

        assert WorkdayOverride.objects.get().is_workday
        assert queries.calendar().kind(date(2026, 12, 26)).is_exchanged

    def test_is_refused_without_permission_reason_or_day(self, town):
        options = {"day": date(2026, 12, 28), "is_workday": False, "name": "县庆", "source": "通告", "at": NOON}

        with pytest.raises(NotAllowed):
            commands.set_local_day(by=town.stranger, **options)
        with pytest.raises(UnfitCalendar):
            commands.set_local_day(by=town.clerk, **{**options, "source": ""})
        with pytest.raises(UnfitCalendar):
            commands.drop_local_day(day=date(2026, 12, 28), by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.drop_local_day(day=date(2026, 12, 28), by=town.stranger, at=NOON)
        assert not WorkdayOverride.objects.exists()


class TestReviseRule:
    new = ClockRule("help_10wd", "求助", 8, "workday", "受理", legal_basis="本县规定", grade="O")

    def test_adds_a_version_and_leaves_the_old_one_to_what_runs_under_it(self, town):
        preset = commands.revise_rule(rule=self.new, by=town.clerk, at=NOON)

        assert (preset.version, preset.valid_from) == (2, date(2026, 11, 20))
        assert queries.rule("help_10wd").rule == self.new
        assert queries.rule("help_10wd", 2).rule.amount == 8
        assert queries.rule("help_10wd", 1).rule.amount == 10
        assert book.sentence(book.story("clock:help_10wd").get()) == "修订期限规则求助，第2版自2026-11-20起用"

    def test_makes_a_rule_that_was_not_there(self, town):
        commands.revise_rule(rule=ClockRule("own_3wd", "本县自定", 3, "workday", "受理"), by=town.clerk, at=NOON)

        assert queries.rule("own_3wd").version == 1
        assert "own_3wd" in [preset.code for preset in queries.presets()]

    def test_is_refused_without_permission_or_change_or_form(self, town):
        with pytest.raises(NotAllowed):
            commands.revise_rule(rule=self.new, by=town.officer, at=NOON)
        with pytest.raises(UnfitCalendar, match="没有变化"):
            commands.revise_rule(rule=queries.rule("help_10wd").rule, by=town.clerk, at=NOON)
        with pytest.raises(UnfitCalendar):
            commands.revise_rule(rule=ClockRule("x" * 31, "长", 3, "workday", "受理"), by=town.clerk, at=NOON)

        assert queries.rule("help_10wd").version == 1


class TestWhatIsKept:
    def test_costs_one_cheap_query_in_a_transaction_and_none_for_a_named_version(self, db):
        queries.calendar()

        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            queries.forget_look()
            queries.rule("help_10wd")
            queries.calendar()
            queries.presets()
        assert len([query for query in asked if "clocks_" in query["sql"]]) == 1

        with CaptureQueriesContext(connection) as asked:
            queries.rule("help_10wd", 1)
        assert len(asked) == 0

    def test_is_read_anew_when_another_process_has_changed_it(self, town):
        queries.calendar()
        another_process_loads_a_local_day()

        queries.forget_look()  # as a new transaction would

        assert not queries.calendar().is_workday(date(2026, 12, 28))

    def test_does_not_survive_a_rollback(self, town):
        with pytest.raises(RuntimeError), transaction.atomic():
            load(town.clerk)
            assert queries.calendar().published_through == 2027
            raise RuntimeError

        assert queries.calendar().published_through == 2026

    @pytest.mark.parametrize(("code", "version"), [("nothing", None), ("help_10wd", 9)])
    def test_knows_no_rule_that_is_not_there(self, db, code, version):
        with pytest.raises(queries.UnknownClock, match="没有期限规则"):
            queries.rule(code, version)


def another_process_loads_a_local_day():
    WorkdayOverride.objects.create(day=date(2026, 12, 28), is_workday=False, name="县庆", source="通告")
    ClockState.objects.update(mark="drawn by another process")


@pytest.mark.django_db(transaction=True)
class TestWhatIsKeptAcrossTransactions:
    def test_is_looked_up_again_in_each_transaction(self):
        with transaction.atomic():
            assert queries.calendar().is_workday(date(2026, 12, 28))
        another_process_loads_a_local_day()

        with transaction.atomic():
            assert not queries.calendar().is_workday(date(2026, 12, 28))
