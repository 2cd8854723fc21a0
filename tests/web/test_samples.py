"""示例表: what the product gives to try the importer with comes in whole; what has faults is told each of them."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from lianxin.base.intake import commands, leaving
from lianxin.base.intake.kinds import KINDS
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.orgs.queries import actor_for
from lianxin.web.office.imports import samples
from lianxin.web.office.imports.blank import blank_workbook
from lianxin.work.guide import queries as guide
from lianxin.work.households.models import Household
from lianxin.work.stations.models import StationMember
from tests import samples as files
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
#: kind → the words that its faulty sample must be told
FAULTS = {
    "units": ("[[5, 4]]", "无名镇", "9900011", "东方红"),
    "persons": ("2 个村站站长", "没有职务", "没有单位“河弯村”", "县住建局没有职务“局长助理”", "没有姓名"),
    "households": ("要一起写", "至少写一项", "请写户所在的村、社区", "三口"),
    "stations": ("有姓名，没有职务", "片长"),
}


def cells(data: bytes) -> list[list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


class Empty:
    """A county with its administrator alone, who brings files in; the clerk does once he is there."""

    def __init__(self) -> None:
        self.county = orgs.create_unit(name="临溪县", kind="county", parent=None, by=SYSTEM, at=NOON)
        person = orgs.create_person(username="guanli", name="钱程", by=SYSTEM, at=NOON)
        self.posting = orgs.post(
            person=person, unit=self.county, role="system_admin", valid_from=NOON.date(), by=SYSTEM, at=NOON
        )  # fmt: skip

    def look(self, kind: str, which: str = "", data: bytes = b""):
        data = data or samples.sample_workbook(KINDS[kind], which)
        given = {"unit": self.county, "posting": self.posting, "by": actor_for(self.posting), "at": NOON}
        taking = commands.receive(kind=KINDS[kind], data=data, file_name=f"{kind}.xlsx", **given)
        return commands.look(taking=taking, by=given["by"], at=NOON)

    def take(self, kind: str):
        taking, by = self.look(kind, samples.CLEAN), actor_for(self.posting)
        assert [one["rejected_rows"] for one in taking.preview["sheets"] if one["rejected_rows"]] == []
        commands.confirm(taking=taking, by=by, at=NOON)
        return commands.take_in(taking=taking, by=by, at=NOON)


@pytest.mark.thorough
def test_the_samples_make_a_county_that_lacks_no_unit_and_nobody_and_their_faults_are_told() -> None:
    here = Empty()

    assert here.take("units").added == 19
    assert here.take("persons").added == 40
    assert (
        Unit.objects.filter(kind="village").count() == 12 and Posting.objects.filter(role="station_head").count() == 12
    )
    found = {one.code: one for one in guide.steps(NOON.date())}
    assert [gap.what for code in ("units", "people", "officers") for gap in found[code].gaps] == []
    tell_their_faults(here, "units", "persons")
    comes_out_as_it_came_in(here, "units", "persons")
    here.posting = Posting.objects.filter(role="county_clerk").first()
    assert here.take("stations").added == 25 and here.take("households").added == 14
    assert StationMember.objects.count() == 25 and Household.objects.count() == 14
    tell_their_faults(here, "stations", "households")
    taking, by = here.look("households", samples.FAULTY), actor_for(here.posting)
    commands.confirm(taking=taking, by=by, at=NOON)
    assert "不要写号码" in str(commands.take_in(taking=taking, by=by, at=NOON).rejected[-1]["reasons"])


def comes_out_as_it_came_in(here: Empty, *kinds: str) -> None:
    """What leaves is known to the importer row by row: what was built in practice goes over to one's own county so."""
    for code in kinds:
        kind = KINDS[code]
        given = kind.out.rows(actor_for(here.posting), here.county, NOON.date())
        names = [column.code for column in kind.columns]
        rows = [dict(zip(names, line[1:], strict=True)) for line in leaving.lines(kind, given)]
        preview = here.look(code, data=blank_workbook(kind, rows)).preview
        assert (preview["known"], preview["fresh"], preview["rejected"]) == (len(rows), 0, 0), preview
    assert len(rows) == 41 and not any("00000000" in str(row) for row in rows), (
        "the administrator too, nobody's telephone"
    )


def tell_their_faults(here: Empty, *kinds: str) -> None:
    for kind in kinds:
        told = str(here.look(kind, samples.FAULTY).preview)
        assert [words for words in FAULTS[kind] if words not in told] == [], (kind, told)


@pytest.mark.thorough
def test_the_files_of_the_handbook_are_those_that_the_product_gives() -> None:
    """Drawn anew by `python -m tests.samples`."""
    drawn = files.drawn()

    assert sorted(drawn) == sorted(one.name for one in files.FOLDER.glob("*.xlsx"))
    assert [name for name, data in drawn.items() if cells(data) != cells((files.FOLDER / name).read_bytes())] == []


def test_are_given_to_whoever_brings_such_a_ledger_in(client, town) -> None:
    client.force_login(town.people["admin"])
    page = client.get(reverse("imports:index"), {"kind": "units"}).content.decode()

    for which in samples.WHICH:
        address = reverse("imports:example", args=["units", which])
        assert address in page
        assert client.get(address)["Content-Disposition"].startswith("attachment")
    for kind, which in (("units", "now"), ("nothing", "clean")):
        assert client.get(reverse("imports:example", args=[kind, which])).status_code == 404
    client.force_login(town.people["worker"])
    assert client.get(reverse("imports:example", args=["units", "clean"])).status_code == 403
