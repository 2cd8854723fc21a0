"""结果: counted once, published once by another person, told so that nobody is; put together into half-years."""

import json

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.appraisals import commands as appraisals
from lianxin.work.concerns.problems import Unfit
from lianxin.work.results import commands, queries
from lianxin.work.results.models import Brief, Nomination, Result
from lianxin.work.results.terms import VIEW
from tests.conftest import NOON
from tests.work import appraisal_scenes as scenes
from tests.work import result_scenes as results
from tests.work.result_scenes import DISSATISFIED, FAIRLY, SATISFIED, WHY


def items_of(result):
    return result.data["subjects"][0]["items"]


class TestSettling:
    def test_counts_once_and_keeps_the_fingerprint_in_the_journal(self, town):
        result = results.settled(town)

        assert Entry.objects.get(event="result.settled").detail["fingerprint"] == result.fingerprint
        assert result.data["whole"]["returned"] == 48 and result.is_unchanged
        with pytest.raises(Unfit):
            commands.settle(box=result.box, by=town.clerk, at=NOON)

    def test_is_refused_before_the_close_and_to_those_without_the_permission(self, town):
        campaign = scenes.campaign_open(town)

        with pytest.raises(Unfit):
            commands.settle(box=campaign.box, by=town.clerk, at=NOON)
        for who in (town.stranger, town.inspector, town.teacher):
            with pytest.raises(NotAllowed):
                commands.settle(box=campaign.box, by=who, at=NOON)
        assert not Result.objects.exists()

    @pytest.mark.mechanism("M161")
    def test_gives_rate_score_and_grade_with_their_formulas(self, town):
        """家长: (15×100 + 9×80 + 6×0) ÷ 30 = 74.0；满意率（含基本满意）24/30."""
        cell = items_of(results.settled(town))[0]["cells"][0]

        assert (cell["rate"]["words"], cell["score"]["words"], cell["grade"]) == ("80.0%", "74.0", "基本满意")
        assert cell["rate"]["formula"] == "满意率（含基本满意）=（满意 15 + 基本满意 9）÷ 有效票 30"
        assert cell["score"]["formula"] == "测评得分 =（15×100 + 9×80 + 6×0）÷ 有效票 30"
        assert [(one["votes"], one["share"]) for one in cell["options"]] == [
            (15, "50.0%"),
            (9, "30.0%"),
            (6, "20.0%"),
            (0, "0.0%"),
        ]

    @pytest.mark.mechanism("M156")
    def test_states_the_base_of_every_percentage(self, town):
        data = results.settled(town).data

        assert [one["formula"] for one in data["whole"]["rates"] if one] == [
            "应答率 = 收回 48 ÷ 应评 60",
            "有效率 = 有效 48 ÷ 收回 48",
        ]
        every = [item["all"] for item in items_of(Result.objects.get())]
        assert every[0]["formula"] == "各层合计满意率 = 各层满意票之和 40 ÷ 各层有效票之和 48"

    def test_weighs_the_layers_as_the_plan_says(self, town):
        """0.6 × 74.0 + 0.4 × 82.2…"""
        subject = results.settled(town).data["subjects"][0]

        assert subject["composite"]["words"] == "77.3"
        assert subject["composite"]["formula"] == "综合得分 = 家长 74.0×60% + 教职工 82.2×40%"

    def test_tells_nothing_of_four_and_says_whose_weight_was_shared(self, town):
        result = results.settled(town, staff=((SATISFIED, 3), (DISSATISFIED, 1)))

        cell = items_of(result)[0]["cells"][1]
        assert (cell["state"], cell["options"]) == ("hidden", []) and "rate" not in cell
        assert result.data["subjects"][0]["composite"]["notes"] == [
            "教职工没有可公布的得分，其权重按比例分给其余各层。"
        ]
        assert "没有过半数" in "".join(result.data["notes"])

    def test_tells_of_a_unanimous_layer_only_a_band_nowhere_the_votes(self, town):
        result = results.settled(town, parents=((SATISFIED, 30),))

        cell = items_of(result)[0]["cells"][0]
        subject = result.data["subjects"][0]
        assert (cell["state"], cell["rate"]["words"], cell["options"]) == ("band", "不低于 90.0%", [])
        assert not subject["composite"]["is_exact"] and not items_of(result)[0]["all"]["is_exact"]
        assert "30×100" not in json.dumps(result.data, ensure_ascii=False)

    def test_does_not_ask_a_second_time_whether_the_definition_stands(self, town):
        box = results.closed(town).box
        box.definition["rules"]["fairly_counts"] = False
        box.save()

        with pytest.raises(Unfit, match="校验值不符"):
            commands.settle(box=box, by=town.clerk, at=NOON)

    @pytest.mark.thorough
    def test_costs_the_same_statements_for_more_voters(self, town, django_assert_max_num_queries):
        box = results.closed(town).box

        with django_assert_max_num_queries(30):
            commands.settle(box=box, by=town.clerk, at=NOON)


class TestVoices:
    def with_voices(self, town):
        campaign = scenes.campaign_planned(town)
        subject, version = campaign.subjects.get(), campaign.lines.first().version
        for label, kind, direction in (("本校", "workers", "self"), ("分管领导", "upper", "leader_comment")):
            audience = appraisals.add_audience(
                campaign=campaign, label=label, kind=kind, size=1, weight="0", by=town.clerk, at=NOON
            )
            appraisals.add_line(campaign=campaign, audience=audience, direction=direction, version=version,
                                subjects=[subject], by=town.clerk, at=NOON)  # fmt: skip
        campaign = scenes.campaign_open(town, campaign)
        own, leader = campaign.lines.order_by("number")[2:]
        for line, mark, by in ((own, SATISFIED, town.teacher), (leader, FAIRLY, town.county_leader)):
            appraisals.rate_by_name(
                line=line,
                subject=subject,
                answers={subject.code: {f"q{n}": [mark] for n in (1, 2, 3)}},
                texts={},
                by=by,
                at=NOON,
            )
        return scenes.campaign_closed(town, campaign, results.votes_of(campaign, results.PARENTS))

    @pytest.mark.mechanism("M143")
    @pytest.mark.mechanism("M168")
    def test_stand_side_by_side_with_their_gaps_and_their_own_weight(self, town):
        result = commands.settle(box=self.with_voices(town).box, by=town.clerk, at=NOON)

        sides = {
            one["direction"]: (one["score"]["words"], one["gap"], one["weight"])
            for one in result.data["subjects"][0]["sides"]
        }
        assert sides == {
            "public": ("77.3", "", "1"), "leader_comment": ("80.0", "比群众评议高 2.7 分", "0"),
            "self": ("100.0", "比群众评议高 22.7 分", "0"),
        }  # fmt: skip
        names = [voice["raters"] for voice in result.data["subjects"][0]["voices"] if voice["is_named"]]
        assert names == [[["孟校", "100.0"]], [["高远", "80.0"]]]


class TestPublishing:
    def test_is_done_once_by_another_person_than_who_counted(self, town):
        result = results.settled(town)

        with pytest.raises(Unfit, match="两个人"):
            commands.publish(result=result, by=town.clerk, at=NOON)
        published = commands.publish(result=result, by=town.county_leader, at=NOON)
        assert (published.is_published, published.published_by_name) == (True, "高远")
        with pytest.raises(WrongState):
            commands.publish(result=result, by=town.county_leader, at=NOON)
        assert Entry.objects.filter(event="result.published").count() == 1

    def test_is_refused_to_the_unit_that_was_rated_and_to_strangers(self, town):
        result = results.settled(town)

        for who in (town.principal, town.stranger, town.leader):
            with pytest.raises(NotAllowed):
                commands.publish(result=result, by=who, at=NOON)

    def test_is_refused_when_the_kept_result_was_touched(self, town):
        result = results.settled(town)
        result.data["subjects"][0]["composite"]["words"] = "99.9"
        result.save()

        with pytest.raises(Unfit, match="校验值不符"):
            commands.publish(result=result, by=town.county_leader, at=NOON)

    @pytest.mark.mechanism("M184")
    def test_asks_why_where_a_hundred_per_cent_is_or_may_be(self, town):
        result = results.settled(town, parents=((SATISFIED, 20), (FAIRLY, 10)))

        flag = result.data["flags"][0]
        assert (flag["words"], flag["valid"], flag["missing"]) == ("100.0%", 30, 10)
        with pytest.raises(Unfit) as refused:
            commands.publish(result=result, by=town.county_leader, at=NOON)
        assert refused.value.field == "why"
        assert commands.publish(result=result, why=WHY, by=town.county_leader, at=NOON).why == WHY

    def test_opens_the_result_to_the_rated_unit_and_to_no_other(self, town):
        result = results.settled(town)
        before = [who.may(VIEW, result) for who in (town.clerk, town.teacher, town.stranger)]

        result = commands.publish(result=result, by=town.county_leader, at=NOON)

        assert before == [True, False, False]
        assert [who.may(VIEW, result) for who in (town.clerk, town.teacher, town.stranger)] == [True, True, False]
        for who in (town.clerk, town.teacher, town.stranger):
            assert Result.objects.reachable(by=who, to=VIEW).exists() == who.may(VIEW, result)

    def test_shows_a_rated_unit_only_what_concerns_itself(self, town):
        campaign = scenes.campaign_planned(town)
        other = appraisals.add_subject(
            campaign=campaign, label="县水利局", owner=town.water_bureau, by=town.clerk, at=NOON
        )
        for line in campaign.lines.all():
            line.subjects.add(other)
        campaign = scenes.campaign_open(town, campaign)
        group, mine = campaign.box.poll.groups[0].code, campaign.subjects.first().code
        cast = [({code: {f"q{n}": [mark] for n in (1, 2, 3)} for code in (mine, other.code)}, {})
                for mark in [SATISFIED] * 6 + [DISSATISFIED] * 5]  # fmt: skip
        result = commands.settle(box=scenes.campaign_closed(town, campaign, {group: cast}).box, by=town.clerk, at=NOON)
        result = commands.publish(result=result, why=WHY, by=town.county_leader, at=NOON)

        seen = {who: [one["label"] for one in queries.seen_by(result, getattr(town, who))["subjects"]]
                for who in ("clerk", "teacher", "water")}  # fmt: skip

        assert seen == {"clerk": ["县第一中学", "县水利局"], "teacher": ["县第一中学"], "water": ["县水利局"]}


class TestExamples:
    @pytest.mark.mechanism("M202")
    def test_are_proposed_by_one_person_and_decided_by_another(self, town):
        result = results.published(town, parents=((SATISFIED, 27), (FAIRLY, 3)), why=WHY)
        subject = result.subjects.get()
        assert [one.code for one in queries.high(result.data)] == [subject.code]

        made = commands.nominate(
            result=result, subject=subject, reason="家长普遍说食堂明厨亮灶做得实在。", by=town.clerk, at=NOON
        )
        with pytest.raises(Unfit):
            commands.decide_nomination(nomination=made, accept=True, by=town.clerk, at=NOON)
        decided = commands.decide_nomination(nomination=made, accept=True, by=town.county_leader, at=NOON)

        assert (decided.status, decided.decided_by_name) == ("accepted", "高远")
        with pytest.raises(WrongState):
            commands.decide_nomination(nomination=made, accept=False, note="再看看", by=town.county_leader, at=NOON)

    def test_are_nothing_that_happens_by_itself(self, town):
        result = results.settled(town, parents=((SATISFIED, 27), (FAIRLY, 3)))

        with pytest.raises(Unfit):
            commands.nominate(
                result=result, subject=result.subjects.get(), reason="家长普遍满意这所学校。", by=town.clerk, at=NOON
            )
        assert not Nomination.objects.exists()

    @pytest.mark.mechanism("M165")
    def test_lists_the_low_for_a_second_round(self, town):
        result = results.settled(
            town, parents=((SATISFIED, 5), (DISSATISFIED, 25)), staff=((FAIRLY, 9), (DISSATISFIED, 9))
        )

        assert [(one.label, one.score) for one in queries.low(result.data)] == [("县第一中学", "26.0")]


class TestBriefs:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M167")
    def test_add_up_the_counts_of_the_same_questionnaire(self, town):
        series, _found = results.quarters(town, parents=results.PARENTS)

        brief = commands.compose_brief(series=series, period="2026-H2", by=town.clerk, at=NOON)

        line = brief.data["lines"][0]
        assert (line["layer"], line["times"], line["valid"]) == ("家长", 2, 60)
        assert line["rate"]["formula"] == "满意率（含基本满意）=（满意 30 + 基本满意 18）÷ 有效票 60"
        assert [one["rate"] for one in line["quarters"]] == ["80.0%", "80.0%"]
        assert brief.data["whole"]["returned"] == 96

    def test_leave_out_and_footnote_what_one_quarter_could_not_tell(self, town):
        """The sum over both quarters would give the four of the second away: it holds the first alone."""
        series, _found = results.quarters(
            town, staff_second=((SATISFIED, 3), (DISSATISFIED, 1)), parents=results.PARENTS
        )

        brief = commands.compose_brief(series=series, period="2026-H2", by=town.clerk, at=NOON)

        staff = [line for line in brief.data["lines"] if line["layer"] == "教职工"]
        assert {(line["times"], line["valid"]) for line in staff} == {(1, 18)}
        assert "2026年第四季度教职工“教学质量”人数不足不公布，未计入汇总。" in brief.data["notes"]

    @pytest.mark.thorough
    def test_are_made_once_published_once_and_by_two(self, town):
        series, _found = results.quarters(town, parents=results.PARENTS)
        brief = commands.compose_brief(series=series, period="2026-H2", by=town.clerk, at=NOON)

        with pytest.raises(Unfit):
            commands.compose_brief(series=series, period="2026-H2", by=town.clerk, at=NOON)
        with pytest.raises(Unfit):
            commands.publish_brief(brief=brief, by=town.clerk, at=NOON)
        assert commands.publish_brief(brief=brief, by=town.county_leader, at=NOON).published_on
        with pytest.raises(Unfit):
            commands.publish_brief(brief=brief, by=town.county_leader, at=NOON)

    @pytest.mark.parametrize("period", ["2026-Q4", "2025-H2", "nonsense", "2026-H1"])
    def test_are_refused_for_a_period_that_has_no_two_results(self, town, period):
        series = appraisals.begin_series(title="群众评议学校", year=2026, unit=town.county, by=town.clerk, at=NOON)

        with pytest.raises(Unfit):
            commands.compose_brief(series=series, period=period, by=town.clerk, at=NOON)
        assert not Brief.objects.exists()
