"""分类的选择: the two levels of topics; an upper one may be chosen as a whole."""

from typing import Any

from django import forms

from lianxin.work.concerns.models import Topic


def topic_choices() -> list[tuple[Any, str]]:
    """Every topic in use, the lower ones set in."""
    rows = Topic.objects.filter(valid_to=None).order_by("code").values_list("pk", "label", "parent_id")
    return [("", "—"), *((pk, ("　" if parent else "") + label) for pk, label, parent in rows)]


class TopicField(forms.TypedChoiceField):
    """分类, an upper or a lower one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=topic_choices, coerce=int, empty_value=None, **kwargs)

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return Topic.objects.filter(pk=chosen).first() if chosen else None
