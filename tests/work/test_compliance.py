"""五条禁令和 JF-1…10: settings that break each of them, and what keeps those that no setting can break."""

import ast
from datetime import date

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from lianxin.base.compliance import RULES, SETTINGS, Breach, Reading, Setting, Uncleared, guard
from lianxin.base.indicators.kinds import Count
from lianxin.base.indicators.registry import INDICATORS, register
from lianxin.base.indicators.traces import TRACES, TraceCounted
from lianxin.base.journal.models import Entry
from lianxin.pure.paper import Paper, Para, length_note, runs
from lianxin.reports.returns.commands.forms import LineSpec
from lianxin.work.concerns.problems import Unfit
from lianxin.work.evidence.models import Evidence
from lianxin.work.inspections.commands.plans import set_limit as limit_inspections
from lianxin.work.offline.boxes import Box
from lianxin.work.offline.compliance import FORCED, breaches_of
from lianxin.work.offline.kinds import KINDS
from lianxin.work.planner.commands import set_limit as limit_receiving
from lianxin.work.quotas import commands as quotas
from lianxin.work.quotas.clauses import Clause
from lianxin.work.regulations import commands, queries
from lianxin.work.workdays.commands.themes import set_rule
from lianxin.work.workdays.models import DayRecord
from lianxin.work.writings.models import Writing
from lianxin.work.writings.terms import VIEW as SEE_WRITING
from tests.conftest import NOON
from tests.house import source
from tests.reports.return_scenes import form_made

TODAY = NOON.date()
OURS = [model for model in apps.get_models() if model.__module__.startswith("lianxin.")]
ABSOLUTE = sorted(code for code, rule in RULES.items() if rule.is_absolute)
OTHERS = sorted(set(RULES) - set(ABSOLUTE))


@pytest.fixture
def switch(monkeypatch):
    """A setting “demo.duty” that breaks the named rule while it is a draft; `switch(rule)` declares it anew."""

    def declare(rule):
        breach = Breach(rule, "做得太多")
        reading = Reading("one", "某项任务", "每天一次", (breach,), "周敏", TODAY, is_on=False)
        monkeypatch.setitem(
            SETTINGS, "demo.duty", Setting("demo.duty", "某类设置", (rule,), "看一看", lambda by, on: [reading])
        )
        return breach

    return declare


class TestTheGuard:
    @pytest.mark.parametrize("rule", ABSOLUTE)
    def test_lets_nobody_switch_on_what_breaks_an_absolute_ban(self, town, switch, rule):
        breach = switch(rule)
        with transaction.atomic(), pytest.raises(Uncleared, match="谁也不能批准例外"):
            guard("demo.duty", "one", "每天一次", [breach], by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="谁也不能批准例外"):
            commands.ask_exemption(
                unit=town.county, setting="demo.duty", key="one", reason="要", by=town.clerk, at=NOON
            )

    @pytest.mark.parametrize("rule", OTHERS)
    def test_asks_a_named_person_and_a_reason_for_what_breaks_a_burden_rule(self, town, switch, rule):
        breach = switch(rule)
        given = {"by": town.clerk, "at": NOON}
        with transaction.atomic(), pytest.raises(Uncleared, match="请改小，或者"):
            guard("demo.duty", "one", "每天一次", [breach], **given)
        asked = commands.ask_exemption(unit=town.county, setting="demo.duty", key="one", reason="汛期", **given)
        commands.approve_exemption(
            exemption=asked, until=date(2026, 12, 31), reason="同意", by=town.county_leader, at=NOON
        )
        with transaction.atomic():
            guard("demo.duty", "one", "每天一次", [breach], **given)
        with transaction.atomic(), pytest.raises(Uncleared):
            guard("demo.duty", "one", "每天两次", [breach], **given)
        assert Entry.objects.filter(event="exemption.used", unit_path=town.county.path).count() == 1
        line = next(one for one in queries.compared(town.county_leader, TODAY) if one.setting.code == "demo.duty")
        assert line.held[0].exemption == asked and not line.is_clean

    def test_says_nothing_where_nothing_is_broken(self, town):
        guard("demo.duty", "one", "每月一次", (), by=town.clerk, at=NOON)


class TestRealSettings:
    def test_refuse_what_is_too_much_for_a_village(self, town):
        def drafted(minimum):
            clause = Clause("检查联系制度", "checks", "occasions", "month", minimum)
            return quotas.draft_set(
                unit=town.county, title=f"村里任务{minimum}", subject="units", unit_kinds=["village"], clauses=[clause],
                by=town.clerk, at=NOON,
            )  # fmt: skip

        with pytest.raises(Uncleared, match="每周不止一次"):
            quotas.approve_set(quota_set=drafted(8), valid_from=TODAY, by=town.clerk, at=NOON)
        assert quotas.approve_set(quota_set=drafted(1), valid_from=TODAY, by=town.clerk, at=NOON).valid_from == TODAY
        with pytest.raises(Uncleared, match="大半的工作日"):
            limit_receiving(unit=town.county, days=22, groups=2, by=town.clerk, at=NOON)
        with pytest.raises(Uncleared, match="不起作用"):
            limit_inspections(unit=town.county, per="month", most=20, basis="无", by=town.county_leader, at=NOON)
        with pytest.raises(Uncleared, match="多过每周一次"):
            set_rule(unit=town.county, days=range(1, 13), valid_from=TODAY, by=town.clerk, at=NOON)

    def test_refuse_to_ask_the_same_figure_in_two_forms(self, town):
        asked = LineSpec("approvals", "办理审批事项", units=(town.building,), origin="政务服务系统月报")
        form_made(town, lines=[asked])
        with pytest.raises(Uncleared, match="已经在"):
            form_made(town, code="second", title="第二张表", lines=[asked])

    def test_are_all_read_for_whoever_may_look_and_name_rules_that_exist(self, town):
        found = queries.compared(town.worker, TODAY)

        assert {one.setting.code for one in found} == set(SETTINGS) and len(SETTINGS) >= 18
        assert {rule.code for one in found for rule in one.rules} == set(RULES)
        assert [one.setting.code for one in found if not one.is_clean] == []


class TestFigures:
    """JF-3, 禁令二、三: no indicator counts a table of traces, and none can be declared."""

    def test_cannot_be_counted_from_traces(self):
        diaries = Count(
            code="writing.diaries", label="民情日记", of=Writing.objects.all, dated="submitted_on", to_open=SEE_WRITING,
            basis="交来的日记，按篇计。", where=Q(kind="diary"),
        )  # fmt: skip
        with pytest.raises(TraceCounted):
            register(diaries)
        assert "writing.diaries" not in INDICATORS

    def test_are_not_and_the_tables_of_traces_exist(self):
        sources = {count.of().model._meta.label for one in INDICATORS.values() for count in one.counts}

        assert sources and not sources & TRACES
        ours = {label for label in TRACES if not label.startswith("sessions.")}
        assert ours <= {model._meta.label for model in OURS}


class TestNothingIsForced:
    """JF-1: no file is a condition of anything, and no form on a phone demands a picture or a place."""

    def test_no_record_needs_a_file(self):
        needing = [
            f"{model.__name__}.{field.name}" for model in OURS for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey) and field.related_model is Evidence and not field.null
        ]  # fmt: skip
        files = [
            f"{model.__name__}.{field.name}" for model in OURS for field in model._meta.get_fields()
            if isinstance(field, models.FileField) and not field.blank and "file" not in model.__name__.lower()
        ]  # fmt: skip
        assert needing == [] and files == []

    def test_no_form_on_a_phone_demands_a_picture(self, town):
        assert [box.name for kind in KINDS.values() for box in kind.boxes if box.kind in FORCED] == []
        breach = breaches_of((Box("photo", "现场", "picture", 10, required=True),))
        assert breach[0].is_absolute
        with pytest.raises(Uncleared, match="谁也不能"):
            guard("offline.forms", "visit", "必填：现场", breach, by=town.clerk, at=NOON)


class TestNothingIsSold:
    """禁令五: no field of a price, a fee, a payment or an advertisement."""

    def test_on_any_model(self):
        trade = {"price", "fee", "payment", "paid", "advert", "merchant", "invoice", "checkout", "commission"}
        found = [
            f"{model.__name__}.{field.name}" for model in OURS for field in model._meta.get_fields()
            if set(field.name.split("_")) & trade
        ]  # fmt: skip
        assert found == []


class TestOneWordForAStation:
    """JF-4: a work day is confirmed once for the whole station; there is no row for each person and day."""

    def test_and_day(self):
        once = [set(one.fields) for one in DayRecord._meta.constraints if isinstance(one, models.UniqueConstraint)]
        people = [
            field.name for field in DayRecord._meta.get_fields()
            if isinstance(field, models.ForeignKey) and field.related_model.__name__ in ("StationMember", "Person")
        ]  # fmt: skip

        assert {"station", "on"} in once and people == []


class TestLongPapers:
    """JF-9: a text is said to be long from 4,000 and from 5,000 characters on."""

    @pytest.mark.parametrize(("n", "said"), [(3999, ""), (4001, "4000"), (5001, "5000")])
    def test_are_said_to_be_long(self, n, said):
        note = length_note(Paper("工作总结", (Para(runs("一" * n)),)))
        assert (said in note) if said else note == ""


class TestEveryRule:
    @pytest.mark.parametrize("code", sorted(RULES))
    def test_names_tests_that_exist_or_settings_that_could_touch_it(self, code):
        rule = RULES[code]
        for name in rule.kept_by:
            path, _sep, test = name.partition("::")
            tree = ast.parse((source.ROOT / path).read_text("utf-8"))
            assert test in {node.name for node in tree.body if isinstance(node, ast.ClassDef)}, name
        assert rule.kept_by or any(code in one.rules for one in SETTINGS.values())
        assert not rule.is_absolute or rule.kept_by
