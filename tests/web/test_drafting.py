"""起草: every kind of document is begun from the menu or from its record, and says what the records say."""

import html
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from lianxin.base.drafting import COMPOSERS
from lianxin.pure.checking import check
from lianxin.reports.documents import bodies, queries
from lianxin.reports.documents.models import Document
from lianxin.reports.nextsteps.models import NextStep
from lianxin.reports.summaries.compose import numbers_of
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.terms import Status
from lianxin.work.examples import commands as examples
from lianxin.work.meetings import commands as meetings
from lianxin.work.newsletters import commands as newsletters
from lianxin.work.statements import commands as statements
from lianxin.work.workdays import commands as workdays
from tests.conftest import NOON
from tests.web.world import read
from tests.work.activity_scenes import held
from tests.work.circular_scenes import a_check, a_draft
from tests.work.conftest import EXPLAIN, at_state, lamp_topic, registered
from tests.work.drive_scenes import drive_made, route_walked
from tests.work.example_scenes import approved, nominated
from tests.work.visit_scenes import LAMP, MENDED, visit_made
from tests.work.workday_scenes import theme_made

LATER = NOON + timedelta(hours=4)  # when `enter` lets in
LINK = r'href="([^"]*\?kind={kind}&amp;subject=[^"]*)"'


def drafted(client, kind, **given):
    """A draft as the page makes it; its title and text."""
    before = Document.objects.count()
    answer = client.post(reverse("documents:new"), {"kind": kind, **given})
    assert Document.objects.count() == before + 1, answer.content.decode()[-3000:]
    document = Document.objects.order_by("pk").last()
    paper = bodies.paper_of(document, queries.newest(document))
    text = f"{document.title}\n{bodies.read(paper).text}"
    assert check(text).findings == (), kind
    return text, {one.binding.indicator: one.text for one in numbers_of(paper)}, document


def begun(client, where, kind, unit, **given):
    """Begun from a record's page: its link opens the form with the record chosen."""
    [link] = re.findall(LINK.format(kind=kind), read(client, where))
    form = read(client, html.unescape(link))
    [subject] = re.findall(
        r'<option value="([^"]+)" selected', form.partition('name="subject"')[2].partition("</select>")[0]
    )
    return drafted(client, kind, unit=unit, subject=html.unescape(subject), **given)


class TestOfAConcern:
    @pytest.mark.thorough
    def test_the_order_the_letter_and_the_opinion_are_begun_on_its_page_by_who_writes_them(self, town, enter):
        lamp = at_state(town, Status.IN_HAND)
        where = reverse("concerns:detail", args=[lamp.code])
        text, _numbers, _document = begun(enter("clerk"), where, "assignment", "定安县")
        assert "县住建局：" in text and f"编号{lamp.code}" in text and "处理方式：限期办理。" in text
        assert "王长青" not in text and "13900000001" not in text

        given = {"by": town.clerk, "at": LATER}
        old = concerns.classify(concern=registered(town, at=LATER).concern, topic=lamp_topic(), kind="help", handling="explain",
                                **EXPLAIN, **given)  # fmt: skip
        old = concerns.acknowledge(
            concern=concerns.assign(concern=old, to=town.building, **given), by=town.builder, at=LATER
        )
        where = reverse("concerns:detail", args=[old.code])
        builder = enter("builder")
        assert not re.findall(LINK.format(kind="reply_letter"), read(builder, where))
        concerns.reply(concern=old, text="路灯由村里管护，已联系村里换灯。", explained="到户讲了管护分工，对方听明白了。",
                       by=town.builder, at=LATER)  # fmt: skip

        letter, _numbers, _document = begun(builder, where, "reply_letter", "县住建局")
        assert "已联系村里换灯" in letter and f"编号{old.code}" in letter
        opinion, _numbers, _document = begun(builder, where, "handling_opinion", "县住建局")
        assert "《城市道路照明管理规定》第九条" in opinion and "已联系村里换灯" in opinion and "复查" in opinion
        assert not re.findall(LINK.format(kind="reply_letter"), read(enter("principal"), reverse("documents:index")))
        refused = enter("teacher").post(reverse("documents:new"), {
            "kind": "reply_letter", "unit": "县第一中学", "subject": old.ref,
        }).content.decode()  # fmt: skip
        assert "没有这件诉求" in refused


class TestOfMeetingsAndThemes:
    @pytest.mark.thorough
    def test_the_notice_and_the_papers_say_what_was_put_down(self, town, enter):
        given = {"by": town.clerk, "at": NOON}
        meeting = meetings.plan_meeting(
            unit=town.county,
            kind="council",
            title="群众工作调度会",
            held_on=date(2026, 11, 20),
            place="二楼会议室",
            **given,
        )
        meetings.put_item(meeting=meeting, text="清水镇路灯", **given)
        theme = workdays.decide_theme(theme=theme_made(town, at=NOON), **given)
        client = enter("clerk")
        where = reverse("meetings:meeting", args=[meeting.code])

        notice, _numbers, _document = begun(client, where, "notice", "定安县")
        pack, _numbers, _document = begun(client, where, "meeting_pack", "定安县")
        month, _numbers, _document = begun(client, reverse("workdays:month", args=[theme.month]), "notice", "定安县")

        assert "定于2026年11月20日" in notice and "二楼会议室" in notice and "清水镇路灯" in notice
        assert "会议议程" in pack and "“清水镇路灯”的汇报材料。" in pack
        assert "冬季安全走访" in month and "看线路。" in month
        assert not re.findall(LINK.format(kind="notice"), read(enter("county_leader"), where))


class TestOfCirculars:
    def test_the_circular_has_its_findings_and_bound_figures(self, town, enter):
        a_check(town)
        circular = a_draft(town)
        where = reverse("circulars:circular", args=[circular.code])

        text, numbers, _document = begun(enter("clerk", 2), where, "circular", "定安县")

        assert "值班电话是旧号码" in text and "督查单位1个、1次，提出问题2个。" in text
        assert set(numbers.values()) >= {"1", "2"}
        assert not re.findall(LINK.format(kind="circular"), read(enter("inspector", 2), where))  # may draft, not write


class TestNewsletters:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M297")
    def test_an_issue_and_a_month_tell_what_was_done_and_only_what_may_be_told(self, town, enter):
        given = {"by": town.clerk, "at": NOON}
        held(town, summary="给三十户送了年历。")
        issue = newsletters.begin(unit=town.county, title="把小事办在组里", **given)
        newsletters.add_item(newsletter=issue, section="suggestions", title="早看沟", text="入汛前各村看一遍沟。",
                             may_be_public=True, **given)  # fmt: skip
        story = approved(town, nominated(town), "public")
        client = enter("clerk")

        text, _numbers, _document = begun(
            client, reverse("newsletters:newsletter", args=[issue.code]), "newsletter", "定安县"
        )
        assert "把小事办在组里" in text and "入汛前各村看一遍沟" in text and "雨前先看沟" not in text
        month, numbers, document = drafted(client, "newsletter", unit="定安县", period="2026-11")
        assert "清水镇2026年11月2日在清水集举办“集市法治宣传”活动。给三十户送了年历。" in month
        assert numbers["activity.activities"] == "1" and "举办群众活动1场。" in month
        assert "雨前先看沟" in month

        examples.withdraw_consent(consent=story.consents.get(), by=town.worker, at=LATER)
        document.delete()
        assert "雨前先看沟" not in drafted(client, "newsletter", unit="定安县", period="2026-11")[0]


class TestInvestigations:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M295")
    def test_a_campaign_is_told_in_four_parts_from_its_visits_and_what_was_found(self, town, enter):
        drive = drive_made(town)
        route_walked(town, drive)
        visit_made(town, drive=drive, group="一组", findings=[MENDED, LAMP])

        text, numbers, _document = begun(
            enter("officer"), reverse("drives:drive", args=[drive.code]), "investigation", "清水镇"
        )

        parts = [text.index(word) for word in ("主要做法", "工作成效", "存在的问题", "下一步打算")]
        assert parts == sorted(parts)
        assert "组织开展“冬季大走访”走访活动" in text and "走访9次，走到村民小组8个" in text
        assert "发现并登记问题2件，已经解决1件。" in text and "还没有解决的问题1件，包括“门口的路灯不亮" in text
        assert "柳湾村村东组" in text  # nobody has been there
        assert (numbers["drive.visits"], numbers["drive.found"], numbers["drive.open"]) == ("9", "2", "1")


class TestPersonalReports:
    @pytest.mark.mechanism("M296")
    @pytest.mark.thorough
    def test_one_is_written_by_whoever_it_is_of_and_of_nobody_else(self, town, enter):
        visit_made(town, findings=[MENDED])
        visit_made(town, on=date(2026, 10, 20))
        given = {"kind": "personal", "first": date(2026, 10, 1), "last": date(2026, 11, 3)}
        own = statements.begin(**given, by=town.officer, at=NOON)

        text, numbers, _document = begun(
            enter("officer"), reverse("statements:statement", args=[own.code]), "personal_report", "清水镇"
        )
        assert "走访2天" in text and "李青" in text
        other, _numbers, _document = drafted(enter("officer"), "personal_report", unit="清水镇", period="2026-Q4")
        assert "本人到联系点走访2天" in other and "走访中发现问题1个，已解决1个" in other
        assert numbers

        teacher = enter("teacher")
        offered = read(teacher, reverse("documents:new"), kind="personal_report")
        assert own.code not in offered and own.title not in offered
        refused = teacher.post(reverse("documents:new"), {
            "kind": "personal_report", "unit": "县第一中学", "subject": own.ref, "period": "2026-Q4",
        }).content.decode()  # fmt: skip
        assert "没有这份报告" in refused
        empty, _numbers, _document = drafted(teacher, "personal_report", unit="县第一中学", period="2026-Q4")
        assert "没有留下记录的有：走访" in empty and "李青" not in empty and "孟校" in empty


class TestSummaries:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M292", "M293", "M294")
    def test_each_period_has_its_kind_its_four_parts_and_problems_from_the_records(self, town, enter):
        late = at_state(town, Status.IN_HAND)
        at_state(town, Status.CLOSED)
        story = approved(town, nominated(town), "public")
        client = enter("officer", 50)
        past = late.due_on < (NOON + timedelta(days=50)).date()
        kinds = {
            "summary_month": "2026-11", "summary_quarter": "2026-Q4", "summary_half_year": "2026-H2", "summary_year": "2026",
            "summary_phase": "2026-10..2026-12", "summary_topic": "2026-H2",
        }  # fmt: skip
        assert past and set(kinds) == {kind for kind in COMPOSERS if kind.startswith("summary_")}
        menu = read(client, reverse("documents:new"))

        for kind, period in kinds.items():
            assert f"?kind={kind}" in menu
            about = {"subject": f"topic:{lamp_topic().parent.code}"} if kind == "summary_topic" else {}
            text, numbers, document = drafted(client, kind, unit="清水镇", period=period, **about)
            parts = [text.index(word) for word in ("主要做法", "工作成效", "存在问题", "下步打算")]
            assert parts == sorted(parts), kind
            problems = text[parts[2] : parts[3]]
            assert "办理期限已过、仍未答复的诉求有1件，在石桥村。" in problems or kind == "summary_month"
            assert "请群众评价" in text[parts[3] :] and "责任单位：清水镇" in text[parts[3] :]
            code = f"concern.closed:topic={lamp_topic().parent.code}" if about else "concern.closed"
            assert numbers[code] == "1" and document.period == period
            assert ("雨前先看沟" in text) == (not about)
        shown = read(client, reverse("documents:document", args=[document.code]))
        take = dict(re.findall(r'name="(unit|period|subject)" value="([^"]*)"', shown.partition("/nextsteps/take/")[2]))
        client.post(reverse("nextsteps:take"), take)
        assert any(
            step.heading == "请群众评价" for step in NextStep.objects.filter(unit=town.qingshui, about=document.period)
        )
        examples.withdraw_consent(consent=story.consents.get(), by=town.worker, at=NOON + timedelta(days=51))
        Document.objects.filter(kind="summary_month").delete()
        again, _numbers, _document = drafted(enter("officer", 51), "summary_month", unit="清水镇", period="2026-11")
        assert "雨前先看沟" not in again and "办结诉求1件" in again


def test_every_kind_is_begun_above():
    """A new kind asks for its story here."""
    known = {kind for kind in COMPOSERS if not kind.startswith("summary_")}
    assert known == {
        "assignment", "reply_letter", "handling_opinion", "notice", "meeting_pack", "circular", "newsletter",
        "investigation", "personal_report",
    }  # fmt: skip
