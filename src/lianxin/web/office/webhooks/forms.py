"""网络通知的填写."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.web.ui.fields import UnitField
from lianxin.work.webhooks.terms import About


class WebhookForm(forms.Form):
    """登记网络通知."""

    unit = UnitField(label=_("哪个单位的事"), help_text=_("它和下面单位的诉求。"))
    address = forms.CharField(
        label=_("网址"),
        max_length=300,
        help_text=_("对方程序收通知的地址，https 开头；主机要先由服务器的维护人员准许。"),
    )
    about = forms.MultipleChoiceField(
        label=_("告诉什么"), choices=About.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("只有编号、状态、单位和时间。投诉、举报、批评、保密的、涉及未成年人的不告诉。"),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, under: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.offer(Unit.objects.valid(today).filter(within("path", under)))

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).strip()
