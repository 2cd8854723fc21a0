"""工作站的页面: the register of the county, a board that says when it is stale, the log of the day, the public page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxin.work.concerns.commands import submit
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.publishing import commands as publishing
from lianxin.work.regulations import commands as regulations
from lianxin.work.stations import board, commands
from lianxin.work.stations.models import Contact, Office, ReadyItem, Station, StationMember
from tests.conftest import NOON
from tests.web.world import read
from tests.work.conftest import at_state, registered
from tests.work.regulation_scenes import in_force as regulation_made
from tests.work.station_scenes import joined, station_at
from tests.work.visit_scenes import visit_made


class TestTheRegister:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M216")
    def test_of_a_county_is_opened_at_once_counts_itself_and_names_who_has_none(self, enter, town):
        client = enter("clerk")
        assert "没有工作站的乡镇、村、社区 5 个" in read(client, "/stations/")
        assert "柳湾村" in read(client, "/stations/missing/")
        client.post("/stations/all/", {"hours": "工作日 8:30–17:30", "opened_on": "2026-10-1"})
        assert Station.objects.count() == 5 and "共 5 个" in read(client, "/stations/")
        liuwan = Station.objects.get(unit=town.liuwan)

        client.post(f"/stations/of/{liuwan.pk}/do/close/", {"on": "2026-11-2", "reason": "两村合并"})

        assert "共 4 个" in read(client, "/stations/") and "没有工作站的乡镇、村、社区 1 个" in read(
            client, "/stations/"
        )
        assert "柳湾村" in read(client, "/stations/?closed=1")
        for period, number in (("2026-10", "3"), ("2026-11", "2")):
            opened = read(client, f"/figures/open/?code=station.stations&unit={town.county.pk}&period={period}")
            assert opened.count("群众工作站</a>") == int(number), period
        below = read(client, "/figures/below/?code=concern.received&code=visit.households")
        assert "figures/below/?code=concern.received" in read(client, "/stations/") and "清水镇" in below
        town_only = read(enter("officer"), "/stations/")
        assert "共 2 个" in town_only and "沙河村" not in town_only
        assert enter("stranger").get(f"/stations/of/{liuwan.pk}/").status_code == 404

    @pytest.mark.mechanism("M229")
    def test_of_workrooms_says_who_set_each_up_and_is_counted(self, enter, town):
        client = enter("officer")
        for n in range(2):
            typed = {"unit": "清水镇", "name": f"工作室{n}", "host": "清水砖厂", "set_up_by": "镇总工会", "contact": "郑工",
                     "phone": "0000-7100009", "opened_on": "2026-10-1"}  # fmt: skip
            client.post("/windows/work-rooms/new/", typed)

        page = read(client, "/windows/work-rooms/")
        assert "现有 2 个" in page and "镇总工会" in page and "郑工" in page
        assert "群众工作室" in read(client, "/stations/")

    def test_takes_a_list_with_its_good_rows_and_names_the_bad_ones(self, enter, town):
        client = enter("clerk")
        pasted = "单位\t电话\t设立日期\n石桥村\t0000-1\t2026.10.1\n没有村\t0000-2\t\n柳湾村\t0000-3\t第三天\n沙河村\t0000-4\t"
        page = client.post("/stations/import/stations/", {"lines": pasted}).content.decode()
        assert "已导入 2 行" in page and "没有叫“没有村”的单位" in page and "第 4 行" in page
        people = "单位,姓名,职务,分工\n石桥村,石大山,书记,站长\n柳湾村,柳叶,文书,\n石桥村,石一,干部,头"
        page = client.post("/stations/import/members/", {"lines": people}).content.decode()
        assert "已导入 1 行" in page and "柳湾村还没有工作站" in page and "没有“头”这一种分工" in page
        again = client.post("/stations/import/members/", {"lines": people}).content.decode()
        assert "已导入 0 行" in again and StationMember.objects.get().duty == "head"
        assert "没有找到表头" in client.post("/stations/import/contacts/", {"lines": "甲,乙\n1,2"}).content.decode()

    @pytest.mark.thorough
    def test_costs_the_same_for_few_and_for_many(self, enter, town):
        client, station = enter("clerk"), station_at(town)
        day = NOON.date().isoformat()
        pages = ["/stations/", "/stations/readiness/", "/stations/contacts/gaps/", "/stations/contacts/",
                 f"/stations/of/{station.pk}/log/?first={day}&last={day}"]  # fmt: skip

        def more(n):
            registered(town)
            visit_made(town, on=NOON.date(), by=town.worker)
            given = {"unit": town.shiqiao, "name": f"信息员{n}", "post": "组长", "phone": "0000-7100041"}
            commands.name_contact(**given, group=f"{n}组", by=town.officer, at=NOON)

        def statements():
            with CaptureQueriesContext(connection) as found:
                for one in pages:
                    read(client, one)
            return len(found)

        more(1)
        read(client, pages[0])
        few = statements()
        commands.open_all(by=town.clerk, at=NOON)
        for n in range(2, 5):
            more(n)

        assert statements() == few


class TestABoard:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M238")
    def test_is_printed_from_live_data_with_version_and_day_and_told_stale_when_somebody_leaves(self, enter, town):
        station = station_at(town, opened_on=NOON.date() - timedelta(days=30))
        joined(town, station)
        leaver = joined(town, station, "李站员", duty="worker", post="文书", phone="0000-7100003")
        here, client = f"/stations/of/{station.pk}/", enter("worker")
        ticked = {"day_1": [str(leaver.pk)], "day_3": [str(leaver.pk)], "since": ""}
        assert client.post(f"{here}turns/", ticked).url == here
        sheet = read(client, f"{here}board/notice/")
        assert all(words in sheet for words in ("李站员", "0000-7100003", "第 4 版", "2026年11月3日印", "王站长"))
        for which in ("notice", "duty"):
            client.post(f"{here}board/{which}/printed/")
        page = read(client, here)
        assert page.count("和现在一致") == 2 and "墙上的是第 4 版" in page
        assert "李站员" in read(client, f"{here}board/duty/") and "11月9日" in read(client, f"{here}board/duty/")

        client.post(f"/stations/members/{leaver.pk}/leave/", {"until": "2026-11-3"})

        page = read(enter("worker", 1), here)
        assert page.count("和现在不一致，要重印") == 2 and "墙上还写着" in page and "缺人" in page
        live = read(client, f"{here}board/notice/")
        assert "李站员" not in live and "第 5 版" in live and "请打印这一张换上" in live
        assert "李站员" not in read(client, f"{here}board/duty/") and "要重印" in read(
            enter("officer", 1), "/stations/"
        )
        assert enter("inspector").post(f"{here}board/notice/printed/").status_code == 403

    @pytest.mark.mechanism("M238")
    def test_of_regulations_hangs_article_by_article_until_a_new_version_is_in_force(self, enter, town):
        station = station_at(town)
        version = regulation_made(town)
        here, client = f"/stations/of/{station.pk}/", enter("head")
        article = version.articles.first().text
        assert article in read(client, f"{here}board/rules/") and version.regulation.title in read(
            client, here + "board/rules/"
        )
        client.post(f"{here}board/rules/printed/")
        assert "和现在一致" in read(client, here)
        given = {"by": town.clerk, "at": NOON + timedelta(hours=5)}
        draft = regulations.draft_version(
            regulation=version.regulation, articles=["请假要说明谁替代。"], note="写明替代", **given
        )
        valid_from = NOON.date() + timedelta(days=1)
        regulations.approve_version(version=draft, valid_from=valid_from, by=town.county_leader, at=given["at"])

        page = read(enter("head", 1), here)

        assert "和现在不一致，要重印" in page and "请假要说明谁替代" in page and "墙上还写着" in page

    @pytest.mark.mechanism("M236")
    @pytest.mark.thorough
    def test_and_the_rest_of_the_readiness_list_is_looked_over_item_by_item(self, enter, town):
        station = station_at(town)
        station_at(town, "qingshui")
        client = enter("clerk")
        typed = {"book": "《工作日志》", "notice": "人员公示", "wall": "制度上墙\n职责上墙\n流程上墙\n值班上墙", "other": "",
                 "valid_from": "2026-11-3"}  # fmt: skip
        assert "值班安排上墙" in read(client, "/stations/readiness/list/")
        assert client.post("/stations/readiness/list/", typed).url == "/stations/readiness/"
        log, rules = (ReadyItem.objects.get(text=text) for text in ("《工作日志》", "制度上墙"))
        worker, here = enter("worker"), f"/stations/of/{station.pk}/look/"
        refused = worker.post(here, {"on": ""}).content.decode()
        assert "请至少核对一项" in refused
        found = {f"state_{log.pk}": "ready", f"state_{rules.pk}": "broken", f"note_{rules.pk}": "雨水泡了", "on": ""}
        worker.post(here, found)
        assert "雨水泡了" in read(worker, here) and "破损" in read(worker, f"/stations/of/{station.pk}/")
        client = enter("clerk")
        page = read(client, "/stations/readiness/")
        assert "破损 1" in page and "没核对 2" in page and "第 1 版" in page
        assert "石桥村" in read(client, f"/stations/readiness/{rules.pk}/?state=broken")
        assert "石桥村" not in read(client, f"/stations/readiness/{rules.pk}/")

        client.post(
            "/stations/readiness/list/", {**typed, "wall": "制度上墙", "other": "意见箱", "valid_from": "2026-11-3"}
        )

        page = read(client, "/stations/readiness/")
        assert "第 2 版" in page and "破损 1" in page and "意见箱" in page and "流程上墙" not in page
        assert enter("officer").post("/stations/readiness/list/", typed).status_code == 403


class TestTheLog:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M237", "M235")
    def test_is_told_by_the_records_of_the_day_and_lies_in_the_station_on_paper(self, enter, town):
        station = station_at(town, opened_on=NOON.date() - timedelta(days=30))
        at_state(town, Status.CLOSED)
        about = registered(
            town, kind="complaint", text="石小桥说话难听。", subject_persons=[town.people["worker"]]
        ).concern
        other = registered(town, kind="complaint", text="村里的账没有公开。").concern
        here, worker = f"/stations/of/{station.pk}/log/", enter("worker")
        visit_made(town, on=NOON.date(), group="三组", households=4, by=town.worker)
        worker.post(here, {"on": "", "text": "下午停电，打了抢修电话。"})
        page = read(worker, here)
        assert "收到（窗口）：" in page and "办结：" in page and "4 户" in page and "下午停电" in page
        assert about.code not in page and other.code in page and "账没有公开" not in page
        assert "有 6 天没有记录" in page and "站长签字" in page
        day = f"{here}?first=2026-11-03&last=2026-11-03"
        assert about.code in read(enter("head"), day)
        assert "11月3日" not in read(enter("worker"), f"{here}?first=2026-10-20&last=2026-10-20")
        figures = read(enter("worker"), f"/stations/of/{station.pk}/")
        assert "走访户次" in figures and "办结诉求" in figures and "在线" not in figures

        client = enter("worker")
        client.post(read_form(page), {})
        assert "下午停电" not in read(client, day)
        assert enter("stranger").get(here).status_code == 404
        assert enter("leader").post(here, {"on": "", "text": "不行"}).status_code == 403


def read_form(page: str) -> str:
    """Where the button 撤回 leads."""
    return page.split('action="/stations/remarks/')[1].split('"')[0].join(("/stations/remarks/", ""))


class TestThePublicPage:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M242")
    def test_says_who_is_there_when_and_what_was_solved_without_telling_on_anybody(self, town, enter, monkeypatch):
        station = station_at(town)
        joined(town, station)
        commands.set_turns(station=station, turns={2: [station.members.get()]}, by=town.clerk, at=NOON)
        for of, code in (("kind", "help"), ("channel", "web"), ("channel", "counter")):
            publishing.set_rule(of=of, code=code, is_open=True, delay_days=0, by=town.clerk, at=NOON)
        agreed = submit(text="村口的路灯坏了。", kind="help", unit=town.shiqiao, may_publish=True, at=NOON).concern
        publish(town, at_state(town, Status.CLOSED, agreed), title="路灯修好了", basis="consent")
        publish(town, at_state(town, Status.CLOSED), title="谁也认不出的路灯")
        for kind in ("help", "help", "complaint"):
            at_state(town, Status.CLOSED, registered(town, kind=kind).concern)
        monkeypatch.setattr(board, "_parts", dict(board._parts))
        board.part("theme", "本月主题", lambda of, on: [f"{of.unit.name}：把路灯修好"])
        enter("worker")
        nobody, address = Client(), f"/public/stations/{town.shiqiao.pk}/"
        page = nobody.get(address)
        text = page.content.decode()
        assert all(words in text for words in ("王站长", "0000-7100002", "8:30", "今天值班", "把路灯修好", "不足 5 件"))
        assert "路灯修好了" in text and "谁也认不出" not in text
        assert len(page.content) < 100_000 and not any(one.code in text for one in Concern.objects.all())
        at_state(town, Status.CLOSED)
        assert "已办结 5 件" in read(nobody, address)
        assert address in read(nobody, f"/public/open/{town.qingshui.pk}/")
        assert "还没有设工作站" in read(nobody, f"/public/stations/{town.liuwan.pk}/")
        assert nobody.get("/public/stations/99999/").status_code == 404


def publish(town, concern, **changes):
    """Made public by two, at once."""
    words = {"title": "路灯", "asked": "路灯坏了。", "answered": "已换新灯。", "basis": "deidentified", "delay_days": 0}
    version = publishing.prepare(concern=concern, by=town.officer, at=NOON, is_checked=True, **{**words, **changes})
    return publishing.confirm(version=version, by=town.leader, at=NOON, is_checked=True)


class TestTheDirectory:
    @pytest.mark.mechanism("M246")
    def test_covers_town_village_and_group_and_names_what_it_does_not_cover(self, enter, town):
        client = enter("officer")
        assert (
            client.post(f"/stations/groups/{town.shiqiao.pk}/", {"names": "一组\n二组"}).url
            == "/stations/contacts/gaps/"
        )
        person = {"name": "孙组长", "post": "村民小组组长", "phone": "0000-7100021", "since": ""}
        for unit, group in (("清水镇", ""), ("石桥村", ""), ("石桥村", "一组")):
            client.post("/stations/contacts/new/", {**person, "unit": unit, "group": group})
        gaps = read(client, "/stations/contacts/gaps/")
        assert "镇级信息员的乡镇 0 个，共 1 个" in gaps and "村级信息员的村、社区 1 个，共 2 个" in gaps
        assert (
            "组级信息员的小组 1 个，共 2 个" in gaps and "石桥村 二组" in gaps and "没有列出小组的村、社区 1 个" in gaps
        )
        paper = read(client, "/stations/contacts/print/")
        assert paper.count("孙组长") == 3 and "2026年11月3日" in paper
        assert "孙组长" not in read(enter("stranger"), "/stations/contacts/")

        client, one = enter("officer", 1), Contact.objects.get(level="group")
        client.post(f"/stations/contacts/{one.code}/end/", {"until": "2026-11-3"})

        assert "石桥村 一组" in read(client, "/stations/contacts/gaps/")
        assert read(client, "/stations/contacts/").count('<td class="nowrap inline">孙组长') == 2


class TestAnOffice:
    @pytest.mark.mechanism("M248")
    def test_keeps_who_made_it_up_from_where_and_since_when(self, enter, town):
        client = enter("builder")
        typed = {"unit": "县住建局", "name": "县住建局群众工作办公室", "place": "人事科", "set_up_on": "2026-9-1"}
        here = client.post("/stations/offices/new/", typed).url
        for n in range(4):
            person = {"name": f"干部{n}", "post": "科员", "taken_from": "质监站", "since": "2026-9-1"}
            client.post(f"{here}do/join/", person)
        page = read(client, here)
        assert "现有 4 人" in page and "质监站" in page and "人事科" in page

        first = Office.objects.get().members.first()
        client.post(f"/stations/office-members/{first.pk}/leave/", {"until": "2026-10-31"})

        page = read(client, here)
        assert "现有 3 人" in page and "2026-09-01 – 2026-10-31" in page
        assert enter("officer").get(here).status_code == 404
        assert enter("building_head").post(f"{here}do/dissolve/", {"on": "2026-11-3"}).status_code == 403
