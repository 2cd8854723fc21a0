"""全县设置带出、带入 beyond the kinds in versions: tags, ladder, periods at once; duties, questionnaires, forms as drafts."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.base.retention import commands as retention
from lianxin.base.retention.models import Period
from lianxin.base.versions.carrying import carried
from lianxin.pure.questions import Form, Item, Section
from lianxin.reports.returns import commands as returns
from lianxin.reports.returns.commands.forms import LineSpec
from lianxin.reports.returns.models import ReturnForm
from lianxin.work.concerns.commands.topics import keep_tag
from lianxin.work.concerns.models import Tag
from lianxin.work.questionnaires import commands as questionnaires
from lianxin.work.questionnaires.models import Questionnaire
from lianxin.work.quotas import commands as quotas
from lianxin.work.quotas.clauses import Clause
from lianxin.work.quotas.models import QuotaMember, QuotaSet
from lianxin.work.supervision.models import LadderStep
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
KINDS = ["tags", "ladder", "retention", "quotas", "questionnaires", "returns"]
WHEN = {"at": NOON}


@pytest.fixture
def client(town, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    client = Client()
    client.force_login(town.people["clerk"])
    return client


def words(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def one_of_each(town):
    """A county that has set one of everything."""
    by = town.clerk
    keep_tag(label="农民工", by=by, **WHEN)
    clauses = (
        Clause("每个月走访 2 次", "field_days", "occasions", "month", 2),
        Clause("每年走访 30 次", "field_days", "occasions", "year", 30),
    )
    draft = quotas.draft_set(unit=town.county, title="干部走访", basis="县委文件", roles=("liaison_officer",), clauses=clauses, by=by,
                             **WHEN)  # fmt: skip
    quotas.approve_set(quota_set=draft, valid_from=NOON.date(), by=by, **WHEN)
    form = Form("服务评议", sections=(Section("s1", "总的看法", items=(Item("q1", "您有什么意见？", "text"),)),))
    version = questionnaires.draw_up(form=form, unit=town.county, by=by, **WHEN)
    questionnaires.approve(version=version, by=by, **WHEN)
    lines = [LineSpec("approvals", "收到诉求", indicator="concern.received", kinds=("township",)),
             LineSpec("approvals", "12345 转来", origin="12345平台", measure="件")]  # fmt: skip
    returns.make_form(code="monthly", title="每月摸底", unit=town.county, lines=lines, basis="县委文件", purpose="县委研究",
                      month="2026-11", by=by, **WHEN)  # fmt: skip


def upload(client, told, **more):
    return client.post(
        "/setup/settings/bring-in/", {"file": SimpleUploadedFile("设置.json", json.dumps(told).encode()), **more}
    )


def brought(client, told, *kinds):
    page = upload(client, told)
    sealed = re.search(r'name="sealed" value="([^"]+)"', page.content.decode())[1]
    return page, client.post("/setup/settings/bring-in/", {"sealed": sealed, "kind": kinds}, follow=True)


def test_everything_a_county_set_goes_out_without_persons_and_is_the_same_here(client, town):
    one_of_each(town)
    out = client.get("/setup/settings/take-out/").content

    assert set(KINDS) <= set(json.loads(out)["settings"])
    assert not [name for name in ("周敏", "高远", "王长青") if name in out.decode()]
    assert "带入勾选的" not in words(upload(client, json.loads(out)))
    assert "不带走" in words(client.get("/setup/settings/bring-in/"))


def test_comes_in_as_the_rooms_own_commands_allow(client, town):
    one_of_each(town)
    told = json.loads(client.get("/setup/settings/take-out/").content)
    settings = told["settings"]
    settings["tags"]["新就业形态"] = {}
    step = next(iter(settings["ladder"]))
    settings["ladder"][step]["days"] -= 1
    settings["retention"]["concern_contact"] = {"months": 24}
    settings["quotas"]["联系群众"] = settings["quotas"].pop("干部走访")
    settings["questionnaires"]["服务评议"]["intro"] = "请说说您的看法。"
    settings["returns"]["monthly"]["due_day"] = 8

    page, done = brought(client, told, *KINDS)

    assert (
        "新增：新就业形态" in words(page) and "24 个月" in words(page) and page.content.decode().count("即时启用") >= 3
    )
    assert Tag.objects.filter(label__in=("农民工", "新就业形态"), valid_to=None).count() == 2
    assert LadderStep.objects.filter(code=step).order_by("-version").first().days == settings["ladder"][step]["days"]
    assert Period.objects.get().months == 24
    quota = QuotaSet.objects.get(title="联系群众")
    assert quota.is_draft and quota.rules.count() == 2 and not QuotaMember.objects.filter(series=quota.series).exists()
    draft = Questionnaire.objects.get().versions.get(status="draft")
    assert (draft.number, draft.form.intro) == (2, "请说说您的看法。")
    assert list(ReturnForm.objects.filter(code="monthly").values_list("version", "due_day", "valid_from")) == [
        (2, 8, ""),
        (1, 5, "2026-11"),
    ]
    assert words(done).count("存成草稿") == 3 and words(done).count("即时启用。") >= 3
    again = words(upload(client, told))
    assert "已经有一份同名的草稿" in again and "还没有启用" in again  # a second time nothing is drafted twice


def test_that_a_kind_refuses_is_said_and_leaves_nothing_half_done(client, town):
    one_of_each(town)
    told = json.loads(client.get("/setup/settings/take-out/").content)
    settings = told["settings"]
    settings["retention"]["concern_contact"] = {"months": 999}
    settings["retention"]["weather"] = {"months": 9}
    settings["quotas"] = {
        "甲": {**settings["quotas"]["干部走访"], "roles": ["king"]},
        "乙": settings["quotas"]["干部走访"],
    }
    settings["returns"]["monthly"]["lines"][0]["indicator"] = "own.nothing"

    page, done = brought(client, told, "quotas", "retention", "returns")

    assert "最长 120 个月" in words(page) and "这里没有这一项" in words(page) and "用的指标这里没有" in words(page)
    assert "没有这样的职务" in words(done) and not QuotaSet.objects.filter(title__in=("甲", "乙")).exists()
    assert not Period.objects.exists() and ReturnForm.objects.count() == 1


@pytest.mark.parametrize(
    "value", [3, None, [], "x", {"a": 1}, {"months": "x"}, {"months": True}, {"days": 1}, {"lines": [3]}]
)
def test_that_makes_no_sense_is_said_one_by_one(town, value):
    keys = {"ladder": "due_soon", "retention": "concern_contact", "returns": "monthly", "quotas": "干部走访", "tags": "农民工",
            "questionnaires": "服务评议"}  # fmt: skip
    for one in carried():
        if one.code in keys:
            for data in ({keys[one.code]: value}, value if not isinstance(value, dict) else [value]):
                found = one.compare(data, NOON.date())
                assert found and all(each.problem for each in found), (one.code, data)


def test_a_form_that_names_units_and_a_period_of_another_kind_stay(client, town):
    lines = [LineSpec("approvals", "收到诉求", indicator="concern.received", units=(town.shiqiao,))]
    returns.make_form(code="units", title="按单位", unit=town.county, lines=lines, basis="县委文件", purpose="县委研究", month="2026-11",
                      by=town.clerk, **WHEN)  # fmt: skip
    retention.set_period(kind="concern_contact", months_kept=24, reason="县里定的", by=town.clerk, **WHEN)
    settings = json.loads(client.get("/setup/settings/take-out/").content)["settings"]
    assert "units" not in settings["returns"] and settings["retention"]["concern_contact"] == {"months": 24}
