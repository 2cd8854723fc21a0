"""可比对的文字: statements as they were submitted. What the slots say is counted and is nobody's wording."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.base.prose import Passage, Source, codes_of, readable_codes, source
from lianxin.work.statements.models import Statement, StatementQuerySet
from lianxin.work.statements.terms import READ, StatementStatus

KIND = "statement"


def _submitted() -> StatementQuerySet:
    found: StatementQuerySet = Statement.objects.filter(status=StatementStatus.SUBMITTED)
    return found


def _passages(found: StatementQuerySet) -> Iterator[Passage]:
    for one in found.order_by("pk").iterator():
        text = "\n".join(f"{part.get('head', '')}\n{part.get('text', '')}" for part in one.sections)
        yield Passage(one.ref, one.title, text, one.home_id, one.home_path, one.last, one.person_id)


def _readable(refs: Iterable[str], by: Actor) -> set[str]:
    """Those whose page opens to this reader: his own, and what was submitted within his reach."""
    own = Q(person_id=by.person_id) if by.is_person else Q(pk__in=())
    reached = Statement.objects.reachable(by=by, to=READ).order_by().values("pk")
    return readable_codes(_submitted().filter(own | Q(pk__in=reached)), KIND, refs)


source(
    Source(
        KIND,
        _("情况报告"),
        rows=lambda: _passages(_submitted()),
        found=lambda refs: _passages(_submitted().filter(code__in=codes_of(KIND, refs))),
        readable=_readable,
        page="statements:statement",
        is_personal=True,
    )
)
