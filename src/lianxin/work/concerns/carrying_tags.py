"""标签带出、带入: the words in use; one that is not here is added, none is retired by a file."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor
from lianxin.base.versions.carried_rows import Rows, of_rows, shaped
from lianxin.base.versions.carrying import carries
from lianxin.pure.problems import Unfit
from lianxin.work.concerns.commands.topics import LONGEST_TAG, keep_tag
from lianxin.work.concerns.models import Tag
from lianxin.work.concerns.sorting_terms import EDIT_TOPICS


def here(on: date) -> dict[str, dict[str, Any]]:
    """Those in use."""
    return {label: {} for label in Tag.objects.filter(valid_to=None).values_list("label", flat=True)}


def checked(key: str, value: Any) -> dict[str, Any]:
    """A word that may be one. Raises Unfit."""
    if not 0 < len(key) <= LONGEST_TAG or "".join(key.split()) != key:
        raise Unfit(_("请写标签，不超过 %(most)s 个字。") % {"most": LONGEST_TAG})
    return shaped(value, {})


def take(key: str, value: Any, by: Actor, at: datetime) -> object:
    """Added, or in use again."""
    return keep_tag(label=key, by=by, at=at)


carries(
    of_rows(
        "tags", gettext_lazy("诉求标签"), EDIT_TOPICS, Rows(here, checked, lambda key, value: _("新增：%(name)s") % {"name": key}, take),
        is_at_once=True,
    )
)  # fmt: skip
