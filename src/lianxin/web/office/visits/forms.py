"""走访的填写. Forms read and check what was typed; they never save."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.office.visits.targets import OTHER, Target, at_door
from lianxin.web.ui.fields import DateField, PlainSelect, SubjectsField, UnitField, long_text
from lianxin.web.ui.rooms import LinesField
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS, Kind, Minor
from lianxin.work.drives.models import Drive
from lianxin.work.drives.queries import current
from lianxin.work.households.models import Household
from lianxin.work.visits.commands import FoundMatter
from lianxin.work.visits.terms import Discipline, Method, VisitKind

CHIPS = 8  # more to choose from are a list with a box that narrows it
YES_NO = (("", _("未填")), ("yes", _("是")), ("no", _("否")))
TO_HAND, SOLVED = "to_hand", "solved"
OUTCOMES = ((TO_HAND, _("要交办")), (SOLVED, _("当场解决了")))
_COPIES = re.compile(r"^(?P<item>.+?)[\s,，、:：]*(?P<copies>\d{1,5})\s*[份张本册套]?$")


class PeopleField(forms.CharField):
    """人员: several names of people who work in the system, separated by 、."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 200, "required": False, **kwargs})

    def clean(self, value: Any) -> list[Person]:
        names = [one for one in re.split(r"[、,，;；\s]+", super().clean(value)) if one]
        known: dict[str, list[Person]] = {}
        for person in Person.objects.filter(name__in=names, is_active=True) if names else ():
            known.setdefault(person.name, []).append(person)
        for name in names:
            if name not in known:
                raise ValidationError(
                    gettext("系统里没有叫“%(name)s”的工作人员，请核对；不在系统里的不用写。") % {"name": name[:20]}
                )
            if len(known[name]) > 1:
                raise ValidationError(gettext("叫“%(name)s”的有好几位，请让他自己记这次走访。") % {"name": name[:20]})
        return [known[name][0] for name in dict.fromkeys(names)]

    def prepare_value(self, value: Any) -> Any:
        return "、".join(one.name for one in value) if isinstance(value, list | tuple) else value


class LeafletsField(LinesField):
    """发放的资料: one per line, “医保明白卡 20”."""

    def clean(self, value: Any) -> list[tuple[str, int]]:  # type: ignore[override]
        found = []
        for line in super().clean(value):
            read = _COPIES.match(line)
            if read is None:
                raise ValidationError(
                    gettext("请写名称和份数，如：医保明白卡 20。没看懂：%(line)s") % {"line": line[:40]}
                )
            found.append((read["item"][:60], int(read["copies"])))
        return found


class FindingForm(TodayForm):
    """发现的问题: one text, and what became of it there."""

    finding = long_text(
        _("要解决的事"),
        _("照群众的话写，保存时就登记为诉求；地点、日期、渠道不用再填。"),
        rows=3,
        most=20000,
        required=False,
    )
    outcome = forms.ChoiceField(
        label=_("怎么办"), choices=OUTCOMES, widget=forms.RadioSelect, initial=TO_HAND, required=False
    )
    answer = long_text(_("当场怎样解决的"), rows=2, most=5000, required=False)
    finding_kind = forms.ChoiceField(
        label=_("性质"), choices=Kind.choices, initial=Kind.HELP, widget=PlainSelect, required=False
    )
    subjects = SubjectsField(
        label=_("涉及的单位或人员"), required=False,
        help_text=_("投诉、举报要写明反映的是谁，被反映的单位和人员看不到这一件。多个用“、”隔开。"),
    )  # fmt: skip
    no_subject = forms.BooleanField(label=_("没有反映具体的单位或人员"), required=False)
    from_head = forms.BooleanField(label=_("是户主反映的（用户册里的姓名和电话）"), required=False)
    asker_name = forms.CharField(label=_("反映人姓名"), max_length=60, required=False)
    asker_phone = forms.CharField(
        label=_("反映人电话"), max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    minor = forms.ChoiceField(
        label=_("本人或所说的孩子"), choices=[("", _("都满 18 岁，或者没有说")), *Minor.choices], required=False,
        help_text=_("听来人说的就行，不查证。不满 18 岁的自动保密，每看一次都要批准。"),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        cast(SubjectsField, self.fields["subjects"]).offer(Unit.objects.valid(today))

    def who_is_open(self) -> bool:
        """Whether 谁反映的 is unfolded: something in it is wrong."""
        names = ("from_head", "asker_name", "asker_phone", "minor", "finding_kind", "subjects")
        return any(self[name].errors for name in names)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        is_solved = typed.get("outcome") == SOLVED and typed.get("finding")
        if is_solved and not typed.get("answer"):
            self.add_error("answer", gettext("请写明当场解决的办法；还没有解决的，选“要交办”。"))
        is_complaint = typed.get("finding") and typed.get("finding_kind") in CONFIDENTIAL_KINDS
        if is_complaint and "subjects" not in self.errors and not any(typed["subjects"]) and not typed["no_subject"]:
            self.add_error("subjects", gettext("投诉、举报请写明反映的单位或人员；确实没有的，勾选下面一项。"))
        return typed

    def matter(self) -> FoundMatter | None:
        """What was found, if anything."""
        typed = self.cleaned_data
        if not typed["finding"].strip():
            return None
        units, persons = typed["subjects"]
        return FoundMatter(
            text=typed["finding"], kind=typed["finding_kind"] or Kind.HELP, subject_units=units, subject_persons=persons,
            asker_name=typed["asker_name"], asker_phone=typed["asker_phone"], from_head=typed["from_head"],
            minor=typed["minor"],
            answer=typed["answer"] if typed["outcome"] == SOLVED else "",
        )  # fmt: skip


class VisitForm(FindingForm):
    """记一笔: whom, a few words, perhaps a matter to be solved; all the rest is folded under 更多."""

    MORE = ("kind", "on", "until", "nights", "group", "people", "methods", "households", "needy", "leaflets", "amount_yuan",
            "drive")  # fmt: skip

    target = forms.ChoiceField(label=_("走访谁"))
    unit = UnitField(label=_("哪个村、单位"), required=False, help_text=_("写名称。"))
    door = forms.CharField(
        label=_("哪一户"),
        max_length=60,
        required=False,
        help_text=_("写组别和门牌，如：二组 8号，或写户的编号；不是去一户的不写。"),
    )
    whom = forms.CharField(
        label=_("走访对象"), max_length=60, required=False, help_text=_("如：六年级家长、某合作社。不写群众个人姓名。")
    )
    note = long_text(_("看到什么、听到什么"), rows=3, most=20000, required=False)
    has_finding = forms.BooleanField(label=_("有要解决的事"), required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=VisitKind.choices, widget=PlainSelect, required=False)
    on = DateField(label=_("日期"), required=False)
    until = DateField(label=_("到哪天"), required=False, help_text=_("不止一天的才填。"))
    nights = forms.IntegerField(label=_("住了几夜"), min_value=0, max_value=400, required=False)
    group = forms.CharField(label=_("村民小组"), max_length=40, required=False)
    people = PeopleField(label=_("同去的人"), help_text=_("系统里的同事，多个用“、”隔开。"))
    methods = forms.MultipleChoiceField(
        label=_("走访方式"), choices=Method.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    households = forms.IntegerField(label=_("走访户数"), min_value=0, max_value=99_999, required=False)
    needy = forms.IntegerField(label=_("其中困难户"), min_value=0, max_value=99_999, required=False)
    leaflets = LeafletsField(label=_("发放的资料"), rows=2, most=20, help_text=_("一行一种，如：医保明白卡 20。"))
    amount_yuan = forms.IntegerField(label=_("慰问金额（元）"), min_value=0, max_value=99_999_999, required=False)
    drive = forms.ModelChoiceField(
        label=_("属于哪项走访活动"), queryset=Drive.objects.none(), required=False, empty_label=_("不属于")
    )
    client_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, by: Actor, targets: Sequence[Target], today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.by, self.today, fields = by, today, cast(Any, self.fields)
        self.at_door: Household | None = None
        self.targets = {one.key: one for one in targets}
        choices = [*((one.key, one.words) for one in targets), (OTHER, gettext("别处"))]
        fields["target"].choices = choices
        if len(choices) <= CHIPS:
            fields["target"].widget = forms.RadioSelect(choices=choices)
        else:
            fields["target"].widget = PlainSelect(attrs={"data-lx-find": gettext("输入几个字查找")}, choices=choices)
        fields["drive"].queryset = current(by, today)
        for code, label in Discipline.choices:
            fields[f"said_{code}"] = forms.ChoiceField(label=label, choices=YES_NO, widget=PlainSelect, required=False)

    def more(self) -> list[forms.BoundField]:
        """What is folded under 更多."""
        return [
            self[name] for name in self.MORE if name != "drive" or cast(Any, self.fields["drive"]).queryset.exists()
        ]

    def said(self) -> list[forms.BoundField]:
        """轻车简从四条 and the two on gifts and burden."""
        return [self[f"said_{code}"] for code in Discipline.values]

    def more_is_open(self) -> bool:
        """Whether 更多 is unfolded: something in it is wrong."""
        return any(one.errors for one in (*self.more(), *self.said()))

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("target") == OTHER and typed.get("unit") is None and "unit" not in self.errors:
            self.add_error("unit", gettext("请写走访了哪个村或单位。"))
        self._look_up_the_door(typed)
        if typed.get("has_finding") and not typed.get("finding"):
            self.add_error("finding", gettext("请写要解决的是什么事；没有的，不用勾选。"))
        return typed

    def door_when(self) -> str:
        """With which choices a household may still be named: those that are a place and not somebody there."""
        places = [key for key, one in self.targets.items() if one.household is None and not one.whom]
        return "target=" + ",".join([*places, OTHER])

    def _look_up_the_door(self, typed: dict[str, Any]) -> None:
        chosen = self.targets.get(typed.get("target", ""))
        unit = chosen.unit if chosen else typed.get("unit")
        self.at_door = None
        if not typed.get("door") or unit is None or (chosen is not None and (chosen.household or chosen.whom)):
            return
        self.at_door = at_door(typed["door"], unit, self.by, self.today)
        if self.at_door is None:
            words = gettext("%(unit)s的户册里没有找到这一户，或不止一户，请写编号；没有登记的户不用写。")
            self.add_error("door", words % {"unit": unit.name})

    def as_command(self) -> dict[str, Any]:
        """What `record_visit` asks."""
        typed = self.cleaned_data
        chosen = self.targets.get(typed["target"])
        household = (chosen.household if chosen else None) or self.at_door
        matter = self.matter()
        said = {code: typed[f"said_{code}"] for code in Discipline.values if typed[f"said_{code}"]}
        kind = typed["kind"] or VisitKind.HOUSEHOLD
        if kind == VisitKind.HOUSEHOLD and chosen is not None:
            kind = chosen.kind  # left as it stood: what one's link to an enterprise or a colleague says goes before
        return {
            "kind": kind,
            "unit": chosen.unit if chosen else typed["unit"], "household": household,
            "whom": typed["whom"] or (chosen.whom if chosen else ""), "on": typed["on"] or self.today,
            "until": typed["until"], "nights": typed["nights"] or 0, "group": typed["group"], "people": typed["people"],
            "methods": typed["methods"], "note": typed["note"], "findings": [matter] if matter else [],
            "households": typed["households"], "needy": typed["needy"], "leaflets": typed["leaflets"],
            "amount_yuan": typed["amount_yuan"], "drive": typed["drive"], "client_key": typed["client_key"],
            "disciplines": {code: word == "yes" for code, word in said.items()},
        }  # fmt: skip


class ReasonForm(forms.Form):
    """作废、撤回: why."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class CorrectForm(VisitForm):
    """更正: the whole visit once more, without what was found there, and why."""

    reason = forms.CharField(label=_("更正的理由"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*FindingForm.base_fields, "has_finding"):
            del self.fields[name]

    def matter(self) -> None:
        """The concerns of the visit stay what they are."""

    def as_command(self) -> dict[str, Any]:
        """What `correct_visit` asks."""
        return {**super().as_command(), "reason": self.cleaned_data["reason"]}


class TalkForm(forms.Form):
    """走访座谈记录."""

    committee = forms.IntegerField(label=_("村委干部人数"), min_value=0, max_value=999, required=False)
    residents = forms.IntegerField(label=_("村民人数"), min_value=0, max_value=9_000, required=False)
    text = long_text(_("座谈内容"), _("谈了什么。不写是谁说的。"), rows=6, most=20000)
    advice = long_text(
        _("意见和建议"), _("一条一段。具体要办的事，记为“发现的问题”。"), rows=4, most=20000, required=False
    )

    def as_command(self) -> dict[str, Any]:
        """What `note_talk` asks."""
        typed = self.cleaned_data
        return {**typed, "committee": typed["committee"] or 0, "residents": typed["residents"] or 0}


class StayForm(TodayForm):
    """记住村."""

    unit = UnitField(label=_("住在哪个村、学校"))
    on = DateField(label=_("从哪天"))
    until = DateField(label=_("到哪天"), help_text=_("离开的那天。住一夜的，写第二天。"))
    nights = forms.IntegerField(
        label=_("住了几夜"), min_value=1, max_value=400, required=False, help_text=_("中间没有离开的不用填，按起止算。")
    )


class BurdenForm(TodayForm):
    """登记接待负担."""

    who = forms.CharField(label=_("来的是哪个单位"), max_length=80)
    on = DateField(label=_("日期"))
    until = DateField(label=_("到哪天"), required=False, help_text=_("不止一天的才填。"))
    people = forms.IntegerField(label=_("来了几人"), min_value=1, max_value=999)
    hours = forms.IntegerField(label=_("陪同用了几个工时"), min_value=0, max_value=999, required=False)
    cost_yuan = forms.IntegerField(label=_("花费（元）"), min_value=0, max_value=9_999_999, required=False)
    papers = forms.IntegerField(label=_("要求准备几份材料"), min_value=0, max_value=999, required=False)
    note = long_text(_("说明"), rows=3, most=2000, required=False)

    def as_command(self) -> dict[str, Any]:
        """What `note_burden` asks."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}
