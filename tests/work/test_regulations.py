"""制度库, 目标, 责任, 检查频次 (M215, M243, M244, M247, M269)."""

from datetime import date, timedelta

import pytest

from lianxin.base.compliance import Uncleared
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns.problems import Unfit
from lianxin.work.regulations import commands, queries
from lianxin.work.regulations.commands.library import as_articles
from lianxin.work.regulations.models import Regulation, Responsibility
from tests.conftest import NOON
from tests.work.hazard_scenes import hazard_made
from tests.work.regulation_scenes import LEAVE, drafted, in_force

TODAY = NOON.date()
FROM = date(2026, 11, 10)


class TestARegulation:
    @pytest.mark.mechanism("M215")
    def test_is_drafted_by_one_approved_by_another_and_replaced_by_the_next_version(self, town):
        first = drafted(town)
        assert list(queries.in_force(TODAY)) == []
        with pytest.raises(NotAllowed):
            commands.approve_version(version=first, valid_from=TODAY, by=town.clerk, at=NOON)
        commands.change_draft(version=first, articles=LEAVE, by=town.clerk, at=NOON)
        first = commands.approve_version(version=first, valid_from=TODAY, by=town.county_leader, at=NOON)
        with pytest.raises(WrongState):
            commands.change_draft(version=first, articles=LEAVE, by=town.clerk, at=NOON)

        again = [*LEAVE[:1], "请假三天以内的，由总站站长批准，写明谁代班。", LEAVE[2], "年休假另行规定。"]
        second = commands.draft_version(
            regulation=first.regulation, articles=again, note="写明代班", by=town.clerk, at=NOON
        )
        with pytest.raises(Unfit, match="接着改"):
            commands.draft_version(regulation=first.regulation, articles=again, note="再改", by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="之后施行"):
            commands.approve_version(version=second, valid_from=TODAY, by=town.county_leader, at=NOON)
        commands.approve_version(version=second, valid_from=FROM, by=town.county_leader, at=NOON)

        assert [one.number for one in queries.in_force(FROM - timedelta(days=1))] == [1]
        assert [one.number for one in queries.in_force(FROM)] == [2]
        assert [(one.kind, one.was_number, one.now_number) for one in queries.changes(first, second)] == [
            ("same", 1, 1), ("changed", 2, 2), ("same", 3, 3), ("new", None, 4),
        ]  # fmt: skip
        assert {"regulation.drafted", "regulation.approved"} <= set(Entry.objects.values_list("event", flat=True))

    def test_may_be_withdrawn_by_who_approves_and_binds_nobody_after_that(self, town):
        version = in_force(town)
        with pytest.raises(Unfit, match="为什么"):
            commands.withdraw_version(version=version, until=FROM, reason=" ", by=town.county_leader, at=NOON)
        commands.withdraw_version(version=version, until=FROM, reason="并入新制度", by=town.county_leader, at=NOON)

        assert queries.in_force(FROM).count() == 1 and not queries.in_force(FROM + timedelta(days=1)).exists()

    def test_typed_with_numbers_is_read_article_by_article(self):
        assert as_articles("第一条 八点半上班。\n五点半下班。\n第二条　有事请假。") == [
            "八点半上班。\n五点半下班。", "有事请假。",
        ]  # fmt: skip
        assert as_articles("八点半上班。\n\n有事请假。") == ["八点半上班。", "有事请假。"]

    def test_of_the_county_binds_a_village_and_that_of_a_neighbour_does_not(self, town):
        in_force(town)
        assert queries.in_force_of(town.shiqiao, TODAY).count() == 1
        assert [one.title for one in queries.library(town.worker)] == ["请销假制度"]

        version = drafted(town, title="责任追究制度", kind="accountability")
        commands.approve_version(version=version, valid_from=TODAY, by=town.county_leader, at=NOON)
        named = [str(one) for one in queries.articles(TODAY, town.shiqiao, kinds=["accountability"])]
        assert named[0] == "《责任追究制度》（第 1 版）第 1 条" and len(named) == 3


class TestATarget:
    def aimed(self, town, **changes):
        given = {"unit": town.qingshui, "year": 2026, "title": "打造党建示范点", "aim": 3, "measure": "个",
                 "due_on": date(2026, 12, 20), "by": town.clerk, "at": NOON,
                 "items": ["石桥村党支部", "柳湾村党支部", "镇敬老院党支部"]}  # fmt: skip
        return commands.set_target(**{**given, **changes})

    @pytest.mark.mechanism("M269")
    def test_of_named_things_counts_those_that_are_ticked(self, town):
        target = self.aimed(town)
        weak = self.aimed(town, title="整顿软弱涣散党支部", aim=1, items=["沙滩村党支部"])
        item = target.items.get(number=1)
        with pytest.raises(Unfit, match="凭什么"):
            commands.tick_item(item=item, on=TODAY, evidence="", by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.tick_item(item=item, on=TODAY, evidence="验收文件", by=town.worker, at=NOON)
        commands.tick_item(item=item, on=TODAY, evidence="组织部验收文件", by=town.clerk, at=NOON)
        commands.tick_item(item=weak.items.get(), on=TODAY, evidence="整顿验收表", by=town.clerk, at=NOON)

        found = {one.target.title: (one.done, one.left, one.reached) for one in
                 queries.counters(town.clerk, town.county, 2026, TODAY)}  # fmt: skip
        assert found == {"打造党建示范点": (1, 2, False), "整顿软弱涣散党支部": (1, 0, True)}
        commands.untick_item(item=item, reason="登记错了", by=town.clerk, at=NOON)
        assert queries.target_of(target, town.clerk, TODAY).done == 0

    def test_of_an_indicator_is_computed_and_takes_no_items(self, town, concern):
        with pytest.raises(Unfit, match="不用列项"):
            self.aimed(town, counted_by="concern.received")
        with pytest.raises(Unfit, match="没有这个指标"):
            self.aimed(town, counted_by="concern.nonsense", items=())
        target = self.aimed(town, title="受理诉求", counted_by="concern.received", items=(), aim=2)

        assert queries.target_of(target, town.clerk, TODAY).done == 1
        with pytest.raises(Unfit, match="不用列项"):
            commands.name_item(target=target, name="一项", by=town.clerk, at=NOON)
        commands.change_target(target=target, aim=1, due_on=date(2026, 11, 30), reason="核减", by=town.clerk, at=NOON)
        target.refresh_from_db()
        assert queries.target_of(target, town.clerk, TODAY).reached is True
        commands.drop_target(target=target, reason="不再要求", by=town.clerk, at=NOON)
        assert queries.counters(town.clerk, town.county, 2026, TODAY) == []


class TestResponsibility:
    @pytest.mark.mechanism("M247")
    def test_has_one_first_person_at_a_time_and_is_dated(self, town):
        given = {"of": "drive:ABC123", "about": "大走访", "unit": town.county, "by": town.clerk, "at": NOON}
        commands.name_responsible(role="first", name="高远", post="办主任", since=date(2026, 1, 1), **given)
        commands.name_responsible(role="direct", name="周敏", post="副主任", since=date(2026, 1, 1), **given)
        commands.name_responsible(role="first", person=town.people["county_leader"], post="主任", since=FROM, **given)

        assert [str(one) for one in queries.answerable("drive:ABC123", TODAY)] == ["办主任 高远", "副主任 周敏"]
        assert [str(one) for one in queries.answerable("drive:ABC123", FROM)] == ["主任 高远", "副主任 周敏"]
        direct = Responsibility.objects.get(role="direct")
        commands.end_responsibility(responsibility=direct, until=TODAY, by=town.clerk, at=NOON)
        assert len(queries.answerable("drive:ABC123", FROM)) == 1
        with pytest.raises(NotAllowed):
            commands.name_responsible(**{**given, "by": town.stranger}, role="direct", name="某", post="某", since=FROM)


class TestACadence:
    def planned(self, town, **changes):
        given = {"unit": town.county, "title": "检查工作站", "every": "month", "who": "township", "by": town.clerk,
                 "at": NOON, "counted_by": "hazard.registered"}  # fmt: skip
        return commands.draft_cadence(**{**given, **changes})

    @pytest.mark.mechanism("M243")
    def test_a_month_is_kept_when_the_records_show_it(self, town):
        cadence = commands.switch_on_cadence(cadence=self.planned(town), by=town.clerk, at=NOON)
        assert queries.kept(cadence, town.clerk, TODAY) == queries.Kept(1, 0)
        hazard_made(town)
        assert queries.kept(cadence, town.clerk, TODAY) == queries.Kept(1, 1)
        assert queries.kept(cadence, town.clerk, date(2026, 12, 31)) == queries.Kept(2, 1)
        commands.switch_off_cadence(cadence=cadence, reason="并入月例会", by=town.clerk, at=NOON)

    @pytest.mark.mechanism("M243")
    @pytest.mark.parametrize(("every", "who"), [("day", "village"), ("week", "community"), ("day", "township")])
    def test_a_daily_or_weekly_duty_pushed_down_is_refused_until_somebody_else_allows_it(self, town, every, who):
        rule = in_force(town, kind="inspection", title="检查制度").regulation
        cadence = self.planned(town, every=every, who=who, regulation=rule)
        assert {one.rule for one in queries.breaches_of(cadence)} >= {"BAN-4"}
        with pytest.raises(Uncleared, match="禁令四"):
            commands.switch_on_cadence(cadence=cadence, by=town.clerk, at=NOON)

        asked = commands.ask_exemption(
            unit=town.county, setting="regulations.cadence", key=cadence.code, reason="汛期", by=town.clerk, at=NOON
        )
        with pytest.raises(NotAllowed):
            commands.approve_exemption(exemption=asked, until=FROM, reason="同意", by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="一年"):
            commands.approve_exemption(
                exemption=asked, until=date(2028, 1, 1), reason="同意", by=town.county_leader, at=NOON
            )
        allowed = commands.approve_exemption(
            exemption=asked, until=FROM, reason="汛期同意", by=town.county_leader, at=NOON
        )
        commands.switch_on_cadence(cadence=cadence, by=town.clerk, at=NOON)

        used = Entry.objects.get(event="exemption.used")
        assert used.detail["approver"] == "高远" and "禁令四" in used.detail["rules"]
        held = [one.state for setting in queries.compared(town.county_leader, TODAY) for one in setting.held
                if one.reading.key == cadence.code]  # fmt: skip
        assert held == ["exempt"]
        commands.withdraw_exemption(exemption=allowed, reason="汛期过了", by=town.county_leader, at=NOON)
        held = [one.state for setting in queries.compared(town.clerk, TODAY) for one in setting.held
                if one.reading.key == cadence.code]  # fmt: skip
        assert held == ["breaks"]

    def test_of_a_village_needs_a_regulation_in_force(self, town):
        with pytest.raises(Unfit, match="依据"):
            commands.switch_on_cadence(cadence=self.planned(town, who="village"), by=town.clerk, at=NOON)
        draft = drafted(town, title="检查制度").regulation
        assert Regulation.objects.get() == draft
        with pytest.raises(Unfit, match="正在施行"):
            commands.switch_on_cadence(
                cadence=self.planned(town, who="village", regulation=draft), by=town.clerk, at=NOON
            )
