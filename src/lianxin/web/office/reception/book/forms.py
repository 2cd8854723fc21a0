"""记录簿的填写. Forms read and check what was typed; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.concerns.forms import RegisterForm, TopicField, long_text
from lianxin.web.office.reception.forms import NONE, OUTSIDE
from lianxin.web.ui.fields import DateField, UnitField, shape
from lianxin.work.concerns.models import Concern
from lianxin.work.reception import queries
from lianxin.work.reception.commands import Visit
from lianxin.work.reception.models import AgendaMeeting, ReceptionSession
from lianxin.work.reception.terms import BRANCHES, Disposition, Power, ReplyForm


class EntryForm(RegisterForm):
    """登记来访: what was brought, by whom, and 处理意见 by the three branches: mine, not mine, major."""

    topic = TopicField(label=_("分类"))
    decision = forms.ChoiceField(label=_("处理意见"), widget=forms.RadioSelect)
    opinion = long_text(
        _("处理意见内容"), _("据实写：怎么解决的，解释了什么，为什么转办，提请研究什么。"), rows=3, most=2000
    )
    to_unit = UnitField(label=_("转给哪个单位"), required=False)
    to_person = forms.ModelChoiceField(label=_("转给哪位领导"), queryset=NONE, required=False, empty_label=_("不指定"))
    meeting = forms.ModelChoiceField(label=_("提交哪个会议"), queryset=NONE, required=False, empty_label=_("请选择"))
    promised_on = DateField(
        label=_("承诺解决日期"),
        lean="future",
        required=False,
        help_text=_("能定下来的写明哪天解决，到期是否兑现会统计。"),
    )
    outside_reason = forms.CharField(label=OUTSIDE, max_length=200, required=False)
    policy = forms.CharField(label=_("依据的政策"), max_length=200, required=False)
    article = forms.CharField(label=_("条款"), max_length=60, required=False)
    is_principle = forms.BooleanField(label=_("涉及原则性问题，要书面答复"), required=False)
    at_once = forms.BooleanField(label=_("现在就转，不等办公室"), required=False, initial=True)

    def __init__(self, *args: Any, session: ReceptionSession, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, by=by, today=today, **kwargs)
        self.session, fields = session, cast(Any, self.fields)
        del fields["channel"], fields["external_number"]
        fields["category"].label = _("来访人类别")
        fields["unit"].offer(Unit.objects.valid(today).filter(within("path", session.unit_path)))
        fields["category"].choices = [
            ("", _("未说明")),
            *((queries.category_code(one), one) for one in session.rule.categories),
        ]
        fields["to_unit"].offer(Unit.objects.valid(today))
        fields["to_person"].queryset = queries.may_receive(session.unit, today)
        fields["meeting"].queryset = AgendaMeeting.objects.filter(unit=session.unit)
        fields["promised_on"].today = today
        fields["decision"].choices = [
            (f"{power}:{one}", Disposition(one).label) for power, several in BRANCHES.items() for one in several
        ]

    def branches(self) -> list[tuple[str, list[tuple[str, Any, bool]]]]:
        """The three branches with their choices: value, word, whether it is chosen."""
        chosen = self["decision"].value()
        return [
            (
                str(Power(power).label),
                [(f"{power}:{one}", Disposition(one).label, chosen == f"{power}:{one}") for one in several],
            )
            for power, several in BRANCHES.items()
        ]

    def more(self) -> list[forms.BoundField]:
        """What is folded under 更多: what decides whether it is unfolded."""
        return [self[name] for name in ("title", "place", "address", "occurred_on")]

    def folded(self) -> list[forms.BoundField]:
        """What is folded under 更多."""
        return [self[name] for name in ("title", "unit", "place", "address", "occurred_on")]

    def as_command(self) -> dict[str, Any]:
        """The typed values as `commands.enter` takes them."""
        typed = super().as_command()
        power, _colon, disposition = typed.pop("decision").partition(":")
        entry_key = typed.pop("entry_key")
        visit = Visit(**typed, power=power, disposition=disposition)
        return {"visit": visit, "entry_key": entry_key}


class ReasonForm(forms.Form):
    """停止一次."""

    reason = forms.CharField(label=_("理由"), max_length=200)

    def __init__(self, *args: Any, session: ReceptionSession, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare(session, today)

    def prepare(self, session: ReceptionSession, today: date) -> None:
        """Choices that depend on the session."""


class SubstituteForm(ReasonForm):
    """替班."""

    receiver = forms.ModelChoiceField(label=_("替班人"), queryset=NONE, empty_label=_("请选择"))
    field_order = ("receiver", "reason")

    def prepare(self, session: ReceptionSession, today: date) -> None:
        offered = queries.may_receive(session.unit, today).exclude(pk=session.receiver_id)
        shape(self, "receiver", queryset=offered)


class SessionChoice(forms.ModelChoiceField):
    """One session, by its day and its receiver."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.on:%Y-%m-%d} {obj.weekday} {obj.receiver.name}"


class SwapForm(ReasonForm):
    """调换."""

    other = SessionChoice(label=_("与哪一场调换"), queryset=NONE, empty_label=_("请选择"))
    field_order = ("other", "reason")

    def prepare(self, session: ReceptionSession, today: date) -> None:
        shape(self, "other", queryset=queries.swappable(session, today))


class AnswerForm(forms.Form):
    """答复并记形式."""

    text = long_text(_("答复内容"), _("写给群众看的话：怎么办的，结果怎样，还有什么办法。"), rows=8, most=5000)
    reply_form = forms.ChoiceField(
        label=_("答复形式"), choices=ReplyForm.choices, widget=forms.RadioSelect, initial=ReplyForm.WRITTEN,
        help_text=_("一般性问题可以口头答复，涉及原则性问题的书面答复，可以下载答复函。"),
    )  # fmt: skip

    def __init__(self, *args: Any, concern: Concern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entry = getattr(concern, "reception_entry", None)
        if entry is not None and entry.is_principle:
            self.fields["reply_form"].help_text = gettext("这一件涉及原则性问题，要书面答复。")
