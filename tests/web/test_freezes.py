"""封存的页面: what was signed beside what the records say today, the records kept, the ledger, the verification."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.indicators import changes
from lianxin.base.orgs.models import Unit
from lianxin.pure.periods import Period
from lianxin.reports.freezes.commands import note_late
from lianxin.reports.freezes.models import LateChange
from lianxin.work.concerns import commands as concerns
from tests.conftest import SHANGHAI
from tests.reports.test_freezes import amended, came_late, frozen, on
from tests.web.world import read
from tests.work.conftest import registered


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("clerk")` logs that person in on the tenth of December."""

    def as_(name):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, 10, 16, tzinfo=SHANGHAI))
        cache.clear()
        client.force_login(town.people[name])
        return client

    return as_


class TestAFrozenFigure:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M288", "M291")
    def test_stands_beside_the_records_of_today_and_a_late_change_is_entered(self, enter, town):
        made = [registered(town, unit=unit, by=town.officer).concern for unit in (town.shiqiao, town.liuwan)]
        october = frozen(town, period=Period.month(2026, 10), of="return:OCTOBER1")
        one = frozen(town)
        came = came_late(town)
        gone = concerns.void(concern=made[0], reason="重复登记", by=town.officer, at=on(4))
        client, page = enter("officer"), f"/freezes/of/{one.number}/"

        index = client.get("/freezes/").content.decode()
        assert "/freezes/sets/return/TEST1234/" in index and "清水镇" in index and "2026年11月" in index
        body = read(client, page)
        for words in ("从留下的记录算", f"现为 2（数未变）：新增{came.code}，移出{gone.code}。", "作废", "周敏", one.fingerprint[:32],
                      "比上期增加2件（上期为0）"):  # fmt: skip
            assert words in body, words
        html = client.get(page).content.decode()
        assert "还没登记原因" in html and f"{page}note/" in html
        assert f"/concerns/{gone.code}/" in html and f"/freezes/of/{october.number}/" in html and "重复登记" not in html

        assert client.post(f"{page}note/", {"reason": " "}).status_code == 200 and not LateChange.objects.exists()
        assert client.post(f"{page}note/", {"reason": "一件补录，一件作废"}).status_code == 302
        late = LateChange.objects.get()
        assert (late.old, late.value, late.reason) == (2, 2, "一件补录，一件作废")
        assert (
            client.post(f"{page}note/", {"reason": "再登一次"}).status_code == 200 and LateChange.objects.count() == 1
        )

        body = read(client, page)
        assert "一件补录，一件作废" in body and "新增 1，移出 1，变化 0" in body
        assert "已登记" in body and "还没登记原因" not in body and f"{page}note/" not in body
        assert "一件补录" in read(client, "/freezes/late/") and "12-10 起为 2" in read(
            client, "/freezes/sets/return/TEST1234/"
        )
        sheet = openpyxl.load_workbook(BytesIO(client.get("/freezes/late/xlsx/").content)).active
        row = [cell.value for cell in sheet[3]]
        assert row[1:7] == ["清水镇", "2026-11", "收到的诉求", "2", "2", "2"] and row[10] == "一件补录，一件作废"
        assert "1 个数都和封存时一样" in read(client, "/freezes/sets/return/TEST1234/check/")

    @pytest.mark.mechanism("M288")
    def test_opens_to_exactly_the_records_that_were_kept_and_to_the_units_of_the_time(self, enter, town):
        made = [registered(town, unit=unit, by=town.officer).concern for unit in (town.shiqiao, town.liuwan)]
        one = frozen(town)
        rate = frozen(town, "concern.on_time_rate")
        came = came_late(town)
        amended(made[0], received_on=date(2026, 1, 5))
        Unit.objects.filter(pk=town.liuwan.pk).update(name="新柳湾村")
        client = enter("officer")

        page = client.get(f"/freezes/of/{one.number}/records/").content.decode()
        assert all(f"/concerns/{concern.code}/" in page for concern in made) and came.code not in page
        assert "封存时 2 件" in page and client.get(f"/freezes/of/{rate.number}/records/?side=whole").status_code == 200
        tree = read(client, f"/freezes/of/{one.number}/tree/")
        assert "柳湾村" in tree and "新柳湾村" not in tree and "3 个单位" in tree
        other = enter("builder")
        assert other.get(f"/freezes/of/{one.number}/records/").status_code == 404

    @pytest.mark.thorough
    def test_pages_cost_the_same_for_few_and_many(self, enter, town):
        registered(town, by=town.officer)
        pages = (
            "/freezes/",
            "/freezes/sets/return/TEST1234/",
            "/freezes/sets/return/TEST1234/check/",
            "/freezes/late/",
        )
        counts = []
        for many in (3, 10):
            for number in range(many - len(counts) * 3):
                one = frozen(town, at=on(5))
                frozen(town, at=on(5), of=f"return:MORE{many}{number}")
                came_late(town, day=5)
                note_late(frozen=one, reason="补录", by=town.clerk, at=on(5))
            client = enter("clerk")
            client.get("/freezes/")
            counts.append([self.statements(client, page) for page in pages])

        assert counts[0] == counts[1]

    @staticmethod
    def statements(client, page):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page).status_code == 200
        return len(seen)


class TestTheFiguresPage:
    @pytest.mark.thorough
    def test_says_since_when_the_definition_is_another_and_what_a_unit_was_merged_from(self, enter, town):
        client = enter("admin")
        form = {"units": [town.shiqiao.pk, town.liuwan.pk], "into": "", "into_name": "", "code": "", "on": "2026-12-01"}
        assert "合并后的名称" in client.post(f"/setup/units/merge/?under={town.qingshui.pk}", form).content.decode()
        assert (
            client.post(f"/setup/units/merge/?under={town.qingshui.pk}", {**form, "into_name": "桥湾村"}).status_code
            == 302
        )
        new = Unit.objects.get(name="桥湾村")
        told = changes.changed("concern.received", "2", since=date(2026, 7, 1), words="转来的不再计入。")
        try:
            page = read(enter("clerk"), f"/figures/?unit={new.pk}&period=2026-11")
        finally:
            changes.forget(told)

        assert "口径自2026-07起改变，不作比较" in page and "转来的不再计入" in page
        assert "2026-12-01合并前为石桥村、柳湾村合计" in page
