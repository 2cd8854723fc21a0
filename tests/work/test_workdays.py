"""群众工作日: the theme by month end, one confirmation per station by exception, leave at three levels, the letter above."""

from datetime import date, timedelta

import pytest

from lianxin.base.clocks import commands as clocks
from lianxin.base.journal.models import Entry, PrivateDetail
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.paper import plain_text
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.dispatches.models import Dispatch
from lianxin.work.pairings import commands as pairings
from lianxin.work.stations import board, logbook
from lianxin.work.stations import commands as stations
from lianxin.work.workdays import commands, queries
from lianxin.work.workdays.commands.confirming import Away
from lianxin.work.workdays.documents import letter_docx
from lianxin.work.workdays.models import Absence, DayRecord
from tests.work.pairing_scenes import on_leave, sent_out
from tests.work.workday_scenes import FIFTH, SIXTEENTH, leave_asked, on, stations_opened, theme_made

NOVEMBER = Period.parse("2026-11")


@pytest.fixture
def held(town):
    return stations_opened(town)


class TestTheDays:
    @pytest.mark.mechanism("M222")
    def test_are_the_fives_moved_off_days_of_rest_and_follow_the_countys_own_calendar_and_rule(self, town):
        october = queries.days(town.county, date(2026, 10, 1), date(2026, 10, 31))
        assert [(day.planned_on.day, day.on.day, day.moved_why) for day in october] == [
            (5, 8, "国庆节"), (15, 15, ""), (25, 26, "周日"),
        ]  # fmt: skip
        assert queries.next_day(town.county, on(10).date()).on == SIXTEENTH
        clocks.set_local_day(day=FIFTH, is_workday=False, name="建县纪念日", source="本县规定", by=town.clerk, at=on(2))
        assert queries.day_on(town.county, FIFTH) is None
        assert queries.next_day(town.county, FIFTH).moved_why == "建县纪念日"

        commands.set_rule(
            unit=town.county, days=[10, 20], valid_from=date(2027, 1, 1), reasons=["开会", "值夜班"], basis="县群办〔2026〕3号",
            by=town.clerk, at=on(3),
        )  # fmt: skip

        following = queries.days(town.county, date(2026, 12, 20), date(2027, 1, 22))
        assert [(day.on.day, day.rule_version, day.provisional) for day in following] == [
            (25, 0, False), (11, 1, True), (20, 1, True),
        ]  # fmt: skip
        assert queries.rule_on(date(2027, 1, 5)).reasons == (("meeting", "开会"), ("r1", "值夜班"))
        with pytest.raises(Unfit):
            commands.set_rule(unit=town.county, days=[31], valid_from=date(2027, 3, 1), by=town.clerk, at=on(3))
        with pytest.raises(NotAllowed):
            commands.set_rule(unit=town.county, days=[5], valid_from=date(2027, 3, 1), by=town.officer, at=on(3))


class TestTheMonthsTheme:
    @pytest.mark.mechanism("M217")
    def test_is_decided_then_sent_to_every_station_and_says_when_it_was_late(self, town, held):
        theme = theme_made(town)
        with pytest.raises(Unfit, match="先研究确定"):
            commands.send_theme(theme=theme, by=town.clerk, at=on(3))
        with pytest.raises(NotAllowed):
            commands.decide_theme(theme=theme, by=town.officer, at=on(3))
        assert board.parts(held.village, on(3).date())[0][2] == ["群众工作日：11月5日、11月16日（15日顺延）、11月25日"]
        theme = commands.send_theme(
            theme=commands.decide_theme(theme=theme, by=town.clerk, at=on(3)), by=town.clerk, at=on(3)
        )
        assert theme.days_late == 3 and theme.due_on == date(2026, 10, 31)
        assert "2026年11月主题：冬季安全走访" in board.parts(held.village, on(3).date())[0][2]
        assert queries.days(town.shiqiao, FIFTH, FIFTH)[0].theme == theme

        december = theme_made(town, month="2026-12", title="年终兑现承诺", at=on(4))
        again = theme_made(town, title="冬季用电安全", at=on(4))
        assert (again.version, again.sent_on) == (2, None)
        december = commands.decide_theme(theme=december, by=town.clerk, at=on(28))
        assert commands.send_theme(theme=december, by=town.clerk, at=on(30)).days_late == 0
        told = [entry.detail for entry in Entry.objects.filter(event="theme.sent").order_by("n")]
        assert [one["stations"] for one in told] == [2, 2] and told[0]["timely"] == "比上月底晚 3 天"


class TestAWorkDay:
    @pytest.mark.mechanism("M234")
    def test_is_confirmed_once_by_exception_with_the_code_of_the_reason_and_who_stood_in(self, town, held):
        leave_asked(town, held)
        with pytest.raises(Unfit, match="还没到"):
            commands.confirm_day(station=held.village, on=FIFTH, by=town.head, at=on(4))
        with pytest.raises(Unfit, match="不是群众工作日"):
            commands.confirm_day(station=held.village, on=date(2026, 11, 6), by=town.head, at=on(6))
        with pytest.raises(NotAllowed):
            commands.confirm_day(station=held.village, on=FIFTH, by=town.stranger, at=on(6))
        with pytest.raises(Unfit, match="记过或者请过假"):
            commands.confirm_day(
                station=held.village, on=FIFTH, away=[Away(held.worker, "traffic")], by=town.head, at=on(6)
            )
        with pytest.raises(Unfit, match="事由"):
            commands.confirm_day(station=held.village, on=FIFTH, away=[Away(held.head, "late")], by=town.head, at=on(6))
        assert not DayRecord.objects.exists()

        record = commands.confirm_day(
            station=held.village, on=FIFTH, away=[Away(held.head, "traffic", held.third)], by=town.head, at=on(9)
        )

        away = {one.member.name: (one.reason_label, one.stage) for one in queries.absences_on(town.shiqiao.path, FIFTH)}
        assert away == {"石小桥": ("开会", "asked"), "石大山": ("交通不便", "noted")}
        assert not record.is_late and record.due_on == date(2026, 11, 10)
        names = {field.name for model in (DayRecord, Absence) for field in model._meta.get_fields()}
        assert not [name for name in names if "time" in name or name.endswith("_at")]
        with pytest.raises(Unfit, match="更正"):
            commands.confirm_day(station=held.village, on=FIFTH, by=town.head, at=on(9))
        with pytest.raises(Unfit, match="为什么"):
            commands.correct_day(record=record, away=[], reason=" ", by=town.head, at=on(10))
        commands.correct_day(record=record, away=[], reason="记错了人", by=town.head, at=on(10))
        assert [one.member.name for one in queries.absences_on(town.shiqiao.path, FIFTH)] == ["石小桥"]
        log = [line.text for section in logbook.day(town.shiqiao, FIFTH, town.head) for line in section.lines]
        assert "石小桥不在岗：开会，石三姐替代" in log

    @pytest.mark.mechanism("M220")
    def test_not_confirmed_is_unknown_and_what_came_late_or_never_is_a_list_with_its_count(self, town, held):
        before = queries.timeliness(town.clerk, NOVEMBER, on(5).date())
        assert before.is_clean and before.expected == 0
        confirm = {"station": held.village, "by": town.head}
        commands.confirm_day(on=FIFTH, at=on(10), **confirm)
        clean = queries.timeliness(town.head, NOVEMBER, on(12).date())
        assert (clean.is_clean, clean.expected, clean.confirmed) == (True, 1, 1)

        leave_asked(town, held, since=SIXTEENTH, until=SIXTEENTH, at=on(18))
        commands.confirm_day(on=SIXTEENTH, at=on(23), away=[Away(held.head, "own_work")], **confirm)
        found = queries.timeliness(town.clerk, NOVEMBER, on(24).date())

        assert [(one.label, day.day) for one, day in found.missing] == [
            ("清水镇群众工作总站", 5), ("清水镇群众工作总站", 16),
        ]  # fmt: skip
        assert [one.on for one in found.late] == [SIXTEENTH]
        assert ([one.member.name for one in found.late_leaves], [one.member.name for one in found.without_leave]) == (
            ["石小桥"], ["石大山"],
        )  # fmt: skip
        assert not found.is_clean and found.expected == 4
        assert queries.timeliness(town.stranger, NOVEMBER, on(24).date()).is_clean


class TestLeave:
    @pytest.mark.mechanism("M218")
    def test_goes_from_the_station_over_the_main_station_to_the_county_and_nobody_passes_a_level(self, town, held):
        with pytest.raises(Unfit, match="没有群众工作日"):
            leave_asked(town, held, since=date(2026, 11, 6), until=date(2026, 11, 8))
        with pytest.raises(Unfit, match="另选"):
            leave_asked(town, held, substitute=held.worker)
        with pytest.raises(NotAllowed):
            leave_asked(town, held, by=town.stranger)
        leave = leave_asked(town, held)
        with pytest.raises(Unfit, match="已经请过假"):
            leave_asked(town, held)
        with pytest.raises(WrongState):
            commands.approve_absence(absence=leave, by=town.clerk, at=on(3))
        with pytest.raises(NotAllowed):
            commands.verify_absence(absence=leave, by=town.head, at=on(3))
        assert list(queries.leaves_waiting(town.officer)) == [leave] and not queries.leaves_waiting(town.head)
        leave = commands.verify_absence(absence=leave, by=town.officer, at=on(3))
        assert leave.number == "2026-1"
        with pytest.raises(NotAllowed):
            commands.approve_absence(absence=leave, by=town.officer, at=on(3))
        leave = commands.approve_absence(absence=leave, by=town.clerk, at=on(3), comment="同意")
        assert (leave.stage, leave.decided_by, leave.is_late) == ("approved", "周敏", False)

        other = leave_asked(town, held, member=held.head, since=SIXTEENTH, until=SIXTEENTH)
        with pytest.raises(Unfit, match="为什么不准"):
            commands.refuse_absence(absence=other, comment="", by=town.officer, at=on(3))
        other = commands.refuse_absence(absence=other, comment="那天要开村民会", by=town.officer, at=on(3))
        assert other.stage == "refused" and not list(queries.absences_on(town.shiqiao.path, SIXTEENTH))
        assert "县里培训会" in {one.text for one in PrivateDetail.objects.all()}
        assert "县里培训会" not in str(list(Entry.objects.values_list("detail", flat=True)))
        assert leave.tells_matter_to(town.officer) and leave.tells_matter_to(town.worker)
        assert not leave.tells_matter_to(town.inspector) and not leave.tells_matter_to(town.stranger)

    def test_granted_to_somebody_sent_out_is_not_asked_for_again(self, town, held):
        sent = sent_out(town, at=on(2))
        guide = stations.join_station(
            station=held.village, name="张建", post="驻村指导员", duty="worker", since=on(2).date(), person=town.people["builder"],
            by=town.clerk, at=on(2),
        )  # fmt: skip
        assert queries.on_leave_elsewhere([guide, held.head], FIFTH) == set()
        leave = on_leave(town, sent, since=FIFTH, until=FIFTH, at=on(3))
        pairings.approve_leave(leave=leave, by=town.building_head, at=on(3))
        with pytest.raises(Unfit, match="不用再请"):
            leave_asked(town, held, member=guide, at=on(4))
        with pytest.raises(Unfit, match="请过假"):
            commands.confirm_day(station=held.village, on=FIFTH, away=[Away(guide, "meeting")], by=town.head, at=on(6))

        assert queries.on_leave_elsewhere([guide, held.head], FIFTH) == {guide.pk}

    @pytest.mark.mechanism("M219")
    def test_is_told_above_in_one_registered_letter_with_reason_matter_and_substitute(self, town, held):
        approved = []
        for member, day in ((held.worker, FIFTH), (held.head, FIFTH), (held.worker, SIXTEENTH)):
            leave = leave_asked(town, held, member=member, since=day, until=day, at=on(4),
                                substitute=None if day == SIXTEENTH else held.third)  # fmt: skip
            leave = commands.verify_absence(absence=leave, by=town.officer, at=on(4))
            approved.append(commands.approve_absence(absence=leave, by=town.clerk, at=on(4)))
        given = {"unit": town.county, "first": FIFTH, "last": FIFTH, "addressee": "市群众工作办公室", "by": town.clerk}
        with pytest.raises(NotAllowed):
            commands.write_letter(**{**given, "by": town.officer}, at=on(5))

        letter = commands.write_letter(**given, at=on(5))

        text = plain_text(letter_docx(letter))
        for words in ("请假 2 人次", "石小桥", "石大山", "开会", "县里培训会", "石三姐", "市群众工作办公室："):
            assert words in text, words
        dispatch = Dispatch.objects.get(kind="letter")
        assert dispatch.number == letter.number and dispatch.source == letter.ref
        with pytest.raises(Unfit, match="没有还未说明"):
            commands.write_letter(**given, at=on(6))
        month = commands.write_letter(**{**given, "last": SIXTEENTH}, at=on(6) + timedelta(days=1))
        assert "其中 1 人次未安排替代人员" in plain_text(letter_docx(month)) and len(month.lines) == 1
