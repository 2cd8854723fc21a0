"""按接口描述来问: whatever is asked, no answer is a server's fault and none is undocumented (issue 10, Shows 2).

By our own generator in every longer run; by schemathesis, with its own checks, where it is installed (`make soak`).
LIANXIN_API says how often each thing is asked.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lianxin.base.programs.models import ProgramKey
from lianxin.base.programs.terms import Scope
from lianxin.pure.openapi import Field, Schema, fault
from lianxin.web.public.api.described import PROBLEM, document
from lianxin.web.public.api.operations import Operation
from lianxin.web.public.api.table import OPERATIONS
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON, Town
from tests.web.test_api import BASE, given_key
from tests.web.test_open311 import publish
from tests.work.conftest import at_state, registered

TIMES = int(os.environ.get("LIANXIN_API", "2"))
QUIETLY = settings(
    max_examples=TIMES, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
ODD = st.sampled_from(
    ["", "²", "\0", "-1", "9" * 5000, "2026-02-30", "[]", "null", "😀", "１２", "0001-01-01T00:00:00+14:00", "x" * 3000]
)


@pytest.fixture
def key(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A key that may do everything, of a unit with a few matters; so many a minute as nobody asks."""
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    plain = given_key(town, scopes=list(Scope.values))
    ProgramKey.objects.update(per_minute=32_000)
    publish(town, at_state(town, Status.CLOSED))
    registered(town, external_number="转1")
    yield plain


def value(schema: Schema, good: str) -> st.SearchStrategy[Any]:
    """What fits the schema, and what does not; `good` is what is there."""
    kind, form = schema["type"], schema.get("format", "")
    fit: st.SearchStrategy[Any] = st.text(max_size=40)
    if "enum" in schema:
        fit = st.sampled_from(schema["enum"])
    elif kind == "integer":
        fit = st.integers(schema.get("minimum"), schema.get("maximum"))
    elif form:
        fit = st.dates().map(str) if form == "date" else st.datetimes().map(lambda at: f"{at.isoformat()}Z")
    elif "pattern" in schema:
        fit = st.one_of(st.just(good), st.from_regex(schema["pattern"]))
    return st.one_of(fit, fit, ODD)


def ask(key: str, one: Operation, data: st.DataObject, good: dict[str, str]) -> Any:
    def drawn(*fields: Field) -> dict[str, Any]:
        wanted = [f for f in fields if f.is_required or data.draw(st.booleans())]
        return {f.name: data.draw(value(f.schema, good.get(f.name, "")), f.name) for f in wanted}

    within = {f.name: data.draw(st.sampled_from([good["code"], "ZZZZ9999", "²"])) for f in one.within}
    path, said = BASE + one.path.format(**within), drawn(*one.params, *one.body)
    headers = {
        "Authorization": f"Bearer {key}",
        "Idempotency-Key": data.draw(st.sampled_from(["", "1", "2", "x" * 99])),
    }
    if one.method == "POST":
        return Client().post(path, said, "application/json", headers=headers)
    return Client().get(path, said, headers=headers)


@pytest.mark.drawn
@pytest.mark.thorough
def test_every_answer_is_one_that_the_description_names(key: str) -> None:
    good = {
        "code": Concern.objects.values_list("code", flat=True)[0],
        "indicator": "concern.received",
        "period": "2026-11",
    }
    seen: set[tuple[str, int]] = set()

    @QUIETLY
    @given(st.data())
    def asked(data: st.DataObject) -> None:
        for one in OPERATIONS:
            answer = ask(key, one, data, good)
            seen.add((one.code, answer.status_code))
            assert answer.status_code in {one.status, *one.refusals()}, (one.code, answer.status_code)
            assert fault(one.answer if answer.status_code < 300 else PROBLEM, answer.json()) == "", (
                answer.content.decode()
            )

    asked()
    assert {one.code for one in OPERATIONS if not one.params and not one.body} <= {
        name for name, status in seen if status < 300
    }
    assert len(seen) > 9


@pytest.mark.drawn
@pytest.mark.thorough
def test_schemathesis_finds_no_fault_of_the_server_and_nothing_undocumented(key: str) -> None:
    pytest.importorskip("schemathesis", reason="lies in requirements/bench.txt")
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.specs.openapi import checks

    schema = schemathesis.openapi.from_dict(document("http://testserver/api/v1"))
    schema.app = get_wsgi_application()
    asked: list[int] = []
    every = [
        checks.status_code_conformance, checks.content_type_conformance, checks.response_headers_conformance,
        checks.response_schema_conformance, checks.negative_data_rejection, checks.positive_data_acceptance,
        checks.unsupported_method, checks.ignored_auth, schemathesis.checks.not_a_server_error,
    ]  # fmt: skip
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in GenerationMode:

            @QUIETLY
            @given(operation.as_strategy(generation_mode=mode))
            def held(case: Any) -> None:
                answer = case.call(headers={"Authorization": f"Bearer {key}", "Host": "testserver"})
                asked.append(answer.status_code)
                case.validate_response(answer, checks=every, headers={"Authorization": f"Bearer {key}"})

            held()
    assert len(asked) >= TIMES and 200 in asked and max(asked) < 500
