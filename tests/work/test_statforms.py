"""统计单: filled from the records, refused where it cannot be, frozen when signed, added up over the tree."""

from datetime import date

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure import statform
from lianxin.work.appraisals import commands as campaigns
from lianxin.work.concerns.problems import Unfit
from lianxin.work.statforms import commands, queries
from lianxin.work.statforms.models import SignedForm, StatForm
from tests.conftest import NOON
from tests.work import appraisal_scenes
from tests.work import statform_scenes as scenes

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def form(town) -> StatForm:
    return scenes.form_of(town)


def again(form: StatForm) -> StatForm:
    return StatForm.objects.get(pk=form.pk)


class TestTheLines:
    @pytest.mark.mechanism("M175")
    @pytest.mark.mechanism("M176")
    def test_say_how_many_were_rated_and_how_many_reach_each_step(self, form) -> None:
        values = queries.filled(form).values

        assert [values.number(key) for key in statform.ORGANISATIONS] == [1, 1, 1]
        assert [values.number(key) for key in statform.MEMBERS] == [9, 9, 8, 7]
        assert statform.contradictions(values) == () and statform.missing(values) == ()

    @pytest.mark.mechanism("M177")
    @pytest.mark.mechanism("M178")
    @pytest.mark.mechanism("M179")
    @pytest.mark.mechanism("M180")
    @pytest.mark.mechanism("M181")
    def test_count_meetings_people_other_ways_briefings_introductions_and_deeds(self, form) -> None:
        lines = ["".join(part.text for part in line) for line in statform.lines(queries.filled(form).values)]

        assert lines[1] == "2、召开群众评议会议总数为 3 个，参加评议的群众总数为 20 人。"
        assert lines[2].endswith(
            "走访调研、个别谈话、座谈交流、发放征求意见表，对应数量分别为 5 次、8 个、2 次、30 张。"
        )
        assert lines[3].endswith("主要负责人通报的有 3 人，上级党组织指派人参加评议有 0 人次。")
        assert lines[4] == "5、评议中，自我介绍参加活动情况的党员总数为 9 人。"
        assert lines[5].endswith("共 5 件（项）。")

    def test_each_open_into_the_records_that_were_counted_and_no_ballot(self, form) -> None:
        behind = queries.filled(form).behind

        assert len(behind["meetings"]) == 3 and len(behind["deeds"]) == 5
        rated, fairly = set(behind["members_rated"]), set(behind["members_fairly"])
        assert (len(rated), len(fairly)) == (9, 8) and {one.step for one in rated - fairly} == {"dissatisfied"}
        assert "participants" not in behind

    def test_follow_the_records_until_they_are_signed(self, town, form) -> None:
        campaigns.withdraw_method(
            method=queries.filled(form).behind["meetings"][0], reason="记重了。", by=town.clerk, at=NOON
        )

        assert queries.filled(again(form)).values.number("meetings") == 2

    def test_give_no_grade_of_fewer_than_five_voters(self, town) -> None:
        form = scenes.form_of(town, ballots=4)
        found = queries.filled(form)

        assert [found.values.number(key) for key in statform.MEMBERS] == [9, 9, 0, 0]
        assert any("不足 5 人" in note and "党员甲" in note for note in found.notes)

    @pytest.mark.parametrize(("satisfied", "reach"), [(85, 7), (80, 8)])
    def test_grade_by_the_forms_own_map(self, town, form, satisfied: int, reach: int) -> None:
        words = {name: getattr(form.words, name) for name in ("organisation", "member", "body", "above", "activity")}
        form = commands.word(form=form, **words, satisfied_from=satisfied, fairly_from=60, by=town.clerk, at=NOON)

        assert queries.filled(form).values.number("members_satisfied") == reach


class TestSigning:
    @pytest.mark.mechanism("M182")
    def test_freezes_numbers_words_rules_and_records_under_a_seal(self, town, form) -> None:
        signed = commands.sign(form=form, by=town.clerk, at=NOON)

        assert (signed.version, signed.signed_by, signed.frozen.number("deeds")) == (1, town.clerk.name, 5)
        assert signed.is_as_signed and len(signed.records["deeds"]) == 5
        entry = Entry.objects.get(event="statform.signed")
        assert entry.detail["fingerprint"] == signed.fingerprint
        SignedForm.objects.filter(pk=signed.pk).update(
            values={**signed.values, "numbers": {**signed.values["numbers"], "deeds": 50}}
        )
        assert not SignedForm.objects.get().is_as_signed

    @pytest.mark.mechanism("M182")
    def test_is_refused_while_anything_is_missing_and_says_where_it_is_entered(self, town) -> None:
        campaign = appraisal_scenes.campaign_open(town, scenes.branch(town, members=None))
        form = scenes.form_of(town, campaign)

        gaps = queries.filled(form).missing
        assert [(gap.where, "members_total" in gap.keys) for gap in gaps] == [("vote", False), ("form", True)]
        with pytest.raises(Unfit, match="还没有截止开箱"):
            commands.sign(form=form, by=town.clerk, at=NOON)
        assert not SignedForm.objects.exists()

    @pytest.mark.mechanism("M176")
    def test_is_refused_where_a_part_is_larger_than_its_whole_with_both_numbers(self, town) -> None:
        form = scenes.form_of(town, members=8)

        with pytest.raises(Unfit, match="被评议的党员有 9 人，多于党员总数 8 人"):
            commands.sign(form=form, by=town.clerk, at=NOON)

    def test_again_says_why_and_keeps_the_first(self, town, form) -> None:
        commands.sign(form=form, by=town.clerk, at=NOON)
        campaigns.record_help(
            campaign=form.campaign,
            kind="good",
            text="帮住户清理了排水沟。",
            on=appraisal_scenes.TODAY,
            by=town.clerk,
            at=NOON,
        )

        assert statform.differences(SignedForm.objects.get().frozen, queries.filled(again(form)).values) == {
            "deeds": (5, 6)
        }
        with pytest.raises(Unfit, match="更正的理由"):
            commands.sign(form=form, by=town.clerk, at=NOON)
        second = commands.sign(form=form, reason="漏记一件好事。", by=town.clerk, at=NOON)
        assert [one.frozen.number("deeds") for one in SignedForm.objects.order_by("version")] == [5, 6]
        assert second.version == 2 and "漏记" not in str(Entry.objects.filter(event="statform.signed").last().detail)

    def test_is_for_the_unit_alone(self, town, form) -> None:
        for who in (town.stranger, town.inspector, town.building_head):
            with pytest.raises(NotAllowed):
                commands.sign(form=form, by=who, at=NOON)


class TestTheWords:
    @pytest.mark.mechanism("M182")
    def test_are_set_for_a_school_and_go_into_the_signed_form(self, town) -> None:
        campaign = appraisal_scenes.campaign_closed(town, members=160)
        form = commands.open_form(campaign=campaign, wording="school", by=town.clerk, at=NOON)

        signed = commands.sign(form=form, by=town.clerk, at=NOON)

        text = "".join(part.text for line in statform.lines(signed.frozen, signed.wording) for part in line)
        assert "教职工总数为 160 人" in text and "党" not in text

    @pytest.mark.parametrize(("changes", "words"), [
        ({"member": " "}, "请写称呼"), ({"organisation": "[meetings]"}, "请写称呼"), ({"fairly_from": 90}, "高于基本满意"),
        ({"satisfied_from": 101}, "高于基本满意"),
    ])  # fmt: skip
    def test_are_refused_where_they_say_nothing(self, town, form, changes: dict, words: str) -> None:
        given = {
            "organisation": "总支",
            "member": "党员",
            "body": "党组织",
            "above": "上级",
            "activity": "评议",
            "satisfied_from": 85,
            "fairly_from": 60,
        }

        with pytest.raises(Unfit, match=words):
            commands.word(form=form, by=town.clerk, at=NOON, **{**given, **changes})


class TestRollingUp:
    @pytest.mark.mechanism("M182")
    def test_adds_the_signed_forms_and_names_what_is_missing(self, town, form) -> None:
        commands.sign(form=form, by=town.clerk, at=NOON)
        school = appraisal_scenes.campaign_closed(town, members=160, title="学校评议")
        other = commands.open_form(campaign=school, wording="school", by=town.clerk, at=NOON)

        before = self.sum_of(town)
        assert [row.form.pk for row in before.rows] == [form.pk] and before.values.number("members_total") == 9
        assert [one.pk for one in before.unsigned] == [school.pk]
        assert town.baisha in before.absent and town.county not in before.absent

        commands.sign(form=other, by=town.clerk, at=NOON)
        after = self.sum_of(town)
        assert after.values.number("members_total") == 169 and after.values.number("meetings") == 3
        assert after.unsigned == () and statform.contradictions(after.values) == ()

    def test_shows_a_stranger_nothing(self, town, form) -> None:
        commands.sign(form=form, by=town.clerk, at=NOON)

        assert self.sum_of(town, town.stranger).rows == () and not queries.forms(town.stranger).exists()

    @staticmethod
    def sum_of(town, by=None) -> queries.Sum:
        return queries.rolled_up(
            unit=town.county, first=YEAR[0], last=YEAR[1], by=by or town.clerk, today=appraisal_scenes.TODAY
        )
