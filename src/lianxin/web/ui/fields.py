"""填写项的读法: dates as people write them, units and persons by their names. Errors say what to do."""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.utils import flatatt
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import ancestors
from lianxin.pure.ledgers.dates import BadDate, read_date

DAYS_FROM_TODAY = {
    "今天": 0,
    "今日": 0,
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
    "明天": 1,
    "后天": 2,
    "today": 0,
    "yesterday": -1,
}
SELECTED = format_html(" selected{}", "")
Lean = Literal["past", "future"]


class DateField(forms.CharField):
    """日期: 3.5, 三月五日, 昨天, 2026-11-3, full-width digits. A date without a year leans to the past or the future.

    `today` is set by the form, which gets it from the request.
    """

    def __init__(self, *, lean: Lean = "past", **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, "widget": forms.TextInput(attrs={"autocomplete": "off"}), **kwargs})
        self.lean, self.today = lean, date.min
        self.validators = []  # those of texts; what is no date is refused by `to_python`

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]
        words = unicodedata.normalize("NFKC", super().to_python(value) or "").strip()
        if not words:
            return None
        if words.lower() in DAYS_FROM_TODAY:
            return self.today + timedelta(days=DAYS_FROM_TODAY[words.lower()])
        try:
            return self._leaning(words)
        except BadDate as problem:
            raise ValidationError(
                _("看不懂日期“%(words)s”，请写成 2026-11-3、11月3日、11.3 或“昨天”。") % {"words": words[:20]}
            ) from problem

    def _leaning(self, words: str) -> date | None:
        found = read_date(words, base_year=self.today.year)
        if found is None or str(found.day.year) in words or str(found.day.year % 100) in words[:2]:
            return found.day if found else None
        step = {"past": -1, "future": 1}[self.lean]
        is_other_side = found.day > self.today if self.lean == "past" else found.day < self.today
        again = read_date(words, base_year=self.today.year + step) if is_other_side else found
        return again.day if again else None

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


def long_text(label: Any, help_text: Any = "", rows: int = 4, most: int = 2000, **kwargs: Any) -> forms.CharField:
    """几行字: a box of so many lines that takes so many characters."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=most, widget=widget, **kwargs)


def labels(units: "QuerySet[Unit]") -> dict[str, int]:
    """Keys of units by the words that name them: the plain name, with its superior where two are called the same."""
    rows = list(units.values_list("pk", "name", "path"))  # no objects: a county has hundreds of units
    names = {path: name for _pk, name, path in rows}
    seen: dict[str, list[tuple[int, str]]] = {}
    for pk, name, path in rows:
        seen.setdefault(name, []).append((pk, path))
    found: dict[str, int] = {}
    for name, same in seen.items():
        for pk, path in same:
            above = names.get(ancestors(path)[-2], "") if len(same) > 1 and len(ancestors(path)) > 1 else ""
            found[above + name] = pk
    return found


class NamedInput(forms.TextInput):
    """A text box that proposes names while one types (datalist); works without a script."""

    template_name = "ui/widgets/named.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.proposals: Callable[[], Iterable[str]] = tuple

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {"list": f"list_{name}", "autocomplete": "off"}
        return context | {"list_id": f"list_{name}", "proposals": self.proposals()}


class PlainSelect(forms.Select):
    """A select of plain options, written in one go: Django's renders a template for each of its hundred options."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = {str(one) for one in self.format_value(value)}
        options = format_html_join(
            "", '<option value="{}"{}>{}</option>',
            ((code, SELECTED if str(code) in chosen else "", label) for code, label in self.choices),
        )  # fmt: skip
        extra = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", extra, options)


class UnitField(forms.CharField):
    """单位, by its name. `offer()` says among which units."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 80, "widget": NamedInput(), **kwargs})
        self.units: QuerySet[Unit] = Unit.objects.none()
        self.validators = []  # those of texts; what is no unit is refused by `to_python`

    def offer(self, units: "QuerySet[Unit]") -> None:
        """The units one may name here."""
        self.units = units
        self.__dict__.pop("known", None)
        self.widget.proposals = lambda: self.known

    @cached_property
    def known(self) -> dict[str, int]:
        """Every unit one may name, by its words; read only where they are shown or one name does not suffice."""
        return labels(self.units)

    def to_python(self, value: Any) -> Unit | None:  # type: ignore[override]
        # No name holds what cannot be printed, and PostgreSQL would not even look it up.
        name = "".join(char for char in str(super().to_python(value)) if char.isprintable() and not char.isspace())
        if not name:
            return None
        same = list(self.units.filter(name=name)[:2])
        if len(same) == 1:
            return same[0]
        if name in self.known:
            return self.units.get(pk=self.known[name])
        near = [label for label in self.known if name in label]
        if len(near) == 1:
            return self.units.get(pk=self.known[near[0]])
        raise ValidationError(_not_found(name, near))

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Unit):
            return value
        return next((label for label, pk in self.known.items() if pk == value.pk), value)


def _not_found(name: str, near: list[str]) -> str:
    if near:
        return _("“%(name)s”有好几个：%(near)s。请写全名称。") % {"name": name[:20], "near": "、".join(near[:5])}
    return _("没有叫“%(name)s”的单位，请核对名称，或写上级单位。") % {"name": name[:20]}


class SubjectsField(forms.CharField):
    """涉及的单位或人员: several names, separated by 、 or new lines; the value is (units, persons)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 400, **kwargs})
        self.offered: QuerySet[Unit] = Unit.objects.none()

    def offer(self, units: "QuerySet[Unit]") -> None:
        """The units one may name here; persons are looked up by name."""
        self.offered = units

    def names(self) -> Iterable[str]:
        """The plain names of the units one may name here."""
        return self.offered.values_list("name", flat=True)

    def clean(self, value: Any) -> tuple[list[Unit], list[Person]]:
        text = super().clean(value)
        for separator in "，,；;\n":
            text = text.replace(separator, "、")
        units, persons = [], []
        names = list(filter(None, ("".join(part.split()) for part in text.split("、"))))
        known = labels(self.offered) if names else {}  # a whole county of units is read only when somebody is named
        for name in names:
            if name in known:
                units.append(self.offered.get(pk=known[name]))
            elif found := list(Person.objects.filter(name=name, is_active=True)):
                persons += found  # several of one name: the wall stands before each of them
            else:
                raise ValidationError(
                    _("系统里没有叫“%(name)s”的单位或工作人员，请核对；写不准的写进内容里。") % {"name": name[:20]}
                )
        return units, persons


def shape(form: forms.Form, name: str, **given: Any) -> None:
    """Give a field of a form what only this form knows: its choices, the day it reckons from, the records it offers."""
    for what, value in given.items():
        setattr(form.fields[name], what, value)
