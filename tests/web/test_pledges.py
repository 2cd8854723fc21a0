"""公开承诺的页面: from the draft to the residents' word; who has not signed; the year's practical help."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from lianxin.pure.paper import plain_text
from lianxin.pure.questions import Form, Item, Section
from lianxin.work.appraisals import commands as appraisals
from lianxin.work.appraisals.models import CampaignSubject, Line
from lianxin.work.pledges import commands
from lianxin.work.pledges.models import Letter, Pledge, PledgeRating, PracticalHelp
from lianxin.work.windows import commands as windows
from lianxin.work.windows.models import Service
from tests.conftest import NOON
from tests.web.world import read
from tests.work.appraisal_scenes import SATISFACTION, approved, campaign_planned
from tests.work.conftest import registered
from tests.work.pledge_scenes import drafted, kept, letter_open, practical_promised, shown

ROWS = {"rows": "2", "title": "石桥村2026年公开承诺", "unit": "石桥村", "year": "2026", "person": "", "name": "", "post": "",
        "what_1": "更换村口路灯 12 盏", "due_1": "11月30日", "seen_1": "晚上从村口走到三组，路灯都亮",
        "what_2": "", "due_2": "", "seen_2": ""}  # fmt: skip


class TestAPledge:
    @pytest.mark.mechanism("M207")
    @pytest.mark.thorough
    def test_is_written_approved_shown_kept_and_judged_on_its_page(self, enter) -> None:
        client = enter("worker")
        refused = client.post("/pledges/new/", {**ROWS, "what_1": "进一步提高服务水平"}).content.decode()
        assert "说得不够具体" in refused and not Pledge.objects.exists()
        here = client.post("/pledges/new/", ROWS).url
        client.post(f"{here}do/submit/")
        assert client.post(f"{here}do/approve/").status_code == 403
        assert "审定承诺" in read(enter("head"), "/today/")
        enter("head").post(f"{here}do/approve/")
        enter("officer").post(f"{here}do/publish/")
        client = enter("worker")
        assert "报承诺结果" not in read(client, "/today/")
        client.post(f"{here}item/1/note_progress/", {"text": "换好 8 盏", "proof": "村部公开栏"})
        client.post(f"{here}item/1/change_item/", {"what": "更换村口路灯 8 盏", "due_on": "12月20日", "seen_by": "路灯都亮",
                                                   "reason": "四盏归供电所换"})  # fmt: skip
        client.post(f"{here}item/1/settle_item/", {"result": "fulfilled", "words": "都亮了，村部有合同。"})
        enter("officer").post(f"{here}do/appraise/", {"words": "说到做到，群众满意。"})

        public = read(Client(), f"/public/open/pledges/{Pledge.objects.get().code}/")
        for words in ("已兑现", "换好 8 盏", "更换村口路灯 12 盏", "四盏归供电所换", "说到做到", "2026年11月3日"):
            assert words in public, words
        assert public.count("还没有</span>") == 0

    @pytest.mark.mechanism("M207")
    def test_is_rated_by_residents_without_an_account_once_a_browser_and_told_from_five_on(self, enter, town) -> None:
        enter("officer")
        pledge = shown(town)
        here = f"/public/open/pledges/{pledge.code}/"
        first = Client()
        assert "评价的不到 5 人次" not in read(first, here)
        first.post(here, {"tap": "satisfied"})
        first.post(here, {"tap": "dissatisfied"})
        assert PledgeRating.objects.get().number == 1 and 'name="tap"' not in read(first, here)
        assert "评价的不到 5 人次，先不公布" in read(Client(), here)
        for _n in range(11):
            Client().post(here, {"tap": "satisfied"})

        page = read(Client(), here)
        assert PledgeRating.objects.get().number == 10  # ten an hour from one address
        assert "10 人次评价，满意和基本满意的在 72% 到 " in page
        assert Client().post(here, {"tap": "nonsense"}).status_code == 302
        assert Client().get("/public/open/pledges/ZZZZ9999/").status_code == 404
        assert Client().get(f"/public/open/pledges/{drafted(town).code}/").status_code == 404

    @pytest.mark.mechanism("M208")
    def test_of_a_person_shows_name_and_party_sign_to_the_public_with_consent_alone(self, enter, town) -> None:
        enter("head")
        own = commands.submit(pledge=drafted(town, person=town.people["head"], post="站长"), by=town.worker, at=NOON)
        own = commands.publish(pledge=commands.approve(pledge=own, by=town.leader, at=NOON), by=town.officer, at=NOON)
        public, here = "/public/open/pledges/", f"/pledges/of/{own.code}/"
        assert "一名工作人员" in read(Client(), public) and "石大山" not in read(Client(), public)

        enter("head").post(f"{here}consent/give/", {"shows_party": "on", "how": ""})
        page = read(Client(), f"{public}{own.code}/")
        assert "站长，石大山" in page and "党员</span>" in page
        assert "站长，石大山 （党员）" in read(enter("head"), "/pledges/board/")
        paper = plain_text(enter("head").get(f"{here}docx/").content)
        assert "承诺人：石桥村　　站长　　石大山" in paper and "是否同意在公示栏亮明姓名、职务" in paper
        assert "承诺书" in read(enter("head"), f"{here}print/")

        enter("head").post(f"{here}consent/take_back/")
        assert "石大山" not in read(Client(), f"{public}{own.code}/")

    @pytest.mark.thorough
    @pytest.mark.mechanism("M208")
    def test_takes_the_scan_of_the_signed_paper_and_shows_it_inside_alone(self, enter, town) -> None:
        from PIL import Image

        client, pledge, letter, raw = enter("worker"), shown(town), letter_open(town), io.BytesIO()
        Image.new("RGB", (40, 60), "white").save(raw, "PNG")
        raw.seek(0)
        raw.name = "signed.png"
        here = f"/pledges/of/{pledge.code}/"
        assert "error-summary" in client.post(f"{here}scan/", {}).content.decode()
        assert client.post(f"{here}scan/", {"scan": raw}).url == here

        assert client.get(f"{here}scan.jpg")["Content-Type"] == "image/jpeg"
        assert enter("stranger").get(f"{here}scan.jpg").status_code == 404
        assert "scan.jpg" not in read(Client(), f"/public/open/pledges/{pledge.code}/")
        enter("worker").post(f"{here}scan/off/", {"reason": "拍到了别的文件"})
        assert enter("worker").get(f"{here}scan.jpg").status_code == 404

        party = letter.signings.get(name="石老师")
        here = f"/pledges/letters/{letter.code}/party/{party.pk}/"
        enter("head").post(f"{here}record/", {"on": "", "kept_at": ""})
        raw.seek(0)
        enter("head").post(f"{here}scan/", {"scan": raw})
        assert f"{here}scan.jpg" in read(enter("clerk"), f"/pledges/letters/{letter.code}/?show=all")
        assert enter("stranger").get(f"{here}scan.jpg").status_code == 404

    @pytest.mark.thorough
    def test_lists_cost_the_same_for_two_and_for_six(self, enter, town) -> None:
        client, counts = enter("officer"), []
        for number in (2, 4):
            for n in range(number):
                shown(town, title=f"第{n}份")
                practical_promised(town, title=f"第{n}件")
            for url in ("/pledges/", "/pledges/practical/", "/public/open/pledges/", "/public/open/practical/"):
                read(client, url)
                with CaptureQueriesContext(
                    connection,
                ) as asked:
                    read(client, url)
                counts.append(len(asked))
        assert counts[:4] == counts[4:]


class TestAnAppraisal:
    @pytest.mark.mechanism("M210")
    def test_reads_what_the_pledges_say_beside_the_question_that_asks_for_it(self, enter, town) -> None:
        form = Form("评议表", intro="请按实际填写。", scales=(SATISFACTION,), sections=(
            Section("one", "承诺", (Item("q1", "公开承诺是否完成", scale="satisfaction", each=True),
                                   Item("q2", "工作作风", scale="satisfaction", each=True))),
        ))  # fmt: skip
        enter("officer")
        kept(town)
        shown(town, title="第二份")
        line, subject = _self_rated(town, form)
        page = read(enter("clerk"), f"/appraisals/of/{line.campaign.code}/ratings/")
        told = "系统里的记录：到期的公开承诺 2 项，已兑现 1 项，部分兑现 0 项，没有兑现 0 项，还没有结果 1 项。"
        assert page.count(told) == 1
        sheet = read(enter("head"), f"/appraisals/of/{line.campaign.code}/rate/{line.pk}/{subject.pk}/")
        assert sheet.count(told) == 1 and sheet.index(told) < sheet.index("工作作风")
        opened = sheet.split(told)[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
        assert read(enter("head"), opened).count("data-lx-row") == 2
        assert read(enter("stranger"), opened).count("data-lx-row") == 0


def _self_rated(town, form: Form) -> tuple[Line, CampaignSubject]:
    """A campaign whose vote opens on 1 December, in which 石桥村 rates itself by name on this questionnaire."""
    campaign = campaign_planned(town, opens_on=date(2026, 12, 1), closes_on=date(2026, 12, 20))
    given = {"campaign": campaign, "by": town.clerk, "at": NOON}
    subject = appraisals.add_subject(label="石桥村", owner=town.shiqiao, **given)
    layer = appraisals.add_audience(label="村干部", kind="staff", size=12, quota=0, weight="1", **given)
    version = approved(town, form)
    line = appraisals.add_line(audience=layer, direction="self", version=version, subjects=[subject], **given)
    appraisals.open_campaign(**given)
    return line, subject


class TestALetter:
    @pytest.mark.mechanism("M209")
    def test_shows_who_has_not_signed_first_and_prints_for_those_alone(self, enter, town) -> None:
        client = enter("clerk")
        letter = letter_open(town)
        here = f"/pledges/letters/{letter.code}/"
        of = {one.who: one for one in letter.signings.select_related("unit")}
        assert "等我签的" in read(enter("head"), "/pledges/letters/")
        enter("head").post(f"{here}party/{of['石桥村'].pk}/sign/")
        enter("officer").post(f"{here}party/{of['清水镇'].pk}/record/", {"on": "今天", "kept_at": "文书柜"})
        enter("head").post(f"{here}party/{of['石桥村'].pk}/people/", {"people": "石小满 保洁员"})

        page = read(enter("clerk"), here)
        body = page[page.index("<tbody>") : page.index("</tbody>")]
        assert "柳湾村" in body and "保洁员，石小满" in body and "文书柜" not in body
        assert "白沙镇" in body and "白沙镇" not in _body(read(enter("clerk"), f"{here}?branch={of['清水镇'].pk}"))
        assert "文书柜" in read(enter("clerk"), f"{here}?show=all")
        sheets = read(enter("clerk"), f"{here}print/")
        assert sheets.count("letter-sheet") == 6 and "乙方：石桥村</p>" not in sheets
        paper = plain_text(enter("clerk").get(f"{here}docx/").content)
        assert "甲方：清水镇" in paper and "乙方：柳湾村" in paper and "乙方：清水镇" not in paper
        assert "白沙镇" not in _body(read(enter("officer"), here))
        client.logout()

    @pytest.mark.mechanism("M209")
    def test_reminds_once_in_a_quiet_sentence(self, enter, town) -> None:
        letter = letter_open(town)
        assert "还没有签" not in read(enter("worker"), "/today/")
        enter("clerk").post(f"/pledges/letters/{letter.code}/do/remind/")
        assert escape("“2026年度安全与信访工作责任书”还没有签") in read(enter("worker"), "/today/")
        again = enter("clerk").post(f"/pledges/letters/{letter.code}/do/remind/", follow=True).content.decode()
        assert "不再提醒" in again

    @pytest.mark.mechanism("M213")
    def test_registers_document_parties_and_days_and_no_list_of_people(self, enter) -> None:
        client = enter("clerk")
        typed = {"kind": "responsibility", "year": "2026", "title": "综治信访防邪目标责任书", "due_on": "12.1",
                 "text": "对信访人员逐人盯防，名单附后，每日上报动向。"}  # fmt: skip
        assert "不写人员名单" in client.post("/pledges/letters/new/", typed).content.decode()
        here = client.post("/pledges/letters/new/", {**typed, "text": "来信来访15个工作日内答复，每季度公布一次。"}).url
        client.post(f"{here}do/parties/", {"kinds": ["township"], "named": ""})
        wrong = client.post(f"{here}do/parties/", {"named": "无此村"}).content.decode()
        assert "没有叫“无此村”的下级单位" in wrong
        client.post(f"{here}do/open/")

        assert Letter.objects.get().signings.count() == 2
        assert "0/2" in read(client, "/pledges/letters/") and "综治信访防邪目标责任书" in read(client, here)


def _body(page: str) -> str:
    return page[page.index("<tbody>") : page.index("</tbody>")]


class TestPracticalHelp:
    @pytest.mark.mechanism("M211")
    def test_is_promised_followed_and_told_to_everybody_with_money_and_source(self, enter, town) -> None:
        client = enter("officer")
        concern = registered(town).concern
        assert f"/pledges/practical/new/?concern={concern.code}" in read(client, f"/concerns/{concern.code}/")
        typed = {"unit": "石桥村", "year": "2026", "title": "更换路灯", "goal": "更换路灯 12 盏", "due_on": "12月20日",
                 "planned_yuan": "36000", "source": "concern", "source_words": "群众多次反映", "concern_code": concern.code}  # fmt: skip
        assert (
            "没有这个编号的诉求"
            in client.post("/pledges/practical/new/", {**typed, "concern_code": "NONE0000"}).content.decode()
        )
        here = client.post("/pledges/practical/new/", typed).url
        assert "更换路灯" not in read(Client(), "/public/open/practical/")
        client.post(f"{here}do/promise/")
        client.post(f"{here}do/note_step/", {"text": "灯杆已到货", "proof": "镇公开栏"})
        client.post(f"{here}do/finish/", {"result": "12 盏都亮了。", "spent_yuan": "34800"})

        public = read(Client(), "/public/open/practical/")
        for words in (
            "更换路灯 12 盏",
            "石桥村",
            "36000",
            "34800",
            "灯杆已到货",
            "12 盏都亮了",
            "群众诉求，群众多次反映",
            "办成 1 件",
        ):
            assert words in public, words
        assert concern.code not in public and concern.code in read(client, here)
        figure = read(client, f"/figures/open/?code=practical.done&unit={town.qingshui.pk}&period=2026")
        assert "更换路灯" in figure and PracticalHelp.objects.get().code in figure
        assert "更换路灯" in read(client, "/pledges/practical/print/")


class TestAWindow:
    @pytest.mark.mechanism("M212")
    def test_holds_the_days_it_promises_against_the_days_it_took(self, enter, town) -> None:
        client = enter("officer")
        for item, limit in (("高龄津贴申请", "5个工作日"), ("临时救助申请", "当场办结"), ("问政策", "按上级文件办")):
            windows.publish_guide(unit=town.qingshui, item=item, place="大厅", limit=limit, responsible="民政办",
                                  by=town.officer, at=NOON)  # fmt: skip
        given = {"unit": town.qingshui, "by": town.officer, "at": NOON}
        allowance = windows.begin_service(matter="高龄津贴申请", missing=["户口簿"], **given)
        rescue = windows.begin_service(matter="临时救助申请", **given)
        other = windows.begin_service(matter="别的事", **given)
        late = NOON + timedelta(days=6)  # a Monday: the papers are complete, five working days run from here
        windows.come_again(service=allowance, by=town.officer, at=late)
        windows.finish_service(service=allowance, result="done", by=town.officer, at=late + timedelta(days=7))
        windows.finish_service(service=rescue, result="done", by=town.officer, at=late + timedelta(days=7))

        due = dict(Service.objects.values_list("matter", "due_on"))
        assert (due["高龄津贴申请"], due["临时救助申请"], due["别的事"]) == (date(2026, 11, 16), NOON.date(), None)
        rows = {
            row.split("</span>")[0]: row for row in read(client, "/windows/limits/").split('<td class="cut"><span>')[1:]
        }
        assert ">1/1<" in rows["高龄津贴申请"] and ">0/1<" in rows["临时救助申请"] and "没写几天" in rows["问政策"]
        assert "今年办成 1 件，1 件在承诺时限内" in read(Client(), "/public/guide/") and other.guide is None
