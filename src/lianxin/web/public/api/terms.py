"""词表: units, topics, and what the codes in every other answer mean."""

from typing import Any

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.openapi import Field, choice, day, maybe, several, shape, text, whole
from lianxin.web.public.api.operations import Asked
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.terms import Channel, Outcome, Status
from lianxin.work.publishing.georeport import KINDS
from lianxin.work.publishing.steps import STEPS

WORD = shape(Field("code", text()), Field("label", text()))
UNITS = shape(Field("items", several(shape(
    Field("id", whole()), Field("name", text()), Field("kind", choice(*UnitKind.values)), Field("code", text()),
    Field("parent", maybe(whole())), Field("ends_on", maybe(day())),
))))  # fmt: skip
TOPICS = shape(Field("items", several(shape(
    Field("code", text()), Field("label", text()), Field("parent", maybe(text())), Field("ends_on", maybe(day())),
))))  # fmt: skip
TERMS = shape(*(Field(name, several(WORD)) for name in ("kinds", "channels", "states", "outcomes", "steps")))


def iso(on: Any) -> str | None:
    """A day or a moment as it is written; null where there is none."""
    return on.isoformat() if on else None


def units(asked: Asked) -> Any:
    """The key's unit and all under it, closed ones too: older matters name them."""
    found = Unit.objects.filter(asked.key.unit.covers("path")).order_by("path")
    rows = found.values_list("pk", "name", "kind", "code", "parent_id", "valid_to")
    return {"items": [
        {"id": pk, "name": name, "kind": kind, "code": code, "parent": parent, "ends_on": iso(to)}
        for pk, name, kind, code, parent, to in rows
    ]}  # fmt: skip


def topics(asked: Asked) -> Any:
    """Every topic, retired ones with their day."""
    rows = Topic.objects.order_by("code").values_list("code", "label", "parent__code", "valid_to")
    return {
        "items": [
            {"code": code, "label": label, "parent": parent, "ends_on": iso(to)} for code, label, parent, to in rows
        ]
    }


def terms(asked: Asked) -> Any:
    """The words of the codes, in the language that was asked for."""
    told: dict[str, list[tuple[str, Any]]] = {
        "kinds": [(one.value, one.label) for one in KINDS], "channels": list(Channel.choices),
        "states": list(Status.choices), "outcomes": list(Outcome.choices), "steps": list(STEPS.items()),
    }  # fmt: skip
    return {name: [{"code": code, "label": str(label)} for code, label in words] for name, words in told.items()}
