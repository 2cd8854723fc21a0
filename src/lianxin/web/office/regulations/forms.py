"""制度, 目标, 频次, 例外, 责任人的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Stock
from lianxin.base.indicators.registry import INDICATORS
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.terms import UnitKind
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, PlainSelect, UnitField, long_text, shape
from lianxin.web.ui.people import PersonField
from lianxin.web.ui.rooms import LinesField
from lianxin.work.regulations.commands.library import as_articles
from lianxin.work.regulations.models import Regulation
from lianxin.work.regulations.terms import Answerable, Every, RegulationKind

BY_HAND = ("", _("按列出的项目，一项一项登记"))


class ArticlesField(forms.CharField):
    """条文: one article a line, or with “第×条”; gives the list of articles."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 20000, "widget": forms.Textarea(attrs={"rows": 14}), **kwargs})

    def clean(self, value: Any) -> list[str]:
        return as_articles(str(super().clean(value)))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


class TextForm(TodayForm):
    """条文的填写, shared by the first version and those after it."""

    opening = long_text(_("前言"), _("为什么定，可以不写。"), rows=2, required=False)
    articles = ArticlesField(
        label=_("条文"), help_text=_("一条一行，序号由系统编；一条有几段的，每条前面写“第一条”“第二条”。")
    )


class DraftForm(TextForm):
    """起草制度."""

    field_order = ("title", "kind", "unit")

    title = forms.CharField(label=_("名称"), max_length=80, help_text=_("如 请销假制度。"))
    kind = forms.ChoiceField(label=_("类别"), choices=RegulationKind.choices)
    unit = UnitField(label=_("哪个单位的"), help_text=_("对这个单位和下级都有约束力。"))

    def __init__(self, *args: Any, here: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Unit.objects.valid(kwargs["today"]).filter(within("path", here.path))
        cast(UnitField, self.fields["unit"]).offer(offered)


class ReviseForm(TextForm):
    """修订制度: the text as it is now, to be changed, with a word on what is changed."""

    note = forms.CharField(label=_("改了什么"), max_length=200, help_text=_("一两句，版本对照上会印出来。"))


class ApproveForm(TodayForm):
    """批准制度."""

    valid_from = DateField(label=_("自哪天起施行"), lean="future")


class WithdrawForm(TodayForm):
    """废止制度."""

    until = DateField(label=_("最后一天"), lean="future")
    reason = forms.CharField(label=_("为什么废止"), max_length=200)


def indicator_choices() -> list[tuple[str, Any]]:
    """The figures that a target may be counted by: counts of a period, by their words."""
    found = [
        (one.code, one.label) for one in INDICATORS.values() if isinstance(one, Count) and not isinstance(one, Stock)
    ]
    return sorted(found, key=lambda one: str(one[1]))


class TargetForm(TodayForm):
    """确定目标."""

    unit = UnitField(label=_("哪个单位的目标"))
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2999)
    title = forms.CharField(label=_("目标"), max_length=80, help_text=_("如 打造党建示范点。写事情，不写个人。"))
    aim = forms.IntegerField(label=_("目标数"), min_value=1, max_value=9_999_999)
    measure = forms.CharField(label=_("量词"), max_length=10, help_text=_("如 个、件、次。"))
    counted_by = forms.ChoiceField(label=_("怎样数"), required=False, widget=PlainSelect)
    is_most = forms.BooleanField(label=_("不超过这个数（如会议、发文）"), required=False)
    items = LinesField(
        label=_("列出的项目"), rows=4, help_text=_("一行一项，如“石桥村党支部”；按指标数的不用列。"), most=60
    )
    due_on = DateField(label=_("办理期限"), lean="future")

    def __init__(self, *args: Any, here: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Unit.objects.valid(kwargs["today"]).filter(within("path", here.path))
        cast(UnitField, self.fields["unit"]).offer(offered)
        cast(forms.ChoiceField, self.fields["counted_by"]).choices = [BY_HAND, *indicator_choices()]


class ChangeTargetForm(TodayForm):
    """修改目标."""

    aim = forms.IntegerField(label=_("目标数"), min_value=1, max_value=9_999_999)
    due_on = DateField(label=_("办理期限"), lean="future")
    reason = forms.CharField(label=_("为什么改"), max_length=200)


class ReasonForm(TodayForm):
    """一句理由."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class ItemForm(TodayForm):
    """列入一项."""

    name = forms.CharField(label=_("名称"), max_length=80, help_text=_("村、支部、示范点的名称，不写个人。"))


class TickForm(TodayForm):
    """完成一项."""

    on = DateField(label=_("完成日期"))
    evidence = forms.CharField(label=_("凭据"), max_length=200, help_text=_("凭什么说完成了，一句话，不用交附件。"))


class ResponsibleForm(TodayForm):
    """确定责任人."""

    role = forms.ChoiceField(label=_("责任"), choices=Answerable.choices, widget=forms.RadioSelect)
    person = PersonField(label=_("人员"), required=False, help_text=_("系统里有账号的写姓名。"))
    name = forms.CharField(label=_("或者姓名"), max_length=60, required=False, help_text=_("没有账号的写在这里。"))
    post = forms.CharField(label=_("职务"), max_length=60, help_text=_("如 办主任、领导小组组长。"))
    since = DateField(label=_("自哪天起"))


class UntilForm(TodayForm):
    """最后一天."""

    until = DateField(label=_("最后一天"))


class CadenceForm(TodayForm):
    """拟定检查频次."""

    title = forms.CharField(label=_("做什么"), max_length=80, help_text=_("如 检查工作站。"))
    every = forms.ChoiceField(label=_("多久一次"), choices=Every.choices, widget=forms.RadioSelect)
    who = forms.ChoiceField(label=_("由哪类单位做"), choices=UnitKind.choices)
    counted_by = forms.ChoiceField(
        label=_("做没做到，看哪个指标"), required=False, widget=PlainSelect,
        help_text=_("从已有的记录里数，不要求另外报。"),
    )  # fmt: skip
    regulation = forms.ModelChoiceField(
        label=_("依据的制度"), queryset=Regulation.objects.none(), required=False,
        help_text=_("要村、社区、学校做的，必须有。"),
    )  # fmt: skip

    def __init__(self, *args: Any, regulations: Iterable[Regulation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "regulation", queryset=regulations)
        choices = [("", _("没有指标可看")), *indicator_choices()]
        cast(forms.ChoiceField, self.fields["counted_by"]).choices = choices


class AskForm(TodayForm):
    """申请例外."""

    reason = long_text(_("为什么非这样不可"), _("写给批准的领导看，也会印在对照检查上。"), rows=3, most=400)


class AllowForm(TodayForm):
    """批准例外."""

    until = DateField(label=_("到哪天为止"), lean="future", help_text=_("最长一年。"))
    reason = long_text(_("批准的理由"), rows=3, most=400)


class DecideForm(TodayForm):
    """不批准, 收回."""

    reason = long_text(_("理由"), rows=3, most=400)
