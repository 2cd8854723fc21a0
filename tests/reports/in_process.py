"""核对 without a child process: for tests that are not about the child; a process of its own takes a third of a second."""

import json

import pytest

from lianxin.reports.summaries import examine, examine_child


def ask(module: str, name: str, data: bytes, *further: str, wall_seconds: float = 0) -> dict:
    """The answer that the child would give, as it would come out of the pipe."""
    assert module == examine.CHILD
    answer = json.loads(json.dumps(examine_child.answer(data, name, *further)))
    if "refused" in answer:
        raise examine.Unreadable(answer["refused"])
    return answer


@pytest.fixture
def in_process(monkeypatch):
    """Read and check in the process of the test."""
    monkeypatch.setattr(examine, "ask_child", ask)
