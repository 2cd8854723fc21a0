"""权力的规矩: which permissions weigh so much that a second factor and a second person are asked for; the three officers.

Chosen by permission, never by name: a role that is given one of these tomorrow falls under the rule by itself.
"""

from collections.abc import Iterable

from lianxin.base.orgs.roles import ROLES

#: beside everything that approves, publishes or issues: accounts and keys, what shows or takes out personal data
WEIGHTY = frozenset({
    "orgs.edit", "checkpoint.keep", "checkpoint.use", "audit.view", "concern.reveal", "concern.export", "concern.extend",
    "concern.import", "household.open", "dispute.open", "publication.confirm", "clocks.load_notice", "program_key.manage",
})  # fmt: skip
ENDINGS = (".approve", ".publish", ".issue", ".accept")
#: who decides and who looks on: what would let one person shake them off takes a second one as well
GUARDING = frozenset({"power.approve", "audit.view"})
#: 三员: the machine and the accounts; what is allowed; what was done. Nobody holds two of them
THREE = ("system_admin", "security_admin", "auditor")
#: what may be given for some hours; never a power to approve or to audit
LENT = (
    "concern.assign", "concern.reassign", "concern.reply", "concern.extend", "concern.close", "concern.reveal",
    "concern.export", "publication.take_down", "orgs.edit",
)  # fmt: skip
MOST_HOURS = 24


def is_weighty(code: str) -> bool:
    """有权: whether this one permission weighs."""
    return code in WEIGHTY or code.endswith(ENDINGS)


def weigh(codes: Iterable[str]) -> bool:
    """Whether any of them weighs."""
    return any(is_weighty(code) for code in codes)


def role_weighs(role: str) -> bool:
    """有权的职务."""
    return role in ROLES and weigh(ROLES[role].grants)


def role_guards(role: str) -> bool:
    """监督、审批的职务: it approves powers, or reads the journal of the accounts."""
    return role in ROLES and not GUARDING.isdisjoint(ROLES[role].grants)
