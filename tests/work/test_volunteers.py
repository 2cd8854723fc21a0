"""志愿服务队: seven colours, names read in the team's own unit alone, hours that come from the sign-in sheet."""

from datetime import time, timedelta
from decimal import Decimal

import pytest

from lianxin.base.indicators import get
from lianxin.base.journal.models import Entry, PrivateDetail
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.pairings import commands as pairings
from lianxin.work.volunteers import commands, queries
from lianxin.work.volunteers.models import Joining, Member, Serving, Team
from lianxin.work.volunteers.terms import SEVEN, VIEW, Colour, JoiningStatus
from tests.conftest import NOON
from tests.work.activity_scenes import TODAY, member_made, shift_made, team_made

NOVEMBER = Period.month(2026, 11)


class TestTheSevenTeams:
    def test_of_a_unit_are_founded_in_the_countys_words_each_once(self, town):
        told = {"unit": town.county, "colour": "green", "name": "绿色护河队", "task": "护河", "duties": ["巡河", " "]}
        commands.word_team(by=town.clerk, at=NOON, **told)
        commands.word_team(by=town.clerk, at=NOON, **{**told, "colour": "pink", "is_left_out": True})
        with pytest.raises(NotAllowed):
            commands.word_team(by=town.officer, at=NOON, **told)
        team_made(town, "red")

        found = commands.found_seven(unit=town.shiqiao, by=town.worker, at=NOON)

        assert [one.colour for one in found] == ["blue", "green", "white", "orange", "yellow"]
        assert (found[1].name, found[1].duties) == ("绿色护河队", ["巡河"]) and len(queries.presets()) == 6
        assert len(SEVEN) == 7 and queries.of_unit(town.shiqiao).count() == 6
        for wrong in ("red", "blue"):
            with pytest.raises(Unfit):
                team_made(town, wrong)
        with pytest.raises(Unfit):
            commands.found_seven(unit=town.shiqiao, by=town.worker, at=NOON)
        with pytest.raises(NotAllowed):
            team_made(town, "yellow", unit=town.liuwan, by=town.stranger)
        assert list(Team.objects.reachable(by=town.stranger, to=VIEW)) == []
        team_made(town, Colour.RED.value, unit=town.liuwan, by=town.officer)

    def test_end_with_a_reason_when_nothing_is_left_to_do(self, town):
        team = team_made(town)
        member = member_made(town, team)
        shift = shift_made(town, team, on=TODAY)
        with pytest.raises(Unfit):
            commands.end_team(team=team, reason="并入蓝队", by=town.worker, at=NOON)
        commands.call_off_shift(shift=shift, reason="下雨", by=town.worker, at=NOON)
        commands.end_team(team=team, reason="并入蓝队", by=town.worker, at=NOON)

        member.refresh_from_db()
        assert (member.phone, member.until) == ("", TODAY) and not Team.objects.standing().exists()
        with pytest.raises(Unfit):
            member_made(town, team)


class TestAMember:
    def test_is_named_in_the_teams_own_unit_alone_and_nowhere_in_the_journal(self, town):
        team = team_made(town)
        for who in ("officer", "clerk"):  # they may run teams there, but read and write no names of it
            assert not team.shows_names_to(getattr(town, who))
            with pytest.raises(NotAllowed):
                member_made(town, team, by=getattr(town, who))
        member = member_made(town, team)

        assert team.shows_names_to(town.worker) and team.shows_names_to(town.head)
        assert member.skill_words == "老人小孩照护、水电维修" and member.source_words == "大学，定安学院"
        assert queries.sources(team) == [("university", 1)]
        assert not any("田小秋" in str(row) for row in Entry.objects.values())
        assert not any("田小秋" in row.text for row in PrivateDetail.objects.all())

    def test_joins_with_his_word_brings_his_skills_and_leaves_without_his_telephone(self, town):
        team = team_made(town)
        pairings.register_expert(
            kind="volunteer", unit=town.shiqiao, skills=["law"], person=town.people["teacher"], by=town.officer, at=NOON
        )
        for wrong in ({"consent_how": " "}, {"name": ""}, {"since": TODAY + timedelta(days=1)}):
            with pytest.raises(Unfit):
                member_made(town, team, **wrong)
        lawyer = member_made(town, team, name="", person=town.people["teacher"], source="school", skills=[])
        with pytest.raises(Unfit):
            member_made(town, team, person=town.people["teacher"])
        first = member_made(town, team)
        for one in (first, lawyer):
            commands.choose_leader(member=one, by=town.worker, at=NOON)

        assert lawyer.skills == ["law"] and team.is_own_of(town.teacher, VIEW)
        assert list(Team.objects.reachable(by=town.teacher, to=VIEW)) == [team]
        assert [one.name for one in queries.members(team)] == ["孟校", "田小秋"]
        commands.leave_team(member=first, by=town.worker, at=NOON)
        first.refresh_from_db()
        assert (first.name, first.phone) == ("田小秋", "")
        commands.forget_member(member=first, by=town.worker, at=NOON)
        assert not Member.objects.filter(name="田小秋").exists()
        with pytest.raises(Unfit):
            commands.forget_member(member=lawyer, by=town.worker, at=NOON)


class TestAShift:
    def test_is_held_with_its_sheet_from_which_alone_the_hours_come(self, town):
        team = team_made(town)
        members = [member_made(town, team, name=name) for name in ("田小秋", "田二秋", "田三秋")]
        shift = shift_made(town, team)
        for one in members[:2]:
            commands.sign_up(shift=shift, member=one, by=town.worker, at=NOON)
        with pytest.raises(Unfit):
            commands.sign_up(shift=shift, member=members[0], by=town.worker, at=NOON)
        for came in ({}, {members[0].pk: Decimal(3)}, {members[0].pk: Decimal(0)}, {0: None}):
            with pytest.raises(Unfit):
                commands.hold_shift(shift=shift, came=came, by=town.worker, at=NOON)
        commands.hold_shift(
            shift=shift, came={members[0].pk: None, members[2].pk: Decimal("1.5")}, by=town.worker, at=NOON
        )

        assert not Serving.objects.filter(member=members[1]).exists()  # who did not come leaves no mark
        assert queries.record_of(members[0]).hours == Decimal("2.5")
        value = {code: get(f"volunteer.{code}").value(NOVEMBER, town.county, by=town.clerk) for code in (
            "shifts", "servings", "hours", "teams")}  # fmt: skip
        assert value == {"shifts": 1, "servings": 2, "hours": 4, "teams": 1}
        commands.hold_shift(shift=shift, came={members[0].pk: Decimal(1)}, by=town.worker, at=NOON)
        assert get("volunteer.hours").value(NOVEMBER, town.county, by=town.clerk) == 1
        with pytest.raises(WrongState):
            commands.call_off_shift(shift=shift, reason="x", by=town.worker, at=NOON)

    def test_to_come_cannot_be_held_and_may_be_called_off(self, town):
        team = team_made(town)
        one = member_made(town, team, person=town.people["teacher"], name="")
        with pytest.raises(Unfit):
            shift_made(town, team, to_time=time(9))
        shift = shift_made(town, team, on=TODAY + timedelta(days=1))
        with pytest.raises(NotAllowed):
            commands.sign_up(shift=shift, member=one, by=town.builder, at=NOON)
        commands.sign_up(shift=shift, member=one, by=town.teacher, at=NOON)  # himself
        with pytest.raises(Unfit):
            commands.hold_shift(shift=shift, came={one.pk: None}, by=town.worker, at=NOON)
        commands.take_off(shift=shift, member=one, by=town.teacher, at=NOON)
        assert not Serving.objects.exists() and list(queries.coming(town.officer, TODAY)) == [shift]
        commands.call_off_shift(shift=shift, reason="下雨", by=town.officer, at=NOON)
        assert list(queries.coming(town.officer, TODAY)) == []


class TestASignUpFromTheWeb:
    def test_becomes_a_member_or_not_and_either_way_the_list_forgets_the_person(self, town):
        team = team_made(town)
        shift = shift_made(town, team, on=TODAY + timedelta(days=3), is_public=True)
        given = {"team": team, "name": "林女士", "phone": "13900000031", "has_consent": True, "at": NOON}
        for wrong in ({"has_consent": False}, {"phone": "没有"}, {"name": " "}):
            with pytest.raises(Unfit):
                commands.ask_to_join(**{**given, **wrong})
        first = commands.ask_to_join(**given, shift=shift)
        second = commands.ask_to_join(**given)
        assert commands.ask_to_join(**given) == second, "a form sent twice waits once"
        assert queries.joinings(town.worker, TODAY).count() == 2 and not queries.joinings(town.officer, TODAY).exists()
        with pytest.raises(NotAllowed):
            commands.answer_joining(joining=first, accepts=True, by=town.officer, at=NOON)
        commands.answer_joining(joining=first, accepts=True, by=town.worker, at=NOON)
        commands.answer_joining(joining=second, accepts=False, by=town.worker, at=NOON)

        assert Member.objects.get().phone == "13900000031" and shift.servings.count() == 1
        assert set(Joining.objects.values_list("name", "phone")) == {("", "")}
        with pytest.raises(Unfit):
            commands.answer_joining(joining=first, accepts=True, by=town.worker, at=NOON)

    def test_lapses_after_thirty_days_and_is_refused_where_the_team_takes_none(self, town):
        team = team_made(town)
        given = {"team": team, "name": "林女士", "phone": "13900000031", "has_consent": True}
        old = commands.ask_to_join(**given, at=NOON)
        later = NOON + timedelta(days=30)
        assert not queries.joinings(town.worker, later.date()).exists()
        commands.ask_to_join(**given, at=later)
        old.refresh_from_db()
        assert (old.status, old.name, old.phone) == (JoiningStatus.LAPSED, "", "")
        other = team_made(town, "blue", takes_web=False, at=later)
        with pytest.raises(Unfit):
            commands.ask_to_join(**{**given, "team": other}, at=later)
