"""群众评议: planned with its parties, opened once and for all, carried out stage by stage."""

import inspect
from datetime import date, timedelta
from typing import Any

import pytest

from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.appraisals import commands, queries
from lianxin.work.appraisals.commands import parties, planning
from lianxin.work.appraisals.models import Audience, Campaign, Line, SelfReview
from lianxin.work.appraisals.terms import CampaignStatus, GroupRole, Sector
from lianxin.work.concerns.problems import Unfit
from tests.conftest import NOON
from tests.work import appraisal_scenes as scenes

FOUND = dict.fromkeys(("purpose", "discipline", "skill", "service"), "未发现。")


def by(town) -> dict[str, Any]:
    return {"by": town.clerk, "at": NOON}


class TestPlan:
    @pytest.mark.mechanism("M138")
    @pytest.mark.mechanism("M139")
    def test_has_a_leading_group_with_its_office_and_ordered_stages(self, town):
        campaign = scenes.planned(town, stages=("feedback", "self_check", "rating"))
        for role, name in (("deputy", "周敏"), ("member", "严正"), ("office_head", "白鉴"), ("office_member", "李青")):
            commands.set_role(campaign=campaign, role=role, name=name, **by(town))

        assert list(campaign.group.values_list("role", flat=True)) == [
            GroupRole.LEADER, GroupRole.DEPUTY, GroupRole.MEMBER, GroupRole.OFFICE_HEAD, GroupRole.OFFICE_MEMBER,
        ]  # fmt: skip
        assert [stage.kind for stage in campaign.stages.all()] == ["self_check", "rating", "feedback"]
        with pytest.raises(Unfit, match="组长只有一人"):
            commands.set_role(campaign=campaign, role="leader", name="唐山河", **by(town))

    def test_is_made_where_one_runs_appraisals_and_nowhere_else(self, town):
        for who in ("stranger", "leader", "worker"):
            with pytest.raises(NotAllowed):
                scenes.planned(town, unit=town.qingshui, by=getattr(town, who))

        assert not Campaign.objects.exists()

    @pytest.mark.mechanism("M157")
    def test_takes_the_goal_of_its_sector_unless_it_has_its_own(self, town):
        goals = {sector: scenes.planned(town, sector=sector, title=sector).goal for sector in Sector.values}

        assert (
            goals["village"] == "围绕“创业致富”目标开展群众评议"
            and goals["community"] == "围绕“和谐安定”目标开展群众评议"
        )
        assert goals["school_hospital"] == "围绕“敬业奉献”目标开展群众评议" and len(set(goals.values())) == 6
        assert scenes.planned(town, sector="office", title="另", goal="少跑一趟").goal == "少跑一趟"


class TestAudience:
    @pytest.mark.mechanism("M140")
    @pytest.mark.mechanism("M150")
    @pytest.mark.mechanism("M186")
    def test_is_a_layer_with_a_list_or_a_size_a_quota_and_a_weight(self, town):
        campaign = scenes.planned(town)
        add = {"campaign": campaign, **by(town)}
        for label, kind in (("服务层", "service"), ("基层", "grassroots"), ("协作层", "partner"), ("两代表一委员", "deputies"),
                            ("离退休", "retired"), ("家长", "parents"), ("教职工", "staff")):  # fmt: skip
            commands.add_audience(label=label, kind=kind, size=20, quota=10, weight="30%", **add)
        listed = commands.add_audience(label="中介", kind="partner", names="甲所\n乙所\n\n丙所", quota=3, **add)

        assert (listed.size, Audience.objects.get(label="服务层").weight) == (3, "3/10")
        for wrong in ({"quota": 4, "size": 3}, {"size": 0}, {"size": 5, "weight": "很重"}, {"names": "甲\n甲"}):
            with pytest.raises(Unfit):
                commands.add_audience(**{"label": "再一层", "kind": "other", **wrong}, **add)

    def test_of_fewer_than_five_cannot_be_asked_alone_and_is_merged(self, town):
        campaign = scenes.campaign_planned(town)
        version = campaign.lines.first().version
        small = commands.add_audience(
            campaign=campaign, label="离退休", kind="retired", size=3, quota=1, weight="0.1", **by(town)
        )
        commands.add_line(
            campaign=campaign, audience=small, direction="public", version=version,
            subjects=list(campaign.subjects.all()), **by(town),
        )  # fmt: skip
        with pytest.raises(Unfit, match="请与其他层合并"):
            commands.open_campaign(campaign=campaign, **by(town))

        staff = Audience.objects.get(label="教职工")
        merged = commands.merge_audiences(audiences=[small, staff], label="在职和离退休", **by(town))

        assert (merged.size, merged.quota, merged.weight, merged.merged) == (23, 11, "1/2", "教职工、离退休")
        assert [line.audience.label for line in campaign.lines.all()] == ["家长", "在职和离退休"]
        assert commands.open_campaign(campaign=campaign, **by(town)).status == CampaignStatus.OPEN


class TestMatrix:
    @pytest.mark.mechanism("M159")
    @pytest.mark.mechanism("M171")
    def test_says_who_rates_whom_in_which_direction_with_three_kinds_of_form(self, town):
        campaign = scenes.planned(town)
        unit = commands.add_subject(campaign=campaign, label="", owner=town.school, **by(town))
        people = [
            commands.add_subject(campaign=campaign, label=name, owner=town.school, kind="person", **by(town))
            for name in ("孟校", "孔长")
        ]
        forms = [scenes.approved(town, scenes.school_form(title)) for title in ("评党员", "评组织", "自我评价")]
        audience = commands.add_audience(campaign=campaign, label="群众", kind="served", size=30, **by(town))
        for direction, version, subjects in (
            ("public", forms[0], people), ("public", forms[1], [unit]), ("self", forms[2], people),
            ("from_below", forms[1], [unit]), ("organisation_to_member", forms[0], people),
        ):  # fmt: skip
            commands.add_line(
                campaign=campaign,
                audience=audience,
                direction=direction,
                version=version,
                subjects=subjects,
                **by(town),
            )
        poll = queries.poll_of(campaign)

        assert [group.direction for group in poll.groups] == [
            "public", "public", "self", "from_below", "organisation_to_member",
        ]  # fmt: skip
        assert {group.sheet.form.title for group in poll.groups} == {"评党员", "评组织", "自我评价"}
        assert [subject.label for subject in poll.groups[0].sheet.subjects] == ["孟校", "孔长"]
        assert {group.layer for group in poll.groups} == {"群众"} and poll.groups[2].is_named
        with pytest.raises(Unfit, match="已经用这份问卷"):
            commands.add_line(
                campaign=campaign, audience=audience, direction="public", version=forms[1], subjects=[unit], **by(town)
            )

    def test_says_openly_whether_a_unit_appraises_itself(self, town):
        campaign = scenes.campaign_planned(town)
        own = scenes.planned(town, unit=town.school, by=town.teacher, title="自办")
        commands.add_subject(campaign=own, label="", owner=town.school, by=town.teacher, at=NOON)

        assert queries.is_outside(campaign) and not queries.is_outside(own)
        assert any("自行组织" in one.words for one in queries.warnings(own, scenes.TODAY))


class TestWarnings:
    def test_ask_for_ten_days_notice_with_their_source_and_again_after_a_change(self, town):
        opens = scenes.TODAY + timedelta(days=12)
        campaign = scenes.campaign_planned(town, opens_on=opens, closes_on=opens + timedelta(days=5))
        said = queries.warnings(campaign, scenes.TODAY)

        assert [("11月5日" in one.words, "第三十六条" in one.source) for one in said] == [(True, True)]
        campaign = commands.notify(campaign=campaign, **by(town))
        assert queries.warnings(campaign, scenes.TODAY) == []
        commands.edit_audience(audience=campaign.audiences.first(), label="家长", kind="parents", size=41, **by(town))
        assert "请重新告知" in queries.warnings(campaign, scenes.TODAY)[0].words

    def test_tell_when_the_same_subject_was_appraised_within_six_months(self, town):
        first = scenes.campaign_open(town)
        soon, later = scenes.TODAY + timedelta(days=100), scenes.TODAY + timedelta(days=200)
        again = [
            scenes.campaign_planned(town, first.lines.first().version, opens_on=day, closes_on=day)
            for day in (soon, later)
        ]

        said = [
            [one.words for one in queries.warnings(campaign, scenes.TODAY) if "六个月" in one.words]
            for campaign in again
        ]
        assert said == [["县第一中学六个月内已经评议过。"], []]

    def test_count_six_months_back_to_the_end_of_a_short_month(self):
        assert queries.months_before(date(2026, 8, 31), 6) == date(2026, 2, 28)


class TestOpening:
    def test_fixes_the_definition_and_leaves_its_fingerprint_in_the_journal(self, town):
        campaign = scenes.campaign_planned(town)
        before = queries.poll_of(campaign).fingerprint
        campaign = commands.open_campaign(campaign=campaign, **by(town))

        entry = book.story(campaign.ref).get(event="campaign.opened")
        assert entry.detail["fingerprint"] == campaign.fingerprint == campaign.box.fingerprint == before
        assert campaign.stages.get(kind="rating").begun_on == scenes.TODAY

    def test_refuses_every_edit_afterwards_without_an_exception(self, town):
        """T13: after the opening nothing but a new campaign; all edit commands there are, in every later state."""
        closed = scenes.campaign_closed(town)
        cancelled = commands.cancel(campaign=scenes.planned(town, title="不办了"), reason="改期", **by(town))
        edits = _edits(town, closed)
        kept = (queries.poll_of(closed).fingerprint, Entry.objects.count())

        assert {edit.__name__ for edit, _given in edits} == _edit_commands()
        for edit, given in edits:
            with pytest.raises(WrongState):
                edit(**given, **by(town))
        with pytest.raises(WrongState):
            commands.revise(campaign=cancelled, title="又办了", **by(town))
        assert (queries.poll_of(closed).fingerprint, Entry.objects.count()) == kept

    def test_names_what_is_missing(self, town):
        campaign = scenes.planned(town)
        with pytest.raises(Unfit, match="还没有列评议对象"):
            commands.open_campaign(campaign=campaign, **by(town))
        campaign = scenes.campaign_planned(town, title="二")
        commands.add_subject(campaign=campaign, label="", owner=town.building, **by(town))
        with pytest.raises(Unfit, match="“县住建局”还没有人评"):
            commands.open_campaign(campaign=campaign, **by(town))
        for who in ("teacher", "stranger", "inspector"):
            with pytest.raises(NotAllowed):
                commands.open_campaign(campaign=campaign, by=getattr(town, who), at=NOON)

    def test_is_seen_by_the_appraised_unit_only_once_it_was_told(self, town):
        campaign = scenes.campaign_planned(town)
        seen = [Campaign.objects.reachable(by=town.teacher, to=queries.VIEW).count()]
        told = commands.notify(campaign=campaign, **by(town))
        seen.append(Campaign.objects.reachable(by=town.teacher, to=queries.VIEW).count())

        assert seen == [0, 1] and town.teacher.may(queries.VIEW, told)
        assert not town.stranger.may(queries.VIEW, told)
        assert not Campaign.objects.reachable(by=town.stranger, to=queries.VIEW).exists()


def _edit_commands() -> set[str]:
    """Every command of planning and parties that changes an existing campaign."""
    found = set()
    for module in (planning, parties):
        for name, one in inspect.getmembers(module, inspect.isfunction):
            if one.__module__ == module.__name__ and "at" in inspect.signature(one).parameters and name[0] != "_":
                found.add(name)
    return found - {"plan", "revised"}


def _edits(town, campaign):
    audience, subject, line = campaign.audiences.first(), campaign.subjects.first(), campaign.lines.first()
    layer = {"label": "邻里", "kind": "other", "size": 9}
    of = {"campaign": campaign}
    return [
        (commands.revise, {**of, "title": "改名"}), (commands.set_stages, {**of, "stages": ["rating"]}),
        (commands.schedule_stage, {"stage": campaign.stages.first(), "starts_on": scenes.TODAY, "ends_on": scenes.TODAY}),
        (commands.set_rules, {**of, "spoils": "whole", "base": "returned", "fairly_counts": False}),
        (commands.set_role, {**of, "role": "member", "name": "新人"}), (commands.remove_role, {"member": campaign.group.first()}),
        (commands.add_audience, {**of, **layer}), (commands.edit_audience, {"audience": audience, **layer}),
        (commands.merge_audiences, {"audiences": list(campaign.audiences.all()), "label": "合"}),
        (commands.drop_audience, {"audience": audience}), (commands.add_subject, {**of, "label": "", "owner": town.building}),
        (commands.drop_subject, {"subject": subject}), (commands.drop_line, {"line": line}),
        (commands.add_line, {**of, "audience": audience, "direction": "peer", "version": line.version, "subjects": [subject]}),
    ]  # fmt: skip


class TestStages:
    @pytest.mark.mechanism("M142")
    def test_follow_one_another_where_their_conditions_are_met(self, town):
        campaign = scenes.campaign_planned(town, stages=commands.planning.ALL_STAGES)
        stage = {one.kind: one for one in campaign.stages.all()}
        for kind in ("self_check", "comment", "rectify", "feedback"):
            with pytest.raises(Unfit, match="还没有"):
                commands.begin_stage(stage=stage[kind], **by(town))
        with pytest.raises(Unfit, match="“走访调研”还没有完成"):
            commands.open_campaign(campaign=campaign, **by(town))

        commands.begin_stage(stage=stage["research"], **by(town))
        with pytest.raises(Unfit, match="还没有走访"):
            commands.finish_stage(stage=stage["research"], **by(town))
        commands.record_method(campaign=campaign, kind="visit", held_on=scenes.TODAY, **by(town))
        commands.finish_stage(stage=stage["research"], **by(town))
        commands.begin_stage(stage=stage["self_check"], **by(town))
        with pytest.raises(Unfit, match="还有 1 个评议对象没有交自查情况"):
            commands.finish_stage(stage=stage["self_check"], **by(town))
        commands.hand_in_review(
            subject=campaign.subjects.get(), template="areas", found=FOUND, by=town.teacher, at=NOON
        )
        commands.finish_stage(stage=stage["self_check"], **by(town))
        assert commands.open_campaign(campaign=campaign, **by(town)).status == "open"

    @pytest.mark.mechanism("M166")
    def test_let_rectification_begin_while_the_rating_still_runs(self, town):
        campaign = scenes.campaign_open(town)
        begun = commands.begin_stage(stage=campaign.stages.get(kind="rectify"), **by(town))

        assert begun.begun_on == scenes.TODAY and not campaign.is_closed
        with pytest.raises(Unfit, match="“评议”还没有完成"):
            commands.begin_stage(stage=campaign.stages.get(kind="comment"), **by(town))

    @pytest.mark.mechanism("M183")
    def test_end_with_a_meeting_that_fed_the_result_back(self, town):
        campaign = scenes.campaign_closed(town, stages=("rating", "feedback"))
        commands.finish_stage(stage=campaign.stages.get(kind="rating"), **by(town))
        feedback = commands.begin_stage(stage=campaign.stages.get(kind="feedback"), **by(town))
        with pytest.raises(Unfit, match="还没有反馈评议结果的会议记录"):
            commands.finish_stage(stage=feedback, **by(town))
        commands.record_method(
            campaign=campaign,
            kind="democratic_life",
            held_on=scenes.TODAY,
            is_feedback=True,
            attendances=12,
            **by(town),
        )
        commands.finish_stage(stage=feedback, **by(town))

        assert commands.finish(campaign=campaign, **by(town)).status == CampaignStatus.FINISHED
        assert queries.facts_of(campaign).feedback.number == 1


class TestSelfReview:
    @pytest.mark.mechanism("M199")
    def test_goes_through_the_four_areas_by_name_of_the_subjects_own_unit(self, town):
        campaign = scenes.campaign_planned(town, stages=("self_check", "rating"))
        subject = campaign.subjects.get()
        with pytest.raises(Unfit, match="现在不是自查自纠阶段"):
            commands.hand_in_review(subject=subject, template="areas", found=FOUND, by=town.teacher, at=NOON)
        commands.begin_stage(stage=campaign.stages.get(kind="self_check"), **by(town))
        with pytest.raises(Unfit, match="每个方面都请写一句") as refused:
            commands.hand_in_review(
                subject=subject, template="areas", found={**FOUND, "skill": " "}, by=town.teacher, at=NOON
            )
        assert refused.value.field == "skill"
        with pytest.raises(NotAllowed):
            commands.hand_in_review(subject=subject, template="areas", found=FOUND, by=town.builder, at=NOON)
        commands.hand_in_review(subject=subject, template="areas", found=FOUND, by=town.teacher, at=NOON)

        assert (SelfReview.objects.get().by_name, set(SelfReview.objects.get().found)) == ("孟校", set(FOUND))

    @pytest.mark.thorough
    @pytest.mark.mechanism("M204")
    def test_asks_for_no_written_impressions_and_no_figure_counts_any(self, town):
        """心得体会 may be attached as a line of text; no condition asks for it, no figure changes with it."""
        without = scenes.campaign_closed(town, stages=("rating",))
        attached = scenes.campaign_planned(town, without.lines.first().version, title="附材料", stages=("rating",))
        commands.revise(campaign=attached, attached="心得体会三篇、学习总结一篇", **by(town))
        attached = scenes.campaign_closed(town, attached)

        figures = [queries.facts_of(one) for one in (without, attached)]
        counts = queries.counts_of([without, attached])
        assert figures[0].helps == figures[1].helps and figures[0].other_methods == figures[1].other_methods
        assert figures[0].meetings == figures[1].meetings and counts[without.pk] == counts[attached.pk]
        for one in (without, attached):
            commands.finish_stage(stage=one.stages.get(), **by(town))
            assert commands.finish(campaign=one, **by(town)).status == "finished"


class TestNamedRating:
    def test_is_of_the_subject_itself_or_a_leader_and_never_a_ballot(self, town):
        campaign = scenes.campaign_planned(town)
        subject, version = campaign.subjects.get(), campaign.lines.first().version
        for label, direction in (("本校自评", "self"), ("县领导", "leader_comment")):
            audience = commands.add_audience(campaign=campaign, label=label, kind="upper", size=1, **by(town))
            commands.add_line(
                campaign=campaign,
                audience=audience,
                direction=direction,
                version=version,
                subjects=[subject],
                **by(town),
            )
        campaign = scenes.campaign_open(town, campaign)
        own, leader = (Line.objects.get(direction=one) for one in ("self", "leader_comment"))
        answers = {"answers": {subject.code: {"q1": ["satisfied"], "q2": ["fairly"]}}, "texts": {}, "subject": subject}
        for line, who in ((own, town.builder), (leader, town.teacher)):
            with pytest.raises(NotAllowed):
                commands.rate_by_name(line=line, by=who, at=NOON, **answers)
        commands.rate_by_name(line=own, by=town.principal, at=NOON, **answers)
        commands.rate_by_name(line=leader, by=town.county_leader, at=NOON, **answers)
        again = commands.rate_by_name(
            line=leader, subject=subject, answers={subject.code: {"q1": ["dissatisfied"]}}, texts={},
            by=town.county_leader, at=NOON,
        )  # fmt: skip

        assert [(one.by_name, one.line.direction) for one in campaign.ratings.order_by("pk")] == [
            ("孔长", "self"), ("高远", "leader_comment"),
        ]  # fmt: skip
        assert again.answers == {subject.code: {"q1": ["dissatisfied"]}}
        assert [group.code for group in campaign.box.groups.all()] == ["g1", "g2"]
        with pytest.raises(Unfit, match="不能署名录入"):
            commands.rate_by_name(line=campaign.lines.get(number=1), by=town.county_leader, at=NOON, **answers)
