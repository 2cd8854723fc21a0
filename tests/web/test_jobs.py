"""后台任务的页面: what failed, what waits, never what it was given; done again or given up with one button."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lianxin.base.jobs import kinds
from tests.base.test_jobs import CANARY, failed, queued
from tests.conftest import NOON

INDEX = reverse("jobs:index")


@pytest.fixture
def admin(client, town, monkeypatch, settings, tmp_path):
    settings.DATA = tmp_path
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    cache.clear()
    client.force_login(town.people["admin"])
    return client


def test_is_found_under_settings_and_says_what_is_the_matter(admin, town):
    assert INDEX in admin.get(reverse("setup:index")).content.decode()
    assert "没有排队的，也没有没做成的" in admin.get(INDEX).content.decode()
    failed(), queued(CANARY)
    DBTaskResult.objects.filter(status="FAILED").update(traceback=CANARY)

    page = admin.get(INDEX).content.decode()

    assert "数一数" in page and "程序出错（ValueError）" in page and "排队" in page and "没有后台进程" in page
    assert "王长青" not in page and "13900000001" not in page


def test_does_it_again_or_gives_it_up(admin, town):
    first, second = failed(), failed()

    page = admin.post(reverse("jobs:retry", args=[first.pk]), follow=True).content.decode()
    assert "已重新排队。" in page
    assert "不用重试" in admin.post(reverse("jobs:retry", args=[first.pk]), follow=True).content.decode()
    assert "已放弃。" in admin.post(reverse("jobs:give_up", args=[second.pk]), follow=True).content.decode()

    assert [one.status for one in DBTaskResult.objects.all()] == ["READY"]


def test_costs_the_same_for_more(admin, town, django_assert_max_num_queries):
    for _n in range(12):
        failed(), queued()
    with django_assert_max_num_queries(12):
        admin.get(INDEX)


def test_every_job_of_every_room_has_a_name(admin, town):
    declared = {path for path in kinds.KINDS if path.startswith("lianxin.")}

    assert len(declared) >= 9 and all(str(kinds.KINDS[path].label) for path in declared)


def test_stands_on_today_of_the_administrator_with_the_way_there(admin, town):
    failed()

    page = admin.get(reverse("today")).content.decode()

    assert "1 项没有做成" in page and INDEX in page
