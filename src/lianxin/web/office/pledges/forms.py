"""公开承诺的填写. Forms read and check what was typed; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.files.pictures import MAX_BYTES
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.pure.vague import EXAMPLE
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, PlainSelect, UnitField, long_text
from lianxin.web.ui.people import PersonField
from lianxin.work.pledges import counted
from lianxin.work.pledges.commands import Promise
from lianxin.work.pledges.models import Pledge, PledgeItem
from lianxin.work.pledges.rules import MOST_ITEMS
from lianxin.work.pledges.terms import ItemResult, PracticalSource

ROWS = 3
WHAT_HELP = format_lazy("{} {}", gettext_lazy("写清做什么、做多少。例如："), EXAMPLE)
PROOF = gettext_lazy("如 村部公开栏、文件名称、办理登记簿。没有可不填，不要求照片。")
RESULTS = [(one.value, one.label) for one in (ItemResult.FULFILLED, ItemResult.PARTLY, ItemResult.BROKEN)]


class PromisesForm(TodayForm):
    """题目和几项承诺: each row what, by when, how it will be seen; rows left empty at the end do not count."""

    title = forms.CharField(label=gettext_lazy("题目"), max_length=60, help_text=gettext_lazy("如 2026年公开承诺。"))

    def __init__(self, *args: Any, today: date, rows: int = ROWS, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.rows = min(max(rows, 1), MOST_ITEMS)
        figures = [("", gettext_lazy("没有，自己写结果")), *counted.choices()]
        for number in range(1, self.rows + 1):
            for name, field in _row(number, figures, today):
                self.fields[f"{name}_{number}"] = field

    def groups(self) -> list[tuple[int, list[Any]]]:
        """The rows of fields, for the page."""
        names = ("what", "due", "seen", "indicator", "target")
        return [(n, [self[f"{name}_{n}"] for name in names]) for n in range(1, self.rows + 1)]

    def plain(self) -> list[Any]:
        """The fields that belong to no row."""
        return [one for one in self if "_" not in one.name]

    def given(self) -> dict[str, Any]:
        """What the command takes."""
        typed, promises = self.cleaned_data, []
        for number in range(1, self.rows + 1):
            one = Promise(
                typed[f"what_{number}"], typed[f"due_{number}"], typed[f"seen_{number}"], typed[f"indicator_{number}"],
                typed[f"target_{number}"],
            )  # fmt: skip
            promises.append(one)
        while promises and promises[-1] == Promise("", None, ""):
            promises.pop()
        kept = {name: value for name, value in typed.items() if "_" not in name}
        return {**kept, "promises": promises}


def _row(number: int, figures: list[tuple[str, Any]], today: date) -> list[tuple[str, forms.Field]]:
    is_first = number == 1
    due = DateField(
        label=_("到哪天"), lean="future", required=is_first, help_text=_("如 12月20日。") if is_first else ""
    )
    due.today = today
    return [
        ("what", long_text(_("承诺做什么"), WHAT_HELP if is_first else "", rows=2, most=200, required=is_first)),
        ("due", due),
        ("seen", forms.CharField(label=_("怎样算做到"), max_length=200, required=is_first,
                                 help_text=_("群众到哪里、看什么就知道做到了。") if is_first else "")),
        ("indicator", forms.ChoiceField(label=_("有数字的，由数字说话"), choices=figures, required=False, widget=PlainSelect())),
        ("target", forms.DecimalField(label=_("要达到多少"), required=False, max_digits=8, decimal_places=1, min_value=0)),
    ]  # fmt: skip


class MakeForm(PromisesForm):
    """草拟承诺."""

    field_order = ("unit", "person", "name", "post", "year", "title")

    unit = UnitField(label=gettext_lazy("哪个单位"))
    person = PersonField(
        label=gettext_lazy("个人承诺的，是哪位工作人员"), required=False, help_text=gettext_lazy("单位承诺的不填。")
    )
    name = forms.CharField(
        label=gettext_lazy("没有账号的，写姓名"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("如 网格员、护林员。"),
    )
    post = forms.CharField(label=gettext_lazy("职务"), max_length=60, required=False)
    year = forms.IntegerField(label=gettext_lazy("年度"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, here: Unit, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        cast(UnitField, self.fields["unit"]).offer(Unit.objects.valid(today).filter(within("path", here.path)))


class EditForm(PromisesForm):
    """修改草稿."""

    field_order = ("post", "title")

    post = forms.CharField(label=gettext_lazy("职务"), max_length=60, required=False)


def held(pledge: Pledge) -> dict[str, Any]:
    """What stands in the draft."""
    found: dict[str, Any] = {"title": pledge.title, "post": pledge.post}
    for one in pledge.items.all():
        found |= {
            f"what_{one.number}": one.what, f"due_{one.number}": one.due_on, f"seen_{one.number}": one.seen_by,
            f"indicator_{one.number}": one.indicator, f"target_{one.number}": one.target,
        }  # fmt: skip
    return found


class ReasonForm(TodayForm):
    """写明理由."""

    reason = long_text(gettext_lazy("理由"), rows=3, most=300)


class ConsentForm(TodayForm):
    """同意亮明."""

    shows_party = forms.BooleanField(
        label=gettext_lazy("同时亮明党员身份"),
        required=False,
        help_text=gettext_lazy("愿意的才勾；不勾的系统里什么也不记。"),
    )
    how = forms.CharField(
        label=gettext_lazy("代为登记的，写本人怎样表示同意"), max_length=120, required=False,
        help_text=gettext_lazy("如 在承诺书上签字同意公示。本人在系统里同意的不用写。"),
    )  # fmt: skip


class WordsForm(TodayForm):
    """评诺."""

    words = long_text(
        gettext_lazy("评诺意见"), gettext_lazy("做到了什么，没做到什么，群众怎么说，以后怎么办。"), rows=4
    )


class ProgressForm(TodayForm):
    """记践诺进展, 记实事进展."""

    text = long_text(gettext_lazy("做了什么"), rows=2, most=300)
    proof = forms.CharField(label=gettext_lazy("在哪里看得到"), max_length=200, required=False, help_text=PROOF)


class SettleForm(TodayForm):
    """报结果."""

    result = forms.ChoiceField(label=gettext_lazy("结果"), choices=RESULTS, widget=forms.RadioSelect)
    words = long_text(
        gettext_lazy("说明"),
        gettext_lazy("做到的写在哪里看得到；没有全部做到的，写明原因和后面怎么办。群众会看到。"),
        rows=3,
    )


class ChangeForm(TodayForm):
    """改承诺事项."""

    what = long_text(gettext_lazy("承诺做什么"), WHAT_HELP, rows=2, most=200)
    due_on = DateField(label=gettext_lazy("到哪天"), lean="future", required=False)
    seen_by = forms.CharField(label=gettext_lazy("怎样算做到"), max_length=200)
    reason = long_text(gettext_lazy("为什么改"), gettext_lazy("原来的承诺和理由都公开，群众会看到。"), rows=2, most=300)


def held_item(item: PledgeItem) -> dict[str, Any]:
    """What the item says now."""
    return {"what": item.what, "due_on": item.due_on, "seen_by": item.seen_by}


class ScanForm(TodayForm):
    """附扫描件."""

    scan = forms.FileField(
        label=gettext_lazy("签字纸件的图片"), max_length=300,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=gettext_lazy("不附也可以。每张不超过 10 MB，拍摄时间、地点、手机型号会自动去掉。"),
    )  # fmt: skip

    def clean_scan(self) -> bytes:
        sent = cast(UploadedFile, self.cleaned_data["scan"])
        if (sent.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_("图片超过 10 MB，不能上传。请先缩小。"))
        return bytes(sent.read())


class PracticalForm(TodayForm):
    """拟办实事."""

    unit = UnitField(label=gettext_lazy("责任单位"))
    year = forms.IntegerField(label=gettext_lazy("年度"), min_value=2000, max_value=2100)
    title = forms.CharField(label=gettext_lazy("办什么实事"), max_length=80)
    goal = long_text(
        gettext_lazy("办成什么样"), gettext_lazy("写数量和群众看得见的样子，如 硬化机耕路 800 米，农用车能开到地头。"),
        rows=2, most=200,
    )  # fmt: skip
    due_on = DateField(label=gettext_lazy("到哪天办成"), lean="future", required=False)
    planned_yuan = forms.DecimalField(
        label=gettext_lazy("计划资金（元）"), required=False, max_digits=14, decimal_places=2, min_value=0
    )
    source = forms.ChoiceField(
        label=gettext_lazy("从哪里来"), choices=PracticalSource.choices, widget=forms.RadioSelect
    )
    source_words = forms.CharField(
        label=gettext_lazy("来源说明"), max_length=120, required=False,
        help_text=gettext_lazy("如 村民代表会议提出。会公开，不写提出的人。"),
    )  # fmt: skip
    concern_code = forms.CharField(
        label=gettext_lazy("来自哪件诉求，写编号"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("只在内部显示。"),
    )

    def __init__(self, *args: Any, here: Unit, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        cast(UnitField, self.fields["unit"]).offer(Unit.objects.valid(today).filter(within("path", here.path)))


class FinishForm(TodayForm):
    """办成."""

    result = long_text(gettext_lazy("办成了什么，在哪里看得到"), rows=3)
    spent_yuan = forms.DecimalField(
        label=gettext_lazy("实际资金（元）"), required=False, max_digits=14, decimal_places=2, min_value=0
    )
