"""问卷: drawn up from the bank, approved and frozen, handed down, added to below and never changed there."""

import re
from dataclasses import replace

import pytest

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.questions import TEXT, Form, Item
from lianxin.work.concerns.problems import Unfit
from lianxin.work.questionnaires import authoring, commands, queries, sharing
from lianxin.work.questionnaires.bank import PACKS, SCALES
from lianxin.work.questionnaires.models import Questionnaire, Version
from lianxin.work.questionnaires.terms import VersionStatus
from tests.conftest import NOON
from tests.work.questionnaire_scenes import (
    adopted,
    approved,
    drafted,
    form_of,
    handed_down,
    reworded,
    with_own_item,
)


def events(version):
    return [entry.event.partition(".")[2] for entry in book.story(version.ref)]


def edited(town, version, change, by=None):
    return commands.edit(version=version, change=change, by=by or town.clerk, at=NOON)


class TestDrawingUp:
    def test_makes_a_draft_that_may_still_be_unfinished_but_not_be_approved(self, town):
        version = commands.draw_up(form=Form("征求意见"), unit=town.county, by=town.clerk, at=NOON)
        assert (version.status, version.number, version.fingerprint) == (VersionStatus.DRAFT, 1, "")

        with pytest.raises(Unfit, match="至少一道题"):
            commands.approve(version=version, by=town.clerk, at=NOON)
        for form, words in [
            (Form(" "), "标题"),
            (form_of("style", "style", "style", "style", "style", "style"), "最多 120 题"),
        ]:
            with pytest.raises(Unfit, match=words):
                commands.draw_up(form=form, unit=town.county, by=town.clerk, at=NOON)
        assert Questionnaire.objects.count() == 1

    @pytest.mark.parametrize(("who", "unit"), [("worker", "shiqiao"), ("auditor", "county"), ("stranger", "qingshui")])
    def test_is_refused_to_those_without_the_permission_there(self, town, who, unit):
        with pytest.raises(NotAllowed):
            drafted(town, unit=getattr(town, unit), by=getattr(town, who))
        with pytest.raises(NotAllowed):
            commands.approve(version=drafted(town), by=getattr(town, who), at=NOON)

        assert Version.objects.get().is_draft

    def test_keeps_what_another_changed_meanwhile(self, town):
        version = drafted(town)
        seen = version.form.fingerprint
        edited(town, version, lambda form: authoring.words(form, "新标题", ""))

        with pytest.raises(Unfit, match="刚被别人改过"):
            commands.edit(
                version=version,
                change=lambda form: authoring.remove(form, "four_sides_1"),
                seen=seen,
                by=town.clerk,
                at=NOON,
            )
        version.refresh_from_db()
        assert version.form.title == version.questionnaire.title == "新标题" and len(version.form.items) == 4


class TestApproval:
    @pytest.mark.mechanism("M154")
    def test_freezes_the_version_and_writes_its_fingerprint_in_the_journal(self, town):
        version = approved(town)

        entry = book.story(version.ref).last()
        assert entry.detail["fingerprint"] == version.fingerprint == version.form.fingerprint
        assert version.fingerprint in book.sentence(entry) and "1 个方面 4 项" in book.sentence(entry)
        with pytest.raises(WrongState):
            edited(town, version, lambda form: authoring.words(form, "改", ""))
        with pytest.raises(WrongState):
            commands.approve(version=version, by=town.clerk, at=NOON)

    def test_of_a_new_version_ends_the_one_before_it_and_changes_nothing_in_it(self, town):
        first = approved(town)
        with_draft = commands.revise(questionnaire=first.questionnaire, by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="已经有一版草稿"):
            commands.revise(questionnaire=first.questionnaire, by=town.clerk, at=NOON)
        second = edited(town, with_draft, lambda form: reworded(form, "four_sides_1", "目标是否达到"))
        assert list(queries.approved(town.clerk)) == [first]

        commands.approve(version=second, by=town.clerk, at=NOON)

        first.refresh_from_db()
        assert (first.status, first.form.item("four_sides_1").wording) == (VersionStatus.WITHDRAWN, "活动目标是否达到")
        assert [one.number for one in queries.approved(town.clerk)] == [2]
        commands.withdraw(version=second, by=town.clerk, at=NOON)
        assert not queries.approved(town.clerk).exists()
        assert events(first) == ["drawn_up", "approved", "drawn_up", "edited", "approved", "withdrawn"]

    def test_a_second_draft_can_be_dropped_the_first_cannot(self, town):
        first = drafted(town)
        with pytest.raises(Unfit, match="第一版草稿"):
            commands.drop(version=first, by=town.clerk, at=NOON)
        commands.approve(version=first, by=town.clerk, at=NOON)
        second = commands.revise(questionnaire=first.questionnaire, by=town.clerk, at=NOON)

        commands.drop(version=second, by=town.clerk, at=NOON)

        assert Version.objects.get() == first and events(first)[-1] == "dropped"


class TestHandingDown:
    @pytest.mark.mechanism("M154")
    def test_shows_it_below_and_lets_it_be_used_as_it_is(self, town):
        version = approved(town)
        assert not queries.approved(town.officer).exists()

        commands.push_down(version=version, units=[town.qingshui], by=town.clerk, at=NOON)

        assert list(queries.approved(town.officer)) == [version] and not queries.approved(town.stranger).exists()
        assert not queries.approved(town.worker).exists()  # handed to the township, not to its villages
        with pytest.raises(NotAllowed):
            commands.revise(questionnaire=version.questionnaire, by=town.officer, at=NOON)
        draft = commands.revise(questionnaire=version.questionnaire, by=town.clerk, at=NOON)
        assert draft not in queries.versions(version.questionnaire, town.officer)

    def test_goes_only_downwards_and_only_what_is_approved(self, town):
        version = approved(town)
        with pytest.raises(Unfit, match="不是本单位的下级"):
            commands.push_down(version=version, units=[town.county], by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="请选"):
            commands.push_down(version=version, units=[], by=town.clerk, at=NOON)
        with pytest.raises(WrongState):
            commands.push_down(version=drafted(town), units=[town.qingshui], by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="不是上级下发"):
            commands.adopt(version=version, unit=town.county, by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.adopt(version=version, unit=town.baisha, by=town.stranger, at=NOON)

    @pytest.mark.mechanism("M154")
    def test_lets_a_unit_add_to_it_and_not_change_it(self, town):
        own = adopted(town)
        own = with_own_item(town, own)
        assert own.form.item("q1").is_local and own.form.sections[0].items[-1].wording == "赶集日办事是否方便"
        own = edited(town, own, lambda form: authoring.take(form, PACKS["five_hearts"], is_local=True), town.officer)
        own = edited(town, own, lambda form: authoring.move(form, "s_five_hearts", -1), town.officer)

        changes = {
            "不能改、不能删": [
                lambda form: reworded(form, "four_sides_1", "目标好不好"),
                lambda form: authoring.remove(form, "four_sides_2"),
                lambda form: authoring.move(form, "four_sides_2", 1),
                lambda form: authoring.name_section(form, "s_four_sides", "别的"),
                lambda form: authoring.remove(form, "s_four_sides"),
                lambda form: replace(form, scales=tuple(replace(one, options=one.options[:2]) for one in form.scales)),
                lambda form: authoring.put_item(
                    form, Item("", "混进来", scale="three"), section="s_four_sides", scale=SCALES["three"]
                ),
            ],
            "标题和卷首语": [lambda form: authoring.words(form, "本镇问卷", form.intro)],
        }
        for words, tried in changes.items():
            for change in tried:
                with pytest.raises(Unfit, match=re.escape(words) + "|不能改、不能换次序"):
                    edited(town, own, change, town.officer)
        assert sharing.counts(own.form).local == 6
        commands.approve(version=own, by=town.leader, at=NOON)

    @pytest.mark.mechanism("M154")
    def test_tells_below_that_the_superior_has_a_new_version_and_carries_the_additions_over(self, town):
        first = handed_down(town)
        own = commands.approve(version=with_own_item(town, adopted(town, first)), by=town.leader, at=NOON)
        assert queries.drift(own) is None
        with pytest.raises(Unfit, match="没有比这更新"):
            commands.catch_up(questionnaire=own.questionnaire, by=town.officer, at=NOON)
        second = commands.revise(questionnaire=first.questionnaire, by=town.clerk, at=NOON)
        second = edited(
            town, second, lambda form: authoring.remove(reworded(form, "four_sides_1", "目标达到没有"), "four_sides_3")
        )
        commands.approve(version=second, by=town.clerk, at=NOON)

        drift = queries.drift(own)
        assert drift.newest == second
        assert {(one.kind, one.before[:4], one.after[:4]) for one in drift.differences} == {
            ("changed", "活动目标", "目标达到"), ("gone", "公开承诺", ""),
        }  # fmt: skip
        (row, other) = queries.below(first.questionnaire)
        assert (row.unit, row.own, row.local, row.is_behind, other.own) == (town.qingshui, own, 1, True, None)
        assert [one.is_behind for one in queries.listed(town.officer)] == [True, False]

        newer = commands.catch_up(questionnaire=own.questionnaire, by=town.officer, at=NOON)

        assert (newer.number, newer.parent, newer.is_draft) == (2, second, True)
        assert [item.wording for item in newer.form.items] == [
            "目标达到没有", "发展思路是否清晰", "工作措施是否得力", "赶集日办事是否方便",
        ]  # fmt: skip
        commands.approve(version=newer, by=town.leader, at=NOON)
        assert not any(one.is_behind for one in queries.below(first.questionnaire))

    def test_to_the_villages_takes_what_the_township_added_as_fixed(self, town):
        own = commands.approve(version=with_own_item(town, adopted(town)), by=town.leader, at=NOON)
        commands.push_down(version=own, units=[town.shiqiao], by=town.leader, at=NOON)
        given = sharing.as_handed_down(own.form)

        assert not any(item.is_local for item in given.items) and queries.approved(town.worker).get() == own
        with pytest.raises(Unfit, match="不能改"):
            sharing.refuse_changes(own.form, authoring.remove(given, "q1"))
        sharing.refuse_changes(own.form, authoring.take(given, PACKS["opinions"], is_local=True))

    def test_is_adopted_once(self, town):
        version = handed_down(town)
        adopted(town, version)

        with pytest.raises(Unfit, match="已经采用"):
            adopted(town, version)
        assert not queries.can_adopt(version.questionnaire, town.officer)
        assert queries.can_adopt(version.questionnaire, town.stranger)


class TestAuthoring:
    def test_moves_a_question_within_and_between_sections(self, town):
        form = authoring.add_section(authoring.take(Form("问卷"), PACKS["four_sides"]), "意见")

        def order(form):
            return [[item.code[-1] for item in section.items] for section in form.sections]

        assert order(authoring.move(form, "four_sides_1", 1)) == [["2", "1", "3", "4"], []]
        assert order(authoring.move(form, "four_sides_4", 1)) == [["1", "2", "3"], ["4"]]
        assert order(authoring.move(authoring.move(form, "four_sides_4", 1), "four_sides_4", -1)) == order(form)
        assert authoring.move(form, "four_sides_1", -1) == authoring.move(form, "nothing", 1) == form
        assert order(authoring.move(form, "s_four_sides", 1)) == [[], ["1", "2", "3", "4"]]

    def test_refuses_a_step_that_would_leave_a_condition_without_its_question(self, town):
        form = authoring.take(Form("自查"), PACKS["self_checks"])

        for step, words in [
            (lambda: authoring.remove(form, "self_checks_1"), "请先改那一题的条件"),
            (lambda: authoring.move(form, "self_checks_1_text", -1), "指不到"),
            (lambda: authoring.put_item(form, replace(form.item("self_checks_1"), scale="three"), scale=SCALES["three"]), "选项会没有"),
            (lambda: authoring.put_item(form, replace(form.item("self_checks_1"), kind=TEXT, scale="")), "指不到"),
        ]:  # fmt: skip
            with pytest.raises(Unfit, match=words):
                step()
        assert authoring.remove(form, "s_self_checks_1").items == form.items[2:]

    @pytest.mark.mechanism("M161")
    def test_lets_an_office_write_its_own_options_with_marks_and_says_what_counts_as_satisfied(self):
        scale = authoring.own_scale(Form("问卷"), ["很好 = 100", "好=85", "一般：60", "差=0", "不了解"])

        assert [(one.label, one.score, one.step) for one in scale.options] == [
            ("很好", 100, "satisfied"), ("好", 85, "satisfied"), ("一般", 60, "fairly"), ("差", 0, "dissatisfied"),
            ("不了解", None, "unknown"),
        ]  # fmt: skip
        assert [scale.grade(score) for score in (86, 76, 61, 30)] == ["满意", "比较满意", "基本满意", "不满意"]
        plain = authoring.own_scale(Form("问卷"), ["有", "没有"])
        assert not plain.grades and all(one.step == "" for one in plain.options)
        for lines in (["好"], ["好", "好"], ["好=100", "差"], ["好=101", "差=0"], [str(n) for n in range(13)]):
            with pytest.raises(Unfit):
                authoring.own_scale(Form("问卷"), lines)

    def test_takes_a_set_twice_under_new_codes_and_a_part_of_it(self):
        form = authoring.take(authoring.take(Form("问卷"), PACKS["self_checks"]), PACKS["self_checks"])
        form.check()
        assert len(form.items) == 16 and form.items[9].only_if == ("self_checks_1_1", ("some", "many"))

        part = authoring.take(Form("问卷"), PACKS["self_checks"], items=["self_checks_2_text", "self_checks_3"])
        assert [(item.code, item.only_if) for item in part.items] == [
            ("self_checks_2_text", None),
            ("self_checks_3", None),
        ]
        with pytest.raises(Unfit, match="至少选一题"):
            authoring.take(Form("问卷"), PACKS["self_checks"], items=["x"])
        with pytest.raises(Unfit, match="本单位的目标"):
            authoring.take(Form("问卷"), PACKS["sector_goal"])


class TestTheBank:
    def test_holds_sets_that_stand_and_no_code_twice(self):
        for pack in PACKS.values():
            pack.form.check()
        codes = [item.code for pack in PACKS.values() for item in pack.items]
        assert len(codes) == len(set(codes))
        labels = {}
        for scale in [scale for pack in PACKS.values() for scale in pack.scales] + list(SCALES.values()):
            assert labels.setdefault(scale.code, scale) == scale  # one code, one scale

    @pytest.mark.mechanism("M197")
    def test_cannot_average_the_three_satisfactions(self):
        pack = PACKS["three_satisfied"]
        assert pack.is_apart and len(pack.items) == 3
        assert all(option.score is None for scale in pack.scales for option in scale.options)
        assert [option.step for option in pack.scales[0].options] == ["satisfied", "fairly", "dissatisfied", "unknown"]

    @pytest.mark.mechanism("M161")
    def test_grades_as_the_local_score_form_does(self):
        four = SCALES["four"]
        assert [four.grade(score) for score in (100, 85, 84.9, 75, 60, 59)] == [
            "满意", "满意", "比较满意", "比较满意", "基本满意", "不满意",
        ]  # fmt: skip
        assert [one.score for one in four.options] == [100, 80, 60, 0]
        assert all(one.score is None for scale in SCALES.values() for one in scale.options if one.step == "unknown")
