"""窗口的页面: one tap, one telephone call, one errand, as a clerk and a resident do them in a browser."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxin.base.orgs.models import Person, Unit
from lianxin.web.ui import rooms
from lianxin.work.concerns.commands import void
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.terms import Channel
from lianxin.work.windows import commands
from lianxin.work.windows.models import Errand, GuideEntry, HeartCount, PhoneCall, Service, Tally
from tests.conftest import NOON
from tests.web.world import read
from tests.work.conftest import registered

TODAY = NOON.date()
NOVEMBER = "unit={}&period=2026-11"


def errand(town, n=0, **changes):
    fields = {"unit": town.shiqiao, "what": f"取证{n}", "for_name": "王长青", "for_phone": "13900000001", "by": town.worker,
              "papers": ["身份证复印件"], "report_by": TODAY + timedelta(days=1 + n), "at": NOON}  # fmt: skip
    return commands.take_errand(**{**fields, **changes})


class TestTheButtons:
    @pytest.mark.mechanism("M031", "M039", "F013")
    def test_count_with_one_tap_each_and_open_behind_the_figure(self, enter, town):
        client, law = enter("worker"), Topic.objects.get(label="政法工作")
        page = read(client, "/windows/")
        assert f'name="topic" value="{law.code}"' in page and 'name="item" value="copy"' in page
        assert "onclick" not in page and "<script>" not in page

        told = client.post("/windows/tally/", {"topic": law.code, "people": "31"}, follow=True).content.decode()
        client.post("/windows/tally/", {"item": "copy", "people": "1"})

        assert "已记：政法工作 31 人次" in told and "今天 31 · 本月 31" in read(client, "/windows/")
        opened = read(client, "/figures/open/?code=window.consult_people&" + NOVEMBER.format(town.shiqiao.pk))
        assert "政法工作" in opened and ">31<" in opened and "王" not in opened.split('id="main"')[1].split("<table")[1]

    def test_take_the_last_tap_back(self, enter):
        client = enter("worker")
        client.post("/windows/tally/", {"item": "copy"})

        assert "已撤销：复印" in client.post("/windows/undo/", follow=True).content.decode()
        assert "不能撤销" in client.post("/windows/undo/", follow=True).content.decode() and not Tally.objects.exists()
        client.post("/windows/tally/", {"item": "copy", "people": "0"})
        client.post("/windows/tally/", {"item": "nothing"})
        assert not Tally.objects.exists()


class TestAMatterAtTheCounter:
    @pytest.mark.mechanism("M036", "M037")
    @pytest.mark.thorough
    def test_is_told_once_what_is_missing_and_its_trips_are_counted(self, enter):
        client = enter("worker")
        typed = {"matter": "申请低保", "explained": "要全家的收入材料", "missing": "户口簿复印件\n收入证明\n"}
        page = client.post("/windows/services/new/", typed)
        service = Service.objects.get()
        assert page.url == f"/windows/services/{service.code}/"

        notice = read(client, f"{page.url}notice/")
        assert "户口簿复印件" in notice and "收入证明" in notice and service.code in notice
        client.post(f"{page.url}again/")
        client.post(f"{page.url}do/finish/", {"result": "done"})
        assert "2 趟" in read(client, page.url)
        assert "申请低保" in read(client, "/windows/services/", number=service.code)
        assert "没有这个编号" in read(client, "/windows/services/", number="ZZZZ0000")
        rates = read(client, "/figures/?" + NOVEMBER.format(service.unit_id))
        assert "一趟办成率" in rates and "平均跑动次数" in rates

    @pytest.mark.mechanism("M037")
    def test_shows_the_trips_on_the_page_of_its_concern(self, enter, town):
        client, concern = enter("worker"), registered(town).concern
        assert "跑动次数</dt>" not in read(client, f"/concerns/{concern.code}/")
        for _each in range(2):
            assert client.post(f"/windows/trips/{concern.code}/").url == f"/concerns/{concern.code}/"

        page = read(client, f"/concerns/{concern.code}/")
        assert "跑动次数</dt>" in page and "2 趟" in page
        assert client.post("/windows/trips/ZZZZ0000/").status_code == 404


class TestAnErrand:
    @pytest.mark.mechanism("M038", "F014")
    def test_goes_out_and_comes_back_with_a_receipt_for_the_papers(self, enter):
        client = enter("worker")
        typed = {"what": "送危房申请", "for_name": "王长青", "papers": "申请书\n照片三张", "report_by": "2026-11-20"}
        here = client.post("/windows/errands/new/", typed).url
        paper = read(client, f"{here}paper/")
        assert "申请书" in paper and "照片三张" in paper and "2026年11月20日" in paper and "王长青" not in paper

        sent = {"sent_to": "县住建局", "sent_on": "2026-11-03", "promised_on": "2026-11-10"}
        assert client.post(f"{here}do/send/", sent).url == here
        assert client.post(f"{here}do/bring_back/", {"result": "已批"}).url == here
        assert client.post(f"{here}do/report/", {"how": "当面"}).url == here
        assert "已经告诉群众，办完了" in read(client, here)
        assert client.get(f"{here}do/send/").status_code == 409 and client.get(f"{here}do/burn/").status_code == 404

    @pytest.mark.thorough
    @pytest.mark.mechanism("M044", "F014")
    def test_of_a_petition_is_registered_for_the_resident_and_owed_to_him(self, enter, town):
        client = enter("worker")
        typed = {"text": "低保停发两个月", "kind": "help", "unit": "石桥村", "name": "赵秀英", "phone": "13900000002",
                 "people_count": "1", "entry_key": "p1", "report_by": "2026-11-05"}  # fmt: skip
        receipt = client.post("/windows/errands/petition/", typed)
        concern = Concern.objects.get()
        assert receipt.url == f"/concerns/{concern.code}/receipt/"
        assert re.search(r"\d{4} \d{4} \d{4}", read(client, receipt.url))
        assert (concern.channel, concern.requester.name, concern.registered_by) == (
            Channel.AGENT, "赵秀英", town.people["worker"],
        )  # fmt: skip
        assert client.post("/windows/errands/petition/", typed).url == receipt.url and Errand.objects.count() == 1

        assert "回告群众" in read(client, "/today/") and "低保停发两个月" in read(client, "/windows/errands/")
        assert "信访代理</dt>" in read(client, f"/concerns/{concern.code}/")
        late = {**typed, "entry_key": "p2", "report_by": "2026-11-01"}
        assert "不能早于今天" in client.post("/windows/errands/petition/", late).content.decode()
        assert Concern.objects.count() == 1

    def test_for_a_concern_is_taken_from_its_page_and_stands_there(self, enter, town):
        client, concern = enter("worker"), registered(town).concern
        take = f"/windows/errands/new/?concern={concern.code}"
        assert take in read(client, f"/concerns/{concern.code}/")
        here = client.post(take, {"what": "替他去县里问", "report_by": "2026-11-20"}).url

        assert "王**" in read(client, here) and here in read(client, f"/concerns/{concern.code}/")
        assert "已经有人代办" in client.post(take, {"what": "再跑一趟", "report_by": "2026-11-20"}).content.decode()
        assert enter("stranger").get(here).status_code == 404 and enter("stranger").get(take).status_code == 404

    @pytest.mark.thorough
    def test_costs_the_list_no_more_with_ten_than_with_three(self, enter, town):
        client = enter("officer")

        def statements(number):
            while Errand.objects.count() < number:
                n = Errand.objects.count()
                errand(town, n, concern=registered(town, entry_key=f"k{n}").concern if n % 2 else None)
            with CaptureQueriesContext(connection) as seen:
                read(client, "/windows/errands/")
            return len(seen)

        read(client, "/windows/errands/")
        assert statements(3) == statements(10)

    def test_keeps_name_and_telephone_from_who_only_looks(self, enter, town):
        one = errand(town)
        page = read(enter("inspector"), f"/windows/errands/{one.code}/")
        assert "王长青" not in page and "13900000001" not in page
        assert "13900000001" in read(enter("head"), f"/windows/errands/{one.code}/")


class TestACallByTelephone:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M023")
    def test_gets_a_code_to_ring_back_with(self, enter):
        client = enter("worker")
        typed = {"text": "下水道堵了", "kind": "help", "unit": "石桥村", "name": "王长青", "phone": "13900000001",
                 "people_count": "1", "entry_key": "t1", "call_back_on": "今天"}  # fmt: skip
        receipt = client.post("/windows/telephone/", typed)
        call = PhoneCall.objects.get()
        assert f"回电码 {call.call_back_code}" in read(client, receipt.url)
        assert call.concern.channel == Channel.TELEPHONE

        here = f"/windows/calls/{call.concern.code}/"
        assert here in read(client, "/windows/") and here in read(client, "/today/")
        assert call.call_back_code in read(client, f"/concerns/{call.concern.code}/")
        assert "回电码不对" in client.post(here, {"code": "x"}).content.decode()
        assert client.post(here, {"code": call.call_back_code}).url == f"/concerns/{call.concern.code}/"
        assert here not in read(client, "/windows/")


class TestLettersAndVisits:
    @pytest.mark.mechanism("M028", "F013")
    def test_are_counted_by_matter_and_by_person_and_each_opens(self, enter, town):
        for n, (channel, people) in enumerate((("call_in", 5), ("call_in", 3), ("letter", 1), ("counter", 9))):
            registered(town, channel=channel, asker=Asker(people_count=people), text=f"事{n}", entry_key=f"v{n}")
        void(concern=registered(town, channel="call_in", text="错的").concern, reason="登记错", by=town.clerk, at=NOON)
        client = enter("officer")
        page = read(client, "/windows/letters/")
        links = dict(re.findall(r'<th scope="row">(来\S+?)</th><td class="number"><a href="([^"]+)">', page))
        numbers = dict(re.findall(r'<th scope="row">(来\S+?)</th><td class="number"><a href="[^"]+">(\d+)</a>', page))
        assert (numbers["来信"], numbers["来访"], numbers["来访人次"]) == ("1", "2", "8")

        for word, wanted in (("来信", {"事2"}), ("来访", {"事0", "事1"}), ("来访人次", {"事0", "事1"})):
            opened = read(client, links[word].replace("&amp;", "&"))
            assert set(re.findall(r"data-lx-row>([^<]+)<", opened)) == wanted
        listed = re.search(r'href="(/concerns/\?channel=call_in[^"]+)"', page)
        assert listed and "事0" in (found := read(client, listed[1].replace("&amp;", "&"))) and "事2" not in found
        assert ">0<" in read(client, "/windows/letters/", period="2026-09")

    @pytest.mark.mechanism("M041")
    def test_at_the_joint_centre_are_its_own(self, enter, town):
        registered(town, channel="call_in")
        admin = enter("admin")
        admin.post("/setup/units/new/", {"name": "联合接访服务中心", "kind": "centre", "parent": "定安县"})
        centre = Unit.objects.get(kind="centre")
        admin.post("/setup/people/new/", {"username": "jiefang", "name": "许接", "password": "Lianxin-2026-x"})
        person = Person.objects.get(username="jiefang")
        post = {"unit": "联合接访服务中心", "role": "department_clerk", "valid_from": "2026-01-01"}
        assert admin.post(f"/setup/people/{person.pk}/", post).status_code == 302
        client = Client()
        client.force_login(person)
        Person.objects.filter(pk=person.pk).update(handed_out_on=None)  # he has changed his first password
        for n in range(2):
            client.post("/concerns/register/", {"text": f"补偿{n}", "kind": "help", "unit": "联合接访服务中心", "channel": "call_in",
                                                "people_count": "4", "entry_key": f"c{n}"})  # fmt: skip

        own = read(client, "/windows/letters/")
        assert "联合接访服务中心" in own and ">2<" in own and ">8<" in own
        clerk = enter("clerk")
        chosen = read(clerk, "/windows/letters/", unit=centre.pk)
        assert ">2<" in chosen and ">8<" in chosen and f"unit={centre.pk}" in read(clerk, "/windows/letters/")
        assert ">3<" in read(clerk, "/windows/letters/", unit="²")
        figures = read(clerk, "/figures/open/?code=window.visits&" + NOVEMBER.format(centre.pk))
        assert set(re.findall(r"data-lx-row>([^<]+)<", figures)) == {"补偿0", "补偿1"}
        assert "联合接访服务中心" in read(Client(), "/public/open/")


class TestWhatIsPublished:
    @pytest.mark.mechanism("M054")
    def test_stands_in_the_guide_for_everybody_and_changes_by_versions(self, enter):
        client = enter("officer")
        typed = {"unit": "清水镇", "item": "老年人优待证", "place": "便民大厅 2 号窗口", "limit": "3 个工作日", "responsible": "民政办",
                 "papers": "身份证\n照片"}  # fmt: skip
        client.post("/windows/guides/new/", typed)
        code = GuideEntry.objects.get().code
        client.post(f"/windows/guides/{code}/", {**typed, "limit": "当场办结"})

        page = read(Client(), "/public/guide/")
        for word in ("老年人优待证", "便民大厅 2 号窗口", "当场办结", "民政办", "身份证"):
            assert word in page
        assert "3 个工作日" not in page and GuideEntry.objects.filter(code=code).count() == 2
        assert "老年人优待证" not in read(Client(), "/public/guide/", words="宅基地")
        assert "/public/guide/" in read(Client(), "/public/open/")
        client.post(f"/windows/guides/{code}/withdraw/")
        assert "老年人优待证" not in read(Client(), "/public/guide/")

    @pytest.mark.mechanism("M077")
    def test_is_the_standard_of_the_window_with_five_hearts_to_tap(self, enter, town):
        enter("worker")
        here, anybody = f"/public/windows/{town.shiqiao.pk}/", Client()
        page = read(anybody, here)
        assert all(word in page for word in ("一张笑脸相迎", "一把椅子请坐", "一杯茶水端上", "一声再见礼送"))
        assert len(set(re.findall(r'name="tap" value="(\w+):good"', page))) == 5

        assert anybody.post(here, {"tap": "warm:good"}).status_code == 302
        anybody.post(here, {"tap": "warm:good"})
        anybody.post(here, {"tap": "warm:splendid"})
        assert [(one.heart, one.number) for one in HeartCount.objects.all()] == [("warm", 2)]
        assert (
            "热心" in read(enter("worker"), "/windows/hearts/")
            and anybody.get("/public/windows/9999/").status_code == 404
        )

    @pytest.mark.mechanism("M043")
    def test_of_work_rooms_is_a_register_that_counts_itself(self, enter):
        client = enter("officer")
        for n in range(3):
            typed = {"unit": "清水镇", "name": f"工作室{n}", "host": "清水砖厂", "opened_on": f"2026-0{n + 4}-01"}
            client.post("/windows/work-rooms/new/", typed)

        assert "现有 3 个" in read(client, "/windows/work-rooms/")
        unit = Unit.objects.get(name="清水镇")
        spring = read(client, f"/figures/open/?code=window.work_rooms&unit={unit.pk}&period=2026-05")
        assert "工作室1" in spring and "工作室2" not in spring
        assert (
            "不能晚于今天"
            in client.post("/windows/work-rooms/new/", {**typed, "opened_on": "2026-12-01"}).content.decode()
        )

    @pytest.mark.mechanism("M042")
    @pytest.mark.thorough
    def test_from_elsewhere_is_labelled_and_not_without_a_source(self, enter):
        client = enter("officer")
        typed = {"unit": "清水镇", "name": "审批事项", "value": "4910", "measure": "件", "period": "2026-10",
                 "source": "行政服务中心", "evidence": "十月报表"}  # fmt: skip
        client.post("/windows/external/new/", {**typed, "evidence": ""})
        assert "审批事项" not in read(client, "/windows/external/")
        client.post("/windows/external/new/", typed)

        page = read(client, "/windows/external/")
        assert "4910" in page and "外部数据</span>" in page and "行政服务中心" in page and "十月报表" in page
        assert "4910" not in read(client, "/figures/", period="2026-10")


class TestLinesTyped:
    def test_are_a_list_without_empty_ones(self):
        assert rooms.LinesField().clean(" 照片 \n\n户口簿\n") == ["照片", "户口簿"]
