"""分类表的填写. Forms read and check what was typed; they never save."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.files.tables import MAX_BYTES
from lianxin.web.ui.fields import PlainSelect, shape
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.sorting_terms import AnswerType
from lianxin.work.concerns.topic_tree import LEVELS, Names, flat, tree

KINDS = ".xlsx,.xls,.ods,.csv,.tsv"
SALT, A_DAY = "lianxin.topics", 86_400


def topic_names(is_valid: bool, deepest: int = LEVELS) -> list[tuple[str, str]]:
    """Topics by code with their full names, in use or retired."""
    topics = list(Topic.objects.all())
    nodes = flat(tree(topics if not is_valid else (one for one in topics if one.valid_to is None)))
    return [
        (node.topic.code, " › ".join(node.names))
        for node in nodes
        if (node.topic.valid_to is None) == is_valid and node.depth <= deepest
    ]


class TopicByCode(forms.ChoiceField):
    """One topic, by its full name."""

    def __init__(self, *, is_valid: bool = True, deepest: int = LEVELS, blank: Any = "", **kwargs: Any) -> None:
        super().__init__(
            choices=lambda: [("", blank or gettext("请选择")), *topic_names(is_valid, deepest)],
            widget=PlainSelect(attrs={"data-lx-find": gettext("输入名称查找")}), **kwargs,
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        return Topic.objects.filter(code=code).first() if code else None


class AddForm(forms.Form):
    """增设分类."""

    parent = TopicByCode(label=_("放在哪里"), required=False, deepest=LEVELS - 1, blank=_("最上一级"))
    label = forms.CharField(label=_("名称"), max_length=40)


class RenameForm(forms.Form):
    """分类改称."""

    label = forms.CharField(label=_("新名称"), max_length=40)


class RetireForm(forms.Form):
    """停用分类."""

    into = TopicByCode(
        label=_("并入哪一类"), required=False, blank=_("不并入"), help_text=_("并入的，统计时旧的算到那一类。")
    )


class QuestionForm(forms.Form):
    """附加问题."""

    text = forms.CharField(label=_("问题"), max_length=80)
    answer_type = forms.ChoiceField(label=_("答法"), choices=AnswerType.choices)
    options = forms.CharField(
        label=_("可选的答案"), max_length=200, required=False, help_text=_("“选一项”才写，用“、”隔开。")
    )


class TagForm(forms.Form):
    """标签."""

    label = forms.CharField(label=_("新标签"), max_length=20)


class FileForm(forms.Form):
    """上传一个表."""

    file = forms.FileField(
        label=_("表格文件"), max_length=500, help_text=_("xlsx、xls、ods 或 csv。"),
        widget=forms.ClearableFileInput(attrs={"accept": KINDS}),
    )  # fmt: skip

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(gettext("文件超过 30 MB，不能上传。"))
        return file


class VersionForm(forms.Form):
    """启用新版: the table as it was looked at, the name of the version, which renamings hold."""

    table = forms.CharField(widget=forms.HiddenInput)
    version = forms.CharField(label=_("版本名称"), max_length=12, help_text=_("如 2026。"))
    renamed = forms.MultipleChoiceField(
        label=_("这些算改名，旧的统计时归到新的"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, renamings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "renamed", choices=renamings)
        if not renamings:
            del self.fields["renamed"]


class MapForm(forms.Form):
    """分类对应."""

    old = TopicByCode(label=_("停用的分类"), is_valid=False)
    new = TopicByCode(label=_("对应在用的分类"))
    is_chosen = forms.BooleanField(
        label=_("统计时归入这一类"), required=False, initial=True,
        help_text=_("一个旧分类拆成几个的，选一个归入；都不选，统计时写“无法对应”，不作比较。"),
    )  # fmt: skip


def sealed(paths: tuple[Names, ...]) -> str:
    """The table that was looked at, to be sent back as it is."""
    return signing.dumps(list(map(list, paths)), salt=SALT, compress=True)


def unsealed(table: str) -> tuple[Names, ...]:
    """The same, read again; empty where it was changed on the way."""
    try:
        return tuple(tuple(map(str, names)) for names in signing.loads(table, salt=SALT, max_age=A_DAY))
    except (signing.BadSignature, ValueError, TypeError):
        return ()
