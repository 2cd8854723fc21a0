"""评议活动的填写. Forms read and check what was typed; they never save."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from lianxin.pure import periods, polling
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text, shape
from lianxin.web.ui.rooms import LinesField
from lianxin.work.appraisals.models import Audience, Campaign, CampaignSubject, Series
from lianxin.work.appraisals.terms import (
    REVIEW_TEMPLATES,
    Direction,
    GroupRole,
    HelpKind,
    LayerKind,
    MethodKind,
    Sector,
    StageKind,
    SubjectKind,
)
from lianxin.work.questionnaires.models import Version

MODES = (
    (polling.SLIPS, _("抽签条（现场或发纸条，系统不知道谁拿到哪一张）")),
    (polling.BLIND, _("盲签名（先领凭据后投票；须有加密连接）")),
    (polling.OPEN, _("开放链接（谁都能填，只作参考，不计入考核）")),
)
MOST = 99_999


def _number(label: Any, help_text: Any = "", *, least: int = 0, initial: int | None = 0) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=least, max_value=MOST, required=least > 0, initial=initial
    )


class PlanForm(TodayForm):
    """拟订、修改评议方案."""

    title = forms.CharField(label=_("名称"), max_length=60)
    opens_on = DateField(label=_("投票开始日期"), lean="future", help_text=_("十日前要把方案书面告知评议对象。"))
    closes_on = DateField(label=_("投票截止日期"), lean="future")
    mode = forms.ChoiceField(label=_("投票方式"), choices=MODES, widget=forms.RadioSelect, initial=polling.SLIPS)
    sector = forms.ChoiceField(label=_("行业"), choices=[("", _("不分行业")), *Sector.choices], required=False)
    goal = forms.CharField(
        label=_("评议目标"), max_length=120, required=False, help_text=_("不写的，用这个行业的目标。")
    )
    plan = long_text(_("实施方案要点"), rows=4, required=False)
    members = forms.IntegerField(
        label=_("党员（职工）总数"),
        min_value=0,
        max_value=MOST,
        required=False,
        help_text=_("统计单要用，没有可不填。"),
    )
    script = long_text(_("电话访问的开场白"), _("访问员照着念。"), required=False, rows=3)
    attached = long_text(
        _("附上的材料"), _("愿意附心得体会、学习总结的，写明名称。系统不要求，也不统计。"), rows=2, required=False
    )

    def clean_goal(self) -> str:
        goal: str = self.cleaned_data["goal"]
        return goal.strip()


class NewForm(PlanForm):
    """拟订: with its stages."""

    stages = forms.MultipleChoiceField(
        label=_("阶段"), choices=StageKind.choices, widget=forms.CheckboxSelectMultiple, initial=list(StageKind),
        help_text=_("按次序进行。评议总在其中；整改可以在评议进行时开始。"),
    )  # fmt: skip


class StagesForm(forms.Form):
    """改阶段."""

    stages = forms.MultipleChoiceField(label=_("阶段"), choices=StageKind.choices, widget=forms.CheckboxSelectMultiple)


class ScheduleForm(TodayForm):
    """排定阶段日期."""

    starts_on = DateField(label=_("计划开始"), lean="future")
    ends_on = DateField(label=_("计划完成"), lean="future")


class RulesForm(forms.Form):
    """计票规则."""

    spoils = forms.ChoiceField(
        label=_("不选或多选"), widget=forms.RadioSelect,
        choices=((polling.PART, _("只作废这一题，其余有效")), (polling.WHOLE, _("整张作废"))),
    )  # fmt: skip
    base = forms.ChoiceField(
        label=_("满意率的分母"), widget=forms.RadioSelect,
        choices=((polling.VALID, _("有效票")), (polling.RETURNED, _("收回票")), (polling.VALID_KNOWN, _("有效票减去不了解"))),
    )  # fmt: skip
    fairly_counts = forms.TypedChoiceField(
        label=_("满意率"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=(("yes", _("含基本满意")), ("no", _("不含基本满意"))),
    )  # fmt: skip


class RoleForm(forms.Form):
    """领导小组成员."""

    role = forms.ChoiceField(label=_("职责"), choices=GroupRole.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("姓名"), max_length=60)
    post = forms.CharField(label=_("职务"), max_length=80, required=False)


class SubjectForm(TodayForm):
    """评议对象."""

    kind = forms.ChoiceField(
        label=_("类别"), choices=SubjectKind.choices, widget=forms.RadioSelect, initial=SubjectKind.UNIT
    )
    owner = UnitField(label=_("所属单位"), help_text=_("评单位的，就是这个单位；评组织或个人的，写所在单位。"))
    label = forms.CharField(label=_("名称"), max_length=60, required=False, help_text=_("不写的，用单位名称。"))


class AudienceForm(forms.Form):
    """评议主体."""

    label = forms.CharField(label=_("名称"), max_length=40)
    kind = forms.ChoiceField(label=_("层别"), choices=LayerKind.choices)
    size = forms.IntegerField(
        label=_("应评人数"), min_value=0, max_value=9_999_999, required=False,
        help_text=_("列了名册的，以名册人数为准。少于 5 人不能单独投票。")
    )  # fmt: skip
    quota = _number(_("定额"), _("至少要有多少人参加。"))
    weight = forms.CharField(label=_("权重"), max_length=12, initial="1", help_text=_("写 0.6、60% 或 1。"))
    names = long_text(
        _("名册"), _("一行一人，可以不列。名册只用来通知，不和答卷相连。"), rows=5, most=200_000, required=False
    )

    def clean_size(self) -> int:
        return self.cleaned_data["size"] or 0

    def clean_quota(self) -> int:
        return self.cleaned_data["quota"] or 0


class MergeForm(forms.Form):
    """合并评议主体."""

    audiences = forms.ModelMultipleChoiceField(
        label=_("要合并的几层"), queryset=Audience.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("人数太少的一层，投票会认出是谁评的，请与其他层合并。"),
    )  # fmt: skip
    label = forms.CharField(label=_("合并后的名称"), max_length=40)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "audiences", queryset=campaign.audiences.all())


class LineForm(forms.Form):
    """评议矩阵的一行."""

    audience = forms.ModelChoiceField(label=_("谁来评"), queryset=Audience.objects.none(), empty_label=_("请选择"))
    direction = forms.ChoiceField(label=_("方向"), choices=Direction.choices)
    version = forms.ModelChoiceField(label=_("问卷"), queryset=Version.objects.none(), empty_label=_("请选择"))
    subjects = forms.ModelMultipleChoiceField(
        label=_("评谁"), queryset=CampaignSubject.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("选中的都在同一张问卷上。"),
    )  # fmt: skip

    def __init__(self, *args: Any, campaign: Campaign, versions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found: dict[str, Any] = self.fields
        found["audience"].queryset = campaign.audiences.all()
        found["subjects"].queryset = campaign.subjects.all()
        found["version"].queryset = versions
        found["version"].label_from_instance = lambda one: _("%(title)s（第 %(n)s 版）") % {
            "title": one.questionnaire.title, "n": one.number,
        }  # fmt: skip


class MethodForm(TodayForm):
    """记评议方式."""

    kind = forms.ChoiceField(label=_("方式"), choices=MethodKind.choices)
    held_on = DateField(label=_("日期"))
    title = forms.CharField(label=_("主题"), max_length=80, required=False)
    quantity = _number(_("数量"), _("会议和谈话写几个，走访和座谈写几次，征求意见表写发出几张。"), least=1, initial=1)
    returned = forms.IntegerField(
        label=_("收回"), min_value=0, max_value=MOST, required=False, help_text=_("征求意见表才填。")
    )
    attendances = _number(_("参加人次"))
    residents = _number(_("其中群众"))
    audience = forms.ModelChoiceField(
        label=_("哪一层"), queryset=Audience.objects.none(), required=False, empty_label=_("不分层")
    )
    head_reported = _number(_("主要负责人通报人数"), _("会议才填。"))
    others_reported = _number(_("其他负责人通报人数"), _("会议才填。"))
    sent_from_above = _number(_("上级指派人参加人次"))
    introduced = _number(_("自我介绍的党员人数"), _("会议才填。"))
    is_feedback = forms.BooleanField(label=_("这次会议反馈了评议结果"), required=False)
    note = forms.CharField(label=_("说明"), max_length=300, required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "audience", queryset=campaign.audiences.all())

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        for name in ("attendances", "residents", "head_reported", "others_reported", "sent_from_above", "introduced"):
            if name in found:
                found[name] = found[name] or 0
        return found


class ReasonForm(forms.Form):
    """撤回, 取消."""

    reason = long_text(_("原因"), rows=2)


class HelpForm(TodayForm):
    """办实事."""

    kind = forms.ChoiceField(label=_("类别"), choices=HelpKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("办了什么事"), max_length=200)
    on = DateField(label=_("日期"))


class DayForm(TodayForm):
    """活动安排."""

    title = forms.CharField(label=_("活动"), max_length=80)
    on = DateField(label=_("日期"), lean="future", help_text=_("每月定期的，写从哪天起。"))
    nth = forms.TypedChoiceField(
        label=_("每月第几个"), choices=[("", _("只这一天")), *((n, n) for n in range(1, 5))], coerce=int, required=False,
        empty_value=None,
    )  # fmt: skip
    weekday = forms.TypedChoiceField(
        label=_("星期几"),
        choices=[("", _("只这一天")), *WEEKDAYS.items()],
        coerce=int,
        required=False,
        empty_value=None,
    )
    until = DateField(label=_("到哪天为止"), lean="future", required=False, help_text=_("每月定期的才填。"))


class ReviewForm(forms.Form):
    """自查自纠."""

    measures = long_text(_("打算怎样改"), required=False, rows=3)

    def __init__(self, *args: Any, template: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = [code for code, _label in REVIEW_TEMPLATES[template][1]]
        for code, label in REVIEW_TEMPLATES[template][1]:
            self.fields[code] = long_text(label, _("写查找出的问题；没有的，写“未发现”。"), rows=3)
        self.order_fields([*self.areas, "measures"])


class CommentForm(forms.Form):
    """领导点评."""

    words = long_text(_("点评意见"), rows=5)


class FollowForm(TodayForm):
    """按点评列入整改."""

    items = LinesField(
        label=_("问题和措施"), rows=5, most=20, required=True,
        help_text=_("一行一项，问题和措施用“｜”隔开，如：食堂饭菜凉｜11月30日前装 2 台保温台。"),
    )  # fmt: skip
    owner = UnitField(label=_("责任单位"))
    starts_on = DateField(label=_("开始时间"), lean="future")
    ends_on = DateField(label=_("完成时间"), lean="future")
    person = forms.CharField(label=_("责任人"), max_length=60)
    supervisor = forms.CharField(label=_("监督责任人"), max_length=60)

    def clean_items(self) -> list[tuple[str, str]]:
        pairs = [line.replace("|", "｜").partition("｜") for line in self.cleaned_data["items"]]
        if any(not problem.strip() or not measure.strip() for problem, _bar, measure in pairs):
            raise forms.ValidationError(_("每行都要有问题和措施，中间用“｜”隔开。"))
        return [(problem.strip(), measure.strip()) for problem, _bar, measure in pairs]


class RoundForm(TodayForm):
    """补课."""

    subjects = forms.ModelMultipleChoiceField(
        label=_("要补课的评议对象"), queryset=CampaignSubject.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("按公布的结果，选大多数群众评议不满意的。"),
    )  # fmt: skip
    opens_on = DateField(label=_("投票开始日期"), lean="future")
    closes_on = DateField(label=_("投票截止日期"), lean="future")

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "subjects", queryset=campaign.subjects.all())


class DrawForm(forms.Form):
    """随机抽取督导单位."""

    size = forms.IntegerField(label=_("抽几个单位"), min_value=1, max_value=1000)


class ObserveForm(TodayForm):
    """督导查看."""

    seen_on = DateField(label=_("查看日期"))
    found = long_text(_("查看情况"), _("看到哪个阶段、做得怎样。不要求对方准备材料。"), rows=4)


class SeriesForm(forms.Form):
    """建评议系列."""

    title = forms.CharField(label=_("名称"), max_length=60)
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)


class JoinForm(forms.Form):
    """列入系列."""

    series = forms.ModelChoiceField(label=_("系列"), queryset=Series.objects.none(), empty_label=_("请选择"))
    quarter = forms.ChoiceField(
        label=_("季度"),
        choices=[(str(n), word) for n, word in enumerate(periods.QUARTERS, 1)],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found: dict[str, Any] = self.fields
        found["series"].queryset = Series.objects.filter(unit_id=campaign.unit_id)
