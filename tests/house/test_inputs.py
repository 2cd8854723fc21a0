"""录入规则和职务表: the generated pages hold every form, every refusal and every table with particulars."""

import re

import pytest

from lianxin.base.orgs.permissions import PERMISSIONS
from lianxin.base.protection import register
from lianxin.base.protection.opening import OPENINGS
from lianxin.base.protection.terms import Kind
from lianxin.project import docs, inputs
from tests.house import source

PAGE = (source.ROOT / "docs" / "security" / "inputs.md").read_text("utf-8")


def test_the_page_has_the_fields_of_every_room_and_the_generator_is_part_of_the_check() -> None:
    """That it is fresh is asked by `make check`; here that it is the generator's and leaves no room out."""
    rooms = {path.parent.name for path in (source.SRC / "web" / "office").glob("*/forms.py")}
    told = set(re.findall(r"^\| `office\.(\w+)\.", PAGE, re.MULTILINE))

    assert rooms - told == set() and len(re.findall(r"^\| `[\w.]+` \| [^|]+ `\w+` \|", PAGE, re.MULTILINE)) > 1500
    assert {"security/inputs.md", "security/roles.md", "security/components.cdx.json"} <= set(docs.PAGES)
    assert "lianxin.project.docs --check" in (source.ROOT / "Makefile").read_text("utf-8")


@pytest.mark.thorough
def test_every_sentence_that_refuses_is_found() -> None:
    """Rules between fields and of the record's state are the refusals of commands and forms; each is read off the code."""
    found = inputs.refusals()
    asked = sum(len(re.findall(r"\b(?:Unfit|ValidationError)\(_\(", path.read_text("utf-8"))) for path in source.modules()
                if path.relative_to(source.SRC).parts[0] in ("base", "work", "reports", "web"))  # fmt: skip

    assert sum(len(told) for _where, told in found) >= asked * 0.9 and asked > 500
    assert ("web/ui/accounts.py:clean_password1", ["新密码不能与现在的相同。"]) in found
    assert "新密码不能与现在的相同。" in PAGE


@pytest.mark.parametrize("kind", [Kind.IDENTITY, Kind.CONTACT])
def test_every_table_with_particulars_says_who_opens_and_writes_them(kind: Kind) -> None:
    tables = {line.table for line in register.lines() if line.kind == kind}

    assert tables - set(OPENINGS) == set()
    assert [code for opening in OPENINGS.values() for code in opening if code not in PERMISSIONS] == []


def test_the_table_of_roles_is_that_of_the_code() -> None:
    assert (source.ROOT / "docs" / "security" / "roles.md").read_text("utf-8") == inputs.roles_page()
