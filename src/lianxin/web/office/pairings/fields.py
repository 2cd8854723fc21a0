"""挂钩结对的填写项: people and households as offices name them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Person, Posting
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.roles import ROLES
from lianxin.web.ui.fields import NamedInput
from lianxin.work.households.models import Household
from lianxin.work.households.queries import seen_by

MOST = 400
SPACES = str.maketrans("（(）)，,　\0", "        ")


class PersonField(forms.CharField):
    """人员, by name, with the unit where two are called the same: 张建, or 张建 县住建局. The value is a Person."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 80, "widget": NamedInput(), **kwargs})
        self.today, self.roots = date.min, ()
        self.validators = []

    def offer(self, roots: Iterable[str], today: date) -> None:
        """Whose names are proposed while one types: those posted under these units."""
        self.today, self.roots = today, tuple(roots)  # type: ignore[assignment]
        self.widget.proposals = lambda: self.proposals

    @cached_property
    def proposals(self) -> list[str]:
        """Name and unit of everybody posted under the units offered; no county is listed whole."""
        if not self.roots:
            return []
        rows = Posting.objects.valid(self.today).filter(person__is_active=True, role__in=ROLES)
        here = rows.none()
        for root in self.roots:
            here = here | rows.filter(within("unit__path", root))
        found = here.order_by("unit__path", "person__name").values_list("person__name", "unit__name")
        return list(dict.fromkeys(f"{name} {unit}" for name, unit in found[:MOST]))

    def to_python(self, value: Any) -> Person | None:  # type: ignore[override]
        words = str(super().to_python(value) or "").translate(SPACES).split()
        if not words:
            return None
        same = _called(words, self.today)
        if len(same) == 1:
            return same[0].person
        if same:
            where = "、".join(f"{one.person.name} {one.unit.name}" for one in same[:5])
            raise ValidationError(_("有几个人叫这个名字：%(where)s。请连单位一起写。") % {"where": where})
        raise ValidationError(_("系统里没有叫“%(name)s”的在职人员，请核对姓名和单位。") % {"name": words[0][:20]})

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Person) else value


def _called(words: list[str], today: date) -> list[Posting]:
    """Who has one of these words as a name, and, where there are more words, another one as his unit; each once."""
    named = Posting.objects.valid(today).filter(person__is_active=True, role__in=ROLES, person__name__in=words)
    rows = list(named.select_related("person", "unit").order_by("-unit__path"))
    if len(words) > 1:
        rows = [one for one in rows if one.unit.name in words]
    found = {one.person_id: one for one in rows}
    return sorted(found.values(), key=lambda one: one.unit.path)


class HouseholdField(forms.CharField):
    """户册里的一户, by its code (or the whole label): only one whose line this actor may see."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 120, "widget": NamedInput(), **kwargs})
        self.seen: Any = Household.objects.none()
        self.validators = []

    def offer(self, by: Actor, today: date, near: Iterable[Household]) -> None:
        """Households this actor may see; `near` are proposed."""
        self.seen = seen_by(by, today).select_related("unit")
        self.widget.proposals = lambda: [f"{one.label} · {one.unit.name}" for one in near]

    def to_python(self, value: Any) -> Household | None:  # type: ignore[override]
        words = str(super().to_python(value) or "").translate(SPACES).replace("·", " ").split()
        if not words:
            return None
        found: Household | None = self.seen.filter(code=words[0].upper()[:12]).first()
        if found is None:
            raise ValidationError(
                _("户册里没有编号“%(code)s”，请从提示里选，或照户册抄编号。") % {"code": words[0][:12]}
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        return value.label if isinstance(value, Household) else value
