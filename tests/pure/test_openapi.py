"""接口的字段和通知的地址: what a schema says is what is read; the examples run."""

import doctest
from datetime import UTC, datetime
from typing import Any

import pytest

from lianxin.pure import openapi, webhooks
from lianxin.pure.openapi import (
    Field,
    as_time,
    choice,
    day,
    fault,
    flag,
    maybe,
    moment,
    read,
    several,
    shape,
    text,
    whole,
)

BODY = shape(
    Field("name", text(4, least=1, pattern=r"^[a-z]+$")), Field("many", several(whole(1, 3)), is_required=False),
    Field("kind", maybe(choice("a", "b")), is_required=False), Field("on", day(), is_required=False),
    Field("yes", flag(), is_required=False),
)  # fmt: skip
WRONG: list[tuple[Any, str]] = [
    ([], "object"),
    ({}, "missing: name"),
    ({"name": ""}, "short: name"),
    ({"name": "abcde"}, "long: name"),
    ({"name": "A"}, "pattern: name"),
    ({"name": "a\n"}, "pattern: name"),
    ({"name": "\0"}, "string: name"),
    ({"name": "\ud800"}, "string: name"),
    ({"name": 1}, "string: name"),
    ({"name": "a", "many": [1, 4]}, "bounds: many"),
    ({"name": "a", "many": [True]}, "integer: many"),
    ({"name": "a", "kind": "c"}, "choice: kind"),
    ({"name": "a", "on": "2026-02-30"}, "date: on"),
    ({"name": "a", "on": "２０２６-01-01"}, "date: on"),
    ({"name": "a", "yes": 1}, "boolean: yes"),
    ({"name": "a", "no": 1}, "unknown: no"),
]  # fmt: skip


def test_the_examples_run() -> None:
    assert [doctest.testmod(one).failed for one in (openapi, webhooks)] == [0, 0]


@pytest.mark.parametrize(("held", "wrong"), WRONG)
def test_a_schema_names_what_is_wrong(held: Any, wrong: str) -> None:
    assert fault(BODY, held) == wrong


def test_what_fits_has_no_fault() -> None:
    assert fault(BODY, {"name": "ab", "many": [1, 3], "kind": None, "on": "2026-11-03", "yes": True}) == ""
    assert [read(whole(), said) for said in ("12", "-1", "1e5", "²", "9" * 19)] == [12, -1, "1e5", "²", "9" * 19]
    assert as_time("date-time", "2026-11-03t04:05:60.1234567z") == datetime(2026, 11, 3, 4, 5, 59, 123456, UTC)
    assert [as_time("date-time", said) for said in ("2026-11-03T04:05:06", "2026-13-01T00:00:00Z", "x")] == [None] * 3
    assert fault(moment(), "0001-01-01T00:00:00+14:00") == ""
