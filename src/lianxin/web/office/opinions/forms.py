"""意见梳理的填写. Forms read and check what was typed; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, shape
from lianxin.web.ui.rooms import LinesField
from lianxin.work.opinions.models import RemarkTopic
from lianxin.work.opinions.queries import begins_for
from lianxin.work.opinions.terms import RemarkSource

TYPED = [one for one in RemarkSource.choices if one[0] != RemarkSource.BALLOT]


def _lines(label: Any, help_text: Any = "", rows: int = 3, most: int = 1000, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=most, widget=widget, **kwargs)


class BeginForm(forms.Form):
    """开始梳理."""

    title = forms.CharField(
        label=_("名称"),
        max_length=80,
        help_text=_("如“教职工代表座谈会意见”。选了评议活动的，可以不改。"),
        required=False,
    )
    campaign = forms.ChoiceField(label=_("哪次评议"), required=False, help_text=_("不是投票评议的，不选。"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaigns = {one.code: one for one in begins_for(by)}
        choices = [("", _now("不是投票评议")), *((code, one.title) for code, one in self.campaigns.items())]
        shape(self, "campaign", choices=choices)

    def clean(self) -> dict[str, Any]:
        data = cast(dict[str, Any], super().clean())
        data["campaign"] = self.campaigns.get(data.get("campaign", ""))
        data["title"] = data.get("title") or (data["campaign"].title if data["campaign"] else "")
        return data


class EnterForm(TodayForm):
    """录入意见."""

    source = forms.ChoiceField(label=_("来源"), choices=TYPED, widget=forms.RadioSelect)
    on = DateField(label=_("听到意见的日期"))
    subject = forms.CharField(label=_("关于哪个单位"), max_length=60, required=False)
    texts = LinesField(
        label=_("意见"), rows=10, most=200, max_length=20000, required=True,
        help_text=_("一行一条，写说了什么，不写是谁说的。最多 200 条。"),
    )  # fmt: skip


class TopicForm(forms.Form):
    """意见类别."""

    label = forms.CharField(label=_("类别名称"), max_length=40)
    keywords = forms.CharField(
        label=_("常用词"),
        max_length=200,
        required=False,
        help_text=_("用顿号隔开，帮助系统提建议，如 饭菜、打饭、食堂。"),
    )


class MergeForm(forms.Form):
    """合并到另一类."""

    into = forms.ModelChoiceField(label=_("合并到"), queryset=RemarkTopic.objects.none())

    def __init__(self, *args: Any, topic: RemarkTopic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = RemarkTopic.objects.filter(collection_id=topic.collection_id).exclude(pk=topic.pk)
        shape(self, "into", queryset=others)


class SplitForm(forms.Form):
    """分出一类."""

    label = forms.CharField(label=_("新类别的名称"), max_length=40)


class SettleForm(forms.Form):
    """去向 by words."""

    text = _lines("", rows=4)

    def __init__(self, *args: Any, word: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = word


class UnderForm(TodayForm):
    """A form whose units are the collection's own and those below."""

    def __init__(self, *args: Any, under: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        offered = Unit.objects.valid(today).filter(within("path", under))
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.offer(offered)


class ToForm(UnderForm):
    """单位 to which something goes."""

    to = UnitField(label=_("单位"))


class RectifyForm(UnderForm):
    """列入整改: every field of the ledger (000-5)."""

    problem = _lines(_("问题"), _("用自己的话归纳，不照抄原话。"))
    owner = UnitField(label=_("责任单位"))
    section = forms.CharField(label=_("责任部门"), max_length=60, required=False)
    measure = _lines(_("整改措施"), _("做什么、做多少、到哪天，如“11月20日前给 8 个窗口各配 1 台保温台”。"))
    starts_on = DateField(label=_("开始时间"))
    ends_on = DateField(label=_("完成时间"), lean="future")
    person = forms.CharField(label=_("责任人"), max_length=60)
    supervisor = forms.CharField(label=_("监督责任人"), max_length=60)


class RaiseForm(UnderForm):
    """转为诉求."""

    unit = UnitField(label=_("属地单位"))
    text = _lines(_("反映的内容"), _("用自己的话写事情，不照抄原话。"), rows=4)


class ClearForm(forms.Form):
    """隐去."""

    text = _lines(_("隐去以后的意见"), _("去掉姓名、电话、住址和能猜出是谁的细节，留下要点。"), rows=5)


class WallForm(UnderForm):
    """标为反映人员或单位."""

    unit = UnitField(label=_("反映的单位"), required=False, help_text=_("该单位和下级从此看不到这条意见。"))
    person = forms.CharField(
        label=_("反映的人员"), max_length=60, required=False, help_text=_("本系统的工作人员，写姓名。")
    )

    def clean_person(self) -> Person | None:
        name = "".join(self.cleaned_data["person"].split())
        if not name:
            return None
        found = list(Person.objects.filter(name=name, is_active=True)[:2])
        if len(found) != 1:
            raise ValidationError(_now("系统里没有或有几位叫“%(name)s”的工作人员，请只写单位。") % {"name": name[:20]})
        return found[0]


class PublishForm(forms.Form):
    """公开."""

    text = _lines(_("您说的"), _("意见的要点，不照抄能认出人的原话。"))
    answer = _lines(_("我们办了"), _("做了什么，什么时候做的；没有采纳的写明为什么。"))


class WordsForm(forms.Form):
    """回复, 理由."""

    text = _lines(_("回复"), rows=4, most=500)


class ReasonForm(forms.Form):
    """理由."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class ReportForm(forms.Form):
    """意见梳理报告."""

    combined = forms.BooleanField(label=_("加“五结合”标题"), required=False)


class FilterForm(forms.Form):
    """筛选 of the desk; what cannot be read filters nothing."""

    topic = forms.CharField(max_length=12, required=False)
    fate = forms.CharField(max_length=10, required=False)
    source = forms.CharField(max_length=8, required=False)
    words = forms.CharField(max_length=40, required=False)
