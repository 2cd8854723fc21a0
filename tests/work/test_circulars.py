"""督查、问题、通报: a check by an approved plan, the unit's word before anything is issued, what is issued does not change."""

from datetime import date

import pytest

from lianxin.base.indicators import get
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.paper import read_bound, write_docx
from lianxin.pure.periods import Period
from lianxin.work.circulars import commands, papers, queries
from lianxin.work.circulars.commands import Problem
from lianxin.work.circulars.models import Inspection
from lianxin.work.circulars.queries import figures, wording
from lianxin.work.circulars.terms import VIEW
from lianxin.work.concerns.problems import Unfit
from lianxin.work.dispatches.models import Dispatch
from lianxin.work.inspections import commands as plans
from lianxin.work.inspections import reminding
from lianxin.work.rectification import commands as rectification
from lianxin.work.regulations import commands as regulations
from lianxin.work.stations import logbook
from tests.conftest import NOON
from tests.work.circular_scenes import (
    APPROVAL,
    CHECKED,
    LATE,
    SLOW,
    a_check,
    a_draft,
    a_plan,
    a_target,
    an_issued,
    answered,
)
from tests.work.conftest import registered

NOVEMBER = Period.month(2026, 11)


class TestACheck:
    @pytest.mark.mechanism("M224")
    def test_goes_by_an_approved_plan_once_and_tells_of_the_unit_not_of_its_people(self, town):
        target = a_target(town)
        given = {"target": target, "on": CHECKED.date(), "mode": "open", "went": "督查一组", "at": CHECKED}
        refused = [
            ({"by": town.inspector, "on_duty": "differs"}, "差在哪里"),
            ({"by": town.inspector, "work_seen": "李青不在办公室。"}, "不要写个人姓名：李青"),
            ({"by": town.inspector, "on": date(2026, 10, 30)}, "起止"),
            ({"by": town.inspector, "went": " "}, "督查人员"),
        ]
        for changes, sentence in refused:
            with pytest.raises(Unfit, match=sentence):
                commands.record(**{**given, **changes})
        with pytest.raises(NotAllowed):  # the township's own leader makes no check of the county's plan
            commands.record(**given, by=town.leader)
        with pytest.raises(NotAllowed):
            commands.record(**given, by=town.officer)

        check = a_check(town, target=target)

        assert (check.plan.approval_number, check.get_on_duty_display()) == (APPROVAL, "有人请假，有人顶岗")
        assert [one.state for one in check.findings.all()] == ["asked", "asked"]
        target.refresh_from_db()
        assert target.done_on == CHECKED.date()
        assert Entry.objects.filter(event="inspection.recorded", of=check.ref).count() == 1
        with pytest.raises(Unfit, match="不重复查"):
            a_check(town, target=target)
        [section] = [one for one in logbook.day(town.qingshui, CHECKED.date(), town.officer) if one.label == "督查"]
        assert section.lines[0].text == "定安县来督查（明察）"

    def test_without_an_approval_number_there_is_none(self, town):
        plan = a_plan(town, approval="")
        target = plan.targets.create(
            unit=town.qingshui, unit_path=town.qingshui.path, on=CHECKED.date(), how="chosen", reason="试"
        )

        with pytest.raises(Unfit, match="没有批准文号"):
            a_check(town, target=target)

        assert not Inspection.objects.exists()

    def test_holds_what_is_on_record_against_what_was_seen_behind_the_wall_of_the_concern(self, town):
        concern, elsewhere = registered(town).concern, registered(town, unit=town.shahe, by=town.stranger).concern
        check = a_check(town)
        assert queries.to_sample(check, town.inspector) == [concern]
        given = {"inspection": check, "concern": concern, "by": town.inspector, "at": CHECKED}

        with pytest.raises(Unfit, match="看到的情况"):
            commands.sample(**given, agrees=False)
        commands.sample(**given, agrees=False, note="路灯还是暗的。")
        with pytest.raises(Unfit, match="已经抽看过"):
            commands.sample(**given, agrees=True)
        with pytest.raises(Unfit, match="不是这个单位的"):
            commands.sample(**{**given, "concern": elsewhere}, agrees=True)

        rows = check.samples.reachable(by=town.officer, to=VIEW)
        assert [one.note for one in rows] == ["路灯还是暗的。"]
        assert not check.samples.reachable(by=town.stranger, to=VIEW).exists()

    @pytest.mark.mechanism("M230")
    def test_of_a_leader_is_one_record_each_and_an_indicator_counts_them(self, town):
        target = a_target(town)
        given = {"unit": town.baisha, "on": CHECKED.date(), "by": town.clerk, "at": CHECKED}

        with pytest.raises(Unfit, match="看到了什么"):
            commands.record_leader(**given, leader="高远", leader_post="main")
        commands.record_leader(**given, leader="高远", leader_post="main", work_seen="看了接待窗口，问了两位群众。")
        commands.record_leader(
            **given, leader="周主任", leader_post="office_head", work_seen="看了工作日志。", mode="unannounced"
        )
        with pytest.raises(NotAllowed):
            commands.record_leader(
                **{**given, "by": town.officer}, leader="高远", leader_post="main", work_seen="看了。"
            )
        a_check(town, target=target)

        assert get("inspection.by_leaders").value(NOVEMBER, town.county, by=town.clerk) == 2
        assert get("inspection.carried_out").value(NOVEMBER, town.county, by=town.clerk) == 3
        assert [one.leader for one in queries.leaders_of(NOVEMBER, town.clerk)] == ["高远", "周主任"]
        asked = {str(one.who): one.times for one in queries.asked_by(town.baisha, NOVEMBER.first, NOVEMBER.last)}
        assert asked == {"定安县领导督导": 2}
        assert queries.checked_units(town.stranger, CHECKED.date()) == []  # a leader's visit is no check by a plan
        assert queries.checked_units(town.officer, CHECKED.date()) == [(town.qingshui, 1, 2)]
        plans.set_limit(unit=town.county, per="quarter", most=0, basis="减负", by=town.county_leader, at=CHECKED)
        assert queries.over_limit(town.clerk, CHECKED.date()) == [(town.qingshui, 1, 0)]


class TestAFinding:
    def test_waits_for_the_units_word_and_a_reply_that_holds_changes_it_with_both_texts_kept(self, town):
        wall, slow = a_check(town).findings.order_by("pk")
        assert (slow.reply_by, slow.may_still_be_replied(date(2026, 11, 9))) == (date(2026, 11, 9), True)
        with pytest.raises(Unfit, match="说明期限到"):
            commands.decide(finding=slow, outcome="uphold", by=town.inspector, at=CHECKED)
        with pytest.raises(NotAllowed, match="被查单位自己"):
            commands.reply(finding=slow, kind="agrees", by=town.clerk, at=CHECKED)
        with pytest.raises(NotAllowed):
            commands.reply(finding=slow, kind="agrees", by=town.stranger, at=CHECKED)
        with pytest.raises(Unfit, match="实际情况"):
            commands.reply(finding=slow, kind="explains", by=town.officer, at=CHECKED)
        assert list(queries.waiting(town.officer, CHECKED.date())) == [wall, slow]

        wall, slow = answered(town, wall.inspection)

        assert (wall.state, slow.state) == ("upheld", "changed")
        assert slow.first_text == SLOW.text and slow.text == "有一件诉求过了期限没有答复。"
        assert not queries.waiting(town.officer, CHECKED.date()).exists()
        with pytest.raises(WrongState):
            commands.reply(finding=slow, kind="agrees", by=town.officer, at=LATE)

    def test_that_nobody_answers_is_upheld_when_the_time_is_over_and_one_that_was_none_is_withdrawn(self, town):
        wall, slow = a_check(town).findings.order_by("pk")

        with pytest.raises(
            NotAllowed
        ):  # the township's leader may note findings of its villages, not judge the county's
            commands.decide(finding=wall, outcome="uphold", by=town.leader, at=LATE)
        assert list(queries.waiting(town.inspector, LATE.date())) == [wall, slow]
        wall = commands.decide(finding=wall, outcome="uphold", by=town.inspector, at=LATE)
        slow = commands.reply(finding=slow, kind="explains", text="都在期限内答复了", by=town.officer, at=LATE)
        with pytest.raises(Unfit, match="为什么撤销"):
            commands.withdraw(finding=slow, reason="", by=town.inspector, at=LATE)
        slow = commands.withdraw(finding=slow, reason="看错了日期", by=town.inspector, at=LATE)

        assert (wall.state, slow.state, slow.decision) == ("upheld", "withdrawn", "看错了日期")
        assert get("finding.noted").value(NOVEMBER, town.qingshui, by=town.officer) == 1

    @pytest.mark.mechanism("M244")
    def test_refers_to_the_article_that_it_breaks_and_says_nothing_of_punishing_anybody(self, town, an_article):
        check = a_check(town, None, Problem("style", "对来访群众说话生硬。", an_article))
        finding = check.findings.get()
        finding = commands.reply(finding=finding, kind="agrees", by=town.officer, at=CHECKED)
        draft = a_draft(town)

        text = papers.text_of(papers.paper(draft, papers.named(draft), {}))

        assert f"（对照{an_article}）" in text
        assert "是否追究责任，由有权的机关按制度决定" in text
        with pytest.raises(Unfit, match="不要写个人姓名"):
            commands.note(inspection=check, kind="style", text="唐山河应当追责。", by=town.inspector, at=CHECKED)

    def test_becomes_a_correction_item_or_is_put_right_on_the_spot(self, town):
        wall, slow = answered(town, a_check(town))
        given = {
            "starts_on": CHECKED.date(),
            "ends_on": date(2026, 11, 20),
            "person": "李青",
            "supervisor": "严正",
            "at": CHECKED,
        }
        measure = "11月20日前把过期的1件诉求答复给群众"

        with pytest.raises(NotAllowed):  # an inspector finds; the office that issues items issues it
            commands.correct(finding=slow, measure=measure, by=town.inspector, **given)
        item = commands.correct(finding=slow, measure=measure, by=town.clerk, **given)
        with pytest.raises(Unfit, match="已经转整改"):
            commands.correct(finding=slow, measure=measure, by=town.clerk, **given)
        commands.note_put_right(finding=wall, how="当场换了号码。", on=CHECKED.date(), by=town.inspector, at=CHECKED)

        assert (item.source_ref, item.problem) == (slow.ref, slow.text)
        share = get("finding.corrected_share")
        assert share.figure(NOVEMBER, town.county, by=town.clerk).fraction == "1/2"
        rectification.report(item=item, text="已答复群众。", by=town.officer, at=CHECKED)
        rectification.sign_off(item=item, note="查了记录，属实。", by=town.clerk, at=CHECKED)
        assert share.figure(NOVEMBER, town.county, by=town.clerk).fraction == "2/2"
        [part] = [one for one in reminding.PARTS.values() if one.code == "findings"]
        assert [line[-5:] for line in part.find(town.qingshui, LATE.date(), town.clerk)] == ["（已改正）"] * 2


def said_now(circular):
    """The words of a draft as its paper says them today."""
    values = figures.values(circular, wording.used(one["text"] for one in circular.sections))
    return papers.text_of(papers.paper(circular, papers.named(circular), values))


class TestACircular:
    @pytest.mark.mechanism("M225")
    def test_is_not_issued_while_a_named_unit_may_still_speak_nor_by_who_drafted_it(self, town):
        check = a_check(town, asks=False)
        draft = a_draft(town)
        assert [one["key"] for one in draft.sections] == ["general", "good", "problems", "asks"]
        with pytest.raises(WrongState):
            commands.issue(circular=draft, by=town.county_leader, at=CHECKED)
        sent = commands.send(circular=draft, by=town.inspector, at=CHECKED)
        assert {one.state for one in check.findings.all()} == {"asked"}
        with pytest.raises(Unfit, match="清水镇的说明期限到2026-11-09，它还没有说明"):
            commands.issue(circular=sent, by=town.county_leader, at=CHECKED)
        with pytest.raises(NotAllowed):
            commands.issue(circular=sent, by=town.inspector, at=CHECKED)
        with pytest.raises(Unfit, match="还没有核定"):  # the time is over, and nobody weighed the silence
            commands.issue(circular=sent, by=town.county_leader, at=LATE)
        answered(town, check)
        issued = commands.issue(circular=sent, by=town.county_leader, at=CHECKED)

        assert issued.number == "督查通报〔2026〕1号" and Dispatch.objects.get().source == issued.ref
        assert "该单位说明：其中一件已经批准延期。已按说明修改。" in issued.text
        assert SLOW.text not in issued.text
        assert issued.figures == {
            "units": 1,
            "checks": 1,
            "findings": 2,
            "named": 2,
            "replied": 2,
            "changed": 1,
            "withdrawn": 0,
            "corrected": 0,
        }

    def test_says_it_in_words_from_the_records_and_the_checker_finds_its_numbers_again(self, town):
        issued = an_issued(town)
        values = figures.values(issued, wording.used(one["text"] for one in issued.sections))

        found = papers.paper(issued, papers.named(issued), values)

        assert papers.text_of(found) == issued.text
        bound = {one.binding.indicator: one.text for one in read_bound(write_docx(found))}
        assert (bound["inspection.carried_out"], bound["finding.noted"]) == ("1", "2")
        assert "值班室备了热水和老花镜" in issued.text and "严正" not in issued.text
        assert wording.by_hand(issued) == []
        assert "单位作出说明的2个，按说明修改的1个。" in issued.text and "0个" not in issued.text

    def test_does_not_say_noughts_but_leaves_what_a_person_wrote(self, town):
        for finding in a_check(town).findings.all():
            commands.withdraw(finding=finding, reason="看错了公示牌。", by=town.inspector, at=CHECKED)
        draft = a_draft(town)
        text = said_now(draft)
        assert "督查单位1个、1次，没有提出问题。" in text and "写进本通报的问题" not in text and "0个" not in text
        assert "这段时间的问题，核实后撤销的2个。" in text

        texts = {one["key"]: one["text"] for one in draft.sections if one["key"] != "problems"}
        texts["general"] += "\n核实后提出问题【问题数】个，都不成立。"
        written = commands.write(circular=draft, title=draft.title, texts=texts, by=town.inspector, at=CHECKED)
        assert "核实后提出问题0个，都不成立。" in said_now(written)

    def test_gives_no_places_and_names_nobody(self, town):
        answered(town, a_check(town))
        draft = a_draft(town)
        for text, sentence in (
            ("清水镇倒数第一。", "不给单位排名次"), ("唐山河要带头。", "不要写个人姓名：唐山河"),
            ("【批评次数】次。", "没有叫【批评次数】"),
        ):  # fmt: skip
            with pytest.raises(Unfit, match=sentence):
                commands.write(circular=draft, title=draft.title, texts={"asks": text}, by=town.inspector, at=CHECKED)

        draft = commands.write(
            circular=draft, title=draft.title, texts={"asks": "请在10天内改好。"}, by=town.inspector, at=CHECKED
        )

        assert wording.by_hand(draft) == ["10天"]

    def test_once_issued_is_corrected_only_by_a_further_one(self, town):
        issued = an_issued(town)
        wall = issued.named.order_by("pk").first().finding
        was, digest = issued.text, issued.digest
        with pytest.raises(WrongState):
            commands.write(circular=issued, title="另一个", texts={}, by=town.inspector, at=LATE)
        with pytest.raises(Unfit, match="再发一份更正通报"):
            commands.void(inspection=wall.inspection, reason="记错", by=town.inspector, at=LATE)
        commands.withdraw(finding=wall, reason="电话是通的，拨错了", by=town.inspector, at=LATE)

        further = commands.begin_correction(
            circular=issued, reason="清水镇的值班电话是通的，原第1个问题撤销。", by=town.inspector, at=LATE
        )
        commands.send(circular=further, by=town.inspector, at=LATE)
        further = commands.issue(circular=further, by=town.county_leader, at=LATE)

        issued.refresh_from_db()
        assert (issued.text, issued.digest, issued.state) == (was, digest, "issued")
        assert further.corrects == issued and further.number == "督查通报〔2026〕2号"
        assert "督查通报〔2026〕1号" in further.text and "原第1个问题撤销" in further.text
        assert get("circular.issued").value(NOVEMBER, town.county, by=town.clerk) == 2

    def test_is_read_below_only_when_it_is_issued(self, town):
        answered(town, a_check(town))
        draft = a_draft(town)
        assert not queries.circulars(town.officer).exists() and queries.circulars(town.clerk).count() == 1
        commands.drop(circular=draft, reason="并入下月", by=town.inspector, at=CHECKED)

        circular = commands.send(circular=a_draft(town), by=town.inspector, at=CHECKED)
        circular = commands.issue(circular=circular, by=town.county_leader, at=CHECKED)

        assert list(queries.circulars(town.officer)) == list(queries.circulars(town.stranger)) == [circular]
        assert town.officer.may(VIEW, circular)
        with pytest.raises(Unfit, match="没有督查记录"):
            a_draft(town, first=date(2026, 10, 1), last=date(2026, 10, 31))


@pytest.fixture
def an_article(town):
    """An article of a regulation that is in force."""
    version = regulations.draft_regulation(
        unit=town.county,
        kind="accountability",
        title="群众工作责任追究办法",
        articles=["对群众说话要和气。"],
        by=town.clerk,
        at=NOON,
    )
    version = regulations.approve_version(version=version, valid_from=CHECKED.date(), by=town.county_leader, at=NOON)
    return version.articles.get()
