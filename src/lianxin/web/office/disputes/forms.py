"""矛盾纠纷的填写. Forms read and check what was typed; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, PlainSelect, UnitField, long_text
from lianxin.work.concerns.terms import Kind
from lianxin.work.disputes.commands import Party
from lianxin.work.disputes.lists import lists_on
from lianxin.work.disputes.queries import Wanted
from lianxin.work.disputes.terms import DisputeStatus, Fulfilment, Origin, Purpose, Side
from lianxin.work.hazards.models import Hazard

ORIGINS = [one for one in Origin.choices if one[0] != Origin.CONCERN]
KINDS = [(Kind.HELP, Kind.HELP.label), (Kind.ENQUIRY, Kind.ENQUIRY.label), (Kind.SUGGESTION, Kind.SUGGESTION.label)]


class MatterForm(TodayForm):
    """事情: 说清是什么事、在哪里，不写姓名."""

    type = forms.ChoiceField(label=_("纠纷类型"), widget=PlainSelect)
    title = forms.CharField(label=_("标题"), max_length=80, help_text=_("写事情和地点，如“三组排水沟走向”，不写姓名。"))
    text = long_text(_("事情经过"), _("写事，不写姓名和电话；当事人写在下面。"), rows=4)
    place = forms.CharField(label=_("地点"), max_length=120, required=False)
    found_on = DateField(label=_("发现日期"), required=False, help_text=_("不填就是今天。"))
    hazard = forms.CharField(
        label=_("有关的隐患点"),
        max_length=12,
        required=False,
        help_text=_("隐患点的编号；隐患点上已经记了的不用再写一遍。"),
    )
    applicant = forms.CharField(
        label=_("申请一方"), max_length=60, required=False, help_text=_("姓名或单位。单独保管，每次查看都留记录。")
    )
    applicant_phone = forms.CharField(label=_("申请一方电话"), max_length=40, required=False)
    respondent = forms.CharField(label=_("另一方"), max_length=60, required=False)
    respondent_phone = forms.CharField(label=_("另一方电话"), max_length=40, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        types = cast(forms.ChoiceField, self.fields["type"])
        types.choices = [(one.code, one.label) for one in lists_on(today).types]

    def clean_hazard(self) -> Hazard | None:
        """The point of that code."""
        code = str(self.cleaned_data.get("hazard") or "").strip().upper()
        if not code:
            return None
        found = Hazard.objects.filter(code=code).select_related("unit").first()
        if found is None:
            raise forms.ValidationError(_("没有这个隐患点，请核对编号。"))
        return found

    def given(self) -> dict[str, Any]:
        """What the command takes: the matter, and the parties apart."""
        typed = dict(self.cleaned_data)
        parties = []
        for side, name in ((Side.APPLICANT, "applicant"), (Side.RESPONDENT, "respondent")):
            who, phone = typed.pop(name, ""), typed.pop(f"{name}_phone", "")
            if who:
                parties.append(Party(side, who, phone))
        return {**typed, "parties": parties}


class DisputeForm(MatterForm):
    """登记纠纷, found in a village; of a sweep where one runs."""

    field_order = ("unit", "origin", "sweep", "type", "title", "text", "place", "found_on")

    unit = UnitField(label=_("在哪个村"))
    origin = forms.ChoiceField(label=_("来源"), choices=ORIGINS, widget=PlainSelect)
    sweep = forms.ChoiceField(label=_("属于哪次排查"), required=False, widget=PlainSelect)

    def __init__(self, *args: Any, here: Unit, sweeps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Unit.objects.valid(kwargs["today"]).filter(within("path", here.path))
        cast(UnitField, self.fields["unit"]).offer(offered)
        self.sweeps = {one.code: one for one in sweeps}
        chosen = cast(forms.ChoiceField, self.fields["sweep"])
        chosen.choices = [("", _("不属于时节排查")), *((code, one.title) for code, one in self.sweeps.items())]

    def clean_sweep(self) -> Any:
        """The sweep of that code, or none."""
        return self.sweeps.get(self.cleaned_data.get("sweep") or "")


class SweepForm(TodayForm):
    """开展排查."""

    title = forms.CharField(label=_("名称"), max_length=80, help_text=_("如 春耕大忙期纠纷排查。"))
    season = forms.ChoiceField(label=_("时节"), widget=PlainSelect)
    starts_on = DateField(label=_("起"))
    ends_on = DateField(label=_("止"), lean="future")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        seasons = cast(forms.ChoiceField, self.fields["season"])
        seasons.choices = [(one.code, one.label) for one in lists_on(today).seasons]


class FilterForm(forms.Form):
    """筛选: everything may be empty; nobody is searched for by name."""

    STATES = (("", _("全部")), ("settled_all", _("已处置、已达成协议")), *DisputeStatus.choices)

    status = forms.ChoiceField(label=_("状态"), choices=STATES, required=False, widget=PlainSelect)
    type = forms.ChoiceField(label=_("纠纷类型"), required=False, widget=PlainSelect)
    words = forms.CharField(label=_("标题、地点里有"), max_length=40, required=False)
    sweep = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        types = cast(forms.ChoiceField, self.fields["type"])
        types.choices = [("", _("全部")), *((one.code, one.label) for one in lists_on(today).types)]
        self.is_valid()

    def wanted(self) -> Wanted:
        """What the address asks for; what cannot be read is left out."""
        typed = self.cleaned_data
        return Wanted(*(typed.get(name, "") for name in ("status", "type", "sweep", "words")))

    def is_narrowed(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in self.fields)


class PurposeForm(forms.Form):
    """查看用途."""

    purpose = forms.ChoiceField(label=_("查看用途"), choices=Purpose.choices, widget=PlainSelect)


class CorrectForm(forms.Form):
    """修改登记."""

    title = forms.CharField(label=_("标题"), max_length=80)
    text = long_text(_("事情经过"), rows=4)
    place = forms.CharField(label=_("地点"), max_length=120, required=False)


class PartyForm(forms.Form):
    """登记当事人."""

    side = forms.ChoiceField(label=_("哪一方"), choices=Side.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("姓名或单位名称"), max_length=60)
    phone = forms.CharField(label=_("联系电话"), max_length=40, required=False)
    address = forms.CharField(label=_("住址"), max_length=120, required=False)


class StartForm(TodayForm):
    """开始调解."""

    mediators = forms.CharField(label=_("调解员"), max_length=80)
    on = DateField(label=_("开始日期"), required=False, help_text=_("不填就是今天；从这天起算三十日。"))
    place = forms.CharField(label=_("调解地点"), max_length=80, required=False)


class SessionForm(TodayForm):
    """记一次调解."""

    on = DateField(label=_("日期"))
    place = forms.CharField(label=_("地点"), max_length=80, required=False)
    text = long_text(_("调解记录"), _("双方怎么说，提了什么方案。"), rows=4)


class AgreeForm(TodayForm):
    """登记协议."""

    agreement = long_text(_("协议内容"), _("一条一行，写清谁做什么。"), rows=5)
    on = DateField(label=_("达成日期"), required=False, help_text=_("不填就是今天。"))
    fulfil_by = DateField(label=_("履行期限"), required=False, lean="future")


class FailForm(TodayForm):
    """记为未达成."""

    reason = forms.CharField(label=_("为什么没有谈成"), max_length=200)
    on = DateField(label=_("结束日期"), required=False, help_text=_("不填就是今天。"))


class FollowForm(TodayForm):
    """回访协议履行."""

    fulfilment = forms.ChoiceField(label=_("履行情况"), choices=Fulfilment.choices, widget=forms.RadioSelect)
    on = DateField(label=_("回访日期"), required=False, help_text=_("不填就是今天。"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class SettleForm(TodayForm):
    """登记处置结果."""

    result = forms.CharField(label=_("怎样处置的"), max_length=200)
    on = DateField(label=_("处置日期"), required=False, help_text=_("不填就是今天。"))


class HandOnForm(TodayForm):
    """上报、移交."""

    to = forms.CharField(label=_("给谁"), max_length=60, help_text=_("如 镇党委、政府，县劳动仲裁院。"))
    note = forms.CharField(label=_("情况"), max_length=200, required=False)
    on = DateField(label=_("日期"), required=False, help_text=_("不填就是今天。"))


class ReasonForm(forms.Form):
    """退回重新处置."""

    reason = forms.CharField(label=_("为什么退回"), max_length=200)


class ConcernForm(forms.Form):
    """转为诉求办理."""

    kind = forms.ChoiceField(label=_("性质"), choices=KINDS, widget=forms.RadioSelect)
