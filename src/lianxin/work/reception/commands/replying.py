"""答复: by word of mouth or in writing; a matter of principle is answered in writing, with a 答复函 (M019)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.paper import write_docx
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns import queries as concern_queries
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import ANSWER_NOW, REPLY, Purpose
from lianxin.work.reception import papers
from lianxin.work.reception.models import ReceptionEntry, ReplyNote
from lianxin.work.reception.terms import ReplyForm


@transaction.atomic
def reply(*, concern: Concern, text: str, reply_form: str, by: Actor, at: datetime) -> Concern:
    """答复并记形式: the reply of the handling unit, and whether it was given by word of mouth or in writing (M019)."""
    by.must(REPLY, concern)
    if reply_form == ReplyForm.ORAL and ReceptionEntry.objects.filter(concern=concern, is_principle=True).exists():
        raise Unfit(_("涉及原则性问题的，应当书面答复。"), "reply_form")
    concern = concerns.reply(concern=concern, text=text, by=by, at=at)
    ReplyNote.objects.update_or_create(concern=concern, round=concern.round, defaults={"form": reply_form})
    book.record(
        "reception.reply_noted",
        of=concern.ref,
        unit_path=concern.unit_path,
        by=by,
        at=at,
        form=ReplyForm(reply_form).label,
    )
    return concern


@transaction.atomic
def write_letter(*, concern: Concern, by: Actor, at: datetime) -> bytes:
    """答复函: the last reply as a letter (docx) to the requester; whoever may not know him writes it without a name."""
    if not (by.may(REPLY, concern) or by.may(ANSWER_NOW, concern)):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": REPLY.label})
    last = concern.replies.select_related("unit").order_by("at", "pk").last()
    if last is None:
        raise Unfit(_("还没有答复，不能制作答复函。"))
    name = ""
    if concern_queries.may_know_asker(by, concern):
        name = concerns.reveal(concern=concern, purpose=Purpose.CONTACT, by=by, at=at).name
    entry = ReceptionEntry.objects.filter(concern=concern).select_related("session").first()
    paper = papers.letter(concern, last, name=name, entry=entry, dated=localdate(at))
    book.record("reception.letter_written", of=concern.ref, unit_path=concern.unit_path, by=by, at=at)
    return write_docx(paper)
