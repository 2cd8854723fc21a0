"""导入单位表和人员职务表: a file comes in by the house's commands, twice brings nothing, and goes out while nobody used it."""

from datetime import timedelta

import pytest

from lianxin.base.intake import commands, files, persons, units
from lianxin.base.intake.kinds import KINDS
from lianxin.base.intake.models import ColumnMap, Taking
from lianxin.base.intake.terms import TakingState
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Person, Posting, PowerRequest, Unit
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.pure.problems import Unfit
from tests.conftest import NOON

UNITS = """乡镇、村（社区）一览表,,,,
序号,单位,单位,上级单位,代码
序号,名称,类别,上级单位,代码
1,新安镇,乡镇,,130682103
2,西沟村,,新安镇,130682103201
3,东关社区,,清水镇,
4,石桥村,,清水镇,
5,南坡村,,无名镇,
合计,5,,,
"""
STAFF = """姓名,工作单位,职务,登录名,联系电话
沈小河,西沟村,站长,,00000000011
沈小河,新安镇,经办员,,00000000011
何新,新安镇,乡镇领导,hexin,
石小桥,石桥村,工作人员,,
空某,西沟村,校长,,
"""


_READ: dict[tuple[bytes, str, str], list] = {}


@pytest.fixture(autouse=True)
def _each_file_is_opened_once(monkeypatch) -> None:
    """The reading child is tested where it lives; here the same few files come again and again."""
    plain = files.read_tables

    def kept(data: bytes, name: str, *, encoding: str = "") -> list:
        key = (data, name, encoding)
        if key not in _READ:
            _READ[key] = plain(data, name, encoding=encoding)
        return _READ[key]

    monkeypatch.setattr(files, "read_tables", kept)


def came(town, kind, text, who="admin", unit=None, at=NOON):
    """A file as far as its preview."""
    taking = commands.receive(
        kind=KINDS[kind], data=text if isinstance(text, bytes) else text.encode(), file_name="名册.csv", unit=unit or town.county,
        posting=town.postings[who], by=getattr(town, who), at=at,
    )  # fmt: skip
    return commands.look(taking=taking, by=getattr(town, who), at=at)


def taken(town, kind, text, at=NOON):
    """A file brought in."""
    taking = came(town, kind, text, at=at)
    commands.confirm(taking=taking, by=town.admin, at=at)
    return commands.take_in(taking=taking, by=town.admin, at=at)


class TestATableOfUnits:
    def test_with_merged_headings_comes_in_by_the_command_and_gives_the_bad_rows_back(self, town) -> None:
        taking = came(town, "units", UNITS.encode("gb18030"))
        shown = taking.preview
        assert (shown["fresh"], shown["known"], shown["rejected"]) == (3, 1, 1) and not Unit.objects.filter(
            name="新安镇"
        )
        assert shown["sheets"][0]["rejected_rows"][0]["number"] == 8

        commands.confirm(taking=taking, by=town.admin, at=NOON)
        taking = commands.take_in(taking=taking, by=town.admin, at=NOON)

        xigou = Unit.objects.select_related("parent").get(name="西沟村")
        assert (xigou.kind, xigou.parent.name, xigou.code, xigou.code_system) == (
            "village",
            "新安镇",
            "130682103201",
            "民政",
        )
        assert (taking.added, taking.known, bytes(taking.data)) == (3, 1, b"")
        assert "无名镇" in taking.rejected[0]["reasons"][0] and "南坡村" in taking.rejected[0]["cells"]
        assert Entry.objects.filter(event="unit.created", of=xigou.ref, by=town.admin.ref).exists()
        assert taken(town, "units", UNITS).added == 0

    @pytest.mark.thorough
    def test_goes_out_again_while_nothing_stands_on_it_and_otherwise_says_what(self, town) -> None:
        taking = taken(town, "units", UNITS)
        later = taken(town, "persons", STAFF)
        with pytest.raises(Unfit, match="先撤销它们的导入"):
            commands.undo(taking=taking, by=town.admin, at=NOON)

        commands.undo(taking=later, by=town.admin, at=NOON)
        commands.undo(taking=taking, by=town.admin, at=NOON)

        assert (
            not Unit.objects.filter(name__in=["新安镇", "西沟村", "东关社区"]).exists()
            and town.shiqiao in Unit.objects.all()
        )
        assert not Person.objects.filter(username="hexin").exists()
        assert Entry.objects.filter(event="unit.removed").count() == 3
        with pytest.raises(Unfit, match="已撤销"):
            commands.undo(taking=taking, by=town.admin, at=NOON)

    def test_is_refused_to_who_does_not_keep_units_also_at_the_last_step(self, town) -> None:
        with pytest.raises(NotAllowed):
            came(town, "units", UNITS, who="clerk")
        taking = came(town, "units", UNITS)
        for step in (commands.confirm, commands.drop, commands.take_in):
            with pytest.raises(NotAllowed):
                step(taking=taking, by=town.clerk, at=NOON)
        assert not Unit.objects.filter(name="新安镇").exists()

    def test_is_understood_the_next_time_as_it_was_confirmed(self, town) -> None:
        odd = "甲,乙\n西沟村,清水镇\n"
        taking = came(town, "units", odd)
        assert "没有找到" in taking.sentence
        sheet = taking.preview["sheets"][0]["name"]
        chosen = {sheet: {"included": True, "fields": {"name": 0, "parent": 1}}}
        commands.choose(taking=taking, sheets=chosen, settings={}, by=town.admin, at=NOON)
        taking.refresh_from_db()
        taking = commands.look(taking=taking, by=town.admin, at=NOON)
        commands.confirm(taking=taking, by=town.admin, at=NOON)

        again = came(town, "units", odd.replace("西沟村", "南坡村"))

        assert again.preview["fresh"] == 1 and again.preview["sheets"][0]["fields"][0]["reason"] == "上次这样对应"
        assert ColumnMap.objects.get().fields == {"name": 0, "parent": 1}

    def test_of_villages_alone_sets_up_the_townships_that_stand_beside_them(self, town) -> None:
        listed = "序号,乡镇,村\n1,新安镇,西沟村\n2,新安镇,南坡村\n3,清水镇,石桥村\n"
        taking = came(town, "units", listed)
        assert taking.preview["remarks"] == ["表里没有单独写这些乡镇，按“上级单位”一列设立：新安镇"]

        assert taken(town, "units", listed).added == 3
        xinan = Unit.objects.get(name="新安镇")
        assert (xinan.kind, xinan.parent) == ("township", town.county) and xinan.children.count() == 2
        assert taken(town, "units", listed).added == 0

    def test_that_lies_for_a_day_is_deleted_and_one_that_is_in_stays(self, town) -> None:
        left, kept = came(town, "units", UNITS), taken(town, "units", UNITS)
        assert commands.erase_due(by=SYSTEM, at=NOON + timedelta(hours=25)) == 1
        assert [one.pk for one in Taking.objects.all()] == [kept.pk] and left.state == TakingState.READY


class TestAListOfStaff:
    @pytest.fixture
    def staffed(self, town):
        taken(town, "units", UNITS)
        return taken(town, "persons", STAFF)

    def test_makes_accounts_and_posts_and_no_password(self, town, staffed) -> None:
        he, shen = Person.objects.get(username="hexin"), Person.objects.get(name="沈小河")

        assert (staffed.added, staffed.known, len(staffed.rejected)) == (3, 1, 1)
        assert {one.unit.name for one in shen.postings.all()} == {"西沟村", "新安镇"} and shen.username == "lx001"
        assert he.postings.get().role == "township_leader" and not he.has_usable_password()
        assert [one.name for one in persons.without_password(staffed)] == ["沈小河", "何新"]
        assert taken(town, "persons", STAFF).added == 0

    def test_asks_a_second_person_for_power_from_the_first_officer_on(self, town) -> None:
        town.people["safety"] = orgs.create_person(
            username="baomi", name="安全", password="Lianxin-2026", by=SYSTEM, at=NOON
        )
        day = NOON.date()
        orgs.post(
            person=town.people["safety"], unit=town.county, role="security_admin", valid_from=day, by=SYSTEM, at=NOON
        )

        taking = taken(town, "persons", "姓名,单位,职务\n何新,清水镇,乡镇领导\n柳下,清水镇,包村干部\n")

        weighty = PowerRequest.objects.get()
        assert (weighty.person.name, weighty.role) == ("何新", "township_leader")
        assert not Posting.objects.filter(person=weighty.person).exists()
        assert Posting.objects.get(person__name="柳下").role == "liaison_officer"
        assert taken(town, "persons", "姓名,单位,职务\n何新,清水镇,乡镇领导\n").added == 0
        commands.undo(taking=taking, by=town.admin, at=NOON)
        assert not PowerRequest.objects.exists() and not Person.objects.filter(name="何新").exists()

    def test_is_not_undone_once_somebody_came_in(self, town, staffed) -> None:
        Person.objects.filter(username="hexin").update(last_login=NOON)
        with pytest.raises(Unfit, match="何新"):
            commands.undo(taking=staffed, by=town.admin, at=NOON)
        assert Person.objects.filter(username="lx001").exists()


def as_csv(kind, rows) -> str:
    heads = [str(one.label) for one in KINDS[kind].columns]
    return "\n".join(",".join(str(cell or "") for cell in row) for row in [heads, *rows])


@pytest.mark.thorough
def test_what_goes_out_of_one_county_comes_into_an_empty_one_the_same(town) -> None:
    """Round trip: the units and posts of the town, as columns of the kinds, into a county where there is nothing yet."""
    listed = list(Unit.objects.order_by("path").select_related("parent"))
    book = {one.path: one for one in listed}
    rows = [
        (one.name, one.get_kind_display(), one.parent.name if one.parent else "", one.code, one.phone, one.place)
        for one in reversed(listed)
    ]
    posts = [
        (one.person.name, one.unit.name, persons.ROLES[one.role].label, one.person.username, "", one.valid_from)
        for one in Posting.objects.select_related("person", "unit").exclude(role="system_admin").order_by("pk")
    ]
    before = (sorted(_units()), sorted(_posts()))
    Posting.objects.exclude(role="system_admin").delete()
    Person.objects.exclude(postings__role="system_admin").delete()
    for level in sorted({len(path) for path in book}, reverse=True)[:-1]:
        Unit.objects.filter(pk__in=[one.pk for path, one in book.items() if len(path) == level]).delete()

    assert taken(town, "units", as_csv("units", rows)).rejected == []
    assert taken(town, "persons", as_csv("persons", posts)).rejected == []

    assert (sorted(_units()), sorted(_posts())) == before


def _units():
    return [(one.name, one.kind, one.parent.name if one.parent else "", one.code) for one in Unit.objects.all()]


def _posts():
    return [(p.person.name, p.person.username, p.unit.name, p.role, p.valid_from) for p in Posting.objects.all()]


def test_every_kind_says_how_its_columns_are_called_and_what_they_mean() -> None:
    assert {"units", "persons"} <= set(KINDS) and units.COLUMNS[0].is_needed
    for kind in KINDS.values():
        assert any(one.is_needed for one in kind.columns), kind.code
        assert all(one.choices for one in kind.columns if one.reads in ("choice", "choices")), kind.code
