"""统计单的填写. Forms read and check what was typed; they never save."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.work.statforms.terms import Wording


class OpenForm(forms.Form):
    """填报统计单."""

    wording = forms.ChoiceField(
        label=_("称谓"),
        choices=Wording.choices,
        widget=forms.RadioSelect,
        help_text=_("六行的文字不变，称谓以后还能改。"),
    )


class WordsForm(forms.Form):
    """称谓、口径和总数."""

    organisation = forms.CharField(
        label=_("被评议的组织怎样称呼"), max_length=30, help_text=_("如 党支部（总支）、学校。")
    )
    member = forms.CharField(label=_("被评议的人员怎样称呼"), max_length=30, help_text=_("如 党员、教职工。"))
    body = forms.CharField(
        label=_("组织怎样称呼"), max_length=30, help_text=_("用在“负责人通报”前面，如 党组织、学校。")
    )
    above = forms.CharField(
        label=_("上级怎样称呼"), max_length=30, help_text=_("用在“指派人参加评议”前面，如 上级党组织、主管部门。")
    )
    activity = forms.CharField(label=_("活动名称"), max_length=40)
    members = forms.IntegerField(
        label=_("人员总数"), min_value=0, max_value=999999, required=False, help_text=_("评议方案里写过的，不用再填。")
    )
    satisfied_from = forms.IntegerField(
        label=_("满意从多少分起"), min_value=1, max_value=100, help_text=_("测评得分满分 100，常用 85。")
    )
    fairly_from = forms.IntegerField(
        label=_("基本满意从多少分起"), min_value=1, max_value=100, help_text=_("常用 60。")
    )


class SignForm(forms.Form):
    """签署."""

    reason = forms.CharField(label=_("更正的理由"), max_length=200, required=False)

    def __init__(self, *args: object, is_again: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not is_again:
            del self.fields["reason"]
