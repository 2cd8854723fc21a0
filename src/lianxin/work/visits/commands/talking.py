"""走访座谈记录: who sat together and what was said (M131)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.visits.models import TalkRecord, Visit
from lianxin.work.visits.terms import CORRECT

MOST = 9_999


@transaction.atomic
def note_talk(
    *, visit: Visit, text: str, by: Actor, at: datetime, committee: int = 0, residents: int = 0, advice: str = ""
) -> TalkRecord:
    """记座谈: how many of the village committee and of the residents took part, what was said, what they advise."""
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if by.person_id is None or not visit.people.filter(person=by.person_id):
        by.must(CORRECT, visit)
    if visit.voided_on is not None:
        raise Unfit(_("这条走访记录已经作废。"))
    if not text.strip():
        raise Unfit(_("请写明座谈的内容。"), "text")
    if not 1 <= committee + residents <= MOST or committee < 0 or residents < 0:
        raise Unfit(_("请写参加座谈的人数。"), "residents")
    talk, _is_new = TalkRecord.objects.update_or_create(
        visit=visit,
        defaults={
            "committee": committee, "residents": residents, "text": text.strip(), "advice": advice.strip(),
            "noted_by": by.name, "noted_at": at,
        },
    )  # fmt: skip
    book.record(
        "talk.noted", of=visit.ref, unit_path=visit.home_path, by=by, at=at, private={"text": talk.text},
        people=committee + residents,
    )  # fmt: skip
    return talk
