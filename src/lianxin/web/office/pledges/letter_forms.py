"""责任书、承诺书的填写. Forms read and check what was typed; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.terms import UnitKind
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text
from lianxin.web.ui.rooms import LinesField
from lianxin.work.pledges import queries
from lianxin.work.pledges.models import Letter
from lianxin.work.pledges.terms import LetterKind

KINDS = [one for one in UnitKind.choices if one[0] != UnitKind.COUNTY]


class WordForm(TodayForm):
    """改文稿. `takes` names what the command is given."""

    takes = ("title", "text", "due_on")

    title = forms.CharField(
        label=gettext_lazy("题目"), max_length=80, help_text=gettext_lazy("如 2026年度安全与信访工作责任书。")
    )
    text = long_text(
        gettext_lazy("正文"),
        gettext_lazy("一行一条，写要办的事、要查的地方、办到什么程度。不写人员名单。“甲方、乙方”由系统填。"), rows=10, most=6000,
    )  # fmt: skip
    due_on = DateField(label=gettext_lazy("哪天前签完"), lean="future", required=False)


class LetterForm(WordForm):
    """拟责任书、承诺书."""

    field_order = ("kind", "year")

    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=LetterKind.choices, widget=forms.RadioSelect)
    year = forms.IntegerField(label=gettext_lazy("年度"), min_value=2000, max_value=2100)


class PartiesForm(TodayForm):
    """加签订单位: all of some kinds below, or those named, one per line."""

    takes = ("units",)

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("下级中的哪几类"), choices=KINDS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("勾了的全部加上；上级先签，下级再和上级签。"),
    )  # fmt: skip
    named = LinesField(label=gettext_lazy("或者写单位名称，一行一个"), rows=4, most=200)

    def __init__(self, *args: Any, letter: Letter, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.letter, self.today = letter, today

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        units = {one.pk: one for one in queries.missing_units(self.letter, typed.get("kinds", []), self.today)}
        names = typed.get("named", [])
        offered = Unit.objects.valid(self.today).under(self.letter.unit).filter(name__in=names)
        found = {one.name: one for one in offered} if names else {}
        for name in names:
            if name not in found:
                self.add_error("named", _("没有叫“%(name)s”的下级单位，请核对。") % {"name": name[:20]})
            else:
                units[found[name].pk] = found[name]
        if not units and not self.errors:
            raise forms.ValidationError(_("请勾选一类，或写单位名称；已经在名单上的不重复加。"))
        typed["units"] = list(units.values())
        return typed


class OwnPeopleForm(TodayForm):
    """加本单位要签的人."""

    people = LinesField(
        label=gettext_lazy("谁签"), rows=8, most=200, required=True,
        help_text=gettext_lazy("一行一位：姓名，空一格再写职务。如 石小桥 网格员。"),
    )  # fmt: skip

    def clean_people(self) -> list[tuple[str, str]]:
        found = []
        for line in self.cleaned_data["people"]:
            name, _blank, post = line.replace("　", " ").replace("，", " ").partition(" ")
            found.append((name.strip()[:60], post.strip()[:60]))
        return found


class PeopleForm(OwnPeopleForm):
    """加签订人 of a unit."""

    takes = ("unit", "people")
    field_order = ("unit", "people")

    unit = UnitField(label=gettext_lazy("哪个单位的人"))

    def __init__(self, *args: Any, letter: Letter, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        cast(UnitField, self.fields["unit"]).offer(Unit.objects.valid(today).under(letter.unit))


class RecordForm(TodayForm):
    """登记纸上签订."""

    on = DateField(label=gettext_lazy("哪天签的"), required=False, help_text=gettext_lazy("不填就是今天。"))
    kept_at = forms.CharField(
        label=gettext_lazy("纸件放在哪里"), max_length=80, required=False, help_text=gettext_lazy("如 文书柜第二格。")
    )
