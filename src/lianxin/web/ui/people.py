"""人员的填写: one worker, by his name; where two bear it, by the name of his account."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Person


class PersonField(forms.CharField):
    """一位工作人员. Whoever is not found, or not told from another of his name, is refused with a sentence."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 60, **kwargs})
        self.validators = []  # those of texts; what is no person is refused by `to_python`

    def to_python(self, value: Any) -> Person | None:  # type: ignore[override]
        name = "".join(char for char in str(super().to_python(value)) if char.isprintable() and not char.isspace())
        if not name:
            return None
        found = list(Person.objects.filter(is_active=True, name=name[:60])[:2])
        found = found or list(Person.objects.filter(is_active=True, username=name[:60])[:1])
        if len(found) != 1:
            raise forms.ValidationError(
                _("有好几位叫这个名字，请写登录名。") if found else _("系统里没有这位工作人员，请核对姓名。")
            )
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Person) else value
