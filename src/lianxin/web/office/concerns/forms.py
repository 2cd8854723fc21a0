"""诉求的填写. Forms read and check what was typed; they never save."""

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.conf import settings
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.custody.terms import LONGEST_DAYS, ExportPurpose
from lianxin.base.notices.terms import How
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.concerns.proposals import named_in
from lianxin.web.ui.fields import DateField, SubjectsField, UnitField
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.sorting_terms import AskerCategory
from lianxin.work.concerns.terms import (
    CONFIDENTIAL_KINDS,
    REGISTER,
    Channel,
    Handling,
    Kind,
    Minor,
    Outcome,
    Satisfaction,
)
from lianxin.work.concerns.topic_tree import flat, tree, valid
from lianxin.work.issues.queries import Alike, similar

SHORTEST, MOST_READ = 6, 2000
YES_NO = [("yes", _("是")), ("no", _("否"))]


def long_text(label: Any, help_text: Any = "", rows: int = 6, most: int = 5000, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


def topic_choices() -> list[tuple[Any, Any]]:
    """The lowest topics in use, grouped by the top level: 城乡建设 › 道路路灯; of a third level 给排水 › 暴雨内涝."""
    groups: list[tuple[Any, Any]] = [("", gettext("请选择"))]
    for top in tree(valid()):
        leaves = [node for node in flat([top]) if not node.children]
        groups.append(
            (top.topic.label, [(one.topic.pk, " › ".join(one.names[1:]) or one.topic.label) for one in leaves])
        )
    return groups


class TopicField(forms.TypedChoiceField):
    """分类, chosen from the lowest level."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=topic_choices, empty_value=None, **kwargs)

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return Topic.objects.filter(pk=chosen).first() if chosen else None


class RegisterForm(forms.Form):
    """登记: six fields first, the rest under 更多."""

    FIRST = ("text", "kind", "unit", "name", "phone", "channel")

    text = long_text(_("反映的内容"), _("照群众的话写：什么事，在哪里，多久了，希望怎样。"), rows=5, most=20000)
    kind = forms.ChoiceField(label=_("性质"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.HELP)
    unit = UnitField(label=_("属地单位"), help_text=_("哪个村、社区、乡镇或单位，写名称。"))
    name = forms.CharField(label=_("诉求人姓名"), max_length=60, required=False)
    phone = forms.CharField(
        label=_("联系电话"), max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    sms = forms.BooleanField(
        label=_("群众要用短信知道进展"), required=False, help_text=_("要有手机号；短信里只有编号，没有内容。")
    )
    minor = forms.ChoiceField(
        label=_("本人或所说的孩子"), choices=[("", _("都满 18 岁，或者没有说")), *Minor.choices], required=False,
        help_text=_("听来人说的就行，不查证。不满 18 岁的自动保密，每看一次都要批准。"),
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("渠道"), initial=Channel.COUNTER)
    subjects = SubjectsField(
        label=_("涉及的单位或人员"), required=False,
        help_text=_("投诉、举报要写明反映的是谁，被反映的单位和人员看不到这一件。多个用“、”隔开。"),
    )  # fmt: skip
    no_subject = forms.BooleanField(label=_("没有反映具体的单位或人员"), required=False)
    title = forms.CharField(label=_("标题"), max_length=30, required=False, help_text=_("不写时取内容的第一句。"))
    place = forms.CharField(label=_("具体地点"), max_length=120, required=False)
    address = forms.CharField(label=_("诉求人住址"), max_length=120, required=False)
    people_count = forms.IntegerField(label=_("来了几人"), min_value=1, max_value=9999, initial=1, required=False)
    occurred_on = DateField(label=_("发生日期"), required=False, help_text=_("如 3.5、三月五日、昨天。"))
    external_number = forms.CharField(label=_("外部编号"), max_length=60, required=False)
    category = forms.ChoiceField(
        label=_("诉求人类别"), choices=[("", _("不填")), *AskerCategory.choices], required=False
    )
    entry_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    asked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        if not settings.SMS:
            del self.fields["sms"]
        standing, fields = Unit.objects.valid(today), cast(Any, self.fields)
        here = standing.none()
        for root in by.grants.get(REGISTER.code, ()):
            here = here | standing.filter(within("path", root))
        fields["unit"].offer(here)
        fields["subjects"].offer(standing)
        fields["occurred_on"].today = today
        fields["channel"].choices = [one for one in Channel.choices if one[0] not in (Channel.WEB, Channel.PROGRAM)]

    def first(self) -> list[forms.BoundField]:
        """What stands on the first screen."""
        return [self[name] for name in self.FIRST]

    def more(self) -> list[forms.BoundField]:
        """What is folded under 更多."""
        return [self[name] for name in ("sms", "minor", "title", "place", "address", "people_count", "category",
                                        "occurred_on", "external_number") if name in self.fields]  # fmt: skip

    def more_is_open(self) -> bool:
        """Whether 更多 is unfolded: something in it is wrong or filled in."""
        return any(one.errors or (self.is_bound and one.name != "people_count" and one.value()) for one in self.more())

    def likes(self, at: datetime) -> list[Alike]:
        """相似的诉求 to what is typed so far: open or lately closed, of what this actor may see (F011)."""
        text, place = (str(self.data.get(name, ""))[:MOST_READ].strip() for name in ("text", "place"))
        if len(text) < SHORTEST:
            return []
        try:
            unit = self.fields["unit"].clean(self.data.get("unit", ""))
        except forms.ValidationError:
            unit = None
        return similar(text=text, by=self.by, at=at, place=place, unit=unit)

    def only_looked_at(self) -> None:
        """Keep what was typed, without the errors of a form that is not yet filled in."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("sms") and not typed.get("phone"):
            self.add_error("phone", gettext("要用短信告诉群众的，请填手机号。"))
        if typed.get("kind") in CONFIDENTIAL_KINDS and "subjects" not in self.errors:
            self._ask_about_subjects(typed)
        return typed

    def _ask_about_subjects(self, typed: dict[str, Any]) -> None:
        """A complaint says whom it is about; names that stand in its text are asked about once."""
        units, persons = typed.get("subjects") or ((), ())
        named = {one.name for one in (*units, *persons)}
        mentioned = [
            name
            for name in named_in(typed.get("text", ""), cast(Any, self.fields["subjects"]).names())
            if name not in named and typed.get("unit") is not None and name != typed["unit"].name
        ]
        if mentioned and "、".join(mentioned) != typed.get("asked"):
            self.data = cast(Any, self.data).copy()
            cast(Any, self.data)["asked"] = "、".join(mentioned)
            words = gettext("内容里提到“%(names)s”。是反映对象的请写进来；不是的，不用改，再点一次“登记”。")
            self.add_error("subjects", words % {"names": "、".join(mentioned)})
        elif not named and not typed.get("no_subject"):
            self.add_error("subjects", gettext("投诉、举报请写明反映的单位或人员；确实没有的，勾选下面一项。"))

    def as_command(self) -> dict[str, Any]:
        """The typed values as `commands.register` takes them."""
        typed = dict(self.cleaned_data)
        units, persons = typed.pop("subjects") or ((), ())
        del typed["no_subject"], typed["asked"]
        typed.pop("sms", None)
        asker = Asker(
            name=typed.pop("name"), phone=typed.pop("phone"), address=typed.pop("address"),
            people_count=typed.pop("people_count") or 1, category=typed.pop("category"), minor=typed.pop("minor"),
        )  # fmt: skip
        return {**typed, "asker": asker, "subject_units": units, "subject_persons": persons}


class DeedForm(forms.Form):
    """What every deed's form knows: the concern, who acts, the day."""

    page = "concerns/deed.html"

    def __init__(self, *args: Any, concern: Concern, by: Actor, today: date, **kwargs: Any) -> None:
        self.concern, self.by, self.today = concern, by, today
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Choices and first values that depend on the concern."""

    def as_command(self) -> dict[str, Any]:
        """The typed values as the command takes them."""
        return self.cleaned_data


class ReasonForm(DeedForm):
    """A deed that needs a reason: 退回, 重办, 作废, 不予受理."""

    reason = long_text(_("理由"), rows=4, most=2000)


class TextForm(DeedForm):
    """当场答复, 答复."""

    text = long_text(_("答复内容"), _("写给群众看的话：怎么办的，结果怎样，还有什么办法。"), rows=8)
    explained = long_text(
        _("释明记录"), _("这一件是“释明”：讲了哪些政策，用什么方式，对方是否听明白。只在内部看。"), rows=3, most=2000,
    )  # fmt: skip

    def prepare(self) -> None:
        if self.concern.handling != Handling.EXPLAIN:
            del self.fields["explained"]


class ExtendForm(DeedForm):
    """延期."""

    by_amount = forms.IntegerField(label=_("延长几日"), min_value=1, max_value=999)
    reason = long_text(_("延期理由"), _("理由会告知群众。"), rows=3, most=1000)

    def prepare(self) -> None:
        rule = clocks.rule(self.concern.clock, self.concern.clock_version).rule if self.concern.clock else None
        if rule is not None:
            self.fields["by_amount"].help_text = gettext("按规定最多可延 %(most)s%(unit)s。") % {
                "most": rule.max_extension,
                "unit": gettext("个工作日") if rule.unit == "workday" else gettext("日"),
            }


class CloseForm(DeedForm):
    """办结."""

    outcome = forms.ChoiceField(
        label=_("处理结果"), choices=Outcome.choices, widget=forms.RadioSelect,
        help_text=_("照实选。没有解决的也可以办结，但要如实写“未解决”。"),
    )  # fmt: skip


class FollowUpForm(DeedForm):
    """记回访: what the resident said by telephone."""

    rating = forms.ChoiceField(label=_("群众怎么说"), choices=Satisfaction.choices, widget=forms.RadioSelect)
    solved = forms.ChoiceField(label=_("问题解决了吗"), choices=YES_NO, widget=forms.RadioSelect)
    contacted = forms.ChoiceField(label=_("承办单位联系过他吗"), choices=YES_NO, widget=forms.RadioSelect)
    comment = long_text(_("原话"), rows=3, most=1000, required=False)

    def as_command(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {**typed, "solved": typed["solved"] == "yes", "contacted": typed["contacted"] == "yes"}


class ExportForm(forms.Form):
    """导出: what the file is for."""

    purpose = forms.CharField(label=_("用途"), max_length=100, required=False)


class MotiveForm(forms.Form):
    """申请知道诉求人: why it cannot be done without."""

    reason = forms.CharField(
        label=_("为什么非知道诉求人不可"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：漏水在他家屋内，不上门看不到。不少于 10 个字。"),
    )  # fmt: skip


class ParticularsForm(forms.Form):
    """申请带出诉求人信息: purpose from a closed list, why and for whom, how long it may be taken."""

    purpose = forms.ChoiceField(label=_("用途"), choices=[("", _("请选择")), *ExportPurpose.choices])
    reason = forms.CharField(label=_("为什么要带出、谁来用"), max_length=200)
    days = forms.IntegerField(label=_("批准后几天内取"), min_value=1, max_value=LONGEST_DAYS, initial=1)


class MinorForm(forms.Form):
    """涉及未成年人."""

    minor = forms.ChoiceField(label=_("年龄"), choices=[("", _("不涉及未成年人")), *Minor.choices], required=False)
    reason = forms.CharField(
        label=_("为什么改"), max_length=200, required=False, help_text=_("第一次标明的不用写。取消标明要由批准的人办。")
    )


class GuardianForm(forms.Form):
    """监护人同意, 撤回."""

    who = forms.CharField(
        label=_("谁同意的"), max_length=60, required=False, help_text=_("写关系，如 孩子的母亲；不用写身份证号。")
    )
    how = forms.ChoiceField(label=_("怎样同意的"), choices=[("", _("请选择")), *How.choices], required=False)
    withdraws = forms.BooleanField(label=_("监护人撤回同意"), required=False)
    reason = forms.CharField(
        label=_("撤回的说明"), max_length=200, required=False, help_text=_("监护人不用说理由，可以空着。")
    )
