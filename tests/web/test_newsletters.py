"""典型、群工动态、发文的页面: from a finished concern by one press to a numbered issue that everybody may read."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxin.pure.paper import Paper, write_docx
from lianxin.pure.paper.reader import plain_text
from lianxin.work.dispatches import commands as dispatches
from lianxin.work.dispatches.models import Dispatch
from lianxin.work.examples.models import Example, ExampleConsent
from lianxin.work.newsletters.models import Newsletter
from lianxin.work.visits.models import Visit
from tests.conftest import NOON
from tests.web.world import read
from tests.work.conftest import ASKER
from tests.work.example_scenes import approved, finished, nominated, voice


class TestFromAGoodDeedToAnIssue:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M240", "M241", "M279", "M226")
    def test_passes_one_press_consent_two_looks_and_a_signature(self, enter, town) -> None:
        concern = finished(town, text=f"{ASKER.name}说村口路灯坏了，石小桥当天就来看。")
        complaint, said = finished(town, kind="complaint"), voice(town)
        client = enter("worker")
        step = f"/examples/concern/{concern.code}/"
        assert step in read(client, f"/concerns/{concern.code}/")
        assert f"/examples/concern/{complaint.code}/" not in read(client, f"/concerns/{complaint.code}/")
        assert client.get(f"/examples/concern/{complaint.code}/").status_code == 404
        assert ASKER.name not in read(client, step)
        here = client.post(step).url
        example = Example.objects.get()
        assert "核实无误" not in read(client, here), "he put it forward himself"
        client.post(
            f"{here}do/correct/", {"kind": "good_deed", "title": "路灯当天亮", "text": "石小桥当天换好了路灯。"}
        )
        client.post(f"{here}do/note_consent/", {"scope": "public", "way": "spoken"})
        client.post(f"{here}do/ask_staff/", {"person": "石小桥"})
        consent = ExampleConsent.objects.get(side="staff")
        asked = f"/examples/asked/{consent.pk}/"
        assert asked in read(client, "/today/") and "石小桥当天换好" in read(client, asked)
        leader = enter("leader")
        leader.post(f"{here}do/check/")
        chief = enter("county_leader")
        assert "还有人没有同意" in chief.post(f"{here}do/approve/").content.decode()
        enter("worker").post(f"/examples/consent/{consent.pk}/give/", {"scope": "public"})
        assert enter("county_leader").post(f"{here}do/approve/").status_code == 302

        editor = enter("clerk")
        issue = editor.post("/newsletters/new/", {"title": "冬天里的群众工作"}).url
        editor.post(f"{issue}pick/example/{example.code}/")
        editor.post(f"{issue}pick/voice/{said.code}/")
        written = {"section": "suggestions", "title": "早看灯", "text": "天黑前看一遍灯。", "may_be_public": "on"}
        editor.post(f"{issue}add/", written)
        editor.post(f"{issue}do/submit/")
        assert editor.post(f"{issue}do/issue/").status_code == 403
        chief = enter("county_leader")
        assert issue in read(chief, "/today/")
        chief.post(f"{issue}do/issue/", {"pages": "2"})
        number = Newsletter.objects.get().dispatch.number
        assert number == "群工动态〔2026〕1号" and number in read(chief, here)
        assert all(word in plain_text(chief.get(f"{issue}docx/").content) for word in (number, "路灯当天亮", "早看灯"))
        counted = read(chief, "/dispatches/", kind="newsletter", year=2026)
        assert number in counted and "群工动态 1" in counted

        code = Newsletter.objects.get().code
        assert Client().get(f"/public/open/newsletters/{code}/").status_code == 404
        chief.post(f"{issue}do/put_online/")
        public = read(Client(), f"/public/open/newsletters/{code}/")
        assert "路灯当天亮" in public and "早看灯" in public and code in read(Client(), "/public/open/newsletters/")
        enter("worker").post(f"/examples/consent/{consent.pk}/withdraw/")
        assert "路灯当天亮" not in read(Client(), f"/public/open/newsletters/{code}/")
        chief = enter("county_leader")
        assert "路灯当天亮" not in plain_text(chief.get(f"{issue}docx/").content)
        assert "这一条不再印" in read(chief, issue)

    @pytest.mark.mechanism("M245")
    def test_visits_to_find_more_are_listed_with_whom_and_when(self, enter, town) -> None:
        client = enter("officer")
        typed = {"unit": "石桥村", "purpose": "看清沟", "companions": "县报记者", "planned_on": "2026-11-10"}
        assert client.post("/examples/visits/new/", typed).status_code == 302
        page = read(client, "/examples/visits/")
        assert all(word in page for word in ("2026-11-10", "看清沟", "县报记者", "石桥村"))
        done = re.search(r'"(/examples/visits/\w+/done/)"', page)
        assert done and client.post(done[1], {"on": "2026-11-03", "note": "做法可以写。"}).status_code == 302
        assert "做法可以写" in read(client, "/examples/visits/")
        assert not Visit.objects.exists(), "it is no visit to a household and counts as none"


class TestDispatches:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M227", "M228")
    def test_are_numbered_filtered_counted_and_filed(self, enter, town) -> None:
        client = enter("clerk")
        client.post("/dispatches/signs/", {"kind": "notice", "sign": "群办发"})
        typed = {"kind": "notice", "title": "关于看沟的通知", "on": "2026-11-02", "pages": "2"}
        here = client.post("/dispatches/new/", typed).url
        assert "这个号已经用过" in client.post("/dispatches/new/", {**typed, "number": "1"}).content.decode()
        client.post("/dispatches/new/", {**typed, "kind": "report", "title": "半年报告"})
        assert "群办发〔2026〕1号" in read(client, here)
        page = read(client, "/dispatches/", year=2026)
        assert "全部 2" in page and "通知 1" in page and "报告 1" in page
        assert "半年报告" not in read(client, "/dispatches/", kind="notice")
        assert len(re.findall("data-lx-row>", read(client, "/figures/open/", code="dispatch.issued", unit=town.county.pk,
                                                   period="2026-11"))) == 2  # fmt: skip
        file = BytesIO(write_docx(Paper(title="通知", body=())))
        file.name = "通知.docx"
        client.post(f"{here}file/", {"file": file})
        assert "通知" in plain_text(client.get(f"{here}docx/").content)
        client.post(f"{here}void/", {"reason": "重复。"})
        printed = read(client, "/dispatches/print/")
        assert "作废：重复" in printed and "群办发〔2026〕1号" in printed
        assert "通知 1" not in read(client, "/dispatches/") and client.get("/dispatches/xlsx/").content[:2] == b"PK"

    @pytest.mark.thorough
    def test_examples_and_issues_cost_the_same_for_three_and_for_ten(self, enter, town) -> None:
        def statements() -> list[int]:
            counted = []
            for page in ("/dispatches/", "/examples/", "/examples/visits/", "/newsletters/"):
                with CaptureQueriesContext(connection) as found:
                    read(client, page)
                counted.append(len(found))
            return counted

        client, seen = enter("clerk"), []
        statements()  # what is kept in memory after the first look
        for n in (3, 7):
            for number in range(n):
                nominated(town, title=f"第{number}件")
                dispatches.register(
                    kind="notice", title="通知", unit=town.county, on=NOON.date(), by=town.clerk, at=NOON
                )
                approved(town, nominated(town, title=f"又{number}件"))
            seen.append(statements())
        assert seen[0] == seen[1]
        assert Dispatch.objects.count() == 10

    def test_are_paged_by_the_code_of_a_row_both_ways(self, enter, town, monkeypatch) -> None:
        monkeypatch.setattr("lianxin.web.ui.keyed.page_of.__kwdefaults__", {"rows": 2})
        for _n in range(5):
            dispatches.register(kind="notice", title="通知", unit=town.county, on=NOON.date(), by=town.clerk, at=NOON)
        client, seen, url = enter("clerk"), [], "/dispatches/?kind=notice"
        for _page in range(3):
            page = read(client, url)
            seen.append(re.findall(r"通知〔2026〕(\d)号</td>", page))
            older = re.search(r'href="(\?[^"]*after=[^"]+)"', page)
            url = "/dispatches/" + older[1].replace("&amp;", "&") if older else ""
        assert seen == [["5", "4"], ["3", "2"], ["1"]] and not url
        newer = re.search(r'href="(\?[^"]*before=[^"]+)"', page)
        assert newer and "通知〔2026〕3号" in read(client, "/dispatches/" + newer[1].replace("&amp;", "&"))
        assert "通知〔2026〕5号" in read(client, "/dispatches/", after="no such row")
