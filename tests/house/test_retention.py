"""保管期限: no personal data without a decision on how long it is kept; whoever adds a table or a field decides."""

from django.apps import apps

from lianxin.base.protection import register
from lianxin.base.retention import tables
from lianxin.base.retention.kinds import KINDS


def personal() -> set[tuple[str, str]]:
    return {one for one, kind in register.classes().items() if kind in tables.PERSONAL}


def decided() -> list[tuple[str, str]]:
    return [(line.table, name) for line in tables.lines() for name in line.part.fields]


class TestEveryPersonalField:
    def test_is_kept_for_a_time_or_has_a_reason_to_stay(self) -> None:
        """Add a new field of class identity, contact or sensitive to base/retention/tables.csv: its kind, or why it stays."""
        assert sorted(personal() - set(decided())) == []
        assert len(personal()) > 200 and len(set(decided())) > 200

    def test_that_is_decided_upon_is_there(self) -> None:
        known = {(model._meta.label, field.name) for model, field in register.fields()}
        assert sorted(set(decided()) - known) == []

    def test_without_a_decision_is_seen(self, monkeypatch) -> None:
        known = {**register.classes(), ("concerns.Requester", "second_phone"): register.Kind.CONTACT}
        monkeypatch.setattr(register, "classes", lambda: known)

        assert personal() - set(decided()) == {("concerns.Requester", "second_phone")}

    def test_stays_only_with_a_reason_and_goes_only_with_a_kind_that_there_is(self) -> None:
        told = [(line.table, line.kinds, line.why) for line in tables.lines()]
        assert [one for one in told if bool(one[1]) == bool(one[2])] == []
        assert {kind for _table, kinds, _why in told for kind in kinds} <= set(KINDS)

    def test_of_a_telephone_an_address_or_a_resident_s_name_never_stays_for_good(self) -> None:
        classes = register.classes()
        for_good = {
            f"{line.table}.{name}" for line in tables.lines() if line.why for name in line.part.fields
            if classes.get((line.table, name)) in ("identity", "contact")
        }  # fmt: skip
        assert for_good == {
            "appraisals.GroupMember.name", "ballots.RollEntry.person", "hazards.Hazard.keeper_phone",
            "households.Household.door", "households.Household.place_key",
        }  # fmt: skip


class TestEveryKind:
    def test_names_a_table_a_day_and_a_way_to_its_rows_that_there_are(self) -> None:
        for kind in KINDS.values():
            if kind.swept:
                assert tables.parts_of(kind.code) == (), kind.code
                continue
            model = apps.get_model(kind.table)
            assert model._meta.get_field(kind.dated).get_internal_type().startswith("Date")
            assert hasattr(model._default_manager, "reachable"), kind.code
            parts = tables.parts_of(kind.code)
            assert parts, kind.code
            for part in parts:
                assert str(part.model._base_manager.filter(**part.of(["1"])).query)

    def test_lies_between_what_the_law_asks_and_the_longest(self) -> None:
        set_here = [kind for kind in KINDS.values() if kind.is_set_here]
        assert [kind.code for kind in set_here if not 0 < kind.least <= kind.months <= kind.most] == []
        assert all(KINDS[code].least >= 120 for code in ("concern_content", "concern_undone"))  # 国家档案局令第 8 号
        assert all(KINDS[code].least >= 36 for code in ("export", "identity"))  # 网络数据安全管理条例 §12
