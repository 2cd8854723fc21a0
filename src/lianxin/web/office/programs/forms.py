"""接口密钥的填写."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.programs.terms import LONGEST_DAYS, MOST_PER_MINUTE, USUAL_PER_MINUTE, Scope
from lianxin.web.ui.fields import DateField, UnitField


class KeyForm(forms.Form):
    """发出接口密钥."""

    name = forms.CharField(
        label=_("什么程序，谁在用"), max_length=60, help_text=_("如：县融媒体中心手机客户端。以后凭这个名字认它。")
    )
    unit = UnitField(label=_("由哪个单位负责"), help_text=_("它送来的诉求，流水里写这个单位的接口程序。"))
    scopes = forms.MultipleChoiceField(
        label=_("可以做什么"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple, initial=[Scope.SUBMIT],
        help_text=_("前两项不比不用账号的群众多；后两项比群众多，要另一个人同意才启用。任何密钥都打不开办公页面和投票。"),
    )  # fmt: skip
    ends_on = DateField(label=_("到哪一天为止"), lean="future", help_text=_("最长一年，到期前发一把新的。"))
    per_minute = forms.IntegerField(
        label=_("每分钟最多几次"), min_value=1, max_value=MOST_PER_MINUTE, initial=USUAL_PER_MINUTE
    )

    def __init__(self, *args: Any, today: date, under: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        ends: Any = self.fields["ends_on"]
        unit.offer(Unit.objects.valid(today).filter(within("path", under)))
        ends.today, ends.initial = today, today + timedelta(days=LONGEST_DAYS - 1)
