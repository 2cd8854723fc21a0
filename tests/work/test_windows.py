"""窗口与代办: taps, trips, errands that must be reported back, guides in versions, figures from elsewhere."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from lianxin.base import indicators
from lianxin.base.journal import book
from lianxin.base.journal.models import Entry, PrivateDetail
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.base.orgs.queries import actor_for
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Channel
from lianxin.work.windows import commands, queries
from lianxin.work.windows.models import Errand, ExternalFigure, HeartCount, PhoneCall, Service, Tally, WorkRoom
from lianxin.work.windows.terms import VIEW, Heart, Mark
from tests.conftest import NOON
from tests.work.conftest import registered

TODAY = NOON.date()
NOVEMBER = Period.month(2026, 11)


def figure(code, unit, by, period=NOVEMBER, today=TODAY):
    return indicators.get(code).figure(period, unit, by=by, today=today).value


def law():
    return Topic.objects.get(label="政法工作")


def errand(town, **changes):
    """代办 taken by the worker of 石桥村 for 王长青."""
    fields = {"unit": town.shiqiao, "what": "到县里取证", "for_name": "王长青", "papers": ["身份证复印件"],
              "report_by": TODAY + timedelta(days=7), "by": town.worker, "at": NOON}  # fmt: skip
    return commands.take_errand(**{**fields, **changes})


class TestATap:
    @pytest.mark.mechanism("M031", "M039")
    def test_counts_people_and_keeps_nobody(self, town):
        commands.tally(unit=town.shiqiao, topic=law(), people=3, by=town.worker, at=NOON)
        commands.tally(unit=town.shiqiao, item="copy", by=town.worker, at=NOON)

        consults, services = queries.buttons(town.shiqiao, TODAY)
        assert [(one.today, one.month) for one in consults if one.word == "政法工作"] == [(3, 3)]
        assert sum(one.today for one in services) == 1
        assert figure("window.consults", town.qingshui, town.officer) == 1
        assert figure("window.consult_people", town.qingshui, town.officer) == 3
        assert figure("window.small_service_people", town.county, town.clerk) == 1
        assert not PrivateDetail.objects.exists() and not Concern.objects.exists()

    def test_can_be_taken_back_by_who_tapped_and_soon(self, town):
        commands.tally(unit=town.shiqiao, item="print", by=town.worker, at=NOON)

        with pytest.raises(Unfit):
            commands.undo_tally(unit=town.shiqiao, by=town.head, at=NOON)
        with pytest.raises(Unfit):
            commands.undo_tally(unit=town.shiqiao, by=town.worker, at=NOON + timedelta(minutes=31))
        commands.undo_tally(unit=town.shiqiao, by=town.worker, at=NOON + timedelta(minutes=5))

        assert not Tally.objects.exists()
        assert list(Entry.objects.order_by("n").values_list("event", flat=True))[-2:] == [
            "window.tallied", "window.tally_undone",
        ]  # fmt: skip

    @pytest.mark.parametrize("given", [{}, {"item": "singing"}, {"item": "copy", "people": 0}])
    def test_of_nothing_is_refused(self, town, given):
        with pytest.raises(Unfit):
            commands.tally(unit=town.shiqiao, by=town.worker, at=NOON, **given)

    def test_is_refused_to_the_stranger_and_to_who_only_looks(self, town):
        for who in (town.stranger, town.inspector):
            with pytest.raises(NotAllowed):
                commands.tally(unit=town.shiqiao, item="copy", by=who, at=NOON)


class TestAMatterAtTheCounter:
    @pytest.mark.mechanism("M036", "M037")
    def test_counts_its_trips_and_knows_what_was_done_in_one(self, town):
        quick = commands.begin_service(unit=town.shiqiao, matter="社保查询", is_done=True, by=town.worker, at=NOON)
        slow = commands.begin_service(
            unit=town.shiqiao, matter="办老年证", explained="要两张照片", missing=["照片"], by=town.worker, at=NOON
        )
        commands.come_again(service=slow, by=town.worker, at=NOON)
        slow = commands.finish_service(service=slow, result="done", by=town.worker, at=NOON)

        assert (quick.trips, slow.trips, slow.told_on) == (1, 2, TODAY)
        assert figure("window.one_trip_rate", town.shiqiao, town.worker) == Decimal("50.0")
        assert figure("window.mean_trips", town.shiqiao, town.worker) == Decimal("1.5")
        opened = indicators.get("window.services_done").opened(NOVEMBER, town.shiqiao, by=town.worker, today=TODAY)
        assert set(opened) == {quick, slow}

    def test_shows_when_the_first_list_was_not_the_whole(self, town):
        service = commands.begin_service(unit=town.shiqiao, matter="低保", missing=["户口本"], by=town.worker, at=NOON)
        same = commands.tell_missing(service=service, missing=["户口本"], by=town.worker, at=NOON)
        assert same.told_all_at_once
        more = commands.tell_missing(service=service, missing=["户口本", "收入证明"], by=town.worker, at=NOON)
        assert not more.told_all_at_once

    def test_once_finished_stays_so(self, town):
        service = commands.begin_service(unit=town.shiqiao, matter="社保", is_done=True, by=town.worker, at=NOON)
        for deed in (commands.come_again, commands.finish_service, commands.tell_missing):
            given = {"finish_service": {"result": "done"}, "tell_missing": {"missing": ["x"]}}.get(deed.__name__, {})
            with pytest.raises(Unfit):
                deed(service=service, by=town.worker, at=NOON, **given)

    def test_of_a_concern_vanishes_with_it_behind_the_wall(self, town):
        hidden = registered(town, kind="complaint", subject_units=[town.qingshui], by=town.clerk, at=NOON).concern
        commands.count_trip(concern=hidden, unit=town.county, by=town.clerk, at=NOON)
        shown = registered(town).concern
        commands.count_trip(concern=shown, unit=town.shiqiao, by=town.worker, at=NOON)
        commands.count_trip(concern=shown, unit=town.shiqiao, by=town.worker, at=NOON)

        assert Service.objects.get(concern=shown).trips == 2
        assert list(Service.objects.reachable(by=town.officer, to=VIEW)) == [Service.objects.get(concern=shown)]
        assert Service.objects.reachable(by=town.clerk, to=VIEW).count() == 2
        assert not town.officer.may(VIEW, Service.objects.get(concern=hidden))
        with pytest.raises(NotAllowed):
            commands.count_trip(concern=hidden, unit=town.qingshui, by=town.officer, at=NOON)


class TestAnErrand:
    @pytest.mark.mechanism("M038")
    def test_is_sent_brought_back_and_reported(self, town):
        one = errand(town)
        one = commands.send(
            errand=one,
            sent_to="县民政局",
            sent_on=TODAY,
            promised_on=TODAY + timedelta(days=3),
            by=town.worker,
            at=NOON,
        )
        one = commands.bring_back(errand=one, result="证已办好", by=town.worker, at=NOON + timedelta(days=3))
        one = commands.report(errand=one, how="当面交给本人", by=town.worker, at=NOON + timedelta(days=4))

        assert (one.sent_to, one.promised_on, one.returned_on) == ("县民政局", date(2026, 11, 6), date(2026, 11, 6))
        assert one.reported_on == date(2026, 11, 7) and one.papers == ["身份证复印件"]
        assert [entry.event for entry in book.story(one.ref)] == [
            "errand.taken", "errand.sent", "errand.returned", "errand.reported",
        ]  # fmt: skip
        assert "县民政局" not in str([entry.detail for entry in book.story(one.ref)])

    def test_is_not_brought_back_before_it_was_sent(self, town):
        with pytest.raises(WrongState):
            commands.bring_back(errand=errand(town), result="好了", by=town.worker, at=NOON)

    def test_is_refused_without_a_name_or_with_a_day_gone_by(self, town):
        for wrong in ({"for_name": ""}, {"what": " "}, {"report_by": TODAY - timedelta(days=1)}):
            with pytest.raises(Unfit):
                errand(town, **wrong)
        with pytest.raises(NotAllowed):
            errand(town, by=town.stranger)

    @pytest.mark.mechanism("M044")
    def test_of_a_petition_has_the_resident_as_requester_and_the_agent_owing_a_word(self, town):
        receipt = commands.file_petition(
            acts_for=town.shiqiao, report_by=TODAY + timedelta(days=2), text="低保停发两个月", kind="help",
            unit=town.shiqiao, asker=Asker(name="赵秀英", phone="13900000002"), by=town.worker, at=NOON,
        )  # fmt: skip
        concern = receipt.concern
        one = Errand.objects.get(concern=concern)

        assert concern.channel == Channel.AGENT and concern.requester.name == "赵秀英"
        assert concern.registered_by == one.taker == town.people["worker"]
        assert one.for_name == "" and len(receipt.secret.replace(" ", "")) == 12
        later = TODAY + timedelta(days=3)
        assert list(queries.owed(town.worker, later)) == [one] and list(queries.owed(town.head, later)) == []
        assert list(Errand.objects.overdue(later)) == [one] and list(Errand.objects.overdue(TODAY)) == []
        assert figure("window.errands_overdue", town.qingshui, town.officer, today=later) == 1
        commands.bring_back(errand=one, result="已恢复发放", by=town.worker, at=NOON)
        commands.report(errand=one, how="电话告诉", by=town.worker, at=NOON)
        assert figure("window.errands_overdue", town.qingshui, town.officer, today=later) == 0

    def test_of_a_complaint_is_seen_by_nobody_it_is_about(self, town):
        commands.file_petition(
            acts_for=town.county, report_by=TODAY, text="镇里办事拖拉", kind="complaint", unit=town.qingshui,
            subject_units=[town.qingshui], by=town.clerk, at=NOON,
        )  # fmt: skip
        one = Errand.objects.get()

        assert town.clerk.may(VIEW, one) and one in queries.errands(town.clerk)
        other = actor_for(orgs.post(
            person=town.people["officer"], unit=town.county, role="county_clerk", valid_from=date(2026, 1, 1), by=SYSTEM, at=NOON,
        ))  # fmt: skip
        assert one in queries.errands(other)  # in that post nothing stands between
        assert not Errand.objects.reachable(by=town.officer, to=VIEW).exists()


class TestACallByTelephone:
    @pytest.mark.mechanism("M023")
    def test_is_returned_with_its_code_alone(self, town):
        receipt = commands.take_call(
            text="路灯坏了", kind="help", unit=town.shiqiao, call_back_on=TODAY, by=town.worker, at=NOON
        )
        call = PhoneCall.objects.get()

        assert receipt.concern.channel == Channel.TELEPHONE and len(call.call_back_code) == 4
        assert list(queries.calls_due(town.worker, TODAY)) == [call]
        wrong = f"{(int(call.call_back_code) + 1) % 10_000:04d}"
        with pytest.raises(Unfit):
            commands.return_call(call=call, code=wrong, by=town.worker, at=NOON)
        with pytest.raises(NotAllowed):
            commands.return_call(call=call, code=call.call_back_code, by=town.stranger, at=NOON)
        commands.return_call(call=call, code=call.call_back_code, note="约好明天去修", by=town.worker, at=NOON)
        assert not queries.calls_due(town.worker, TODAY).exists()


class TestFiveHearts:
    @pytest.mark.mechanism("M077")
    def test_count_and_keep_neither_person_nor_hour(self, town):
        before = Entry.objects.count()
        for _each in range(3):
            commands.mark_heart(unit=town.shiqiao, heart=Heart.WARM, mark=Mark.GOOD, at=NOON)
        commands.mark_heart(unit=town.shiqiao, heart=Heart.PATIENT, mark=Mark.POOR, at=NOON)

        lines = {
            line.word: (line.good, line.fair, line.poor) for line in queries.hearts([town.shiqiao.path], TODAY, TODAY)
        }
        assert lines[Heart.WARM.label] == (3, 0, 0) and lines[Heart.PATIENT.label] == (0, 0, 1)
        assert {field.name for field in HeartCount._meta.get_fields()} == {
            "id", "unit", "unit_path", "on", "heart", "mark", "number",
        }  # fmt: skip
        assert Entry.objects.count() == before and HeartCount.objects.count() == 2
        with pytest.raises(Unfit):
            commands.mark_heart(unit=town.shiqiao, heart="stone", mark=Mark.GOOD, at=NOON)


class TestTheGuide:
    def test_keeps_its_versions(self, town):
        fields = {
            "unit": town.qingshui,
            "item": "老年证",
            "place": "便民大厅",
            "limit": "3 个工作日",
            "responsible": "民政办",
        }
        first = commands.publish_guide(**fields, by=town.officer, at=NOON)
        later = NOON + timedelta(days=1)
        second = commands.publish_guide(**{**fields, "limit": "当场办结"}, revises=first, by=town.officer, at=later)

        assert (second.code, second.version) == (first.code, 2)
        assert [one.limit for one in queries.guide(later.date())] == ["当场办结"]
        assert [one.limit for one in queries.guide(TODAY)] == ["3 个工作日"]
        with pytest.raises(Unfit):
            commands.publish_guide(**fields, revises=first, by=town.officer, at=later)
        with pytest.raises(Unfit):
            commands.publish_guide(**{**fields, "limit": ""}, by=town.officer, at=NOON)
        with pytest.raises(NotAllowed):
            commands.publish_guide(**fields, by=town.worker, at=NOON)
        commands.withdraw_guide(entry=second, by=town.officer, at=later)
        assert not queries.guide(later.date()).exists()


class TestWorkRooms:
    @pytest.mark.mechanism("M043")
    def test_are_counted_from_the_register_on_any_day(self, town):
        old, new = (
            commands.open_work_room(
                unit=town.qingshui, name=name, host="清水砖厂", opened_on=day, by=town.officer, at=NOON
            )
            for name, day in (("老李工作室", date(2026, 5, 1)), ("工会工作室", date(2026, 11, 1)))
        )
        commands.close_work_room(room=old, by=town.officer, at=NOON)

        assert figure("window.work_rooms", town.county, town.clerk, Period.month(2026, 10)) == 1
        assert figure("window.work_rooms", town.county, town.clerk) == 1
        counted = indicators.get("window.work_rooms").opened(NOVEMBER, town.county, by=town.clerk, today=TODAY)
        assert list(counted) == [new]
        with pytest.raises(Unfit):
            commands.close_work_room(room=WorkRoom.objects.get(pk=old.pk), by=town.officer, at=NOON)


class TestAFigureFromElsewhere:
    @pytest.mark.mechanism("M042")
    def test_has_a_source_and_changes_no_figure_of_ours(self, town):
        def everything():
            return {
                code: figure(code, town.county, town.clerk)
                for code in indicators.INDICATORS if code.startswith(("concern.", "window.", "gathering."))
            }  # fmt: skip

        before = everything()
        fields = {"unit": town.county, "name": "审批事项", "value": Decimal(4910), "measure": "件", "period": "2026-10",
                  "by": town.clerk, "at": NOON}  # fmt: skip
        one = commands.enter_external(**fields, source="行政服务中心", evidence="十月报表")

        assert before == everything() and len(before) > 40
        assert (one.value, one.source) == (Decimal(4910), "行政服务中心")
        for lack in ({"source": "", "evidence": "报表"}, {"source": "中心", "evidence": " "}):
            with pytest.raises(Unfit):
                commands.enter_external(**fields, **lack)
        with pytest.raises(Unfit):
            commands.enter_external(**{**fields, "period": "十月"}, source="中心", evidence="报表")
        gone = commands.withdraw_external(figure=one, reason="抄错了", by=town.clerk, at=NOON)
        assert gone.withdrawn_why == "抄错了" and ExternalFigure.objects.count() == 1
