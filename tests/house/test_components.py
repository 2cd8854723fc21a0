"""构件: the list for machines is that of the locks, each component was looked at, and none is past the times of SECURITY.md."""

import json
from datetime import date
from typing import Any

import pytest

from lianxin.project import components
from tests.house import source

TODAY = date(2026, 11, 23)
GOOD = {"where": "server", "name": "x", "version": "1", "looked_on": "2026-11-01", "newest": "1", "behind_since": "-",
        "flaw": "-", "known_on": "-"}  # fmt: skip


def test_the_bill_is_that_of_the_locks() -> None:
    kept = (source.ROOT / "docs" / "security" / "components.cdx.json").read_text("utf-8")
    parts = components.locked()

    assert kept == components.bill(parts), "python -m lianxin.project.docs writes it anew"
    told = json.loads(kept)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.5")
    names = {one["purl"] for one in told["components"]}
    assert len(names) == len(parts) > 60 and "pkg:npm/qrcode-generator@2.0.4" in names
    assert any(one.startswith("pkg:pypi/django@5.2") for one in names)


def test_nothing_of_a_lock_is_left_out() -> None:
    for name in ("run", "dev"):
        text = (source.ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        assert len(list(components._of_lock(text, "server"))) == sum(line[:1].isalnum() for line in text.splitlines())


def test_each_was_looked_at_as_it_is_locked() -> None:
    told = {(row["where"], row["name"], row["version"]) for row in components.rows()}

    assert told == {(one.where, one.name, one.version) for one in components.locked()}
    for row in components.rows():
        assert (row["behind_since"] == "-") == (row["newest"] == row["version"]), row
        assert (row["flaw"] == "-") == (row["known_on"] == "-") and row["flaw"] in ("-", *components.WITHIN), row
    newest = max(row["looked_on"] for row in components.rows())
    assert components.past(components.rows(), date.fromisoformat(newest)) == [], "on the day it was last looked at"


@pytest.mark.parametrize(("more", "why"), [
    ({}, ""), ({"looked_on": "2026-08-20"}, "每季度"), ({"looked_on": "2026-08-24"}, ""),
    ({"newest": "2", "behind_since": "2026-05-01"}, "换上"), ({"newest": "2", "behind_since": "2026-06-01"}, ""),
    ({"flaw": "critical", "known_on": "2026-11-19"}, "漏洞"), ({"flaw": "critical", "known_on": "2026-11-20"}, ""),
    ({"flaw": "high", "known_on": "2026-11-08"}, "漏洞"), ({"flaw": "high", "known_on": "2026-11-09"}, ""),
    ({"flaw": "medium", "known_on": "2026-09-01"}, "漏洞"), ({"flaw": "low", "known_on": "2026-09-01"}, ""),
])  # fmt: skip
def test_one_past_its_time_is_told(more: dict[str, Any], why: str) -> None:
    told = components.past([{**GOOD, **more}], TODAY)

    assert (len(told) == 1 and why in told[0]) if why else told == []


def test_the_times_are_those_that_are_promised_and_every_check_asks() -> None:
    promised = (source.ROOT / "SECURITY.md").read_text("utf-8")
    for grade, words in (("critical", "3 天"), ("high", "14 天"), ("medium", "60 天")):
        assert f"{words} days" in promised and components.WITHIN[grade].days == int(words.split()[0])
    makefile = (source.ROOT / "Makefile").read_text("utf-8")
    assert "lianxin.project.components" in makefile.partition("\ncheck:")[2].partition("\n\n")[0]
    assert components.main(["--on", "2026-11-23"]) == 0 and components.main(["--on", "2027-06-01"]) == 1
