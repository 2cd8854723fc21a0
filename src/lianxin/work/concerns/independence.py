"""独立: who is no party to a matter. Whoever worked on it neither asks whether it is solved nor reissues its slip."""

from lianxin.base.orgs.paths import STEP, is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern


def done_by(concern: Concern) -> str:
    """The path of the unit that did the work; of an imported one without a handler, that of its place."""
    return concern.handler_path or concern.unit_path


def is_party(by: Actor, concern: Concern) -> bool:
    """Whether the actor works at the handling unit or under it. The county's own office stands for itself alone."""
    worked = done_by(concern)
    return by.own_path == worked or (len(worked) > STEP and is_within(by.own_path, worked))


def is_above(by: Actor, concern: Concern) -> bool:
    """Whether the actor's unit stands above the handling unit."""
    worked = done_by(concern)
    return by.own_path != worked and bool(by.own_path) and is_within(worked, by.own_path)
