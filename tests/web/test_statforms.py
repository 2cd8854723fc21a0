"""统计单的页面: the official form with numbers that open, what is missing with its link, the files, the sum."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from lianxin.pure.paper import plain_text
from lianxin.work.appraisals import commands as campaigns
from lianxin.work.statforms import commands
from lianxin.work.statforms.models import SignedForm, StatForm
from tests.conftest import NOON
from tests.work import appraisal_scenes
from tests.work import statform_scenes as scenes


@pytest.fixture(autouse=True)
def _at_four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(hours=4))


@pytest.fixture
def client(town: Any) -> Client:
    client = Client()
    client.force_login(town.people["clerk"])
    return client


@pytest.fixture
def form(town: Any) -> StatForm:
    return scenes.form_of(town)


def page(client: Client, name: str, *args: str, **query: str) -> str:
    return client.get(reverse(name, args=args, query=query)).content.decode()


class TestTheForm:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M182")
    def test_is_begun_from_an_appraisal_signed_and_handed_in_as_docx(self, town: Any, client: Client) -> None:
        campaign = scenes.voted(town)
        assert reverse("statforms:open", args=[campaign.code]) in page(client, "statforms:index")

        client.post(reverse("statforms:open", args=[campaign.code]), {"wording": "party"})
        form = StatForm.objects.get()
        assert "未签署" in page(client, "statforms:form", form.code)
        assert reverse("statforms:form", args=[form.code]) in page(client, "today")
        assert reverse("statforms:form", args=[form.code]) in page(client, "appraisals:campaign", campaign.code)
        client.post(reverse("statforms:sign", args=[form.code]))
        assert reverse("statforms:form", args=[form.code]) not in page(client, "today")

        text = plain_text(client.get(reverse("statforms:docx", args=[form.code])).content)
        assert "党组织开展创先争优活动情况群众评议相关数据统计单" in text.replace("\n", "")
        assert "填报单位：定安县" in text and "填报时间：20" in text and "____" not in text
        assert "党员总数为 9 人，被评议的党员有 9 人，群众评议为“基本满意”（含）以上的有 8 人" in text

    @pytest.mark.parametrize(("mechanism", "key", "row"), [
        pytest.param("M175", "organisations_satisfied", "银山矿党支部", marks=pytest.mark.mechanism("M175")),
        pytest.param("M176", "members_fairly", "党员", marks=pytest.mark.mechanism("M176")),
        pytest.param("M177", "meetings", "评议大会", marks=pytest.mark.mechanism("M177")),
        pytest.param("M178", "method:个别谈话", "个别谈话", marks=pytest.mark.mechanism("M178")),
        pytest.param("M179", "head_briefings", "评议大会", marks=pytest.mark.mechanism("M179")),
        pytest.param("M180", "self_introduced", "评议大会", marks=pytest.mark.mechanism("M180")),
        pytest.param("M181", "deeds", "修了热水管", marks=pytest.mark.mechanism("M181")),
    ])  # fmt: skip
    def test_opens_every_number_into_its_records(
        self, client: Client, form: StatForm, mechanism: str, key: str, row: str
    ) -> None:
        shown = page(client, "statforms:form", form.code)
        url = reverse("statforms:behind", args=[form.code], query={"of": key})

        assert url.replace("&", "&amp;") in shown
        assert row in page(client, "statforms:behind", form.code, of=key)
        assert (
            client.get(reverse("statforms:behind", args=[form.code], query={"of": "participants"})).status_code == 404
        )

    def test_names_what_is_missing_and_leads_to_where_it_is_entered(self, town: Any, client: Client) -> None:
        campaign = appraisal_scenes.campaign_open(town, scenes.branch(town, members=None))
        form = scenes.form_of(town, campaign)

        shown = page(client, "statforms:form", form.code)
        assert "还没有填党员总数" in shown and reverse("statforms:words", args=[form.code]) in shown
        assert "还没有截止开箱" in shown and reverse("statforms:sign", args=[form.code]) not in shown
        given = {"organisation": "党支部", "member": "党员", "body": "党组织", "above": "上级", "activity": "评议", "members": "9",
                 "satisfied_from": "85", "fairly_from": "60"}  # fmt: skip
        client.post(reverse("statforms:words", args=[form.code]), given)
        assert "还没有填党员总数" not in page(client, "statforms:form", form.code)

    @pytest.mark.mechanism("M176")
    def test_says_both_numbers_of_what_cannot_be(self, town: Any, client: Client) -> None:
        form = scenes.form_of(town, members=8)

        assert "被评议的党员有 9 人，多于党员总数 8 人" in page(client, "statforms:form", form.code)
        client.post(reverse("statforms:sign", args=[form.code]))
        assert not SignedForm.objects.exists()

    def test_shows_what_changed_since_it_was_signed(self, town: Any, client: Client, form: StatForm) -> None:
        commands.sign(form=form, by=town.clerk, at=NOON)
        assert "记录变了" not in page(client, "statforms:form", form.code)

        campaigns.record_help(
            campaign=form.campaign,
            kind="good",
            text="帮住户清理了排水沟。",
            on=appraisal_scenes.TODAY,
            by=town.clerk,
            at=NOON,
        )

        shown = page(client, "statforms:form", form.code)
        assert "记录变了" in shown and ">5</a> 件（项）" in shown  # as signed
        client.post(reverse("statforms:sign", args=[form.code]), {"reason": "漏记一件好事。"})
        assert "漏记一件好事" in page(client, "statforms:form", form.code)

    @pytest.mark.mechanism("M182")
    def test_comes_as_xlsx_with_numbers_as_numbers(self, town: Any, client: Client, form: StatForm) -> None:
        commands.sign(form=form, by=town.clerk, at=NOON)

        book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("statforms:xlsx", args=[form.code])).content))

        rows = {row[0]: row[1] for row in book["数据"].iter_rows(values_only=True)}
        assert (rows["党员总数"], rows["个别谈话"]) == (9, 8)
        assert any("5、评议中" in str(row[0]) for row in book["统计单"].iter_rows(values_only=True))


class TestTheSum:
    @pytest.mark.mechanism("M182")
    def test_adds_what_was_signed_and_names_what_is_missing(self, town: Any, client: Client, form: StatForm) -> None:
        commands.sign(form=form, by=town.clerk, at=NOON)
        appraisal_scenes.campaign_closed(town, members=160, title="学校评议")

        shown = page(client, "statforms:sum", period="2026")
        assert "党员总数为 9 人" in shown and "未签署统计单、未计入的评议 1 次" in shown and "白沙镇" in shown
        assert "没有采用" in page(client, "statforms:sum", period="2020")
        data = client.get(reverse("statforms:sum_xlsx", query={"period": "2026"})).content
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert [row[3] for row in book["各单位"].iter_rows(values_only=True)][-2:] == [1, 1]
        text = plain_text(client.get(reverse("statforms:sum_docx", query={"period": "2026"})).content)
        assert "各单位统计单" in text and "学校评议" in text

    def test_is_not_of_a_unit_elsewhere(self, town: Any) -> None:
        stranger = Client()
        stranger.force_login(town.people["stranger"])

        assert stranger.get(reverse("statforms:sum", query={"unit": str(town.school.pk)})).status_code == 404
        assert stranger.get(reverse("statforms:sum", query={"unit": "9" * 30, "period": "0000-Q9"})).status_code == 200
