"""评议活动里做的事: methods and their figures, comments that become rectifications, second rounds, lower units, series."""

from datetime import date, timedelta
from typing import Any

import pytest

from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure import draws, polling
from lianxin.work.appraisals import commands, mending, overview, queries, telephone
from lianxin.work.appraisals.models import Campaign, Method
from lianxin.work.appraisals.terms import HelpKind, MethodKind
from lianxin.work.ballots import box as voting
from lianxin.work.ballots import released
from lianxin.work.concerns.problems import Unfit
from lianxin.work.rectification import commands as rectification
from lianxin.work.rectification.models import Rectification
from tests.conftest import NOON
from tests.work import appraisal_scenes as scenes

MEASURE = "11月30日前在食堂装 2 台保温台"


def by(town) -> dict[str, Any]:
    return {"by": town.clerk, "at": NOON}


@pytest.fixture
def campaign(town) -> Campaign:
    """县第一中学 with two layers, planned."""
    return scenes.campaign_planned(town)


class TestMethods:
    @pytest.mark.mechanism("M155")
    @pytest.mark.mechanism("M156")
    @pytest.mark.mechanism("M178")
    @pytest.mark.mechanism("M196")
    def test_are_counted_each_in_its_unit_with_the_records_behind_every_number(self, town, campaign):
        record = {"campaign": campaign, "held_on": scenes.TODAY, **by(town)}
        commands.record_method(
            kind="appraisal_meeting", quantity=2, attendances=50, residents=14, head_reported=3, others_reported=1,
            introduced=9, sent_from_above=2, **record,
        )  # fmt: skip
        commands.record_method(kind="staff_meeting", attendances=8, residents=6, **record)
        for kind, quantity in (("visit", 5), ("talk", 8), ("forum", 2)):
            commands.record_method(kind=kind, quantity=quantity, attendances=quantity, **record)
        commands.record_method(kind="opinion_sheet", quantity=30, returned=27, **record)
        wrong = commands.record_method(kind="visit", quantity=90, **record)
        commands.withdraw_method(method=wrong, reason="多打了一个零", **by(town))
        facts = queries.facts_of(campaign)

        assert (facts.meetings.number, facts.residents.number, facts.attendances.number) == (3, 20, 73)
        other = {
            kind: (figure.number, str(figure.measure)) for kind, figure in facts.other_methods.items() if figure.number
        }
        assert other == {
            MethodKind.VISIT: (5, "次"), MethodKind.TALK: (8, "个"), MethodKind.FORUM: (2, "次"),
            MethodKind.OPINION_SHEET: (30, "张"),
        }  # fmt: skip
        assert (facts.head_reported.number, facts.others_reported.number, facts.introduced.number) == (3, 1, 9)
        assert (facts.sent_from_above.number, facts.sheets_returned.number) == (2, 27)
        for figure in (facts.meetings, facts.residents, facts.introduced):
            assert figure.records and wrong not in figure.records

    @pytest.mark.mechanism("M147")
    def test_tell_how_many_of_each_layer_took_part(self, town, campaign):
        layers = {one.label: one for one in campaign.audiences.all()}
        for label, people in (("家长", 18), ("家长", 12), ("教职工", 9)):
            commands.record_method(
                campaign=campaign,
                kind="forum",
                held_on=scenes.TODAY,
                attendances=people,
                audience=layers[label],
                **by(town),
            )

        assert [(one.label, one.size, one.attendances.number, len(one.attendances.records))
                for one in queries.facts_of(campaign).layers] == [("家长", 40, 30, 2), ("教职工", 20, 9, 1)]  # fmt: skip

    def test_refuse_what_cannot_be(self, town, campaign):
        record = {"campaign": campaign, "held_on": scenes.TODAY, **by(town)}
        for wrong, field in (
            ({"kind": "visit", "held_on": scenes.TODAY + timedelta(days=1)}, "held_on"), ({"kind": "visit", "quantity": 0}, "quantity"),
            ({"kind": "opinion_sheet", "quantity": 3, "returned": 4}, "returned"), ({"kind": "visit", "introduced": 1}, "kind"),
            ({"kind": "forum", "attendances": 2, "residents": 3}, "residents"), ({"kind": "talk", "is_feedback": True}, "is_feedback"),
        ):  # fmt: skip
            with pytest.raises(Unfit) as refused:
                commands.record_method(**{**record, **wrong})
            assert refused.value.field == field
        assert not Method.objects.exists()

    @pytest.mark.mechanism("M181")
    def test_stand_beside_the_help_that_was_given(self, town, campaign):
        for kind, text in (("practical", "修了走廊灯"), ("practical", "装了保温台"), ("hard", "开了晚托")):
            commands.record_help(campaign=campaign, kind=kind, text=text, on=scenes.TODAY, **by(town))
        facts = queries.facts_of(campaign)

        assert facts.helps.number == 3 and {k: f.number for k, f in facts.helps_by_kind.items()} == {
            HelpKind.PRACTICAL: 2, HelpKind.GOOD: 0, HelpKind.HARD: 1,
        }  # fmt: skip


class TestTelephone:
    @pytest.mark.mechanism("M158")
    def test_puts_interviews_into_the_box_and_keeps_no_number_no_name_and_no_line(self, town):
        campaign = scenes.campaign_open(town)
        line, code = campaign.lines.select_related("campaign").first(), campaign.subjects.get().code
        before = Entry.objects.count()
        for choice in ("satisfied", "fairly", "satisfied"):
            telephone.cast(line=line, answers={code: {"q1": [choice]}}, texts={}, by=town.clerk)

        assert voting.turnout(campaign.box) == {"g1": {polling.TELEPHONE: 3}}
        assert Entry.objects.count() == before
        with pytest.raises(NotAllowed):
            telephone.cast(line=line, answers={code: {"q1": ["fairly"]}}, texts={}, by=town.teacher)
        with pytest.raises(Unfit):
            telephone.cast(line=line, answers={}, texts={}, by=town.clerk)


class TestLeaderComment:
    @pytest.mark.mechanism("M174")
    @pytest.mark.mechanism("M200")
    def test_becomes_rectifications_one_by_one_that_are_followed_to_the_end(self, town):
        campaign = scenes.campaign_closed(town, stages=("rating", "comment", "rectify"))
        for kind, verb in (("rating", commands.finish_stage), ("comment", commands.begin_stage)):
            verb(stage=campaign.stages.get(kind=kind), **by(town))
        subject = campaign.subjects.get()
        comment = commands.comment_on(subject=subject, words="食堂和放学两件事要见效。", by=town.county_leader, at=NOON)
        follow: dict[str, Any] = {
            "comment": comment, "owner": town.school, "starts_on": scenes.TODAY, "ends_on": date(2026, 11, 30),
            "person": "孟校", "supervisor": "严正", **by(town),
        }  # fmt: skip
        with pytest.raises(Unfit, match="说得不够具体"):
            commands.follow_comment(items=[("食堂饭菜凉", MEASURE), ("放学拥堵", "进一步加强管理")], **follow)
        items = commands.follow_comment(
            items=[("食堂饭菜凉", MEASURE), ("放学拥堵", "11月20日起 3 个年级错峰放学")], **follow
        )

        assert [item.owner_name for item in Rectification.objects.all()] == ["县第一中学"] * 2
        commands.finish_stage(stage=campaign.stages.get(kind="comment"), **by(town))
        rectify = commands.begin_stage(stage=campaign.stages.get(kind="rectify"), **by(town))
        with pytest.raises(Unfit, match="还有 2 件整改没有销号"):
            commands.finish_stage(stage=rectify, **by(town))
        for item in items:
            rectification.report(item=item, text="已装好，拍了照片。", by=town.teacher, at=NOON)
            rectification.sign_off(item=item, note="到校看过，已在用。", by=town.clerk, at=NOON)
        assert commands.finish_stage(stage=rectify, **by(town)).done_on == scenes.TODAY
        assert mending.of_campaigns({campaign.pk: campaign.ref})[campaign.pk].count() == 2

    def test_is_given_by_who_may_comment_and_not_before_the_opening(self, town, campaign):
        subject = campaign.subjects.get()
        with pytest.raises(Unfit, match="评议还没有开启"):
            commands.comment_on(subject=subject, words="好。", by=town.county_leader, at=NOON)
        for who in ("clerk", "principal", "leader"):
            with pytest.raises(NotAllowed):
                commands.comment_on(subject=subject, words="好。", by=getattr(town, who), at=NOON)

    @pytest.mark.mechanism("M192")
    def test_and_the_records_show_what_is_in_place(self, town):
        campaign = scenes.campaign_open(town)
        before = {str(one.label): one.holds for one in overview.four_in_place(campaign)}
        comment = commands.comment_on(
            subject=campaign.subjects.get(), words="装保温台。", by=town.county_leader, at=NOON
        )
        commands.follow_comment(
            comment=comment, items=[("食堂饭菜凉", MEASURE)], owner=town.school, starts_on=scenes.TODAY,
            ends_on=date(2026, 11, 30), person="孟校", supervisor="严正", **by(town),
        )  # fmt: skip
        after = {str(one.label): one.holds for one in overview.four_in_place(campaign)}

        assert before == dict.fromkeys(("领导到位", "责任到位", "学习到位", "措施落实到位"), False)
        assert after == {**before, "责任到位": True}


class TestSecondRound:
    @pytest.mark.mechanism("M165")
    def test_asks_the_same_layers_again_about_those_rated_low_alone(self, town):
        campaign = scenes.planned(town)
        low, high = (
            commands.add_subject(campaign=campaign, label="", owner=unit, **by(town))
            for unit in (town.school, town.building)
        )
        audience = commands.add_audience(campaign=campaign, label="服务对象", kind="served", size=30, **by(town))
        commands.add_line(
            campaign=campaign, audience=audience, direction="public", version=scenes.approved(town), subjects=[low, high],
            **by(town),
        )  # fmt: skip
        campaign = scenes.campaign_open(town, campaign)
        again: dict[str, Any] = {
            "campaign": campaign, "subjects": [low], "opens_on": date(2026, 12, 20), "closes_on": date(2026, 12, 30),
        }  # fmt: skip
        with pytest.raises(Unfit, match="还没有截止开箱"):
            commands.second_round(**again, **by(town))
        scenes.campaign_closed(town, campaign)
        second = commands.second_round(**again, **by(town))
        poll = queries.poll_of(second)

        assert (second.round_of, second.status, second.title) == (
            campaign,
            "planned",
            "县第一中学群众满意学校评议（补课）",
        )
        assert [one.label for one in poll.subjects] == ["县第一中学"] and [one.label for one in poll.groups] == [
            "服务对象"
        ]
        assert not any("六个月" in one.words for one in queries.warnings(second, scenes.TODAY))


class TestLowerUnits:
    @pytest.mark.mechanism("M201")
    def test_take_the_campaign_up_and_one_sees_which_is_at_which_stage(self, town):
        above = scenes.planned(town, stages=("self_check", "rating"))
        with pytest.raises(NotAllowed):
            commands.adopt(campaign=above, unit=town.qingshui, by=town.officer, at=NOON)
        above = commands.call(campaign=above, **by(town))
        own = commands.adopt(campaign=above, unit=town.qingshui, by=town.officer, at=NOON)
        commands.adopt(campaign=above, unit=town.baisha, by=town.stranger, at=NOON)
        commands.set_role(campaign=own, role="leader", name="唐山河", by=town.officer, at=NOON)
        commands.add_subject(campaign=own, label="", owner=town.shiqiao, by=town.officer, at=NOON)
        stage = own.stages.get(kind="self_check")
        commands.schedule_stage(stage=stage, starts_on=scenes.TODAY, ends_on=scenes.TODAY, by=town.officer, at=NOON)
        commands.begin_stage(stage=stage, by=town.officer, at=NOON)
        kinds, rows = overview.progress_of(above, scenes.TODAY + timedelta(days=1))
        of = {row.unit.name: row for row in rows}

        assert kinds == ["self_check", "rating"] and of["清水镇"].stages[0].begun_on == scenes.TODAY
        assert (of["清水镇"].late, of["白沙镇"].late, of["县住建局"].campaign) == (True, False, None)
        with pytest.raises(Unfit, match="已经承接"):
            commands.adopt(campaign=above, unit=town.qingshui, by=town.officer, at=NOON)

    def test_are_looked_at_by_a_draw_that_anybody_can_do_again(self, town):
        above = commands.call(campaign=scenes.planned(town), **by(town))
        units = {}
        for unit, who in ((town.qingshui, town.officer), (town.baisha, town.stranger), (town.building, town.builder)):
            commands.adopt(campaign=above, unit=unit, by=who, at=NOON)
            units[str(unit.pk)] = unit
        with pytest.raises(Unfit):
            commands.draw_observation(campaign=above, size=4, **by(town))
        drawn = commands.draw_observation(campaign=above, size=2, **by(town))
        entry = book.story(above.ref).get(event="observation.drawn")

        assert [str(one.unit_id) for one in drawn] == draws.drawn(entry.detail["seed"], units, 2)
        assert entry.detail["digest"] == draws.digest_of(units)
        seen = commands.observe(
            observation=drawn[0], found="自查阶段，座谈开了一次。", seen_on=scenes.TODAY, **by(town)
        )
        assert seen.by_name == "周敏"
        for wrong in ({"found": "再看", "observation": drawn[0]}, {"found": " ", "observation": drawn[1]}):
            with pytest.raises(Unfit):
                commands.observe(seen_on=scenes.TODAY, **wrong, **by(town))


class TestSeries:
    @pytest.mark.mechanism("M167")
    def test_builds_halves_and_the_year_from_the_same_released_quarters(self, town):
        series = commands.begin_series(unit=town.county, title="村级评议", year=2026, **by(town))
        version, quarters = scenes.approved(town), []
        for number in (3, 4):
            one = scenes.campaign_planned(town, version, title=f"第{number}季")
            commands.join_series(campaign=one, series=series, period=f"2026-Q{number}", **by(town))
            quarters.append(one)
        with pytest.raises(Unfit, match="已经有一次评议"):
            commands.join_series(campaign=scenes.planned(town), series=series, period="2026-Q4", **by(town))
        third = scenes.campaign_closed(town, quarters[0])
        parts = overview.composition(series)

        assert [part.label for part in parts] == [
            "2026年第一季度", "2026年第二季度", "2026年上半年小结", "2026年第三季度", "2026年第四季度", "2026年下半年小结", "2026年总评",
        ]  # fmt: skip
        assert [(part.ballots, part.asked) for part in parts] == [
            (0, 0), (0, 0), (0, 0), (36, 60), (0, 0), (36, 60), (36, 60),
        ]  # fmt: skip
        assert parts[5].campaigns == (third,) and [one.title for one in parts[6].waiting] == ["第4季"]
        assert sum(1 for _ballot in released.ballots(third.box)) == 36


class TestCalendar:
    @pytest.mark.mechanism("M206")
    def test_shows_what_was_held_and_the_day_of_every_month(self, town, campaign):
        commands.record_method(campaign=campaign, kind="forum", held_on=scenes.TODAY, title="家长座谈", **by(town))
        commands.plan_day(
            campaign=campaign,
            title="党日活动",
            on=date(2026, 11, 1),
            until=date(2027, 3, 31),
            nth=2,
            weekday=4,
            **by(town),
        )
        november = overview.calendar_of(campaign, date(2026, 11, 1), date(2026, 11, 30))
        december = overview.calendar_of(campaign, date(2026, 12, 1), date(2026, 12, 31))

        assert [(one.on.day, one.words, one.is_planned) for one in november] == [
            (3, "家长座谈", False), (3, "投票开始", True), (13, "党日活动", True), (13, "投票截止", True),
        ]  # fmt: skip
        assert [one.on for one in december] == [date(2026, 12, 11)]
        for wrong in ({"nth": 2}, {"nth": 5, "weekday": 4, "until": date(2026, 12, 1)}, {"title": " "}):
            with pytest.raises(Unfit):
                commands.plan_day(**{"campaign": campaign, "title": "活动", "on": scenes.TODAY, **wrong}, **by(town))
