"""外来的前端库: what is kept is what the manifest says, and the manifest names what the lock fetches."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "src/lianxin/web/static/vendor"
MANIFEST = json.loads((PLACE / "manifest.json").read_text("utf-8"))
LOCK = json.loads((ROOT / "tools/vendor/package-lock.json").read_text("utf-8"))


def test_everything_there_is_in_the_manifest():
    assert sorted(path.name for path in PLACE.iterdir()) == sorted(
        ["manifest.json", "LICENCES.txt", *(one["file"] for one in MANIFEST)]
    )


@pytest.mark.parametrize("line", MANIFEST, ids=lambda line: line["file"])
def test_a_file_is_byte_for_byte_what_was_fetched(line):
    data = (PLACE / line["file"]).read_bytes()

    assert (hashlib.sha256(data).hexdigest(), len(data)) == (line["sha256"], line["bytes"])


@pytest.mark.parametrize("line", MANIFEST, ids=lambda line: line["file"])
def test_every_package_in_it_is_locked_by_its_content_and_bears_a_licence(line):
    for package in (line, *line["contains"]):
        locked = LOCK["packages"][f"node_modules/{package['name']}"]
        assert locked["version"] == package["version"] and locked["integrity"].startswith("sha512-")
        assert package["licence"] in {"Apache-2.0", "MIT", "(BSD-2-Clause OR GPL-2.0-only)"}


def test_the_lock_names_no_address():
    assert not any("resolved" in one for one in LOCK["packages"].values())


@pytest.mark.parametrize("line", MANIFEST, ids=lambda line: line["file"])
def test_a_file_needs_nothing_that_the_content_policy_forbids(line):
    text = (PLACE / line["file"]).read_text("utf-8")

    assert not any(
        word in text for word in ("eval(", "new Function", "importScripts", "XMLHttpRequest", "fetch(", "import(")
    )
