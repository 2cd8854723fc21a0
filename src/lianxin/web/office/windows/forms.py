"""窗口与代办的填写. Forms read and check what was typed; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text
from lianxin.web.ui.rooms import LinesField
from lianxin.work.windows.terms import ServiceResult

RESULTS = [one for one in ServiceResult.choices if one[0] != ServiceResult.OPEN]


class TapForm(forms.Form):
    """点一下: the topic's code or the small service, and for how many people."""

    topic = forms.CharField(max_length=12, required=False)
    item = forms.CharField(max_length=14, required=False)
    people = forms.IntegerField(label=_("人次"), min_value=1, max_value=999, initial=1, required=False)


class ServiceForm(forms.Form):
    """窗口办事."""

    matter = forms.CharField(label=_("来办什么事"), max_length=60, help_text=_("只写事，不写姓名。"))
    explained = long_text(_("解释了什么"), required=False, rows=3, most=1000)
    missing = LinesField(label=_("还缺的材料"), help_text=_("一行一项，一次写全，打印出来交给群众。不缺不填。"))
    is_done = forms.BooleanField(label=_("这一趟就办成了"), required=False)


class MissingForm(forms.Form):
    """一次性告知."""

    missing = LinesField(label=_("还缺的材料"), help_text=_("一行一项，一次写全。"), rows=6)


class FinishForm(forms.Form):
    """窗口办事结束."""

    result = forms.ChoiceField(label=_("办理情况"), choices=RESULTS, widget=forms.RadioSelect)
    elsewhere = forms.CharField(label=_("指引到哪里"), max_length=120, required=False)


class ErrandForm(TodayForm):
    """代办接手."""

    what = forms.CharField(label=_("代办事项"), max_length=80)
    for_name = forms.CharField(label=_("为谁办"), max_length=60, required=False)
    for_phone = forms.CharField(label=_("联系电话"), max_length=40, required=False)
    papers = LinesField(label=_("交来的材料"), help_text=_("一行一项，会印在收据上。"))
    report_by = DateField(label=_("哪天前告诉群众"), lean="future", help_text=_("如 11.20、明天。"))


class SendForm(TodayForm):
    """送交."""

    sent_to = forms.CharField(label=_("送交哪里"), max_length=80)
    sent_on = DateField(label=_("送交日期"))
    promised_on = DateField(label=_("约定取回日期"), lean="future")


class ResultForm(forms.Form):
    """取回."""

    result = long_text(_("办理结果"), _("批了没有，拿回了什么。"), rows=3, most=1000)


class ReportForm(forms.Form):
    """回告群众."""

    how = forms.CharField(label=_("怎样告诉的"), max_length=120, help_text=_("如当面交给本人、打电话告诉。"))


class CallBackForm(forms.Form):
    """回电."""

    code = forms.CharField(label=_("回电码"), max_length=4, help_text=_("先对群众报出这四位数，再填在这里。"))
    note = long_text(_("电话里说了什么"), required=False, rows=3, most=1000)


class PlacedForm(TodayForm):
    """What belongs to a unit: by default one's own, or one below where the permission holds."""

    unit = UnitField(label=_("单位"))

    def __init__(self, *args: Any, by: Actor, permission: Permission, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        here = Unit.objects.none()
        for root in by.grants.get(permission.code, ()):
            here = here | Unit.objects.valid(today).filter(within("path", root))
        cast(Any, self.fields["unit"]).offer(here)


class GuideForm(PlacedForm):
    """办事指南."""

    item = forms.CharField(label=_("办理事项"), max_length=60)
    place = forms.CharField(label=_("办理地点"), max_length=120)
    limit = forms.CharField(label=_("办理时限"), max_length=60, help_text=_("如 当场办结、5 个工作日。"))
    responsible = forms.CharField(label=_("责任主体"), max_length=60)
    papers = LinesField(label=_("需要的材料"), help_text=_("一行一项。"))
    phone = forms.CharField(label=_("联系电话"), max_length=40, required=False)
    hours = forms.CharField(label=_("办理时间"), max_length=80, required=False)


class WorkRoomForm(PlacedForm):
    """群众工作室."""

    name = forms.CharField(label=_("工作室名称"), max_length=60)
    host = forms.CharField(label=_("设在哪里"), max_length=80, help_text=_("企业、单位或村社区的名称。"))
    set_up_by = forms.CharField(label=_("由谁设立"), max_length=60, required=False, help_text=_("如 县总工会。"))
    contact = forms.CharField(label=_("联系人"), max_length=40, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=40, required=False)
    opened_on = DateField(label=_("设立日期"))


class ExternalForm(PlacedForm):
    """外部数据."""

    name = forms.CharField(label=_("数据名称"), max_length=60)
    value = forms.DecimalField(label=_("数值"), max_digits=14, decimal_places=2)
    measure = forms.CharField(label=_("计量单位"), max_length=10, initial=_("件"))
    period = forms.CharField(label=_("统计期"), max_length=10, help_text=_("如 2026-10、2026-Q3、2026。"))
    source = forms.CharField(label=_("来源"), max_length=80, help_text=_("哪个单位的哪个系统或报表。"))
    evidence = long_text(_("佐证"), _("文件名称、截图编号、何时由谁提供。"), rows=3, most=1000)


class WithdrawForm(forms.Form):
    """撤下."""

    reason = forms.CharField(label=_("理由"), max_length=200)


def petition_fields() -> dict[str, forms.Field]:
    """What a 信访代理 asks beyond a registration."""
    return {
        "report_by": DateField(
            label=_("哪天前告诉群众"), lean="future", help_text=_("代理人要回告，逾期会出现在今日里。")
        )
    }


def call_fields() -> dict[str, forms.Field]:
    """What a telephone registration asks beyond another."""
    return {"call_back_on": DateField(label=_("约定哪天前回电"), lean="future", help_text=_("如 11.20、明天。"))}
