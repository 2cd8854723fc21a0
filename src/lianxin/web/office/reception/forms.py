"""接待日的填写. Forms read and check what was typed; they never save."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays.calendar import WEEKDAYS
from lianxin.web.office.concerns.forms import RegisterForm, TopicField
from lianxin.web.ui.fields import DateField, UnitField
from lianxin.work.concerns.models import Concern
from lianxin.work.reception import queries
from lianxin.work.reception.commands import Visit
from lianxin.work.reception.models import AgendaMeeting, ReceptionEntry, ReceptionRule, ReceptionSession
from lianxin.work.reception.terms import ARRANGE, BRANCHES, Disposition, Power, ReplyForm

NONE: Any = None  # choices are set by each form
OUTSIDE = _("清单外交办的理由（只在系统提示时写）")
SEPARATORS = re.compile(r"[、，,；;\s]+")


def _text(label: Any, help_text: Any = "", rows: int = 3, most: int = 2000, **kwargs: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=most, widget=area, **kwargs)


class EntryForm(RegisterForm):
    """登记来访: what was brought, by whom, and 处理意见 by the three branches: mine, not mine, major."""

    DECIDED = ("policy", "article", "is_principle", "at_once")

    topic = TopicField(label=_("分类"))
    decision = forms.ChoiceField(label=_("处理意见"), widget=forms.RadioSelect)
    opinion = _text(_("处理意见内容"), _("据实写：怎么解决的，解释了什么，为什么转办，提请研究什么。"))
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


class RuleForm(forms.Form):
    """接待规定."""

    unit = UnitField(label=_("单位"))
    label = forms.CharField(label=_("名称"), max_length=40, help_text=_("如 校长接待日、县领导接待日。"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("星期几"), coerce=int, choices=list(enumerate(WEEKDAYS)), widget=forms.CheckboxSelectMultiple
    )
    from_time = forms.TimeField(label=_("开始时间"), help_text=_("如 15:00。"))
    to_time = forms.TimeField(label=_("结束时间"), help_text=_("如 17:40。"))
    place = forms.CharField(label=_("地点"), max_length=80, help_text=_("接待人没有写自己的地点时，用这里的。"))
    office = forms.CharField(label=_("接收记录簿的办公室"), max_length=40, help_text=_("如 校长室、群众工作办公室。"))
    categories = forms.CharField(
        label=_("来访人类别"), max_length=200, required=False, help_text=_("用“、”隔开，登记时选，统计时用。")
    )
    skips_holidays = forms.BooleanField(label=_("节假日除外"), required=False, initial=True)
    valid_from = DateField(label=_("从哪天起"))
    valid_to = DateField(label=_("到哪天止"), lean="future", required=False)

    def __init__(self, *args: Any, by: Actor, today: date, rule: ReceptionRule | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule, fields = rule, cast(Any, self.fields)
        offered = Unit.objects.none()
        for root in by.grants.get(ARRANGE.code, ()):
            offered = offered | Unit.objects.valid(today).filter(within("path", root))
        fields["unit"].offer(offered)
        if rule is not None:
            fields["unit"].disabled = True
        for name in ("valid_from", "valid_to"):
            fields[name].today = today

    @staticmethod
    def typed_of(rule: ReceptionRule) -> dict[str, Any]:
        """What stands in the form of a rule that is there."""
        names = ("unit", "label", "weekdays", "place", "office", "skips_holidays", "valid_from", "valid_to")
        times = {name: getattr(rule, name).strftime("%H:%M") for name in ("from_time", "to_time")}
        return {name: getattr(rule, name) for name in names} | times | {"categories": "、".join(rule.categories)}

    def as_command(self) -> dict[str, Any]:
        """The typed values as `commands.set_rule` takes them."""
        words = [one[:20] for one in SEPARATORS.split(self.cleaned_data["categories"]) if one]
        unit = self.rule.unit if self.rule else self.cleaned_data["unit"]
        return {**self.cleaned_data, "unit": unit, "categories": words}


class PersonForm(forms.Form):
    """列入轮值."""

    person = forms.ModelChoiceField(label=_("人员"), queryset=NONE, empty_label=_("请选择"))
    place = forms.CharField(label=_("他的接待地点"), max_length=80, required=False)

    def __init__(self, *args: Any, rule: ReceptionRule, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = rule.roster.values("person_id")
        cast(Any, self.fields["person"]).queryset = queries.may_receive(rule.unit, today).exclude(pk__in=listed)


class UntilForm(forms.Form):
    """排期, 停止规定: a day."""

    until = DateField(label=_("到哪一天"), lean="future")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["until"]).today = today


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
        cast(Any, self.fields["receiver"]).queryset = offered


class SessionChoice(forms.ModelChoiceField):
    """One session, by its day and its receiver."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.on:%Y-%m-%d} {obj.weekday} {obj.receiver.name}"


class SwapForm(ReasonForm):
    """调换."""

    other = SessionChoice(label=_("与哪一场调换"), queryset=NONE, empty_label=_("请选择"))
    field_order = ("other", "reason")

    def prepare(self, session: ReceptionSession, today: date) -> None:
        cast(Any, self.fields["other"]).queryset = queries.swappable(session, today)


class TransferForm(forms.Form):
    """转办: as the receiver named it, unless the office corrects it."""

    to_unit = UnitField(label=_("承办单位"), required=False)
    to_person = forms.ModelChoiceField(label=_("转给哪位领导"), queryset=NONE, required=False, empty_label=_("不指定"))
    instruction = _text(_("转办要求"), _("不写就用处理意见的原话。"), required=False)
    outside_reason = forms.CharField(label=OUTSIDE, max_length=200, required=False)

    def __init__(self, *args: Any, entry: ReceptionEntry, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"to_unit": entry.to_unit, "to_person": entry.to_person_id}, **kwargs})
        fields = cast(Any, self.fields)
        fields["to_unit"].offer(Unit.objects.valid(today))
        fields["to_person"].queryset = queries.may_receive(entry.session.unit, today)


class DecideForm(forms.Form):
    """议定."""

    decision = _text(_("议定意见"), _("会议怎么定的，谁办，什么时候办完。"), rows=5)


class MeetingForm(forms.Form):
    """设立会议."""

    unit = forms.ModelChoiceField(label=_("单位"), queryset=NONE, empty_label=None)
    name = forms.CharField(label=_("会议名称"), max_length=40)
    meets_on = DateField(label=_("下次开会日期"), lean="future", required=False)

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["unit"]).queryset = queries.units_with_office(by)
        cast(Any, self.fields["meets_on"]).today = today


class AnswerForm(forms.Form):
    """答复并记形式."""

    text = _text(_("答复内容"), _("写给群众看的话：怎么办的，结果怎样，还有什么办法。"), rows=8, most=5000)
    reply_form = forms.ChoiceField(
        label=_("答复形式"), choices=ReplyForm.choices, widget=forms.RadioSelect, initial=ReplyForm.WRITTEN,
        help_text=_("一般性问题可以口头答复，涉及原则性问题的书面答复，可以下载答复函。"),
    )  # fmt: skip

    def __init__(self, *args: Any, concern: Concern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entry = getattr(concern, "reception_entry", None)
        if entry is not None and entry.is_principle:
            self.fields["reply_form"].help_text = gettext("这一件涉及原则性问题，要书面答复。")
