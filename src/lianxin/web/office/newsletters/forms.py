"""群工动态的填写. Forms read and check what was typed; they never save."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.web.ui.fields import PlainSelect, long_text
from lianxin.work.newsletters.terms import Section

OWN = [one for one in Section.choices if one[0] not in (Section.EXAMPLES, Section.VOICES)]


class TitleForm(forms.Form):
    """编一期."""

    title = forms.CharField(label=_("这一期的标题"), max_length=80)


class EditForm(forms.Form):
    """改一条."""

    title = forms.CharField(label=_("标题"), max_length=80)
    text = long_text(_("内容"), rows=6, most=4000)


class ItemForm(EditForm):
    """写一条: what is not picked."""

    field_order = ("section", "title", "text", "may_be_public")

    section = forms.ChoiceField(label=_("栏目"), choices=OWN, widget=PlainSelect)
    may_be_public = forms.BooleanField(
        label=_("可以上网公开"), required=False, help_text=_("没有写到谁，也不是内部事项。")
    )


class OwnEditForm(EditForm):
    """改自己写的一条."""

    may_be_public = forms.BooleanField(label=_("可以上网公开"), required=False)


class ReasonForm(forms.Form):
    """写明原因."""

    reason = forms.CharField(label=_("原因"), max_length=120)


class IssueForm(forms.Form):
    """签发."""

    pages = forms.IntegerField(label=_("页数"), min_value=1, max_value=500, required=False)
