"""联系卡的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Person, Unit
from lianxin.web.ui.fields import PlainSelect, long_text
from lianxin.work.cards.terms import Outcome
from lianxin.work.households.terms import Purpose

PAIRED, ME = "paired", "me"


class IssueForm(forms.Form):
    """制发: whom the household may call."""

    person = forms.TypedChoiceField(label=_("联系人"), coerce=int, help_text=_("挂钩结对的、村里的，或者您自己。"))
    phone = forms.CharField(
        label=_("写在卡上的电话"), max_length=40, required=False, help_text=_("不写时用联系人登记的电话，没有的用单位电话。"),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )  # fmt: skip
    entry_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, people: Iterable[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person, _words in people}
        cast(Any, self.fields)["person"].choices = [(person.pk, words) for person, words in people]

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class SeveralForm(forms.Form):
    """成批制发: a village, perhaps one group of it, and who stands on the cards."""

    unit = forms.TypedChoiceField(label=_("村、社区"), coerce=int, widget=PlainSelect())
    group = forms.CharField(
        label=_("只印哪个组"), max_length=40, required=False, help_text=_("不写就是全村还没有卡的户，一次最多 200 张。")
    )
    who = forms.ChoiceField(
        label=_("联系人"), widget=forms.RadioSelect, initial=PAIRED,
        choices=[(PAIRED, _("有结对干部的写结对干部，没有的写我")), (ME, _("都写我"))],
    )  # fmt: skip
    entry_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.pk: unit for unit in units}
        cast(Any, self.fields)["unit"].choices = [(unit.pk, unit.name) for unit in self.units.values()]

    def clean_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


class KeyForm(forms.Form):
    """补发: nothing to fill in but the decision; the key keeps a double click from voiding the new card."""

    entry_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class EndForm(forms.Form):
    """停用."""

    reason = forms.CharField(label=_("为什么不再联系"), max_length=200, help_text=_("例如：结对干部调动，已换人联系。"))


class LookForm(forms.Form):
    """核实."""

    outcome = forms.ChoiceField(label=_("核实结果"), choices=Outcome.choices, widget=forms.RadioSelect)
    note = long_text(
        _("怎样核实的"),
        _("走访的人、他的单位和村里看不到这里。核实时不要说是谁家反映的。"),
        rows=3,
        most=1000,
        required=False,
    )


class OpenForm(forms.Form):
    """带姓名打印: for which purpose the particulars are opened."""

    purpose = forms.ChoiceField(label=_("用途"), choices=Purpose.choices, initial=Purpose.VISIT)


class ExportForm(forms.Form):
    """导出."""

    purpose = forms.CharField(label=_("用途"), max_length=60, help_text=_("例如：年度归档。"))
