"""字段保护: every field of every table has a class that somebody decided; the page and the document say what the code reads."""

import pytest
from django.db import models

from lianxin.base.protection import register
from lianxin.base.protection.terms import RULES, Kind
from lianxin.project import docs

LINES = register.lines() if not register.undecided() else []


class TestEveryField:
    def test_has_a_class_and_every_line_has_its_field(self) -> None:
        """Add a new field to base/protection/fields.csv under the class you decide on; take a field that is gone out."""
        assert register.undecided() == []
        assert len(LINES) > 3000 and {line.kind for line in LINES} == set(Kind) == set(RULES)

    def test_a_new_field_without_a_decision_and_a_vanished_one_are_both_seen(self, monkeypatch) -> None:
        known = dict(register.classes())
        known.pop(("concerns.Requester", "phone"))
        known["concerns.Requester", "shoe_size"] = Kind.ORDINARY
        monkeypatch.setattr(register, "classes", lambda: known)

        assert register.undecided() == ["concerns.Requester.phone", "concerns.Requester.shoe_size"]

    def test_named_twice_is_refused(self, monkeypatch, tmp_path) -> None:
        file = tmp_path / "fields.csv"
        file.write_text("model,contact,ordinary\na.B,phone,name phone\n", encoding="utf-8")
        monkeypatch.setattr(register, "FILE", file)

        with pytest.raises(register.Misread, match=r"a\.B\.phone"):
            register.classes.__wrapped__()

    def test_whose_name_tells_of_a_telephone_an_address_or_a_key_is_never_ordinary(self) -> None:
        told = [line for line in LINES if line.is_text and register.telling(line.field, line.word)]

        assert len(told) > 25
        assert [f"{line.table}.{line.field}" for line in told if line.kind == Kind.ORDINARY] == []

    @pytest.mark.parametrize(("name", "word", "tells"), [
        ("phone", "x", True), ("home_address", "x", True), ("x", "身份证号码", True), ("x", "监测电话", True), ("x", "出生日期", True),
        ("secret_hash", "x", True), ("addressee", "主送机关", False), ("script", "电话访问的开场白", False), ("title", "标题", False),
    ])  # fmt: skip
    def test_the_telling_names(self, name, word, tells) -> None:
        assert register.telling(name, word) is tells

    def test_that_names_an_official_is_told_apart_from_one_that_names_a_resident(self) -> None:
        found = {(line.table, line.field): line.kind for line in LINES}

        assert found["concerns.Requester", "name"] == Kind.IDENTITY
        assert found["concerns.Reply", "by_name"] == found["orgs.Person", "phone"] == Kind.OFFICIAL

    def test_of_an_account_is_not_ordinary_wherever_a_table_points_at_one(self) -> None:
        pointing = [
            (model._meta.label, field.name) for model, field in register.fields()
            if isinstance(field, models.ForeignKey) and field.related_model._meta.label == "orgs.Person"
        ]  # fmt: skip
        assert len(pointing) > 20
        assert [one for one in pointing if register.classes()[one] == Kind.ORDINARY] == []


def test_the_document_is_generated_from_the_list() -> None:
    text = docs.PAGES["security/fields.md"]()

    assert "concerns.Requester" in text and "联系电话 `phone`" in text
    assert (docs.DOCS / "security/fields.md").read_text("utf-8") == text
