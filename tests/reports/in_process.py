"""核对 without a child process: for tests that are not about the child; a process of its own takes a third of a second."""

import base64
import json

import pytest

from lianxin.reports.checks import mark_child, marked
from lianxin.reports.summaries import examine, examine_child


def ask(module: str, name: str, data: bytes, *further: str, wall_seconds: float = 0) -> dict:
    """The answer that the child would give, as it would come out of the pipe."""
    if module == marked.CHILD:
        return {"docx": base64.b64encode(mark_child.marked(json.loads(data))).decode()}
    answer = json.loads(json.dumps(examine_child.answer(data, name, *further)))
    if "refused" in answer:
        raise examine.Unreadable(answer["refused"])
    return answer


@pytest.fixture
def in_process(monkeypatch):
    """Read, check and mark in the process of the test."""
    monkeypatch.setattr(examine, "ask_child", ask)
    monkeypatch.setattr(marked, "ask_child", ask)
    monkeypatch.setattr(examine.Reader, "ask", lambda _self, name, data: ask("", name, data))
