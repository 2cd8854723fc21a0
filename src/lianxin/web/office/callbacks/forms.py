"""回访的填写. Forms read and check what was typed; they never save."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from lianxin.pure.scales import SCALES
from lianxin.web.office.concerns.forms import YES_NO, DeedForm
from lianxin.web.ui.fields import DateField, long_text
from lianxin.work.callbacks.terms import Decision, Reach, Way

SCRIPT = _(
    "您好，这里是%(office)s，不是承办单位。请问：一、承办单位联系过您吗？二、事情解决了吗？三、您对办理满意吗？"
    "您怎么说我们怎么记，不影响您以后办事。"
)


#: the words of the table of scales, which stands in plain Python
SCALE_WORDS = (
    gettext_noop("三档"), gettext_noop("四档"), gettext_noop("五档"), gettext_noop("满意"), gettext_noop("基本满意"),
    gettext_noop("不满意"), gettext_noop("比较满意"), gettext_noop("非常满意"), gettext_noop("非常不满意"),
    gettext_noop("信访事项评价、人大满意度测评（深圳市人大常委会规则第六条）"),
    gettext_noop("地方民主评议评分表：满意、比较满意、基本满意、不满意"), gettext_noop("政务服务“好差评”：五档中后两档为差评"),
)  # fmt: skip


def _rule() -> forms.CharField:
    return forms.CharField(label=_("依据"), max_length=200, help_text=_("写明文件名称和第几条。群众和全县都能看到。"))


class DeliverForm(DeedForm):
    """记答复送达."""

    way = forms.ChoiceField(label=_("怎样送到的"), choices=Way.choices, widget=forms.RadioSelect)
    on = DateField(label=_("哪天送到的"), help_text=_("如 今天、昨天、11.3。"))

    def prepare(self) -> None:
        cast(Any, self.fields)["on"].today = self.today
        self.initial = {"on": self.today}


class CallForm(DeedForm):
    """独立回访: what came of the call, and if the resident was reached his three answers."""

    reach = forms.ChoiceField(label=_("打通了吗"), choices=Reach.choices, widget=forms.RadioSelect)
    contacted = forms.ChoiceField(
        label=_("承办单位联系过他吗"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    solved = forms.ChoiceField(label=_("事情解决了吗"), choices=YES_NO, widget=forms.RadioSelect, required=False)
    step = forms.ChoiceField(
        label=_("满意吗"), required=False, help_text=_("用几档问的，就在几档里选；折算成三档的办法见三率一页。")
    )
    comment = long_text(_("原话"), rows=3, most=1000, required=False)
    entry_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def prepare(self) -> None:
        groups: list[Any] = [("", gettext("没有打通，不选"))]
        for scale in SCALES.values():
            groups.append((gettext(scale.label), [(f"{scale.code}:{word}", gettext(word)) for word in scale.words]))
        cast(Any, self.fields)["step"].choices = groups

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("reach") == Reach.REACHED:
            for name in ("contacted", "solved", "step"):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, gettext("打通了的，三个问题都要记。"))
        return typed

    def as_command(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        scale, _colon, step = typed["step"].partition(":")
        said = {"yes": True, "no": False}
        return {**typed, "scale": scale, "step": step, "contacted": said.get(typed["contacted"]),
                "solved": said.get(typed["solved"])}  # fmt: skip


class ExitForm(DeedForm):
    """复核认定."""

    reason = long_text(_("认定的理由"), _("查了什么，为什么不再重办。会记入经过。"))
    rule = _rule()
    way = forms.ChoiceField(label=_("怎样告知群众的"), choices=Way.choices, widget=forms.RadioSelect)
    told_on = DateField(label=_("哪天告知的"))

    def prepare(self) -> None:
        cast(Any, self.fields)["told_on"].today = self.today


class SettleForm(DeedForm):
    """登记息访."""

    agreement = long_text(_("书面材料"), _("协议或承诺书的主要内容，群众哪天签的字。没有签字的不要登记。"))


class ReissueForm(DeedForm):
    """补发凭证."""

    reason = long_text(_("怎样核对本人的"), _("当面核对了什么证件。只发给本人，不代领、不电话报号。"), rows=3, most=500)
    entry_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class ObjectForm(DeedForm):
    """评价异议."""

    rule = _rule()
    reason = long_text(_("理由"), _("政策为什么不允许，怎样向群众解释的。"))


class DecideForm(DeedForm):
    """认定评价异议."""

    decision = forms.ChoiceField(
        label=_("认定"), choices=[one for one in Decision.choices if one[0] != Decision.PENDING],
        widget=forms.RadioSelect, help_text=_("单列的只从调整后的数里除去，原来的满意率照样公布。"),
    )  # fmt: skip
    reason = long_text(_("理由"))


class DrawForm(forms.Form):
    """抽取回访名单."""

    first = DateField(label=_("办结自"))
    last = DateField(label=_("办结至"))
    size = forms.IntegerField(label=_("抽几件"), min_value=1, max_value=500, initial=20)
    script = long_text(_("问话"), _("每个人都照这几句问。"), rows=4, most=1000)
    entry_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, today: date, office: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = cast(Any, self.fields)
        fields["first"].today = fields["last"].today = today
        self.initial = {
            **self.initial,
            "first": today - timedelta(days=31), "last": today - timedelta(days=1), "script": SCRIPT % {"office": office},
        }  # fmt: skip
