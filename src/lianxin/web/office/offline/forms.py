"""离线表在网页上: the same boxes as on the phone, as a form; for what is mended and for what was written on paper."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Person
from lianxin.web.ui.fields import DateField, long_text
from lianxin.work.offline.boxes import Box


def _field(box: Box, lists: dict[str, list[tuple[str, str]]]) -> forms.Field:
    common: dict[str, Any] = {"label": box.label, "help_text": box.hint, "required": box.required}
    if box.kind == "choice":
        return forms.ChoiceField(choices=list(box.choices), **common)
    if box.kind in lists:
        return forms.ChoiceField(choices=[("", "—"), *lists[box.kind]], **common)
    if box.kind == "day":
        return DateField(**common)
    if box.kind == "tick":
        return forms.BooleanField(**common)
    if box.kind == "long":
        return long_text(box.label, box.hint, rows=box.rows, most=box.most, required=box.required)
    return forms.CharField(max_length=box.most, **common)


class BoxesForm(forms.Form):
    """一张离线表; `lists` are the phone's lists (places, targets); `values` gives what was read as the phone writes it."""

    def __init__(self, *args: Any, boxes: tuple[Box, ...], lists: dict[str, Any], today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        pairs = {kind: [(one["id"], one["name"]) for one in lists[f"{kind}s"]] for kind in ("place", "target")}
        for box in boxes:
            field = self.fields[box.name] = _field(box, pairs)
            if isinstance(field, DateField):
                field.today = today

    def values(self) -> dict[str, Any]:
        """What was written in each box, as a phone would send it."""
        return {name: _written(value) for name, value in self.cleaned_data.items() if name != "people"}


def _written(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "1" if value is True else "" if value in (None, False) else str(value)


class PaperForm(BoxesForm):
    """纸上填好的表: whoever types it in says who wrote it; a visit counts for who went, never for who types."""

    people = forms.CharField(
        label=_("记录人"), max_length=200, required=False,
        help_text=_("纸上是别人写的，填他们的姓名，用顿号隔开；自己写的不填。"),
    )  # fmt: skip
    entry_key = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)
    found: tuple[Person, ...] = ()
    result: str = ""

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        """`people`: among whom those are who may have written it; None where it must be one's own."""
        super().__init__(*args, **kwargs)
        self.colleagues = people
        if people is None:
            del self.fields["people"]

    def clean_people(self) -> str:
        text = "".join(char for char in self.cleaned_data["people"] if char.isprintable())
        for separator in "，,；; \u3000":
            text = text.replace(separator, "、")
        names = [name for name in text.split("、") if name]
        found = {one.name: one for one in self.colleagues.filter(name__in=names)} if names else {}
        if missing := [name for name in names if name not in found]:
            raise forms.ValidationError(_("本单位没有叫“%(name)s”的人，请核对姓名。") % {"name": missing[0][:20]})
        self.found = tuple(found[name] for name in names)
        return text


class AsideForm(forms.Form):
    """搁置."""

    reason = long_text(_("为什么不入册"), _("如 已在别处登记、重复、记错。"), rows=2, most=200)
