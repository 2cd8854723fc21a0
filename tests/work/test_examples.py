"""典型: one press from a finished concern, never from a complaint; asked, seen through, approved by others; taken back."""

from datetime import timedelta

import pytest

from lianxin.base.indicators import get
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.examples import commands, queries
from lianxin.work.examples.models import Example, ExampleConsent
from lianxin.work.examples.queries import Wanted
from lianxin.work.examples.terms import VIEW, ExampleStatus
from lianxin.work.publishing.commands import residents
from tests.conftest import NOON
from tests.work.conftest import ASKER, registered
from tests.work.example_scenes import approved, finished, nominated


class TestNominating:
    @pytest.mark.mechanism("M240")
    def test_takes_one_press_from_a_finished_concern_and_names_nobody(self, town) -> None:
        concern = finished(town, text=f"我是{ASKER.name}，电话 13900000001，村口路灯坏了，石小桥当天就来看。")

        example = commands.nominate_concern(concern=concern, by=town.worker, at=NOON)

        assert example.concern == concern and example.unit == concern.unit and example.status == ExampleStatus.NOMINATED
        for told in (ASKER.name, "13900000001", "石小桥"):
            assert told not in example.title + example.text
        assert "路灯" in example.text and "已换新灯" in example.text
        with pytest.raises(Unfit):
            commands.nominate_concern(concern=concern, by=town.worker, at=NOON)

    def test_is_never_possible_for_what_complains_or_is_not_finished(self, town) -> None:
        for changes in ({"kind": "tip_off"}, {"kind": "complaint"}, {"subject_units": [town.school]},
                        {"is_confidential": True}, None):  # fmt: skip
            concern = finished(town, **changes) if changes is not None else registered(town).concern
            assert queries.why_not(concern)
            with pytest.raises(Unfit):
                commands.nominate_concern(concern=concern, by=town.worker, at=NOON)
        with pytest.raises(NotAllowed):
            commands.nominate_concern(concern=finished(town), by=town.stranger, at=NOON)
        assert not Example.objects.exists()

    def test_told_freely_holds_no_number_and_no_address(self, town) -> None:
        assert nominated(town, found="visit", source="visit:AAAA0001").source == "visit:AAAA0001"
        for changes in (
            {"text": "电话 13900000001。"},
            {"text": "人民路12号的老人。"},
            {"title": " "},
            {"found": "concern"},
        ):
            with pytest.raises(Unfit):
                nominated(town, **changes)
        for who in ("stranger", "auditor"):
            with pytest.raises(NotAllowed):
                nominated(town, by=getattr(town, who))


class TestLibrary:
    @pytest.mark.mechanism("M241", "M279")
    def test_holds_what_others_approved_and_everybody_agreed_to(self, town) -> None:
        example = nominated(town, kind="good_deed", text="石小桥冒雨帮一位村民把稻谷收进屋。")
        for step, who in ((commands.check, "worker"), (commands.check, "auditor"), (commands.approve, "leader")):
            with pytest.raises(NotAllowed):
                step(example=example, by=getattr(town, who), at=NOON)
        with pytest.raises(WrongState):
            commands.approve(example=example, by=town.county_leader, at=NOON)
        example = commands.check(example=example, by=town.leader, at=NOON)
        with pytest.raises(Unfit):  # nobody was asked
            commands.approve(example=example, by=town.county_leader, at=NOON)
        commands.note_consent(example=example, scope="public", way="spoken", by=town.worker, at=NOON)
        with pytest.raises(Unfit) as refusal:  # a worker is named who was not
            commands.approve(example=example, by=town.county_leader, at=NOON)
        assert "石小桥" in str(refusal.value)
        asked = commands.ask_staff(example=example, person=town.people["worker"], by=town.officer, at=NOON)
        assert queries.asked_of(town.worker) == [asked] and not queries.asked_of(town.head)
        with pytest.raises(Unfit):
            commands.approve(example=example, by=town.county_leader, at=NOON)
        with pytest.raises(NotAllowed):
            commands.give_consent(consent=asked, scope="public", by=town.head, at=NOON)
        commands.give_consent(consent=asked, scope="internal", by=town.worker, at=NOON)
        commands.approve(example=example, by=town.county_leader, at=NOON)

        assert [one.pk for one in queries.library(town.clerk)] == [example.pk]
        assert not Example.objects.all().public().exists(), "the worker agreed to internal print only"
        commands.note_use(
            example=example, medium="newspaper", issue="县报群众工作栏", on=NOON.date(), by=town.officer, at=NOON
        )
        counted = queries.pipeline(town.clerk)
        assert (counted["approved"], counted["used"], counted["nominated"]) == (1, 1, 0)
        year = Period.containing(NOON.date(), "year")
        assert get("example.approved").value(year, town.county, by=town.clerk) == 1

        commands.withdraw_consent(consent=ExampleConsent.objects.get(person=None), by=town.worker, at=NOON)
        assert not queries.library(town.clerk).exists()
        example.refresh_from_db()
        assert example.status == ExampleStatus.WITHDRAWN
        with pytest.raises(WrongState):
            commands.note_use(
                example=example, medium="television", issue="新闻", on=NOON.date(), by=town.officer, at=NOON
            )

    def test_lets_go_of_what_the_resident_took_back_by_his_receipt(self, town) -> None:
        concern = finished(town)
        residents.agree(concern=concern, agrees=True, at=NOON)
        example = commands.nominate_concern(concern=concern, by=town.worker, at=NOON)
        approved(town, example)
        assert queries.library(town.clerk).get() == example and Example.objects.all().public().exists()

        residents.agree(concern=concern, agrees=False, at=NOON)
        assert not queries.library(town.clerk).exists()
        assert not queries.examples(town.clerk, Wanted(status="approved")).exists()
        assert queries.pipeline(town.clerk)["approved"] == 0

    def test_shows_nothing_of_a_concern_behind_the_wall(self, town) -> None:
        concern = finished(town)
        example = commands.nominate_concern(concern=concern, by=town.worker, at=NOON)
        concern.subjects.create(unit=town.qingshui, unit_path=town.qingshui.path)

        assert not town.officer.may(VIEW, example)
        assert not queries.examples(town.officer).exists() and queries.pipeline(town.officer)["nominated"] == 0
        assert queries.examples(town.clerk).get() == example


class TestVisits:
    @pytest.mark.mechanism("M245")
    def test_to_find_examples_are_planned_with_whom_and_when_and_end_with_what_was_seen(self, town) -> None:
        given = {
            "unit": town.shiqiao,
            "purpose": "看清沟的做法",
            "companions": "县报记者一名",
            "by": town.clerk,
            "at": NOON,
        }
        day = NOON.date() + timedelta(days=3)
        later = commands.plan(planned_on=day + timedelta(days=1), **given)
        first = commands.plan(planned_on=day, **given)
        third = commands.plan(planned_on=day, example=nominated(town), **{**given, "unit": town.liuwan})

        commands.drop(visit=third, reason="大雨封路。", by=town.clerk, at=NOON)
        assert queries.visits(town.clerk, NOON.date()) == [first, later, third]
        commands.done(
            visit=first, on=NOON.date(), note="沟是清的，做法可以写。", by=town.clerk, at=NOON + timedelta(days=3)
        )
        assert queries.visits(town.clerk, NOON.date())[0] == later
        for wrong, field in (
            ({"planned_on": NOON.date() - timedelta(days=1)}, "planned_on"),
            ({"planned_on": day, "purpose": ""}, "purpose"),
        ):
            with pytest.raises(Unfit) as refusal:
                commands.plan(**{**given, **wrong})
            assert refusal.value.field == field
        with pytest.raises(Unfit):
            commands.drop(visit=first, reason="不去。", by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.done(visit=later, on=NOON.date(), note="替人记。", by=town.stranger, at=NOON)
        with pytest.raises(NotAllowed):
            commands.plan(planned_on=day, **{**given, "by": town.stranger})
