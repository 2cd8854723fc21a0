"""矛盾纠纷的页面: a name in a title is refused, the parties are shown for a purpose, the paper is signed by both sides."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.journal.models import Entry
from lianxin.pure.paper.reader import plain_text
from lianxin.work.disputes import commands
from lianxin.work.disputes.models import Dispute
from tests.conftest import NOON
from tests.web.world import read
from tests.work.conftest import registered
from tests.work.dispute_scenes import TODAY, dispute_made, mediated

TYPED = {
    "unit": "石桥村", "origin": "screened", "type": "water", "title": "三组排水沟走向", "text": "水往低处的院子里灌。", "place": "三组",
    "found_on": "2026-10-02", "applicant": "王长青", "applicant_phone": "13900000001", "respondent": "李小四",
}  # fmt: skip


class TestOneDispute:
    @pytest.mark.mechanism("M251", "M254")
    @pytest.mark.thorough
    def test_is_recorded_mediated_and_papered_without_a_name_in_sight(self, enter, town) -> None:
        client = enter("worker")
        refused = client.post("/disputes/new/", {**TYPED, "title": "王长青家门前排水沟"}).content.decode()
        assert "请删去，写到“当事人”一栏" in unescape(refused) and not Dispute.objects.exists()
        here = client.post("/disputes/new/", TYPED).url
        dispute = Dispute.objects.get()
        page = read(client, here)
        assert "王长青" not in page and "只给主持调解的人看" in page and "开始调解" not in page
        assert client.post(f"{here}do/start_mediation/", {"mediators": "调解委员会"}).status_code == 403

        client = enter("head")
        early = client.post(f"{here}do/start_mediation/", {"mediators": "调解委员会", "on": "2026-10-01"})
        assert "日期不能早于发现" in early.content.decode()
        client.post(f"{here}do/start_mediation/", {"mediators": "石桥村调解委员会", "on": "2026-10-05"})
        assert "调结纠纷" in read(client, "/today/")
        client.post(f"{here}do/hold_session/", {"on": "2026-11-02", "text": "先量地界。"})
        client.post(f"{here}do/agree/", {"agreement": "按原走向恢复。\n各清一半。", "fulfil_by": "2026-11-30"})
        page = read(client, here)
        assert "达成协议" in page and "各清一半" not in page and "先量地界" not in page
        assert "先量地界" not in client.post(f"{here}open/", {"purpose": "curious"}).content.decode()
        assert not Entry.objects.filter(event="dispute.opened").exists()
        opened = client.post(f"{here}open/", {"purpose": "follow_up"}).content.decode()
        assert all(words in opened for words in ("王长青", "李小四", "先量地界", "各清一半"))
        assert "王长青" not in read(client, here), "shown on that page alone"
        paper = client.post(f"{here}paper/")
        words = plain_text(paper.content)
        assert all(
            one in words for one in ("人民调解协议书", "王长青", "13900000001", "各清一半", "2026年11月30日", "签名")
        )
        assert Entry.objects.filter(event="dispute.opened", of=dispute.ref).count() == 2
        for where in ("/disputes/", "/disputes/print/"):
            assert "三组排水沟走向" in read(client, where) and "王长青" not in read(client, where)
        assert client.get("/disputes/xlsx/").content[:2] == b"PK"

    @pytest.mark.thorough
    def test_comes_of_a_concern_in_one_step_and_never_of_a_complaint(self, enter, town) -> None:
        concern = registered(town, text="邻居家的水沟堵了，水漫过来。").concern
        complaint = registered(town, kind="complaint", text="镇里的人态度不好。").concern
        client = enter("officer")
        step = f"/disputes/concern/{concern.code}/"
        assert step in read(client, f"/concerns/{concern.code}/")
        assert f"/disputes/concern/{complaint.code}/" not in read(client, f"/concerns/{complaint.code}/")
        assert client.get(f"/disputes/concern/{complaint.code}/").status_code == 404
        typed = {name: TYPED[name] for name in ("type", "title", "text")}
        here = client.post(step, typed).url
        assert "三组排水沟走向" in read(client, f"/concerns/{concern.code}/") and "来自诉求" in read(client, here)


class TestLists:
    @pytest.mark.thorough
    def test_cost_the_same_for_three_and_for_ten(self, enter, town) -> None:
        def statements() -> int:
            with CaptureQueriesContext(connection) as found:
                read(client, "/disputes/")
                read(client, "/disputes/sweeps/")
            return len(found)

        client = enter("officer")
        statements()  # what is kept in memory after the first look
        counted = []
        for n in (3, 7):
            for _one in range(n):
                mediated(town, dispute_made(town))
            commands.open_sweep(unit=town.qingshui, title="汛期排查", season="flood", starts_on=TODAY, ends_on=TODAY,
                                by=town.officer, at=NOON)  # fmt: skip
            counted.append(statements())
        assert counted[0] == counted[1]
        page = read(client, "/disputes/")
        assert len(re.findall("data-lx-row>", page)) == 10
        assert not re.findall("data-lx-row>", read(client, "/disputes/", status="reported"))
