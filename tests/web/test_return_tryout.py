"""摸底表的试算: who drafts a form sees what it would have said of the month before, and of how many it would have asked."""

import re

import pytest
from django.test import Client

from lianxin.reports.returns import commands, queries
from lianxin.reports.returns.commands.forms import LevelSpec, LineSpec
from lianxin.reports.returns.models import MonthReturn
from tests.reports import return_scenes as scenes

pytestmark = pytest.mark.django_db
DECEMBER = scenes.on(8, month=12)


@pytest.fixture
def draft(town, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: DECEMBER)
    scenes.solved_by(town, town.qingshui, 2)
    lines = [LineSpec("main", "总站办理解决", scenes.SOLVED, kinds=("township",)),
             LineSpec("station", "工作站办理解决", scenes.SOLVED, kinds=("village", "community")),
             LineSpec("approvals", "办理审批事项", origin="政务服务系统月报")]  # fmt: skip
    return commands.draft_form(code="monthly", title="月摸底统计", unit=town.county, lines=lines, basis="市群办〔2026〕2号",
                               purpose="掌握情况", levels=[LevelSpec(("township",), 3)], by=town.clerk, at=DECEMBER)  # fmt: skip


def test_counts_the_last_full_period_and_keeps_nothing(town, draft):
    trial = queries.try_form(draft, town.clerk, DECEMBER.date())

    values = [trial.values.get(line.pk) for line in draft.lines.all()]
    assert (trial.period.code, values) == ("2026-11", ["2", "0", None])
    assert (trial.typed, trial.units) == (
        1,
        len(queries.asked_below(draft, town.county, DECEMBER.date())),
    ) and trial.units > 0
    assert not MonthReturn.objects.exists()


def test_stands_on_the_page_of_the_draft_for_who_may_set_it(town, draft, django_assert_max_num_queries):
    client = Client()
    client.force_login(town.people["clerk"])
    here = f"/returns/forms/{draft.pk}/"
    client.get(here)
    with django_assert_max_num_queries(40):
        page = client.get(here).content.decode()
    assert "要是2026年11月就用这一版" in page and re.search(r'<td class="number" data-label="2026年11月">2</td>', page)

    commands.put_in_force(version=draft, month="2026-12", by=town.clerk, at=DECEMBER)
    assert "就用这一版" not in client.get(here).content.decode()
