"""下步打算的页面: taken over on the summary's page, reported by the owner from 今日, on paper and in files."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.reports.nextsteps.models import NextStep
from tests.conftest import NOON
from tests.web.world import read
from tests.work.conftest import registered

FORM = {
    "heading": "清理超期件", "text": "逐件查明卡在哪里。", "owner_unit": "清水镇", "owner": "李青", "due_on": "11.10",
    "indicator": "", "aim": "", "aim_value": "", "aim_period": "",
}  # fmt: skip


def _as(client, town, who):
    """The same browser, another person, the same day."""
    client.force_login(town.people[who])
    return client


class TestTheSteps:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M290")
    def test_are_taken_over_from_the_summary_reported_by_their_owner_and_told_of(self, town, enter, monkeypatch):
        registered(town)
        client = enter("clerk")
        asked = {"unit": town.county.pk, "period": "2026-11"}
        page = read(client, "/summaries/", **asked)
        assert reverse("nextsteps:take") in page
        assert client.post("/nextsteps/take/", asked).url == "/nextsteps/"
        again = client.post("/nextsteps/take/", asked)
        assert "period=2026-11" in again.url and NextStep.objects.count() == 1
        assert "不重复列" in read(client, again.url)

        step = NextStep.objects.get()
        here = reverse("nextsteps:step", args=[step.code])
        assert "2026年11月工作总结" in read(client, here) and step.heading in read(client, "/nextsteps/")
        refused = client.post(f"{here}do/edit/", {**FORM, "indicator": "concern.received"}).content.decode()
        assert "设目标要写全" in refused
        given = FORM | {
            "indicator": "concern.received", "aim": "at_most", "aim_value": "20", "aim_period": "2026-11",
        }  # fmt: skip
        assert client.post(f"{here}do/edit/", given).url == here
        for who in ("leader", "worker", "stranger"):
            assert "清理超期件" not in read(enter(who), "/today/"), who
        assert "还有 7 日" in read(enter("officer"), "/today/")
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=9))
        page = read(enter("officer"), here)
        assert reverse("figures:open") in page and "时期没有过完" in page and "不高于 20件" in page

        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=30))
        client = _as(client, town, "officer")
        assert client.post(f"{here}do/finish/", {"result": "已清理。"}).url == here
        page = read(client, here)
        assert "已达到" in page and "已清理。" in page
        assert "项，已完成。" in read(_as(client, town, "clerk"), "/summaries/", unit=town.county.pk, period="2026-12")

    @pytest.mark.thorough
    def test_stand_in_a_ledger_and_cost_the_same_however_many(self, town, enter):
        client = enter("clerk")
        costs = []
        for n in range(2):
            for k in range(3 if not n else 7):
                client.post("/nextsteps/new/", {**FORM, "heading": f"事项{n}{k}"})
            with CaptureQueriesContext(
                connection,
            ) as caught:
                page = read(client, "/nextsteps/")
            costs.append(len(caught))
        assert costs[0] == costs[1] and page.count("data-lx-row") == 10

        assert "事项00" in read(client, "/nextsteps/print/") and "事项16" in read(client, "/nextsteps/?show=soon")
        assert "没有下步打算" in read(client, "/nextsteps/?show=late")
        for name, part in (("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml")):
            with ZipFile(io.BytesIO(client.get(f"/nextsteps/{name}/").content)) as parts:
                assert part in parts.namelist()
        opened = read(client, reverse("figures:open"), code="next_step.due", unit=town.county.pk, period="2026")
        assert opened.count("清理") == 0 and opened.count("data-lx-row") == 10
