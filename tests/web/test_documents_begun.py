"""起草和编号: for one's own unit, in Chinese whatever the language of the pages, with a body, under a number where one is wanted."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from lianxin.base.journal.models import Entry
from lianxin.reports.documents import commands, queries
from lianxin.reports.documents.models import Document
from lianxin.reports.documents.problems import Unfit
from tests.conftest import NOON
from tests.reports import document_scenes as scenes

LATER = NOON + timedelta(hours=5)
MONTH = {"kind": "summary_month", "period": "2026-11"}


class TestADraft:
    @pytest.mark.thorough
    def test_is_of_ones_own_unit_for_nobody_else_reads_it(self, enter, town):
        client = enter("clerk")
        refused = client.post(reverse("documents:new"), {**MONTH, "unit": "清水镇"})

        assert refused.status_code == 200 and not Document.objects.exists()
        with pytest.raises(Unfit, match="请告诉清水镇"):
            scenes.drafted(town, by="clerk")
        summary = {"unit": town.qingshui.pk, "period": "2026-11"}
        assert "存为公文" not in client.get(reverse("summaries:index"), summary).content.decode()
        own = client.post(reverse("documents:new"), {**MONTH, "unit": "定安县"})
        assert own.status_code == 302 and client.get(own.url).status_code == 200

    def test_without_a_body_is_not_submitted(self, town):
        empty = scenes.drafted(town, kind="other", period=None, title="关于值班的安排")
        with pytest.raises(Unfit, match="正文是空的"):
            commands.submit(document=empty, by=town.officer, at=NOON)

        scenes.written(empty, "请各村做好值班。", town=town)
        assert commands.submit(document=empty, by=town.officer, at=NOON).state == "submitted"

    @pytest.mark.thorough
    def test_is_kept_and_numbered_in_chinese_from_english_pages_and_shown_there_in_english(self, enter, town):
        client = enter("officer")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        client.post(reverse("documents:new"), {**MONTH, "unit": "清水镇"})
        document = Document.objects.get()
        assert document.kind_label == "月总结"
        assert "Monthly summary" in client.get(reverse("documents:document", args=[document.code])).content.decode()
        assert client.post(reverse("documents:deed", args=[document.code, "submit"])).status_code == 302
        head = enter("leader")
        assert head.post(reverse("documents:deed", args=[document.code, "issue"]), {"head": "file"}).status_code == 302

        document.refresh_from_db()
        assert document.number == "报告〔2026〕1号"
        assert Entry.objects.get(event="document.issued").detail["kind"] == "月总结"
        assert [word for _code, word, _n in queries.by_kind(town.officer)] == ["月总结"]


class TestAnotherDocument:
    def test_gets_a_number_of_the_series_that_was_chosen_and_none_where_none_was(self, enter, town):
        client = enter("officer")
        sent = {"kind": "other", "unit": "清水镇", "title": "关于值班的安排"}
        assert "不编文号" in client.get(reverse("documents:new"), {"kind": "other"}).content.decode()
        assert "不编文号" not in client.get(reverse("documents:new"), {"kind": "summary_month"}).content.decode()
        assert client.post(reverse("documents:new"), {**sent, "series": "secret"}).status_code == 200
        assert client.post(reverse("documents:new"), {**sent, "series": "notice"}).status_code == 302
        numbered = Document.objects.get()
        scenes.written(numbered, "请各村做好值班。", town=town, at=LATER)
        plain = scenes.free(town, "请各村做好值班。", at=LATER)

        assert scenes.signed(numbered, town=town, at=LATER).number == "通知〔2026〕1号"
        assert scenes.signed(plain, town=town, at=LATER).number == ""
        with pytest.raises(Unfit, match="没有这种文号"):
            scenes.drafted(town, kind="other", period=None, title="又一份", series="secret", at=LATER)
