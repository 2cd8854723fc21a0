"""典型的场景: examples and issues brought to a state by commands alone."""

from typing import Any

from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.examples import commands
from lianxin.work.examples.models import Example
from lianxin.work.examples.terms import ExampleStatus
from lianxin.work.publishing import commands as publishing
from lianxin.work.publishing.models import Publication
from tests.conftest import NOON, Town
from tests.work.conftest import at_state, registered


def finished(town: Town, **changes: Any) -> Concern:
    """A concern of 石桥村 that was answered and closed."""
    return at_state(town, Status.CLOSED, registered(town, **changes).concern)


def nominated(town: Town, **changes: Any) -> Example:
    """Told freely, by the worker of 石桥村."""
    given = {
        "unit": town.shiqiao, "kind": "method", "title": "雨前先看沟", "text": "每次预报有雨，先沿村看一遍排水沟，当天清完。",
        "by": town.worker, "at": NOON,
    }  # fmt: skip
    return commands.nominate(**{**given, **changes})


def approved(town: Town, example: Example | None = None, scope: str = "") -> Example:
    """In the library; `scope` notes the consent of the resident concerned first."""
    example = example or nominated(town)
    if scope:
        commands.note_consent(example=example, scope=scope, way="spoken", by=town.worker, at=NOON)
    if example.status == ExampleStatus.NOMINATED:
        example = commands.check(example=example, by=town.leader, at=NOON)
    return commands.approve(example=example, by=town.county_leader, at=NOON)


def voice(town: Town) -> Publication:
    """A concern that is public since today."""
    for of, code in (("kind", "suggestion"), ("channel", "counter")):
        publishing.set_rule(of=of, code=code, is_open=True, delay_days=0, by=town.clerk, at=NOON)
    concern = finished(town, kind="suggestion", text="村口加一块公交时刻表。")
    version = publishing.prepare(
        concern=concern, title="加装公交时刻表", asked="建议在村口加公交时刻表。", answered="已装好。", basis="deidentified",
        delay_days=0, by=town.officer, at=NOON, is_checked=True,
    )  # fmt: skip
    publishing.confirm(version=version, by=town.leader, at=NOON)
    found: Publication = Publication.objects.get(concern=concern)
    return found
