"""责任清单: who owned what on that day, how a list comes to be, and what may not be handed to a village."""

from datetime import date, timedelta

import pytest

from lianxin.base.files.tables import Sheet
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.work.concerns import commands, duty_files, duty_queries
from lianxin.work.concerns.bulk import Deed, Story, load
from lianxin.work.concerns.duty_book import DutyBook, topics_without_rule
from lianxin.work.concerns.duty_terms import LeadBy
from lianxin.work.concerns.duty_tryout import tried
from lianxin.work.concerns.indicators import handed_outside
from lianxin.work.concerns.models import Concern, DutyList, OutsideHanding
from lianxin.work.concerns.problems import Unfit
from tests.conftest import NOON
from tests.work.conftest import LIMIT, registered
from tests.work.duty_scenes import days, in_force, party, sorted_as, topic

TODAY = NOON.date()


class TestTheList:
    @pytest.mark.mechanism("M045")
    def test_names_the_one_in_charge_by_the_deepest_place_and_then_the_deepest_topic(self, town):
        own_lamps = {"topic": topic("城乡建设"), "place": town.liuwan, "lead": party(town.qingshui)}
        in_force(town, own_lamps)
        ask = DutyBook().owners

        lamp = ask(topic("道路路灯"), town.shiqiao, TODAY).owner
        assert lamp.lead == town.building and lamp.helpers == (town.qingshui,)
        assert "第1版" in lamp.sentence and "县住建局主办，清水镇协办，依据县政府办2026年3号" in lamp.sentence
        assert ask(topic("道路路灯"), town.liuwan, TODAY).owner.lead == town.qingshui  # the place before the topic
        assert ask(topic("物业服务"), town.shahe, TODAY).owner.lead == town.building  # by the topic above
        assert ask(topic("村务公开"), town.shahe, TODAY).owner.lead == town.shahe
        assert (
            ask(topic("供水排水"), town.shahe, TODAY).owner.lead == town.building
        )  # the rule for 清水镇 is not for 白沙镇
        assert ask(topic("医疗保险"), town.shiqiao, TODAY).owners == ()

    def test_answers_the_same_when_read_as_a_whole(self, town):
        in_force(town, {"topic": topic("城乡建设"), "place": town.liuwan, "lead": party(town.qingshui)})
        one, whole = DutyBook(), DutyBook(whole=True)

        for label in ("道路路灯", "供水排水", "村务公开", "医疗保险", "物业服务"):
            for place in (town.shiqiao, town.liuwan, town.shahe, town.qingshui, town.school):
                assert one.owners(topic(label), place, TODAY) == whole.owners(topic(label), place, TODAY)

    def test_remembers_who_owned_what_on_a_past_day(self, town):
        in_force(town)
        draft = commands.draft_list(by=town.clerk, at=days(1))
        commands.put_rule(
            duty_list=draft, topic=topic("道路路灯"), lead=party(town.qingshui), by=town.clerk, at=days(1)
        )
        commands.approve_list(duty_list=draft, valid_from=TODAY + timedelta(days=10), by=town.clerk, at=days(1))
        ask = DutyBook().owners

        assert ask(topic("道路路灯"), town.shiqiao, TODAY - timedelta(days=1)).duty_list is None
        assert ask(topic("道路路灯"), town.shiqiao, TODAY + timedelta(days=9)).owner.lead == town.building
        later = ask(topic("道路路灯"), town.shiqiao, TODAY + timedelta(days=10))
        assert later.owner.lead == town.qingshui and later.duty_list.version == 2
        assert DutyList.objects.get(version=1).valid_to == TODAY + timedelta(days=9)

    def test_compares_a_draft_with_the_version_in_force_and_shows_what_it_leaves_out(self, town):
        old = in_force(town)
        draft = commands.draft_list(by=town.clerk, at=NOON)
        assert duty_queries.changes(old, draft) == []

        commands.put_rule(duty_list=draft, topic=topic("道路路灯"), lead=party(town.qingshui), by=town.clerk, at=NOON)
        commands.remove_rule(rule=draft.rules.get(topic=topic("村务公开")), by=town.clerk, at=NOON)

        assert {(c.topic, c.was, c.now) for c in duty_queries.changes(old, draft)} == {
            ("村务公开", "属地村、社区", ""), ("道路路灯", "县住建局；属地乡镇；县政府办2026年3号", "清水镇"),
        }  # fmt: skip
        bare, partly = topics_without_rule(draft, TODAY)
        assert topic("医疗保险") in bare and topic("村务公开") in bare
        assert topic("道路路灯") not in bare and topic("供水排水") not in partly

    def test_is_drafted_by_the_office_approved_and_then_never_changed(self, town):
        with pytest.raises(NotAllowed):
            commands.draft_list(by=town.officer, at=NOON)
        approved = in_force(town)
        rule = approved.rules.first()

        with pytest.raises(Unfit, match="审定过的清单不能改"):
            commands.remove_rule(rule=rule, by=town.clerk, at=NOON)
        draft = commands.draft_list(by=town.clerk, at=NOON)
        assert draft.rules.count() == approved.rules.count() and draft.version == 2
        with pytest.raises(Unfit, match="已经有一份草稿"):
            commands.draft_list(by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.approve_list(duty_list=draft, valid_from=days(5).date(), by=town.inspector, at=NOON)
        with pytest.raises(Unfit, match="不能早于今天"):
            commands.approve_list(duty_list=draft, valid_from=date(2026, 1, 1), by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="要晚于现行"):
            commands.approve_list(duty_list=draft, valid_from=TODAY, by=town.clerk, at=NOON)
        commands.drop_draft(duty_list=draft, by=town.clerk, at=NOON)
        assert [one.event for one in book.story("duty:2")] == ["duty.drafted", "duty.dropped"]
        assert DutyList.objects.count() == 1


class TestTheTable:
    def test_is_read_by_its_headings_and_bad_rows_come_back_with_number_and_reason(self, town):
        rows = [
            ["责任清单", None, None, None, None, None],
            ["一级", "二级", "属地", "主办单位", "协办单位", "依据"],
            ["城乡建设", "道路路灯", "全县", "住建局", "属地乡镇、县水利局", "三定方案"],
            ["城乡建设", "供水排水", "清水镇石桥村", "县水利局", "", ""],
            ["城乡建设", "会飞的路灯", "", "县住建局", "", ""],
            ["城乡建设", "停车", "", "县住建局", "", ""],
            ["城乡建设", "道路路灯", "", "县水利局", "", ""],
            ["农业农村", "村务公开", "火星村", "属地村（社区）", "", ""],
            ["农业农村", "村务公开", "", "某某局", "", ""],
            ["农业农村", "", "", "", "", ""],
        ]  # fmt: skip
        good, bad = duty_files.Resolver(under=town.county, on=TODAY).resolve(duty_files.lines_of([Sheet("清单", rows)]))

        assert [(e.number, e.topic.label, e.place, e.lead.word) for e in good] == [
            (3, "道路路灯", None, "县住建局"), (4, "供水排水", town.shiqiao, "县水利局"),
        ]  # fmt: skip
        assert [one.word for one in good[0].helpers] == ["属地乡镇", "县水利局"]
        assert [(r.number, r.reason.split("：")[0][:8]) for r in bad] == [
            (5, "没有这个分类"), (6, "没有这个分类"), (7, "与第 3 行是同"),
            (8, "属地“火星村”对"), (9, "单位“某某局”对"), (10, "没有写主办单位。"),
        ]  # fmt: skip
        draft = commands.draft_list(by=town.clerk, at=NOON)
        assert commands.import_rules(duty_list=draft, entries=good, rejected=6, by=town.clerk, at=NOON) == 2
        assert duty_queries.helpers_word(draft.rules.get(place=None)) == "属地乡镇、县水利局"

    def test_without_the_two_columns_is_refused(self):
        with pytest.raises(Unfit, match="没有找到“分类”和“主办单位”"):
            duty_files.lines_of([Sheet("x", [["甲", "乙"], ["1", "2"]])])


class TestAVillage:
    @pytest.mark.mechanism("M045")
    def test_is_not_given_what_the_list_gives_to_a_department_without_a_reason_that_is_counted(self, town):
        in_force(town)
        concern = sorted_as(town)

        with pytest.raises(Unfit, match="由县住建局主办，不在石桥村的清单内") as refused:
            commands.assign(concern=concern, to=town.shiqiao, by=town.officer, at=NOON)
        assert refused.value.field == "outside_reason" and not OutsideHanding.objects.exists()
        with pytest.raises(Unfit):
            commands.assign(concern=concern, to=town.shiqiao, outside_reason="清单外", by=town.officer, at=NOON)
        commands.assign(
            concern=concern, to=town.shiqiao, outside_reason="灯是村里自己装的，村委会同意修", by=town.officer, at=NOON
        )

        kept = OutsideHanding.objects.get()
        assert (kept.unit_path, kept.to, kept.rule.topic) == (town.qingshui.path, town.shiqiao, topic("道路路灯"))
        month = Period.month(2026, 11)
        assert handed_outside.value(month, town.county, by=town.clerk) == 1
        seen = duty_queries.outside(town.clerk, TODAY, TODAY, 50)
        assert seen.count == 1 and seen.by_unit == [(town.qingshui, 1)]
        assert duty_queries.outside(town.stranger, TODAY, TODAY, 50).count == 0

    def test_takes_what_its_list_names_it_for(self, town):
        in_force(town)

        commands.assign(concern=sorted_as(town, "村务公开"), to=town.shiqiao, by=town.officer, at=NOON)
        with pytest.raises(Unfit, match="不在柳湾村的责任清单内|由石桥村主办"):
            commands.assign(concern=sorted_as(town, "村务公开"), to=town.liuwan, by=town.officer, at=NOON)

        assert not OutsideHanding.objects.exists()

    def test_takes_only_what_was_raised_in_it_while_there_is_no_list(self, town):
        commands.assign(concern=sorted_as(town), to=town.shiqiao, by=town.officer, at=NOON)

        with pytest.raises(Unfit, match="这件事不在柳湾村的责任清单内"):
            commands.assign(concern=sorted_as(town), to=town.liuwan, by=town.officer, at=NOON)
        with pytest.raises(Unfit):
            commands.assign(concern=sorted_as(town, unit=town.building), to=town.shiqiao, by=town.clerk, at=NOON)

    def test_is_spared_by_every_path(self, town):
        """改派 asks as 交办 does, and so does a whole load."""
        in_force(town)
        concern = commands.assign(concern=sorted_as(town), to=town.building, by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="由县住建局主办"):
            commands.reassign(concern=concern, to=town.shiqiao, reason="就近办理", by=town.clerk, at=NOON)

        given = {"text": "灯坏了。", "kind": "help", "channel": "counter", "unit": town.shiqiao}
        sort = {"topic": topic("道路路灯"), "kind": "help", "handling": "time_limit", **LIMIT}
        story = Story((Deed("register", days(1), town.clerk, given), Deed("classify", days(1), town.clerk, sort),
                       Deed("assign", days(1), town.clerk, {"to": town.shiqiao})))  # fmt: skip
        with pytest.raises(Unfit, match="由县住建局主办"):
            load([story])

    def test_and_a_township_is_not_given_a_departments_matter_either(self, town):
        in_force(town)

        with pytest.raises(Unfit, match="不在清水镇的清单内"):
            commands.assign(concern=sorted_as(town), to=town.qingshui, by=town.clerk, at=NOON)
        commands.assign(concern=sorted_as(town, "医疗保险"), to=town.qingshui, by=town.clerk, at=NOON)

        assert Concern.objects.filter(outside_on=None).count() == 2

    def test_told_in_bulk_leaves_the_same_records(self, town):
        in_force(town)
        given = {"text": "灯坏了。", "kind": "help", "channel": "counter", "unit": town.shiqiao}
        sort = {"topic": topic("道路路灯"), "kind": "help", "handling": "time_limit", **LIMIT}
        hand = {"to": town.shiqiao, "outside_reason": "灯是村里自己装的", "helpers": (town.building, town.qingshui),
                "due_on": days(5).date(), "help_due_on": days(3).date(), "instruction": "请修"}  # fmt: skip
        concern = registered(town, **given, by=town.clerk, at=days(1), asker=None).concern
        concern = commands.classify(concern=concern, by=town.clerk, at=days(1), **sort)
        one = commands.assign(concern=concern, by=town.clerk, at=days(1), **hand)

        load([Story((Deed("register", days(2), town.clerk, given), Deed("classify", days(2), town.clerk, sort),
                     Deed("assign", days(2), town.clerk, {**hand, "due_on": days(6).date(), "help_due_on": days(4).date()})))])  # fmt: skip

        other = Concern.objects.exclude(pk=one.pk).get()
        assert [_task(t, 0) for t in one.tasks.all()] == [_task(t, 1) for t in other.tasks.all()] != []
        assert [(h.to, h.reason, h.rule, h.unit_path, h.by_post) for h in one.outside_handings.all()] == [
            (h.to, h.reason, h.rule, h.unit_path, h.by_post) for h in other.outside_handings.all()
        ]
        assert [e.event for e in book.story(one.ref)] == [e.event for e in book.story(other.ref)]
        assert other.due_on == one.due_on + timedelta(days=1) == days(6).date()


def _task(task, later):
    moved = [day - timedelta(days=later) for day in (task.asked_on, task.due_on)]
    return (task.unit, task.role, task.instruction, task.asked_by_name, moved)


def test_a_party_has_a_word():
    assert duty_files.Party(LeadBy.TOWNSHIP).word == "属地乡镇"


class TestATryout:
    def test_tells_whose_last_months_matters_would_have_been_and_hands_out_nothing(
        self, town, django_assert_max_num_queries
    ):
        in_force(town)
        for label in ("道路路灯", "道路路灯", "供水排水", "村务公开"):
            sorted_as(town, label)
        registered(town)  # nobody has sorted it
        draft = commands.draft_list(by=town.clerk, at=NOON)
        commands.put_rule(duty_list=draft, topic=topic("道路路灯"), place=town.qingshui, lead=party(town.water_bureau),
                          by=town.clerk, at=NOON)  # fmt: skip
        commands.remove_rule(rule=draft.rules.get(topic=topic("村务公开")), by=town.clerk, at=NOON)
        with django_assert_max_num_queries(12):
            found = tried(draft, by=town.clerk, today=days(35).date())

        assert (found.month, found.total, found.count, found.unnamed) == (date(2026, 11, 30), 5, 3, 2)
        assert [(one.topic, one.was, one.now, one.count) for one in found.first] == [
            ("道路路灯", "县住建局", "县水利局", 2), ("村务公开", "石桥村", "清单没有写", 1)]  # fmt: skip
        assert tried(draft, by=town.stranger, today=days(35).date()).total == 0
        assert tried(draft, by=town.clerk, today=NOON.date()).total == 0  # of October there is nothing
        assert not Concern.objects.exclude(handler=None).exists()
