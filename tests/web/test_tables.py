"""常用数表: saved once, open with the figures of now, taken away in two minutes; one's own unless given to the unit."""

import io
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from PIL import Image
from python_calamine import CalamineWorkbook

from lianxin.base.indicators import INDICATORS, grid
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.charts import chinese_font, fonts, raster
from lianxin.pure.paper import plain_text, read_bound
from lianxin.pure.periods import Period
from lianxin.reports.tables import commands
from lianxin.reports.tables.commands import Selection
from lianxin.reports.tables.models import SavedTable
from lianxin.reports.tables.problems import Unfit
from lianxin.reports.tables.queries import seen
from lianxin.reports.tables.terms import USE
from lianxin.web.office.figures.tables import USUAL
from lianxin.work.concerns.models import Concern
from tests.conftest import CAST, NOON

CODES = ("concern.satisfaction_rate", "concern.received", "concern.on_time_rate")


def received(town, unit, many, prefix, month):
    Concern.objects.bulk_create(
        Concern(code=f"{prefix}{i:06}", kind="help", channel="counter", title=f"路灯{i}", text="路灯不亮", unit=unit,
                unit_path=unit.path, recorded_at=NOON, received_on=date(2026, month, 5))
        for i in range(many)
    )  # fmt: skip


def saved(town, by="officer", name="上月各村", unit="qingshui", **selection):
    chosen = Selection(**{"about": town.units[unit], "indicators": CODES, "over": "below", **selection})
    return commands.save_table(name=name, selection=chosen, unit=town.units[unit], by=getattr(town, by), at=NOON)


def text(response):
    words = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", unescape(words))


def links(response):
    return [unescape(url) for url in re.findall(r'href="([^"]*)"', response.content.decode())]


class TestTwoMinutes:
    @pytest.mark.thorough
    def test_from_today_to_last_months_table_in_three_requests_equal_to_the_grid(self, enter, town):
        """今日 → 常用数表 → the file: Excel, Word or a picture, with the very figures of the grid."""
        received(town, town.shiqiao, 7, "A", 10)
        received(town, town.liuwan, 5, "B", 10)
        received(town, town.shiqiao, 2, "C", 11)
        client = enter("officer")

        shelf = next(url for url in links(client.get(reverse("today"))) if url == reverse("tables:index"))
        files = [url for url in links(client.get(shelf)) if "/export/below/" in url]
        answers = [client.get(url) for url in files]

        assert len(files) == 3 and [answer.status_code for answer in answers] == [200, 200, 200]
        october, columns = Period.parse("2026-10"), [INDICATORS[code] for code in INDICATORS if code in USUAL]
        units = [town.qingshui, town.shiqiao, town.liuwan]
        cells = grid(columns, units, [october], by=town.officer, today=NOON.date())
        book = CalamineWorkbook.from_filelike(io.BytesIO(answers[0].content)).get_sheet_by_index(0).to_python()
        for unit, line in zip(units, book[2:5], strict=True):
            figures = [cells[one.code, unit.pk, october.code] for one in columns]
            assert line == [unit.name, *(float(one.value) if one.value is not None else "—" for one in figures)]
        bound = read_bound(answers[1].content)
        found = {(one.binding.indicator, one.binding.unit): one.text for one in bound}
        for unit in units:
            for one in columns:
                figure = cells[one.code, unit.pk, october.code]
                assert found.get((one.code, str(unit.pk)), "—") == figure.text
        assert "7" in plain_text(answers[1].content) and "清水镇 2026年10月" in plain_text(answers[1].content)
        drawn = client.get(files[0] + "&as=svg").content.decode()
        said = re.findall(r">([^<>]+)</text>", drawn)
        at = said.index("石桥村")
        texts = [cells[one.code, town.shiqiao.pk, october.code].text for one in columns]
        assert said[at + 1 : at + 1 + len(columns)] == texts
        if chinese_font():
            assert Image.open(io.BytesIO(answers[2].content)).size[0] > 600

    def test_says_in_words_where_no_chinese_font_is_installed_and_offers_svg(self, enter, town, monkeypatch):
        monkeypatch.setattr(raster, "chinese_font", lambda: None)
        monkeypatch.setattr("lianxin.web.ui.drawings.chinese_font", lambda: None)
        client = enter("officer")

        shelf = client.get(reverse("tables:index"))
        offered = [url for url in links(shelf) if "as=" in url]
        refused = client.get(reverse("figures:export", args=["below"], query={"as": "png"}))

        assert any(url.endswith("as=svg") for url in offered) and not any(url.endswith("as=png") for url in offered)
        assert "没有装中文字体，图片以 SVG 给出" in text(shelf) and refused.status_code == 404

    def test_finds_fonts_without_fontconfig_too_and_none_in_an_empty_house(self, monkeypatch, tmp_path):
        monkeypatch.setattr(fonts.shutil, "which", lambda name: None)
        (tmp_path / "NotoSansSC-Regular.otf").write_bytes(b"no font")
        monkeypatch.setattr(fonts, "FOLDERS", (tmp_path, tmp_path / "none"))

        assert fonts.chinese_font.__wrapped__() is None


class TestSaving:
    def test_keeps_the_selection_and_counts_anew_each_time(self, enter, town, monkeypatch):
        """A selection of three indicators in an order of its own; next month it shows the next month."""
        received(town, town.shiqiao, 3, "A", 10)
        received(town, town.shiqiao, 4, "B", 11)
        client = enter("officer")
        form = {"name": "上月各村", "span": "last_month", "over": "below", "indicators": sorted(CODES),
                "order": "满意率（含基本满意）\n收到诉求"}  # fmt: skip

        answer = client.post(reverse("tables:save", query={"unit": town.qingshui.pk}), form)
        table = SavedTable.objects.get()

        assert (
            answer.status_code == 302
            and table.indicators == list(CODES)
            and Entry.objects.last().event == "table.saved"
        )
        page = client.get(reverse("tables:table", args=[table.code]))
        assert "清水镇 2026年10月 上月各村" in text(page) and "石桥村 — 3 —" in text(page)
        for url in links(page):
            if url.startswith("/figures/open/"):
                assert client.get(url).status_code == 200
        client = enter("officer")
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=30))
        client.force_login(town.people["officer"])
        assert "石桥村 — 4 —" in text(client.get(reverse("tables:table", args=[table.code])))
        file = client.get(reverse("tables:file", args=[table.code]))
        assert CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()[3] == [
            "石桥村", "—", 4.0, "—",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("span", "period", "shown"),
        [("fixed", "2025-Q4", "2025-Q4"), ("this_month", "", "2026-11"), ("last_month", "", "2026-10"),
         ("last_quarter", "", "2026-Q3"), ("this_year", "", "2026"), ("year_before", "", "2025-10")],
    )  # fmt: skip
    def test_knows_fixed_and_relative_periods(self, town, span, period, shown):
        table = saved(town, span=span, period=period, over="own", with_year_before=True)

        assert table.period_on(date(2026, 11, 3)).code == shown

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": " "}, "name"), ({"name": "已有的"}, "name"), ({"indicators": ()}, "indicators"),
            ({"indicators": ("lamp",)}, "indicators"),
            ({"span": "fixed", "period": "2026-13"}, "period"), ({"over": "named"}, "units"),
        ],
    )  # fmt: skip
    def test_is_refused_with_a_sentence_beside_its_field(self, town, changes, field):
        saved(town, name="已有的")

        with pytest.raises(Unfit) as refused:
            saved(town, **{"name": "又一张", **changes})

        assert refused.value.field == field and len(str(refused.value)) > 8

    def test_reads_only_units_whose_figures_one_may_read(self, enter, town):
        with pytest.raises(NotAllowed):
            saved(town, over="named", units=(town.shahe,))
        form = {"name": "别处", "span": "last_month", "over": "named", "units": "沙河村", "indicators": CODES}
        answer = enter("officer").post(reverse("tables:save"), form)

        assert answer.status_code == 200 and "没有找到这些单位：沙河村" in text(answer)


class TestSharing:
    def test_gives_it_to_the_unit_alone_and_only_its_owner_changes_it(self, enter, town):
        table = saved(town)
        mine = [who for who, *_rest in CAST if table in seen(getattr(town, who))]
        enter("officer").post(reverse("tables:deed", args=[table.code, "share"]))
        shared = [who for who, *_rest in CAST if table in seen(getattr(town, who))]
        page = enter("leader").get(reverse("tables:table", args=[table.code]))

        assert mine == ["officer"] and shared == ["officer", "leader"]
        assert "李青保存，给同事用" in text(page) and "修改" not in text(page)
        table.refresh_from_db()
        for actor in (getattr(town, who) for who, *_rest in CAST):
            assert (table in seen(actor)) == actor.may(USE, table)
        for name in ("delete", "change"):
            form = {"name": "改", "span": "this_year", "over": "own", "indicators": CODES}
            assert enter("leader").post(reverse(f"tables:{name}", args=[table.code]), form).status_code == 403
        enter("officer").post(reverse("tables:deed", args=[table.code, "keep_back"]))
        assert enter("leader").get(reverse("tables:table", args=[table.code])).status_code == 404

    def test_lists_departments_only_where_something_is_counted_by_who_handled_it(self, enter, town):
        place, handed = (
            saved(town, by="clerk", unit="county", name=code, indicators=(code,))
            for code in ("concern.received", "concern.handled_closed")
        )

        by_place, by_hand = (
            text(enter("clerk").get(reverse("tables:table", args=[one.code]))) for one in (place, handed)
        )

        assert "白沙镇 0" in by_place and "县住建局" not in by_place and "县住建局 0" in by_hand

    def test_changes_and_deletes_ones_own_and_leaves_the_trace(self, enter, town):
        table, client = saved(town), enter("officer")
        form = {
            "name": "今年以来",
            "span": "this_year",
            "over": "own",
            "indicators": ["concern.received"],
            "with_year_before": "on",
        }

        assert client.post(reverse("tables:change", args=[table.code]), form).status_code == 302
        assert "今年以来" in text(client.get(reverse("tables:table", args=[table.code])))
        assert "不能恢复" in text(client.get(reverse("tables:delete", args=[table.code])))
        assert client.post(reverse("tables:delete", args=[table.code])).status_code == 302
        events = [entry.event for entry in Entry.objects.order_by("n") if entry.event.startswith("table.")]
        assert events == ["table.saved", "table.changed", "table.deleted"] and not SavedTable.objects.exists()

    def test_opened_by_who_may_no_longer_read_the_unit_is_not_there(self, enter, town):
        table = saved(town, by="clerk", unit="county", over="own")
        SavedTable.objects.filter(pk=table.pk).update(owner=town.people["stranger"])

        assert enter("stranger").get(reverse("tables:table", args=[table.code])).status_code == 404
        assert table.name not in text(enter("stranger").get(reverse("tables:index")))
