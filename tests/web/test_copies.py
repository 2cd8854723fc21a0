"""副本: every list of persons that leaves bears a number; where a column of words is in it, its rows tell whose it was."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from lianxin.base.custody.models import Copy
from lianxin.base.journal.models import Entry
from tests.work import dispute_scenes, visit_scenes
from tests.work.household_scenes import household_made, need_noted

LISTS = {
    "visits:xlsx": ("officer", "custody.copy_taken"), "disputes:xlsx": ("officer", "custody.copy_taken"),
    "pairings:xlsx": ("officer", "custody.copy_taken"), "helping:funds_xlsx": ("officer", "custody.copy_taken"),
    "households:needs_xlsx": ("head", "household.listed"), "cards:ledger_xlsx": ("worker", "card.ledger_exported"),
}  # fmt: skip


def fetched(client, name: str) -> bytes:
    where = reverse(name)
    answer = client.post(where, {"purpose": "年度归档"}) if name == "cards:ledger_xlsx" else client.get(where)
    assert answer.status_code == 200, name
    return answer.content


def rows_of(data: bytes) -> list[list[str]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("name", LISTS)
def test_every_list_of_persons_bears_its_number_and_is_journalled(town, enter, name) -> None:
    household_made(town)
    who, event = LISTS[name]

    rows = rows_of(fetched(enter(who), name))
    copy = Copy.objects.get()
    assert f"副本 {copy.code}" in rows[-1][0] and copy.by_name == town.people[who].name
    assert Entry.objects.get(event=event).detail["copy"] == copy.code
    fetched(enter(who), name)
    assert Copy.objects.count() == 2


def many_visits(town) -> None:
    for _n in range(30):
        visit_scenes.visit_made(town, household=household_made(town, door=f"{_n}号"))


def many_disputes(town) -> None:
    for n in range(30):
        dispute_scenes.dispute_made(town, title=f"第{n}户屋后排水沟的纠纷", place=f"三组{n}号")


def many_needs(town) -> None:
    for n in range(30):
        need_noted(town, household_made(town, door=f"{n}号"))


@pytest.mark.parametrize(("name", "made", "two"), [
    ("visits:xlsx", many_visits, ("officer", "leader")), ("disputes:xlsx", many_disputes, ("officer", "leader")),
    ("households:needs_xlsx", many_needs, ("officer", "head")),
])  # fmt: skip
def test_a_leaked_one_without_its_number_tells_whose_it_was(town, enter, name, made, two) -> None:
    made(town)
    taken = {who: fetched(enter(who), name) for who in two}
    assert rows_of(taken[two[0]])[2:-1] != rows_of(taken[two[1]])[2:-1]

    for who, other in (two, two[::-1]):
        file = SimpleUploadedFile("流出.xlsx", taken[who])
        page = enter("auditor").post(reverse("custody:copies"), {"file": file}).content.decode()
        assert f"<b>{town.people[who].name}</b>" in page and f"<b>{town.people[other].name}</b>" not in page
