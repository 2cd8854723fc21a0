"""办理中的事的填写. Forms read and check what was typed; they never save."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors
from lianxin.pure import codes
from lianxin.web.office.concerns.forms import DeedForm, TopicField
from lianxin.web.ui.fields import DateField, UnitField, long_text, shape
from lianxin.work.concerns.commands import Part
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.regimes import offered
from lianxin.work.concerns.terms import VIEW, Channel
from lianxin.work.concerns.through_terms import Asked, Ground, ReviewLevel, ReviewResult

PARTS = 4
#: a limit that begins later may be chosen for a day on which it holds
FURTHEST = timedelta(days=730)


class MergeForm(DeedForm):
    """并案: into which one, and why they are the same."""

    into = forms.CharField(label=_("并到哪一件"), max_length=12, help_text=_("写主件的编号，就是先来的那一件。"))
    reason = long_text(_("为什么是同一件事"), _("理由会记在两件的经过里。两位群众都会收到答复，各自评价。"), rows=3)

    def clean_into(self) -> Concern:
        code = codes.read_code(self.cleaned_data["into"]) or ""
        found = Concern.objects.reachable(by=self.by, to=VIEW).filter(code=code).first()
        if found is None:
            raise forms.ValidationError(_("没有找到这个编号的诉求，请核对。"))
        return cast(Concern, found)


class ReasonForm(DeedForm):
    """A deed that needs a reason."""

    reason = long_text(_("理由"), rows=3)


class ReassignForm(DeedForm):
    """改派."""

    to = UnitField(label=_("改派给"), help_text=_("写单位名称，会自动提示。"))
    reason = long_text(_("改派的理由"), rows=3)
    outside_reason = long_text(
        _("清单外交给村社区的理由"),
        _("只有交给村、社区，而责任清单里没有这件事时才要写，会记入统计。"),
        rows=2,
        required=False,
    )

    def prepare(self) -> None:
        cast(Any, self.fields["to"]).offer(Unit.objects.valid(self.today))


class SplitForm(DeedForm):
    """拆分: what each part is about."""

    def prepare(self) -> None:
        for number in range(1, PARTS + 1):
            self.fields[f"part_{number}"] = long_text(
                _("第 %(number)s 件") % {"number": number}, rows=2, required=number <= 2
            )

    def as_command(self) -> dict[str, Any]:
        texts = [self.cleaned_data.get(f"part_{number}", "") for number in range(1, PARTS + 1)]
        return {"parts": [Part(text) for text in texts if text.strip()]}


class PauseForm(DeedForm):
    """中止: why, until when."""

    ground = forms.ChoiceField(label=_("中止事由"), choices=Ground.choices, widget=forms.RadioSelect)
    last = DateField(label=_("中止到哪一天（含）"), lean="future")
    reason = long_text(_("理由"), _("理由和批准人会告知群众。"), rows=3)

    def prepare(self) -> None:
        shape(self, "last", today=self.today)
        self.initial = {"last": self.today + timedelta(days=6)}


class AskForm(DeedForm):
    """申请延期、中止."""

    what = forms.ChoiceField(label=_("申请什么"), choices=Asked.choices, widget=forms.RadioSelect)
    days = forms.IntegerField(label=_("多少日"), min_value=1, max_value=60)
    ground = forms.ChoiceField(
        label=_("中止事由"), choices=[("", _("申请延期的不用选")), *Ground.choices], required=False
    )
    reason = long_text(_("理由"), _("批准后理由会告知群众。"), rows=3)


class DecideForm(forms.Form):
    """答复申请."""

    grant = forms.ChoiceField(
        label=_("决定"), choices=[("yes", _("同意")), ("no", _("不同意"))], widget=forms.RadioSelect
    )
    reason = long_text(_("理由"), _("不同意的请写明理由。"), required=False, rows=3)

    def as_command(self) -> dict[str, Any]:
        return {"grant": self.cleaned_data["grant"] == "yes", "reason": self.cleaned_data["reason"]}


class NoteForm(DeedForm):
    """内部备注."""

    text = long_text(_("备注"), _("只给办理单位的同事看，群众看不到。"), rows=4)


class PaperForm(DeedForm):
    """交给群众材料."""

    what = forms.CharField(label=_("什么材料"), max_length=120, help_text=_("如《办事指南》一份、申请表一份。"))
    on = DateField(label=_("日期"), lean="past")

    def prepare(self) -> None:
        shape(self, "on", today=self.today)
        self.initial = {"on": self.today}


class OutsideForm(DeedForm):
    """向外单位函询."""

    whom = forms.CharField(label=_("去函单位"), max_length=80, help_text=_("不在本系统里办理的单位。"))
    number = forms.CharField(label=_("文号"), max_length=40, required=False)
    question = long_text(_("函询内容"), rows=4)
    sent_on = DateField(label=_("发函日期"), lean="past")

    def prepare(self) -> None:
        shape(self, "sent_on", today=self.today)
        self.initial = {"sent_on": self.today}


class HeardForm(forms.Form):
    """记复函."""

    answer = long_text(_("复函内容"), rows=4)
    on = DateField(label=_("复函日期"), lean="past")

    def as_command(self) -> dict[str, Any]:
        return self.cleaned_data


class ReviewForm(DeedForm):
    """请求复查、复核."""

    level = forms.ChoiceField(label=_("层级"), choices=ReviewLevel.choices, widget=forms.RadioSelect)
    unit = UnitField(label=_("办理单位"), help_text=_("原承办单位的上级。"))

    def prepare(self) -> None:
        concern = self.concern
        above = ancestors(concern.handler_path or concern.unit_path)[:-1]
        cast(Any, self.fields["unit"]).offer(Unit.objects.valid(self.today).filter(path__in=above))
        self.initial = {"level": ReviewLevel.REVIEW}


class DecideReviewForm(forms.Form):
    """作出复查、复核意见."""

    result = forms.ChoiceField(label=_("意见"), choices=ReviewResult.choices, widget=forms.RadioSelect)
    text = long_text(_("理由和依据"), _("会书面答复群众。"), rows=6, most=5000)
    hearing_first = DateField(label=_("听证自"), lean="past", required=False)
    hearing_last = DateField(label=_("听证至"), lean="past", required=False, help_text=_("只有复核的听证不计入期限。"))

    def as_command(self) -> dict[str, Any]:
        return self.cleaned_data


class TemplateForm(forms.Form):
    """答复参考."""

    title = forms.CharField(label=_("回答什么问题"), max_length=80)
    text = long_text(_("答复"), _("照政策写，留出要按实际情况改的地方。"), rows=8, most=5000)
    source = forms.CharField(label=_("依据"), max_length=200, required=False, help_text=_("文件名称和条款。"))
    topic = TopicField(label=_("分类"), required=False)
    valid_to = DateField(label=_("有效至"), lean="future", required=False, help_text=_("过期后不再提供，请及时更新。"))

    def as_command(self) -> dict[str, Any]:
        return self.cleaned_data


class RegimeForm(forms.Form):
    """渠道时限."""

    channel = forms.ChoiceField(label=_("渠道"), choices=Channel.choices)
    regime = forms.ChoiceField(label=_("时限体系"))
    valid_from = DateField(label=_("启用日期"), lean="future", help_text=_("已经作出的承诺不变。"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = cast(Any, self.fields)
        fields["valid_from"].today = today
        fields["regime"].choices = [(one.code, one.label) for one in offered(today + FURTHEST).values()]

    def as_command(self) -> dict[str, Any]:
        return self.cleaned_data
