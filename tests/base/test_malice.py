"""恶意文件: whatever is handed in, the process that takes it lives, is no larger, and says in a sentence what it refuses."""

import os
import re
import time
from pathlib import Path

import pytest

from lianxin.base.files.pictures import read_picture
from lianxin.base.files.scans import read_pages
from lianxin.base.files.tables import read_tables
from lianxin.pure.zipguard import Unreadable
from lianxin.reports.summaries.examine import examine
from tests import malice

#: a few of the forty kinds by default; `make soak` asks for a thousand files, and for two hundred good ones
FILES = int(os.environ.get("LIANXIN_MALICE", "6"))
GOOD = int(os.environ.get("LIANXIN_GOOD", "5"))
STEP = max(1, len(malice.KINDS) // FILES)
LONGEST_SECONDS = 95  # a child has thirty seconds of the processor; a busy machine gives it a third

DOORS = {
    malice.TABLES: read_tables,
    malice.TEXTS: examine,
    malice.PICTURES: lambda data, _name: read_picture(data),
    malice.SCANS: lambda data, _name: list(read_pages(data)),
}


def refused(door: str, one: malice.File) -> str:
    """The sentence of the refusal, empty where it was read."""
    try:
        DOORS[door](one.data, one.name)
    except Unreadable as refusal:
        assert str(refusal).endswith("。"), (one.kind, str(refusal))
        return str(refusal)
    return ""


def in_kilobytes(line: str) -> int:
    """VmHWM, the most that this process ever held, or VmRSS, what it holds."""
    found = re.search(rf"{line}:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) if found else 0


@pytest.mark.thorough
def test_of_every_kind_is_refused_in_a_sentence_or_read_without_harm() -> None:
    """security.md I1: 0 deaths, none longer than its child may take, the parent never larger by 50 MB."""
    wrong: list[tuple[object, ...]] = []
    for number in range(FILES):
        one = malice.malicious(number * STEP + 3 if len(malice.KINDS) > FILES else number)
        for door in one.doors:
            Path("/proc/self/clear_refs").write_text("5")  # the most it held is from now on
            held, began = in_kilobytes("VmRSS"), time.monotonic()
            said = refused(door, one)
            if time.monotonic() - began > LONGEST_SECONDS:
                wrong.append((number, one.kind, door, "too slow"))
            if one.must_refuse and not said:
                wrong.append((number, one.kind, door, "was read"))
            if (grown := in_kilobytes("VmHWM") - held) > 50 << 10:
                wrong.append((number, one.kind, door, f"{grown} kB more"))

    assert wrong == []


@pytest.mark.thorough
def test_good_files_are_all_read() -> None:
    """security.md I1: the second number matters as much."""
    turned_away = [
        (n, one.kind, said) for n in range(GOOD) if (one := malice.good(n)) and (said := refused(one.doors[0], one))
    ]

    assert turned_away == []


def test_a_picture_keeps_nothing_that_hung_on_it() -> None:
    for make in ("a_script_in_the_description", "a_picture_with_a_page_behind", "a_picture_that_is_a_script"):
        number = next(n for n, (kind, *_rest) in enumerate(malice.KINDS) if kind == make)
        made = read_picture(malice.malicious(number).data).data

        assert made[:3] == b"\xff\xd8\xff"
        assert not any(trace in made for trace in (b"script", b"__lx", b"<html", b"PK\x03\x04", b"CANARY", b"Exif"))


def test_the_same_number_is_the_same_file() -> None:
    assert malice.malicious(6) == malice.malicious(6)
