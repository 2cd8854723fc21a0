"""印制: all copies of a group's sheet are alike; how many were printed is written down, and nothing on the paper."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import polling
from lianxin.pure.marks.codes import LEAST_NUMBER, MOST_NUMBER
from lianxin.pure.marks.layout import PageLayout, pages
from lianxin.pure.questions import fingerprint
from lianxin.work.ballots import chance
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import PollStatus
from lianxin.work.concerns.problems import Unfit
from lianxin.work.sheets.models import PrintLot, SheetForm
from lianxin.work.sheets.terms import READ

MOST_COPIES = 5000
CAN_PRINT = (PollStatus.PREPARED, PollStatus.ISSUING, PollStatus.OPEN)


@transaction.atomic
def print_sheets(
    *, box: PollBox, group: str, copies: int, by: Actor, at: datetime, is_double: bool = False
) -> PrintLot:  # fmt: skip
    """印制纸质答卷: so many copies of the group's sheet; `is_double`: what is keyed by hand is keyed by two people."""
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(READ, box)
    asked = paper_group(box, group)
    if box.status not in CAN_PRINT:
        raise Unfit(_("投票已经截止或作废，不能再印答卷。"))
    if not 1 <= copies <= MOST_COPIES:
        raise Unfit(_("份数应在 1 和 %(most)s 之间。") % {"most": MOST_COPIES}, "copies")
    lot = PrintLot.objects.create(
        form=form_for(box, asked), copies=copies, is_double=is_double, on=localdate(at), by_name=by.name
    )
    book.record("sheet.printed", of=box.ref, unit_path=box.unit_path, by=by, at=at, group=asked.label, copies=copies)
    return lot


def paper_group(box: PollBox, code: str) -> polling.Group:
    """The group, if its sheets are ballots: who answers under his name does so elsewhere. Raises Unfit."""
    found = box.poll.group(code)
    if found is None or found.is_named:
        raise Unfit(_("没有这个评议主体，或这一层是署名评议，不用纸质答卷。"), "group")
    return found


def set_pages(box: PollBox, group: polling.Group, number: int, **more: object) -> tuple[PageLayout, ...]:
    """The pages of the group's sheet under this number, as they are printed."""
    return pages(group.sheet, number=number, label=group.label, closes=box.closes_on, **more)  # type: ignore[arg-type]


def form_for(box: PollBox, group: polling.Group) -> SheetForm:
    """The form of this group as this program sets it; a fresh number where it has been set otherwise before."""
    draft = set_pages(box, group, LEAST_NUMBER)
    places = fingerprint([{**page.data(), "code": ""} for page in draft])
    found = SheetForm.objects.filter(box=box, group=group.code, fingerprint=places).first()
    if found is not None:
        return found
    number = chance.SOURCE.randint(LEAST_NUMBER, MOST_NUMBER)
    while SheetForm.objects.filter(number=number).exists():
        number = chance.SOURCE.randint(LEAST_NUMBER, MOST_NUMBER)
    made = [page.data() for page in set_pages(box, group, number)]
    return SheetForm.objects.create(box=box, group=group.code, number=number, pages=made, fingerprint=places)
