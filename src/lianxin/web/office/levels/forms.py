"""上下级转办的填写. Forms read and check what was typed; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.concerns.forms import RegisterForm
from lianxin.web.ui.fields import DateField, UnitField, long_text
from lianxin.work.concerns.terms import Channel
from lianxin.work.levels.commands import Letter
from lianxin.work.levels.terms import Decision, Matter, Route, Wanted

STATION = (Channel.VISIT, Channel.COUNTER, Channel.CALL_IN, Channel.TELEPHONE, Channel.LETTER, Channel.MEETING)


class EnterForm(RegisterForm):
    """上级来件: the letter first, then the concern that it is about."""

    LETTER = ("body", "number", "route", "wanted", "dated_on", "return_by")
    CONCERN = ("text", "kind", "subjects", "no_subject", "unit", "name", "phone")
    FOLDED = ("title", "place", "address", "people_count", "occurred_on")

    body = forms.CharField(label=_("来件机关"), max_length=60, help_text=_("如 市信访局。"))
    number = forms.CharField(label=_("来文编号"), max_length=60)
    route = forms.ChoiceField(label=_("来件方式"), choices=Route.choices, widget=forms.RadioSelect,
                              help_text=_("交办件要在指定期限内提交办结报告；转办件按来文要求。"))  # fmt: skip
    wanted = forms.ChoiceField(label=_("要求反馈"), choices=Wanted.choices, widget=forms.RadioSelect)
    dated_on = DateField(label=_("来文日期"), required=False)
    return_by = DateField(label=_("反馈期限"), lean="future", required=False, help_text=_("来文上写的日期。"))

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, by=by, today=today, **kwargs)
        fields = cast(Any, self.fields)
        for name in ("channel", "external_number"):
            del fields[name]
        for name in ("dated_on", "return_by"):
            fields[name].today = today

    def letter_fields(self) -> list[forms.BoundField]:
        """The fields of the letter."""
        return [self[name] for name in self.LETTER]

    def concern_fields(self) -> list[forms.BoundField]:
        """The fields of the concern."""
        return [self[name] for name in self.CONCERN]

    def folded_fields(self) -> list[forms.BoundField]:
        """What is folded under 更多."""
        return [self[name] for name in self.FOLDED]

    def as_command(self) -> dict[str, Any]:
        """The typed values as `commands.enter` takes them."""
        typed = super().as_command()
        return {"letter": Letter(**{name: typed.pop(name) for name in self.LETTER}), **typed}


def offer_receivers(form: forms.Form, today: date) -> None:
    """The units that one may report to; the command refuses one's own, lower ones and those complained about."""
    cast(UnitField, form.fields["to"]).offer(Unit.objects.valid(today).exclude(kind__in=("village", "community")))


class ReceiverMixin(forms.Form):
    """To whom it goes and why."""

    matter = forms.ChoiceField(label=_("上报类别"), choices=Matter.choices, widget=forms.RadioSelect)
    to = UnitField(label=_("报给哪个单位"), required=False, help_text=_("县内的上级单位或管这项规定的部门。"))
    to_body = forms.CharField(
        label=_("报给县外的机关"), max_length=60, required=False, help_text=_("系统以外的上级，如 市住建局；签收和答复由本单位登记。")
    )  # fmt: skip
    reason = long_text(_("上报理由"), _("为什么本级办不了，希望上级定什么。"), most=4000)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("to") is not None and typed.get("to_body"):
            self.add_error("to_body", _("只能报给一个单位，请只填一处。"))
        return typed


class SubmitForm(ReceiverMixin):
    """上报."""

    proposal = long_text(_("本级意见"), rows=3, required=False, most=4000)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_receivers(self, today)


class ReportForm(ReceiverMixin, RegisterForm):
    """登记并上报: what was heard, and that it goes up."""

    CONCERN = ("text", "kind", "subjects", "no_subject", "unit", "channel", "name", "phone")
    UPWARD = ("matter", "to", "to_body", "reason")
    FOLDED = ("title", "place", "address", "people_count", "occurred_on")

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, by=by, today=today, **kwargs)
        fields = cast(Any, self.fields)
        del fields["external_number"]
        fields["channel"].choices = [(one.value, one.label) for one in STATION]
        offer_receivers(self, today)

    def concern_fields(self) -> list[forms.BoundField]:
        """The fields of the concern."""
        return [self[name] for name in self.CONCERN]

    def upward_fields(self) -> list[forms.BoundField]:
        """The fields of the submission."""
        return [self[name] for name in self.UPWARD]

    def folded_fields(self) -> list[forms.BoundField]:
        """What is folded under 更多."""
        return [self[name] for name in self.FOLDED]


class GiveBackForm(forms.Form):
    """报送办结报告或回复函."""

    findings = long_text(_("办理情况"), _("写进报告第二部分：怎么查的、怎么办的、结果怎样。"), rows=8, most=4000)
    number = forms.CharField(label=_("反馈文号"), max_length=60, help_text=_("本单位的发文字号，如 清群〔2026〕5号。"))


class ReceiveForm(forms.Form):
    """签收 of one sent outside: who signed."""

    received_by = forms.CharField(label=_("签收人"), max_length=60, required=False)


class DecideForm(forms.Form):
    """答复."""

    decision = forms.ChoiceField(label=_("上级答复"), choices=Decision.choices, widget=forms.RadioSelect)
    answer = long_text(_("答复内容"), _("上报单位和承办单位都会看到。"), rows=6, most=4000)
    number = forms.CharField(label=_("答复文号"), max_length=60, required=False)
    answered_by = forms.CharField(label=_("批示或答复的人"), max_length=60, required=False)

    def __init__(self, *args: Any, is_outside: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_outside:
            del self.fields["answered_by"]


class ReasonForm(forms.Form):
    """退回, 撤回."""

    reason = long_text(_("理由"), rows=3, most=4000)
