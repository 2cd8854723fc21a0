"""联系要求: how many links of a kind a person of a unit is to have, and for how long; the nearest rule counts."""

from dataclasses import dataclass

from lianxin.base.orgs.paths import ancestors
from lianxin.work.pairings.models import PairingRule
from lianxin.work.pairings.terms import KINDS, PairingKind


@dataclass(frozen=True)
class Asked:
    """要求: at least and at most so many links (most 0: no limit), each for so many days; where it is written."""

    least: int
    most: int
    least_days: int
    basis: str


def asked(kind: str, home_path: str) -> Asked:
    """What is asked of the people of a unit: the rule of the nearest unit above, else what the kind itself says."""
    rules = PairingRule.objects.filter(kind=kind, unit_path__in=ancestors(home_path)).order_by("-unit_path")
    return of_rule(rules.first(), kind)


def of_rule(rule: PairingRule | None, kind: str) -> Asked:
    """The same of a rule that is known, or of none."""
    if rule is not None:
        return Asked(rule.least, rule.most, rule.least_days, rule.basis)
    own = KINDS[PairingKind(kind)]
    return Asked(0, own.most, own.least_days, own.source)


def asked_by_all() -> dict[tuple[str, str], PairingRule]:
    """All rules by unit path and kind: for lists, which ask for many people at once; one statement."""
    return {(rule.unit_path, rule.kind): rule for rule in PairingRule.objects.all()}


def nearest(rules: dict[tuple[str, str], PairingRule], kind: str, home_path: str) -> Asked:
    """The same as `asked`, out of `asked_by_all`."""
    paths = reversed(ancestors(home_path))
    return of_rule(next((rules[path, kind] for path in paths if (path, kind) in rules), None), kind)
