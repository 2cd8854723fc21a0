"""情况报告的填写. Forms read and check what was typed; they never save."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, long_text
from lianxin.work.statements.commands import MOST_TEXT
from lianxin.work.statements.models import Statement
from lianxin.work.statements.terms import Four, StatementKind


class BeginForm(TodayForm):
    """起草."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=StatementKind.choices, widget=forms.RadioSelect)
    first = DateField(label=gettext_lazy("从哪天"))
    last = DateField(label=gettext_lazy("到哪天"))

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [one for one in StatementKind.choices if one[0] in kinds]


class TextForm(forms.Form):
    """修改句子: one box per part; slots stand as 【走访天数】."""

    title = forms.CharField(label=gettext_lazy("标题"), max_length=80)

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].initial = statement.title
        self.parts = len(statement.sections)
        for number, one in enumerate(statement.sections):
            field = long_text(one["head"], rows=6, most=MOST_TEXT, required=False)
            field.initial = one["text"]
            self.fields[f"text_{number}"] = field

    def texts(self) -> list[str]:
        """What was typed, in the order of the parts."""
        return [self.cleaned_data[f"text_{number}"] for number in range(self.parts)]


class FourForm(forms.Form):
    """四个一批计划."""

    note = long_text(
        gettext_lazy("打算"), gettext_lazy("先做什么、难在哪里。可以不写。"), rows=3, most=1000, required=False
    )

    def __init__(self, *args: Any, goals: dict[str, int], note: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for four in Four:
            self.fields[four.value] = forms.IntegerField(
                label=four.label, min_value=0, max_value=9999, required=False, initial=goals.get(four.value),
                help_text=_("计划数；不写就是不定数。"),
            )  # fmt: skip
        self.fields["note"].initial = note
        self.order_fields([*Four.values, "note"])

    def goals(self) -> dict[str, int]:
        """The numbers that were typed."""
        return {four: self.cleaned_data[four] for four in Four.values if self.cleaned_data[four]}
