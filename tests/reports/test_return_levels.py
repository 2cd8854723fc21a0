"""逐级上报: opened in one deed, accepted apart from approved, undone from the top down, summed but never typed again.

LIANXIN_WALKS sets how many random walks are taken (few here; the slower part of CI takes many).
"""

import os
import random
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure import approvals
from lianxin.reports.freezes.models import FrozenFigure
from lianxin.reports.returns import commands, gates, queries
from lianxin.reports.returns.commands import LevelSpec
from lianxin.reports.returns.models import MonthReturn, ReturnFigure
from lianxin.reports.returns.problems import Unfit
from lianxin.reports.returns.terms import Stage
from tests.pure.test_approvals import explains
from tests.reports.level_scenes import (
    TOWNSHIPS,
    VILLAGES,
    handed_in,
    level_lines,
    mediated,
    opened_below,
    told,
)
from tests.reports.return_scenes import form_made, on, solved_by

WALKS = max(1, int(os.environ.get("LIANXIN_WALKS", "12")) // 12)
STEPS = 45 if WALKS == 1 else 110


class TestOpening:
    @pytest.mark.mechanism("M286")
    def test_opens_those_below_in_one_deed_each_by_its_day_and_asks_only_what_cannot_be_counted(self, town):
        own = commands.open_return
        form_made(town, lines=level_lines(), month="2026-11", levels=(TOWNSHIPS, VILLAGES))
        early = own(form_code="monthly", unit=town.shiqiao, month="2026-11", by=town.head, at=on(3))

        county = own(form_code="monthly", unit=town.county, month="2026-11", by=town.clerk, at=on(5))

        found = {one.unit.name: one for one in MonthReturn.objects.select_related("unit", "above__unit")}
        above = {name: one.above.unit.name if one.above else "" for name, one in found.items()}
        assert above == {"定安县": "", "清水镇": "定安县", "白沙镇": "定安县", "石桥村": "清水镇", "柳湾村": "清水镇",
                         "沙河村": "白沙镇"}  # fmt: skip
        assert [found[name].due_on.day for name in ("定安县", "清水镇", "柳湾村")] == [5, 3, 2]
        assert found["石桥村"].pk == early.pk and county.lower.count() == 2
        assert Entry.objects.filter(event="return.opened").count() == 6
        for township in ("清水镇", "白沙镇"):  # neither is typed there: the one is counted, the other summed from below
            for figure in found[township].figures.select_related("of__unit", "line"):
                with pytest.raises(Unfit, match="系统记录计算|下级填报"):
                    commands.enter_figure(figure=figure, value=Decimal(1), by=town.clerk, at=on(6))
        for wrong, sentence in (
            ((LevelSpec(("county",), 3),), "类别"), ((LevelSpec(("township",), 6),), "不晚于上一级"),
            ((TOWNSHIPS, LevelSpec(("township",), 2)), "写了两次"), ((LevelSpec(("township",), 3, (town.shiqiao,)),), "下面"),
        ):  # fmt: skip
            with pytest.raises(Unfit, match=sentence):
                form_made(town, lines=level_lines(), month="2026-12", levels=wrong, at=on(6))

    def test_of_a_quarter_is_another_form_with_periods_of_its_own(self, town):
        form_made(town, code="quarterly", lines=level_lines(), month="2026-Q4", every="quarter", levels=(TOWNSHIPS,))
        with pytest.raises(Unfit, match="请另设一张表"):
            form_made(town, code="quarterly", lines=level_lines(), month="2027-01", every="month", at=on(3))
        with pytest.raises(Unfit, match="2026-Q4"):
            commands.open_return(form_code="quarterly", unit=town.county, month="2027-01", by=town.clerk, at=on(3))

        held = commands.open_return(form_code="quarterly", unit=town.county, month="2026-Q4", by=town.clerk, at=on(3))

        assert (held.period.label, held.due_on.isoformat()) == ("2026年第四季度", "2027-01-05")
        assert held.lower.get(unit=town.baisha).due_on.isoformat() == "2027-01-03"
        lower = held.lower.get(unit=town.baisha)
        told(lower, 1, town.clerk, on(4))
        lower = commands.review(month=commands.collect(month=lower, by=town.clerk, at=on(4)), by=town.clerk, at=on(4))
        with pytest.raises(Unfit, match="没有过完"):
            commands.count(month=lower, by=town.clerk, at=on(4))


class TestLevelByLevel:
    @pytest.mark.mechanism("M286", "M232")
    def test_accepts_apart_from_approving_sums_what_was_accepted_and_names_who_was_excused(self, town):
        solved_by(town, town.qingshui, 2)
        solved_by(town, town.shiqiao, 3)
        held = opened_below(town, at=on(30))
        county = commands.collect(month=held["county"], by=town.clerk, at=on(1, 12))
        with pytest.raises(Unfit, match="下级还有 2 份没有接收：清水镇、白沙镇"):
            commands.review(month=county, by=town.clerk, at=on(1, 12))
        own = handed_in(held["qingshui"], town.officer, town.leader, value=7)
        with pytest.raises(NotAllowed):
            commands.accept(month=own, by=town.leader, at=on(1, 12, 12))
        with pytest.raises(Unfit, match="原因"):
            commands.excuse(month=held["baisha"], reason=" ", by=town.clerk, at=on(1, 12, 12))
        commands.excuse(month=held["baisha"], reason="机构正在合并", by=town.clerk, at=on(1, 12, 12))
        with pytest.raises(Unfit, match=r"已经免报（机构正在合并）.*请定安县取消免报"):
            commands.collect(month=held["baisha"], by=town.stranger, at=on(1, 12, 12))
        with pytest.raises(Unfit, match="取消免报"):
            told(held["baisha"], 3, town.stranger, on(1, 12, 12))
        taken, left = commands.accept_several(months=[own, held["baisha"]], by=town.clerk, at=on(1, 12, 12))
        assert [one.stage for one in taken] == [Stage.ACCEPTED] and left[0].startswith("白沙镇：")

        county = commands.count(
            month=commands.review(month=county, by=town.clerk, at=on(1, 12, 12)), by=town.clerk, at=on(1, 12, 12)
        )

        rows = {row.line.label: row for row in queries.sheet(county, town.clerk, on(2, 12).date())}
        summed, counted = rows["司法所调解"], rows["办理解决"]
        assert (summed.total_text, [part.unit for part in summed.below.excused]) == ("7", ["白沙镇"])
        assert summed.below.taken[0].reported_by == "唐山河"
        assert (counted.total_text, counted.below.text, counted.apart) == ("5", "5", None)
        assert mediated(county).value == 7 and counted.cells[0].figure.frozen.of == county.ref

    @pytest.mark.mechanism("M288")
    def test_counts_its_own_figure_from_the_records_and_opens_what_those_below_did_not_count(self, town):
        solved_by(town, town.qingshui, 2)
        held = opened_below(town, LevelSpec(("village",), 3, (town.shiqiao, town.shahe)), at=on(30))
        solved_by(town, town.shiqiao, 1, day=30)
        for name, by, hour in (("shiqiao", town.head, 11), ("shahe", town.clerk, 13)):
            month = handed_in(held[name], by, by, value=0, hour=hour)
            commands.accept(month=month, by=town.county_leader, at=on(1, 12, hour + 1))
        county = held["county"]
        for step in (commands.collect, commands.review, commands.count):
            county = step(month=county, by=town.clerk, at=on(2, 12))

        [row] = [row for row in queries.sheet(county, town.clerk, on(2, 12).date()) if not row.line.is_external]
        found = queries.gap(row.cells[0].figure, county, town.clerk, on(2, 12).date())

        assert (row.total_text, row.below.text, row.apart_text) == ("3", "1", "2")
        assert (len(found.here), found.below, found.uncounted) == (2, (), 0)

    def test_is_undone_from_the_top_down_and_what_was_signed_stays(self, town):
        held = opened_below(town, at=on(30))
        own = handed_in(held["qingshui"], town.officer, town.leader, value=7)
        first = own.figures.get(line__number=1).frozen
        commands.excuse(month=held["baisha"], reason="机构正在合并", by=town.clerk, at=on(1, 12, 12))
        own = commands.accept(month=own, by=town.clerk, at=on(1, 12, 12))
        county = commands.review(month=commands.collect(month=held["county"], by=town.clerk, at=on(1, 12, 12)), by=town.clerk,
                                 at=on(1, 12, 12))  # fmt: skip
        for deed, by, month in (
            (commands.unaccept, town.clerk, own), (commands.take_back, town.leader, own), (commands.unexcuse, town.clerk, held["baisha"]),
        ):  # fmt: skip
            with pytest.raises(Unfit, match="先由定安县撤回、退回收集|请定安县先退还接收"):
                deed(month=month, reason="再核一遍", by=by, at=on(2, 12))
        assert "请清水镇" not in queries.why_locked(own) and "请定安县先退还接收" in queries.why_locked(own)
        commands.send_back(month=county, reason="清水镇的数要重核", by=town.clerk, at=on(2, 12))
        own = commands.unaccept(month=own, reason="要重核", by=town.clerk, at=on(2, 12))
        own = commands.send_back(month=own, reason="调解数和月报对不上", by=town.clerk, at=on(2, 12))
        told(own, 8, town.officer, on(2, 12))

        for step in (commands.collect, commands.review, commands.count):
            own = step(month=own, by=town.officer, at=on(2, 12))

        again = own.figures.get(line__number=1).frozen
        change = mediated(own).changes.get()
        assert again.pk != first.pk and FrozenFigure.objects.filter(pk=first.pk, signed_by="李青").exists()
        assert (change.old, change.new, change.is_refiled) == (7, 8, True)
        assert mediated(own).last_change is None

    def test_waits_at_the_gate_for_what_does_not_add_up(self, town, monkeypatch):
        held = opened_below(town, at=on(30))
        monkeypatch.setattr(gates, "_gates", {"one": lambda month, by, today: ["“调解”比上期多十倍，请核对。", "二。"]})
        with pytest.raises(Unfit, match="请核对。还有 1 条。"):
            handed_in(held["qingshui"], town.officer, town.leader, value=7)
        with pytest.raises(ValueError, match="twice"):
            gates.gate("one", lambda month, by, today: [])
        gates.gate("two", lambda month, by, today: [])
        assert len(gates.shut(held["county"], town.clerk, on(1, 12).date())) == 2


class TestAQuestion:
    @pytest.mark.mechanism("M231")
    def test_on_one_figure_is_answered_by_the_unit_closed_by_who_asked_and_keeps_it_from_being_accepted(self, town):
        held = opened_below(town, at=on(30))
        own = handed_in(held["qingshui"], town.officer, town.leader, value=70)
        figure = mediated(own)
        with pytest.raises(NotAllowed):
            commands.ask(figure=figure, doubt="比上月多十倍", by=town.stranger, at=on(2, 12))
        with pytest.raises(Unfit, match="疑在哪里"):
            commands.ask(figure=figure, doubt="？", by=town.clerk, at=on(2, 12))
        query = commands.ask(figure=figure, doubt="比上月多十倍，是不是多写了一个零？", by=town.clerk, at=on(2, 12))
        with pytest.raises(Unfit, match="清水镇还有 1 个疑问没有了结"):
            commands.accept(month=own, by=town.clerk, at=on(2, 12))
        with pytest.raises(Unfit, match="请由清水镇的同志答复"):
            commands.answer(query=query, text="没有错", by=town.clerk, at=on(2, 12))
        with pytest.raises(NotAllowed):
            commands.close(query=query, by=town.officer, at=on(2, 12))
        with pytest.raises(Unfit, match="还没有答复"):
            commands.close(query=query, by=town.clerk, at=on(2, 12))
        query = commands.answer(query=query, text="确实是 70 件，月报在附件里。", by=town.officer, at=on(2, 12))
        query = commands.go_on(query=query, text="附件没有看到。", by=town.clerk, at=on(2, 12))
        query = commands.answer(query=query, text="已补上。", by=town.officer, at=on(2, 12))

        query = commands.close(query=query, by=town.clerk, at=on(2, 12))

        assert [word.is_answer for word in query.words.all()] == [False, True, False, True]
        assert commands.accept(month=own, by=town.clerk, at=on(2, 12)).stage == Stage.ACCEPTED
        with pytest.raises(Unfit, match="先退还接收"):
            commands.ask(figure=figure, doubt="还有一处不对", by=town.clerk, at=on(2, 12))


class Walk:
    """Random deeds on a small tree of returns, by anybody: what a lock holds never changes, and every no says why."""

    DEEDS = ("collect", "review", "count", "file", "report", "accept", "unaccept", "take_back", "send_back", "excuse", "unexcuse",
             "type", "ask", "settle")  # fmt: skip

    def __init__(self, town, seed):
        self.rng = random.Random(seed)
        self.people = [town.clerk, town.county_leader, town.officer, town.leader, town.head, town.stranger]
        self.pks = [one.pk for one in opened_below(town, LevelSpec(("township",), 3, (town.qingshui, town.baisha)),
                                                  LevelSpec(("village",), 2, (town.shiqiao,)), at=on(1, 12)).values()]  # fmt: skip
        self.at, self.done, self.refused = on(2, 12, 0), set(), 0

    def step(self):
        self.at += timedelta(minutes=1)
        month = MonthReturn.objects.select_related("unit", "form", "above__unit").get(pk=self.rng.choice(self.pks))
        tree = queries.tree_of(queries.around(month).values())
        open_to = approvals.may_do(tree, tree[str(month.pk)])
        onward = [verb for verb in open_to if verb in self.DEEDS[:6]]
        drawn = self.rng.random()  # mostly what leads on, so that walks come to the top; then back; then just anything
        deed = self.rng.choice((onward if drawn < 0.5 else open_to if drawn < 0.75 else []) or self.DEEDS)
        if month.stage == Stage.COLLECTING and not month.lower.exists() and self.rng.random() < 0.3:
            deed = "type"
        before = {one.pk: one for one in MonthReturn.objects.all()}
        values = self.values()
        able = [one for one in self.people if deed in approvals.MOVES and queries.may_take(one, month, deed)]
        by = self.rng.choice(able if able and self.rng.random() < 0.8 else self.people)
        try:
            with transaction.atomic():
                self.do(deed, month, by)
            self.done.add(deed)
        except NotAllowed as refusal:
            assert explains(str(refusal)) or "您现在的职务不能" in str(refusal)
        except Unfit as refusal:
            assert explains(refusal.sentence), refusal.sentence
            self.refused += 1
        self.look(before, values, deed)

    def do(self, deed, month, by):
        given = {"by": by, "at": self.at}
        external = mediated(month)
        if deed == "type":
            commands.enter_figure(
                figure=external, value=Decimal(self.rng.randint(0, 9)), source="月报", evidence="盖章件", **given
            )
        elif deed == "ask":
            commands.ask(figure=external, doubt="和月报对不上", **given)
        elif deed == "settle":
            for query in external.queries.exclude(state="closed"):
                commands.close(query=query, text="不再问了", **given)
        else:
            if deed == "collect" and not month.lower.exists() and external.value is None:
                self.do("type", month, by)
            more = (
                {"reason": "再核一遍"} if deed in ("unaccept", "take_back", "send_back", "excuse", "unexcuse") else {}
            )
            more |= {"to": "市里"} if deed == "report" else {}
            getattr(commands, deed)(month=month, **more, **given)

    def values(self):
        return {one.pk: (one.of_id, one.kept, one.frozen_id)
                for one in ReturnFigure.objects.select_related("frozen").defer("frozen__keys")}  # fmt: skip

    def look(self, before, values, deed):
        now = {one.pk: one for one in MonthReturn.objects.select_related("unit")}
        assert approvals.is_sound(queries.tree_of(now.values())), deed
        for pk, (of, kept, frozen) in self.values().items():
            if before[of].stage in approvals.LOCKED:  # even what unlocks it does not touch it, but for 退回收集
                assert (kept, frozen) == values[pk][1:] or (
                    deed == "send_back" and now[of].stage == Stage.COLLECTING
                ), deed


@pytest.mark.thorough
@pytest.mark.drawn
def test_no_order_of_deeds_changes_what_is_locked_or_approves_over_what_is_not(town):
    done, refused = set(), 0
    for number in range(WALKS):
        with transaction.atomic():  # each walk in a world of its own
            walk = Walk(town, 20261100 + number)
            for _step in range(STEPS):
                walk.step()
            done, refused = done | walk.done, refused + walk.refused
            transaction.set_rollback(True)

    assert refused and len(done) >= 4
    if WALKS >= 5:  # the walks do reach what they are meant to try
        assert done >= set(Walk.DEEDS), set(Walk.DEEDS) - done
