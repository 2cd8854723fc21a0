"""评议结果的填写."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.pure.periods import Period
from lianxin.web.ui.fields import shape
from lianxin.work.appraisals.models import Series


class PublishForm(forms.Form):
    """审定公布."""

    why = forms.CharField(
        label=_("满意率百分之百的说明"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("为什么是百分之百：多少人应评、多少人没有答，票怎样发、怎样收。说明会和结果一起公布。"),
    )  # fmt: skip

    def __init__(self, *args: Any, asks_why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_why:
            del self.fields["why"]


class NominateForm(forms.Form):
    """推荐典型."""

    reason = forms.CharField(
        label=_("推荐理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("好在哪里、怎样做的、群众怎么说。只写事情，不写个人私事。"),
    )  # fmt: skip


class DecideForm(forms.Form):
    """研究典型推荐."""

    accept = forms.TypedChoiceField(
        label=_("研究意见"), choices=(("yes", _("同意推荐")), ("no", _("不推荐"))), widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    note = forms.CharField(label=_("说明"), max_length=200, required=False, help_text=_("不推荐的，写一句原因。"))


class BriefForm(forms.Form):
    """编制小结: a series and a period in one choice, so that only what exists can be asked for."""

    what = forms.ChoiceField(label=_("系列和时期"))

    def __init__(self, *args: Any, series: Iterable[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.series = {str(one.pk): one for one in series}
        choices = [
            (f"{key}/{one.year}{tail}", f"{one.title} · {Period.parse(f'{one.year}{tail}').label}")
            for key, one in self.series.items() for tail in ("-H1", "-H2", "")
        ]  # fmt: skip
        shape(self, "what", choices=choices)

    def asked(self) -> dict[str, Any]:
        """The series and the period."""
        key, _slash, period = self.cleaned_data["what"].partition("/")
        return {"series": self.series[key], "period": period}
