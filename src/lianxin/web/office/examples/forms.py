"""典型的填写. Forms read and check what was typed; they never save."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, PlainSelect, UnitField, long_text
from lianxin.web.ui.people import PersonField
from lianxin.work.examples.models import Example
from lianxin.work.examples.queries import USED, Wanted
from lianxin.work.examples.terms import ExampleKind, ExampleStatus, Medium, Scope, Source, Way

FOUND = [one for one in Source.choices if one[0] != Source.CONCERN]
WAYS = [one for one in Way.choices if one[0] != Way.ACCOUNT]
MEDIA = [one for one in Medium.choices if one[0] != Medium.NEWSLETTER]


class WordsForm(forms.Form):
    """文稿."""

    kind = forms.ChoiceField(label=_("类别"), choices=ExampleKind.choices, widget=PlainSelect)
    title = forms.CharField(label=_("标题"), max_length=80)
    text = long_text(
        _("事例"), _("写做了什么、怎么做的。群众写成“一位村民”；写到工作人员姓名的，要他本人同意。"), rows=6, most=3000
    )


class NominateForm(WordsForm, TodayForm):
    """推荐典型."""

    field_order = ("unit", "kind", "title", "text", "found", "source")

    unit = UnitField(label=_("在哪个单位"))
    found = forms.ChoiceField(label=_("从哪里看到"), choices=FOUND, widget=PlainSelect, initial=Source.FREE)
    source = forms.CharField(label=_("走访或检查的编号"), max_length=20, required=False)

    def __init__(self, *args: Any, here: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Unit.objects.valid(kwargs["today"]).filter(within("path", here.path))
        cast(UnitField, self.fields["unit"]).offer(offered)

    def given(self) -> dict[str, Any]:
        """What the command takes; the number becomes a reference of its kind."""
        typed = dict(self.cleaned_data)
        code, found = typed.pop("source").strip(), typed["found"]
        return {**typed, "source": f"{found}:{code}" if code and found != Source.FREE else ""}


class FilterForm(forms.Form):
    """筛选: everything may be empty."""

    STATES = (("", _("全部")), *ExampleStatus.choices, (USED, _("已用过")))

    status = forms.ChoiceField(label=_("到哪一步"), choices=STATES, required=False, widget=PlainSelect)
    kind = forms.ChoiceField(
        label=_("类别"), choices=[("", _("全部")), *ExampleKind.choices], required=False, widget=PlainSelect
    )
    words = forms.CharField(label=_("文中有"), max_length=40, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()

    def wanted(self) -> Wanted:
        """What the address asks for; what cannot be read is left out."""
        return Wanted(*(self.cleaned_data.get(name, "") for name in ("status", "kind", "words")))

    def is_narrowed(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in self.fields)


class StaffForm(forms.Form):
    """请工作人员本人同意."""

    person = PersonField(label=_("写到的工作人员"), help_text=_("他登录以后自己说同意不同意。"))


class ConsentForm(forms.Form):
    """登记群众同意."""

    scope = forms.ChoiceField(label=_("同意到哪里"), choices=Scope.choices, widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("怎样同意的"), choices=WAYS, widget=forms.RadioSelect)
    kept_at = forms.CharField(
        label=_("书面同意存在哪里"), max_length=80, required=False, help_text=_("如 站里档案盒三。")
    )


class ReasonForm(forms.Form):
    """写明原因."""

    reason = forms.CharField(label=_("原因"), max_length=120)


class UseForm(TodayForm):
    """记用在哪里."""

    medium = forms.ChoiceField(label=_("用在哪里"), choices=MEDIA, widget=PlainSelect)
    issue = forms.CharField(label=_("哪一期、哪个栏目"), max_length=80)
    on = DateField(label=_("日期"))


class VisitForm(TodayForm):
    """安排去看."""

    unit = UnitField(label=_("去哪里"))
    purpose = forms.CharField(label=_("去看什么"), max_length=120)
    companions = forms.CharField(
        label=_("和谁去"), max_length=120, required=False, help_text=_("如 镇总站、县报记者。")
    )
    planned_on = DateField(label=_("哪天去"), lean="future")
    example = forms.CharField(
        label=_("已推荐的典型"), max_length=12, required=False, help_text=_("典型的编号，没有不填。")
    )

    def __init__(self, *args: Any, here: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Unit.objects.valid(kwargs["today"]).filter(within("path", here.path))
        cast(UnitField, self.fields["unit"]).offer(offered)

    def clean_example(self) -> Any:
        """The example of that code."""
        code = str(self.cleaned_data.get("example") or "").strip().upper()
        if not code:
            return None
        found = Example.objects.filter(code=code).first()
        if found is None:
            raise forms.ValidationError(_("没有这个典型，请核对编号。"))
        return found


class DoneForm(TodayForm):
    """看过了."""

    on = DateField(label=_("去的日期"))
    note = long_text(_("看到什么"), rows=3)
