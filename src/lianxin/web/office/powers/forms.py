"""权力事项的填写."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import PERMISSIONS
from lianxin.base.orgs.powers.commands import MOST_GRACE
from lianxin.base.orgs.powers.rules import LENT, MOST_HOURS


def _long(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=400, help_text=help_text, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip


class EmergencyForm(forms.Form):
    """申请应急权限."""

    permission_code = forms.ChoiceField(label=_("什么权限"))
    hours = forms.IntegerField(label=_("几个小时"), min_value=1, max_value=MOST_HOURS, initial=4)
    reason = _long(_("为什么等不及"), _("写明出了什么事、该管的人为什么找不到。同意后记入流水。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["permission_code"]
        field.choices = [(code, PERMISSIONS[code].label) for code in LENT]


class FactorForm(forms.Form):
    """申请取消第二步验证."""

    reason = _long(_("怎样核对了本人"), _("如：当面核对工作证。没有见到本人不要申请。"))


class RefuseForm(forms.Form):
    """不同意."""

    reason = _long(_("理由"))


class ReviewForm(forms.Form):
    """复核应急权限."""

    review = _long(_("复核意见"), _("用这个权限做了什么，是不是必要。"))


class GraceForm(forms.Form):
    """宽限天数."""

    days = forms.IntegerField(
        label=_("宽限天数"), min_value=0, max_value=MOST_GRACE,
        help_text=_("从第一次登录算起；0 就是第一次登录就要启用。已经算好的期限不变。"),
    )  # fmt: skip
