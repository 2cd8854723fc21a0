"""工作站的填写. Forms read and check what was typed; they never save."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.base.orgs.terms import UnitKind
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text
from lianxin.web.ui.people import PersonField
from lianxin.web.ui.rooms import LinesField
from lianxin.work.stations.models import StationMember
from lianxin.work.stations.terms import MAIN_IN, STATION_IN, MemberDuty, ReadyGroup, ReadyState, StationKind, Weekday

MOST_BYTES = 2 * 1024 * 1024
PLACES = (*MAIN_IN, *STATION_IN)


class PlacedForm(TodayForm):
    """What belongs to a unit in which the permission holds."""

    unit = UnitField(label=_("单位"))
    kinds: Sequence[str] = ()

    def __init__(self, *args: Any, by: Actor, permission: Permission, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        here = Unit.objects.none()
        for root in by.grants.get(permission.code, ()):
            here = here | Unit.objects.valid(today).filter(within("path", root))
        cast(Any, self.fields["unit"]).offer(here.filter(kind__in=self.kinds) if self.kinds else here)


class CorrectForm(forms.Form):
    """修改工作站."""

    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    hours = forms.CharField(
        label=_("开放时间"), max_length=80, required=False, help_text=_("如 工作日 8:30–17:30，逢五全天。")
    )
    place = forms.CharField(label=_("地点"), max_length=80, required=False, help_text=_("如 村委会一楼东头。"))


class StationForm(PlacedForm, CorrectForm):
    """设立工作站."""

    field_order = ("unit", "kind", "phone", "hours", "place", "opened_on")
    kinds = (*PLACES, UnitKind.DEPARTMENT, UnitKind.SCHOOL, UnitKind.CENTRE)

    kind = forms.ChoiceField(
        label=_("类别"), choices=[("", _("按单位定")), *StationKind.choices], required=False,
        help_text=_("乡镇的是总站，村、社区的是站。"),
    )  # fmt: skip
    opened_on = DateField(label=_("设立日期"), required=False, help_text=_("不填就是今天。"))


class OpenAllForm(TodayForm):
    """一次设站."""

    hours = forms.CharField(label=_("开放时间"), max_length=80, required=False)
    opened_on = DateField(label=_("设立日期"), required=False, help_text=_("不填就是今天。"))


class CloseForm(TodayForm):
    """撤销工作站."""

    on = DateField(label=_("从哪天起没有"))
    reason = forms.CharField(label=_("为什么撤销"), max_length=200, help_text=_("如 两村合并。"))


class MemberForm(TodayForm):
    """到站."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    post = forms.CharField(label=_("职务"), max_length=60, help_text=_("如 村党支部书记、驻村工作队员。"))
    duty = forms.ChoiceField(label=_("分工"), choices=MemberDuty.choices, widget=forms.RadioSelect, initial="worker")
    phone = forms.CharField(
        label=_("公示电话"), max_length=30, required=False, help_text=_("写在墙上的，办公电话即可。")
    )
    person = PersonField(label=_("系统里的账号"), required=False, help_text=_("有账号的写姓名，没有可不填。"))
    since = DateField(label=_("从哪天起"), required=False, help_text=_("不填就是今天。"))


class LeaveForm(TodayForm):
    """离站, 离任."""

    until = DateField(label=_("最后一天"), required=False, help_text=_("不填就是今天。"))


class TurnsForm(TodayForm):
    """排值班表: for each day of the week those who are on the wall."""

    since = DateField(
        label=_("从哪天起"), required=False, lean="future", help_text=_("不填就是今天。排一次，到下次重排为止。")
    )

    def __init__(
        self, *args: Any, members: Sequence[StationMember], held: dict[int, list[StationMember]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.pk): one for one in members}
        choices = [(str(one.pk), f"{one.name} {one.post}") for one in members]
        for day in Weekday:
            self.fields[f"day_{day.value}"] = forms.MultipleChoiceField(
                label=day.label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple,
                initial=[str(one.pk) for one in held.get(day.value, ())],
            )  # fmt: skip

    def turns(self) -> dict[int, list[StationMember]]:
        """Who was ticked for each day."""
        picked = {day.value: self.cleaned_data.get(f"day_{day.value}", []) for day in Weekday}
        return {day: [self.members[key] for key in keys] for day, keys in picked.items() if keys}


class RemarkForm(TodayForm):
    """补记一笔."""

    on = DateField(label=_("哪天的事"), required=False, help_text=_("不填就是今天。"))
    text = long_text(_("补记"), _("别处没有登记的才写这里；诉求、走访、会议登记过的，日志里已经有。"), rows=2, most=500)


class LookForm(TodayForm):
    """核对建设清单: an answer and a note for each item; nothing is ticked beforehand, what is left empty was not looked at."""

    def __init__(self, *args: Any, held: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {one.item.pk: one for one in held}
        for key, one in self.held.items():
            self.fields[f"state_{key}"] = forms.ChoiceField(
                label=one.item.text, choices=ReadyState.choices, required=False, widget=forms.RadioSelect,
                help_text=one.item.get_group_display(),
            )  # fmt: skip
            self.fields[f"note_{key}"] = forms.CharField(label=_("说明"), max_length=200, required=False)
        self.fields["on"] = DateField(label=_("哪天看的"), required=False, help_text=_("不填就是今天。"))
        cast(DateField, self.fields["on"]).today = kwargs["today"]

    def found(self) -> list[tuple[Any, str, str]]:
        """Item, state and note of those that were answered."""
        data = self.cleaned_data
        return [
            (one.item, data[f"state_{key}"], data.get(f"note_{key}", ""))
            for key, one in self.held.items()
            if data.get(f"state_{key}")
        ]


class ReadyListForm(TodayForm):
    """制定建设清单: one item per line under each heading."""

    book = LinesField(label=ReadyGroup.BOOK.label, help_text=_("一行一项。"), rows=2)
    notice = LinesField(label=ReadyGroup.NOTICE.label, help_text=_("一行一项。"), rows=2)
    wall = LinesField(label=ReadyGroup.WALL.label, help_text=_("一行一项。"), rows=5)
    other = LinesField(label=ReadyGroup.OTHER.label, help_text=_("如 桌椅、电话、意见箱。"), rows=3)
    valid_from = DateField(label=_("从哪天起"), lean="future")

    def items(self) -> list[tuple[str, str]]:
        """Kind and words of each item."""
        return [(group.value, text) for group in ReadyGroup for text in self.cleaned_data.get(group.value, [])]


class ContactForm(PlacedForm):
    """确定信息员."""

    kinds = PLACES

    group = forms.CharField(
        label=_("村民小组"), max_length=30, required=False, help_text=_("如 三组；镇级、村级信息员不填。")
    )
    name = forms.CharField(label=_("姓名"), max_length=40)
    post = forms.CharField(label=_("职务"), max_length=60, help_text=_("如 村民小组组长。"))
    phone = forms.CharField(label=_("电话"), max_length=30)
    since = DateField(label=_("从哪天起"), required=False, help_text=_("不填就是今天。"))


class GroupsForm(forms.Form):
    """列村民小组."""

    names = LinesField(
        label=_("村民小组"), rows=8, most=60, help_text=_("一行一个；删掉的小组，它的信息员今天起离任。")
    )


class OfficeForm(PlacedForm):
    """组建办公室."""

    name = forms.CharField(label=_("名称"), max_length=60, help_text=_("如 县水利局群众工作办公室。"))
    place = forms.CharField(label=_("设在哪里"), max_length=80, required=False, help_text=_("如 人事科。"))
    basis = forms.CharField(label=_("依据"), max_length=120, required=False, help_text=_("哪次会议或哪个文件。"))
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    set_up_on = DateField(label=_("组建日期"))


class OfficeMemberForm(TodayForm):
    """到办公室."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    post = forms.CharField(label=_("职务"), max_length=60)
    taken_from = forms.CharField(label=_("从哪里抽调"), max_length=80, required=False)
    person = PersonField(label=_("系统里的账号"), required=False, help_text=_("有账号的写姓名，没有可不填。"))
    since = DateField(label=_("从哪天起"), required=False, help_text=_("不填就是今天。"))


class DissolveForm(TodayForm):
    """撤销办公室."""

    on = DateField(label=_("从哪天起没有"))


class ImportForm(forms.Form):
    """导入名单: pasted, or from a file; one of the two."""

    lines = forms.CharField(
        label=_("粘贴表格"), required=False, max_length=400_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("从 Excel 连同表头一起复制过来。"),
    )  # fmt: skip
    file = forms.FileField(
        label=_("或上传表格"), required=False, max_length=300, help_text=_("xlsx、xls、ods 或 csv，不超过 2 MB。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if bool(typed.get("lines")) == bool(typed.get("file")) and not self.errors:
            self.add_error("lines", _("请粘贴表格，或者上传一个文件，两样选一样。"))
        if typed.get("file") and typed["file"].size > MOST_BYTES:
            self.add_error("file", _("文件超过 2 MB，不能上传。请只保留需要的工作表和列。"))
        return typed
