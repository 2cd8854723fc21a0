"""门: who gets through which door. One line per address and method; a test fails where a line is missing.

Columns: the answer to nobody (no account), to the stranger from the next township, and to one person per role.
`---` sends to the login page, `302` leads on after something was done, `403` is for insiders without the right,
`404` says that there is nothing here (to the stranger, to the wrong state of things), `405` a door that only takes
what is sent. `all 200` says that everybody gets the same answer.
"""

from dataclasses import dataclass

WHO = (
    "nobody", "stranger", "worker", "head", "officer", "leader", "builder", "building_head", "teacher", "principal",
    "clerk", "county_leader", "inspector", "auditor", "admin",
)  # fmt: skip


@dataclass(frozen=True)
class Door:
    """One line: the name of the address, the method, which matter it is asked of, and the answers in the order of WHO."""

    name: str
    method: str
    of: str
    answers: tuple[str, ...]


def door(name: str, how: str, answers: str) -> Door:
    """`how`: "GET" or "POST", then the key of the matter (a state of a concern, or a name of `given`)."""
    method, _blank, of = how.partition(" ")
    found = answers.split()
    if found[0] == "all":
        found = found[1:] * len(WHO)
    elif found[0] == "in":  # nobody is sent to log in, everybody with an account gets the same
        found = ["---"] + found[1:] * (len(WHO) - 1)
    if len(found) != len(WHO):
        raise ValueError(f"{name} {how}: {len(found)} answers for {len(WHO)} people")
    return Door(name, method, of, tuple(found))


DOORS: tuple[Door, ...] = ()
