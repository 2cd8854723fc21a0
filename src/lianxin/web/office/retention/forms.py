"""到期清理的填写."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.retention.kinds import KINDS
from lianxin.base.retention.terms import LONGEST_BACK
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, PlainSelect, UnitField, long_text


def _reason(label: Any, help_text: Any) -> forms.CharField:
    return long_text(label, help_text, rows=2, most=200)


def _kinds(first: Any) -> list[tuple[str, Any]]:
    return [("", first), *((kind.code, kind.label) for kind in KINDS.values() if not kind.swept)]


class PeriodForm(forms.Form):
    """设定保管期限."""

    months_kept = forms.IntegerField(label=_("保管月数"), min_value=1, max_value=600)
    reason = _reason(_("理由"), _("依据哪个文件，或者谁定的。"))
    looked_at = forms.IntegerField(required=False, widget=forms.HiddenInput)


class HoldForm(TodayForm):
    """暂停销毁: one record, or a span."""

    kind = forms.ChoiceField(label=_("种类"), required=False, widget=PlainSelect)
    key = forms.CharField(
        label=_("编号"), max_length=40, required=False, help_text=_("只停一件的，填它的编号；停一批的，不填。")
    )
    unit = UnitField(label=_("单位"), help_text=_("含下级。"))
    first = DateField(label=_("从"), required=False, help_text=_("办结、离队等起算的日期；不填就是全部。"))
    last = DateField(label=_("到"), required=False, lean="future")
    reason = _reason(_("理由"), _("如督查调阅、诉讼、审计；谁要求的。"))

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]
        self.fields["kind"].choices = _kinds(_("全部种类"))  # type: ignore[attr-defined]


class RestrictForm(forms.Form):
    """按本人申请限制."""

    kind = forms.ChoiceField(label=_("种类"), widget=PlainSelect)
    key = forms.CharField(label=_("编号"), max_length=40)
    reason = _reason(_("理由"), _("谁申请的，怎样核实是本人。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _kinds(_("请选择"))  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """查看或解除: why."""

    reason = _reason(_("理由"), _("记入流水。"))


class BackForm(ReasonForm):
    """恢复: for how long, and why."""

    months = forms.IntegerField(
        label=_("恢复几个月"), min_value=1, max_value=LONGEST_BACK, help_text=_("过了这些月，重新到期。")
    )
    field_order = ["months", "reason"]


class SpanForm(TodayForm):
    """销毁清册的起止."""

    first = DateField(label=_("从"), required=False)
    last = DateField(label=_("到"), required=False)
