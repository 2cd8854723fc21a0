"""诉求分类带出、带入: the tree by its names, since codes are each county's own; what is gone in the file is retired here."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor
from lianxin.base.versions.carrying import Carried, Difference, carries
from lianxin.pure.problems import Unfit
from lianxin.work.concerns.commands import import_topics
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.sorting_terms import EDIT_TOPICS
from lianxin.work.concerns.topic_files import topics_of
from lianxin.work.concerns.topic_tree import LEVELS, compare, flat, tree, valid


def out(on: date) -> list[list[str]]:
    """Every topic in use by its full name."""
    return [list(node.names) for node in flat(tree(valid()))]


def _paths(data: Any) -> Any:
    """Full names, as a table of three columns is read. Raises Unfit."""
    rows = data if isinstance(data, list) else []
    if not rows or not all(isinstance(row, list) and 0 < len(row) <= LEVELS for row in rows):
        raise Unfit(_("这一类读不懂。"))
    table = topics_of([[str(cell) for cell in row] for row in rows])
    if table.bad:
        raise Unfit(_("有 %(n)s 行分类读不懂，第一处：%(why)s") % {"n": len(table.bad), "why": table.bad[0].why})
    return table.paths


def differences(data: Any, on: date) -> Sequence[Difference]:
    """What is new, what goes."""
    label = _("诉求分类")
    try:
        change = compare(tree(valid()), _paths(data))
    except Unfit as problem:
        return [Difference("topics", label, "", "", str(problem))]
    found = [Difference("", label, "", _("新增：%(name)s") % {"name": " › ".join(names)}) for names in change.added]
    return found + [
        Difference("", label, _("停用：%(name)s") % {"name": " › ".join(node.names)}, "") for node in change.gone
    ]


def bring(data: Any, by: Actor, at: datetime) -> int:
    """A new version of the tree."""
    if not differences(data, localdate(at)):
        return 0
    day, taken = f"{localdate(at):%y%m%d}", set(Topic.objects.values_list("version", flat=True).distinct())
    version = next(name for n in range(1, 1000) if (name := f"{day}带入{n}") not in taken)
    change = import_topics(version=version, paths=_paths(data), renamed={}, by=by, at=at)
    return len(change.added) + len(change.gone)


carries(Carried("topics", gettext_lazy("诉求分类"), EDIT_TOPICS, out, differences, bring))
