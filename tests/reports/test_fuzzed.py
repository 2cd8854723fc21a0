"""乱的和坏的文件: 5,000 fuzzed and 200 damaged ones in .ci/run, a few here. No crash, a sentence each.

The many run in two children that read file after file as the real child does; a share goes through `examine` itself, one
process each, and a share through the page.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.reports.summaries.examine import Unreadable, examine
from tests.reports import fuzzing

FUZZED = int(os.environ.get("LIANXIN_FUZZED", "30"))
DAMAGED = max(4, FUZZED // 25)
ONE_BY_ONE = max(1, FUZZED // 60)
THROUGH_THE_PAGE = max(1, FUZZED // 125)
ROOT = Path(__file__).parents[2]


@pytest.mark.drawn
@pytest.mark.thorough
def test_many_are_read_or_refused_in_a_sentence_and_every_finding_stands_where_it_says():
    half = FUZZED // 2 if FUZZED >= 500 else FUZZED  # one process starts faster than two
    shares = [["fuzzed", 0, half, "damaged", 0, DAMAGED], ["fuzzed", half, FUZZED]]
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.reports.fuzz_child", *map(str, share)], cwd=ROOT, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )
        for share in shares[: 2 if half < FUZZED else 1]
    ]  # fmt: skip
    lines: list[dict] = []
    for child in children:
        out, err = child.communicate(timeout=900)
        assert child.returncode == 0, err[-2000:]
        lines += map(json.loads, out.splitlines())
    counts = [line["counts"] for line in lines if "counts" in line]
    assert [line for line in lines if "fault" in line] == []
    assert sum(one["all"] for one in counts) == FUZZED + DAMAGED
    kinds = {kind for one in counts for kind in one}
    assert {"docx", "txt", "refused"} <= kinds and (FUZZED < 500 or {"xlsx", "html", "pdf", "marked"} <= kinds)


@pytest.mark.drawn
@pytest.mark.parametrize("made", [fuzzing.fuzzed, fuzzing.damaged], ids=["fuzzed", "damaged"])
def test_a_share_goes_through_a_child_of_its_own(made):
    for number in range(ONE_BY_ONE):
        name, data = made(-1 - number)
        try:
            found = examine(data, name)
        except Unreadable as refusal:
            assert str(refusal).endswith("。"), (number, str(refusal))
        else:
            assert isinstance(found.document.text, str)


@pytest.mark.drawn
@pytest.mark.thorough
def test_a_share_goes_through_the_page(town):
    client = Client()
    client.force_login(town.people["officer"])
    for number in range(THROUGH_THE_PAGE):
        name, data = fuzzing.fuzzed(10**6 + number)
        name = "".join(char for char in name if char.isprintable())[:100] or "无名"  # what a browser sends
        answer = client.post("/check/", {"file": SimpleUploadedFile(name, data)})
        page = answer.content.decode()
        assert answer.status_code == 200, (number, name)
        assert "核对结果" in page or 'id="id_file_error"' in page, (number, name)
