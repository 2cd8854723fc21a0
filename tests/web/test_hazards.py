"""隐患点的页面: overdue looks stand on the first page of the keeper and of his unit; the board is printed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.work.concerns.models import Concern
from lianxin.work.hazards.models import Hazard
from tests.web.world import read
from tests.work.hazard_scenes import hazard_made

FORM = {
    "unit": "石桥村", "name": "后山边坡", "kind": "slope", "place": "三组晒场后面", "what": "雨天掉石头。", "check_days": "7",
    "keeper_unit": "石桥村", "keeper": "石小桥", "keeper_phone": "0000-1234567", "measures": "下大雨敲锣。",
}  # fmt: skip


class TestAHazardPoint:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M134")
    def test_with_its_keeper_and_its_days_reminds_him_and_his_unit_when_a_look_is_overdue(self, enter):
        client = enter("officer")
        refused = client.post("/hazards/new/", {**FORM, "keeper": "", "keeper_post": ""}).content.decode()
        assert "请写监测人" in refused and not Hazard.objects.exists()
        here = client.post("/hazards/new/", FORM).url
        assert "石小桥" in read(client, here) and "石小桥" in read(client, "/hazards/")
        assert "后山边坡" not in read(enter("worker", 1), "/today/")
        for who in ("worker", "head"):
            page = read(enter(who, 9), "/today/")
            assert "后山边坡" in page and "过了 2 日没查" in page, who
        assert "后山边坡" not in read(enter("leader", 9), "/today/")
        assert "过了 2 日没查" in read(enter("worker", 9), "/hazards/?late=1")
        client = enter("worker", 9)
        assert client.post(here, {"finding": "fine", "note": "", "on": ""}).url == here

        assert "后山边坡" not in read(client, "/today/") and "正常，石小桥" in read(client, here)
        assert "没有这样的隐患点" in read(client, "/hazards/?late=1")

    @pytest.mark.mechanism("M134")
    def test_hangs_on_the_wall_with_version_and_day_and_no_residents(self, enter):
        client = enter("officer")
        here = client.post("/hazards/new/", FORM).url
        typed = {"keeper_unit": "石桥村", "keeper": "石大山", "keeper_phone": "0000-7654321"}
        client.post(f"{here}do/entrust/", typed)
        page = read(enter("worker", 1), "/hazards/board/")

        for word in (
            "石桥村隐患点公示牌",
            "后山边坡",
            "石大山",
            "0000-7654321",
            "下大雨敲锣。",
            "第 2 版",
            "2026年11月3日版",
        ):
            assert word in page, word
        assert {"resident", "household", "household_id"}.isdisjoint(field.name for field in Hazard._meta.get_fields())

    @pytest.mark.mechanism("M134")
    def test_brings_what_must_be_mended_to_whoever_mends_it(self, enter, town):
        bridge = hazard_made(town, name="石拱桥", kind="bridge")
        here = f"/hazards/of/{bridge.code}/"
        client = enter("worker", 1)
        client.post(here, {"finding": "reported", "note": "桥栏断了一截。"})
        concern = Concern.objects.get()

        assert concern.code in read(client, here)
        assert "石拱桥" in read(client, f"/concerns/{concern.code}/") and "检查时上报" in read(
            client, f"/concerns/{concern.code}/"
        )

    @pytest.mark.thorough
    def test_costs_the_list_no_more_with_ten_than_with_three(self, enter, town):
        client = enter("officer")

        def statements(number):
            while Hazard.objects.count() < number:
                hazard_made(town, name=f"边坡{Hazard.objects.count()}")
            counts = []
            for url in ("/hazards/", "/hazards/board/"):
                with CaptureQueriesContext(connection) as seen:
                    read(client, url)
                counts.append(len(seen))
            return counts

        statements(1)
        assert statements(3) == statements(10)
