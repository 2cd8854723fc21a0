"""可比对的文字: diaries and reports as they were handed in. A draft is its writer's alone and is never compared."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.base.prose import Passage, Source, codes_of, readable_codes, source
from lianxin.work.writings.models import Writing, WritingQuerySet
from lianxin.work.writings.terms import VIEW

KIND = "writing"


def _standing() -> WritingQuerySet:
    found: WritingQuerySet = Writing.objects.standing().exclude(text="")
    return found


def _passages(found: WritingQuerySet) -> Iterator[Passage]:
    for one in found.order_by("pk").iterator():
        yield Passage(one.ref, one.title, one.text, one.home_id, one.home_path, one.on, one.person_id)


def _readable(refs: Iterable[str], by: Actor) -> set[str]:
    """Those whose page opens to this reader."""
    return readable_codes(_standing().reachable(by=by, to=VIEW), KIND, refs)


source(
    Source(
        KIND,
        _("日记与报告"),
        rows=lambda: _passages(_standing()),
        found=lambda refs: _passages(_standing().filter(code__in=codes_of(KIND, refs))),
        readable=_readable,
        page="writings:writing",
        is_personal=True,
    )
)
