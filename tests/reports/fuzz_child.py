"""Reads and checks files by their numbers, as the child does, many in one process; writes a line of JSON for each fault.

`python -m tests.reports.fuzz_child KIND FIRST END …`; KIND is fuzzed or damaged. The last line counts what was read
and what was refused. A file that takes more than SECONDS, an exception, a finding that does not stand where it says, a
refusal that is no sentence: each is a fault.
"""

import json
import re
import resource
import signal
import sys
import traceback
from collections import Counter
from typing import Any

from lianxin.base.files.child import MEMORY_BYTES
from lianxin.pure.texts.comments import Comment, with_comments
from lianxin.pure.zipguard import Unreadable
from lianxin.reports.summaries import examine_child
from tests.reports import fuzzing

SECONDS = 20
MARKED_EVERY = 5
SENTENCE = re.compile(r".*[\u4e00-\u9fff].*。", re.S)


class TooSlow(Exception):
    """Longer than SECONDS."""


def fault_of(number: int, name: str, data: bytes, counts: Counter[str]) -> str:
    """What is wrong with the answer to one file; empty where nothing is."""
    answer = json.loads(json.dumps(examine_child.answer(data, name)))
    if "refused" in answer:
        counts["refused"] += 1
        return "" if SENTENCE.fullmatch(answer["refused"]) else f"no sentence: {answer['refused']!r}"
    counts[answer["kind"]] += 1
    text = answer["text"]
    for claim in answer["claims"]:
        if not 0 <= claim["start"] <= claim["end"] <= len(text):
            return f"out of the text: {claim}"
        if claim["quote"] != text[claim["start"] : claim["end"]]:
            return f"stands elsewhere: {claim} {text[claim['start'] : claim['end']]!r}"
    if answer["kind"] == "docx" and not answer["is_body"] and number % MARKED_EVERY == 0:
        _mark(data, answer)
        counts["marked"] += 1
    return ""


def _mark(data: bytes, answer: dict[str, Any]) -> None:
    """Its findings as comments; what comes out is read as the same text."""
    comments = [Comment(one["start"], one["end"], ("意见",)) for one in answer["findings"]]
    try:
        made = with_comments(data, comments, author="核对", initials="核", text=answer["text"])
    except Unreadable:
        return
    again = examine_child.answer(made, "a.docx")
    if again.get("text") != answer["text"]:
        raise AssertionError(f"the marked copy reads otherwise: {again.get('text')!r} {answer['text']!r}")


def main(*asked: str) -> None:
    """All numbers of each range."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    counts: Counter[str] = Counter()

    def late(*_signal: object) -> None:
        raise TooSlow

    signal.signal(signal.SIGPROF, late)
    for kind, first, end in zip(asked[::3], asked[1::3], asked[2::3], strict=True):
        for number in range(int(first), int(end)):
            name, data = getattr(fuzzing, kind)(number)
            signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of the processor, whatever else runs
            try:
                fault = fault_of(number, name, data, counts)
            except Exception:  # whatever it is, it is told
                fault = traceback.format_exc()
            signal.setitimer(signal.ITIMER_PROF, 0)
            if fault:
                sys.stdout.write(json.dumps({"kind": kind, "number": number, "fault": fault[-1500:]}) + "\n")
            counts["all"] += 1
    sys.stdout.write(json.dumps({"counts": counts}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
