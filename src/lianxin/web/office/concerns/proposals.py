"""提到的人和单位: names of units and staff found in a text, asked about before a complaint is taken in (security.md T1)."""

import re
from collections.abc import Iterable

from lianxin.base.orgs.models import Person


def named_in(text: str, units: Iterable[str]) -> list[str]:
    """The names of units and of active staff that stand in the text, blanks inside a name ignored; longest first."""
    plain = re.sub(r"\s", "", text)
    staff = Person.objects.filter(is_active=True).values_list("name", flat=True)
    found = {name for name in (*units, *staff) if len(name) > 1 and name in plain}
    return sorted(
        (name for name in found if not any(name != other and name in other for other in found)),
        key=lambda n: (-len(n), n),
    )
