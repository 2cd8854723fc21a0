"""日记与报告的填写. Forms read and check what was typed; they never save."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.office.windows.forms import PlacedForm
from lianxin.web.ui.fields import DateField, UnitField, long_text
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.drives.models import Drive
from lianxin.work.visits.models import Visit
from lianxin.work.writings import queries
from lianxin.work.writings.models import Writing
from lianxin.work.writings.terms import PublicityKind, WritingKind

LONGEST = 20_000  # characters: a research report
TEXTS: dict[str, Any] = {
    WritingKind.DIARY: gettext_lazy("今天见了谁、听到什么、想到什么。只有自己看得见，不计数、不评比。"),
    WritingKind.FIELD_REPORT: gettext_lazy("群众反映了什么，情况怎样，下一步怎么办。"),
    WritingKind.RESEARCH: gettext_lazy("调研的题目、做法、情况、问题、建议。存草稿后会看到与别的报告相同的段落。"),
    WritingKind.SUGGESTION: gettext_lazy("建议谁做什么，为什么。交出后由收到的单位答复。"),
    WritingKind.EXPERIENCE: gettext_lazy("做法的要点。来自哪里、推广到哪里、取得什么实效写在下面。"),
}


class ConcernField(forms.CharField):
    """诉求编号 of a concern that one may see; the value is the concern or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 12, "required": False, **kwargs})
        self.by: Actor | None = None

    def clean(self, value: Any) -> Concern | None:
        code = "".join(super().clean(value).split()).upper()
        if not code or self.by is None:
            return None
        found: Concern | None = Concern.objects.reachable(by=self.by, to=SEE_CONCERN).filter(code=code).first()
        if found is None:
            raise ValidationError(_("没有找到这个编号的诉求。"))
        return found


class VisitChoice(forms.ModelChoiceField):
    """走访 one may point at: by its day, place and kind."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.on.isoformat()} {obj.unit.name} {obj.get_kind_display()}"


class _Referring(forms.Form):
    """What refers to a visit, a drive or a concern; choices are those that the writer may see."""

    def refer(self, by: Actor) -> None:
        """Offer the records that this actor may see."""
        fields: dict[str, Any] = self.fields
        fields["visit"].queryset = queries.own_visits(by)
        fields["drive"].queryset = queries.drives_to_name(by)
        if "concern" in fields:
            fields["concern"].by = by


class WritingForm(_Referring, TodayForm):
    """写一篇."""

    on = DateField(label=gettext_lazy("日期"))
    title = forms.CharField(label=gettext_lazy("标题"), max_length=80)
    text = long_text(gettext_lazy("正文"), rows=14, most=LONGEST, required=False)
    visit = VisitChoice(label=gettext_lazy("哪次走访"), queryset=Visit.objects.none(), required=False)
    drive = forms.ModelChoiceField(label=gettext_lazy("走访活动"), queryset=Drive.objects.none(), required=False)

    def __init__(self, *args: Any, kind: str, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = TEXTS[kind]
        self.kind = kind
        if kind == WritingKind.EXPERIENCE:
            self.fields["from_where"] = forms.CharField(label=_("经验来自哪里"), max_length=80, required=False)
            self.fields["to_where"] = forms.CharField(label=_("推广到哪里"), max_length=80, required=False)
            self.fields["result"] = long_text(_("取得的实效"), rows=3, most=1000, required=False)
            self.fields["concern"] = ConcernField(
                label=_("佐证的诉求编号"), help_text=_("走访、活动、诉求，至少有一条作佐证。")
            )
        self.refer(by)

    def given(self) -> dict[str, Any]:
        """What the command takes."""
        typed = self.cleaned_data
        found = {name: typed[name] for name in ("on", "title", "text", "visit", "drive")}
        if self.kind == WritingKind.EXPERIENCE:
            found["spread"] = {name: typed[name] for name in ("from_where", "to_where", "result", "concern")}
        return found


def initial_of(writing: Writing) -> dict[str, Any]:
    """What a writing holds, for its form."""
    found = {name: getattr(writing, name) for name in ("on", "title", "text", "visit", "drive")}
    spread = getattr(writing, "spread", None)
    if spread is not None:
        found |= {name: getattr(spread, name) for name in ("from_where", "to_where", "result")}
        found["concern"] = spread.concern.code if spread.concern else ""
    return found


class SubmitForm(TodayForm):
    """交出."""

    to = UnitField(label=gettext_lazy("交给哪里"), help_text=gettext_lazy("交给的单位和本单位能看到；随时可以收回。"))


class AnswerForm(forms.Form):
    """答复工作建议."""

    adopted = forms.TypedChoiceField(
        label=gettext_lazy("采不采纳"), widget=forms.RadioSelect, coerce=lambda word: word == "yes",
        choices=(("yes", gettext_lazy("采纳")), ("no", gettext_lazy("不采纳"))),
    )  # fmt: skip
    why = long_text(gettext_lazy("理由"), gettext_lazy("采纳的写怎么办、谁来办；不采纳的写为什么。"), rows=4)


class PublicityForm(_Referring, PlacedForm):
    """登记宣传稿件."""

    kind = forms.ChoiceField(label=gettext_lazy("形式"), choices=PublicityKind.choices)
    title = forms.CharField(label=gettext_lazy("标题"), max_length=80)
    outlet = forms.CharField(label=gettext_lazy("刊播在哪里"), max_length=60)
    published_on = DateField(label=gettext_lazy("刊播日期"))
    author = forms.CharField(label=gettext_lazy("作者"), max_length=60, required=False)
    link = forms.URLField(label=gettext_lazy("网址"), max_length=300, required=False, assume_scheme="https")
    visit = VisitChoice(label=gettext_lazy("报道的走访"), queryset=Visit.objects.none(), required=False)
    drive = forms.ModelChoiceField(label=gettext_lazy("报道的活动"), queryset=Drive.objects.none(), required=False)
    concern = ConcernField(
        label=gettext_lazy("报道的诉求编号"),
        help_text=gettext_lazy("走访、活动、诉求三样里写一样：宣传要有真实的记录。"),
    )
    field_order = ("unit", "kind", "title")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.refer(by)
        fields: dict[str, Any] = self.fields
        fields["visit"].queryset = queries.visits_to_report_on(by)


class ReasonForm(forms.Form):
    """撤下."""

    reason = forms.CharField(label=gettext_lazy("理由"), max_length=200)
