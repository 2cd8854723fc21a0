"""去向: each opinion becomes a rectification or a concern, or is answered, adopted, declined, set aside, with words."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.commands import register
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Channel, Kind
from lianxin.work.opinions.models import Collection, Remark
from lianxin.work.opinions.terms import BY_WORDS, FLOW, SORT, Fate, RemarkSource
from lianxin.work.rectification import commands as rectifications
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.terms import Source
from lianxin.work.rectification.terms import Status as RectificationStatus

LEAST_REASON = 6
CHANNELS = {
    RemarkSource.BALLOT: Channel.QUESTIONNAIRE, RemarkSource.SHEET: Channel.QUESTIONNAIRE,
    RemarkSource.MEETING: Channel.MEETING, RemarkSource.TALK: Channel.VISIT, RemarkSource.HOTLINE: Channel.TELEPHONE,
}  # fmt: skip


def chosen(remarks: Sequence[Remark], by: Actor, verb: str) -> tuple[Collection, list[Remark]]:
    """The opinions, locked, of one collection; raises Unfit, NotAllowed, or WrongState where one has its fate already."""
    keys = [one.pk for one in remarks]
    found = list(Remark.objects.select_for_update(of=("self",)).filter(pk__in=keys).select_related("collection"))
    if not found:
        raise Unfit(_("请先勾选意见。"), "remarks")
    if len({one.collection_id for one in found}) > 1:
        raise Unfit(_("请只选同一批的意见。"), "remarks")
    for one in found:
        by.must(SORT, one)
        FLOW.after(verb, one.fate)
    return found[0].collection, found


@transaction.atomic
def settle(
    *, remarks: Sequence[Remark], verb: str, text: str, by: Actor, at: datetime, on: date | None = None
) -> list[Remark]:
    """定去向: answered and explained, adopted into a measure, declined with a reason, or not of this appraisal.

    `on`: the day as an older ledger has it; never one to come.
    """
    if verb not in BY_WORDS:
        raise Unfit(_("请选择去向。"), "verb")
    collection, found = chosen(remarks, by, verb)
    if len(text.strip()) < LEAST_REASON:
        raise Unfit(
            _("请写明%(what)s，不少于 %(least)s 个字。") % {"what": BY_WORDS[verb], "least": LEAST_REASON}, "text"
        )
    if on is not None and on > localdate(at):
        raise Unfit(_("日期不能晚于今天。"), "on")
    for one in found:
        one.fate, one.answer, one.decided_on = FLOW.after(verb, one.fate), text.strip(), on or localdate(at)
        one.save(update_fields=["fate", "answer", "decided_on"])
    book.record(
        "remark.settled", of=collection.ref, unit_path=collection.unit_path, by=by, at=at, count=len(found),
        fate=Fate(found[0].fate).label, private={"text": text.strip()},
    )  # fmt: skip
    return found


@transaction.atomic
def rectify(
    *, remarks: Sequence[Remark], problem: str, owner: Unit, measure: str, starts_on: date | None, ends_on: date | None,
    person: str, supervisor: str, by: Actor, at: datetime, section: str = "",
) -> Rectification:  # fmt: skip
    """列入整改: one item for one or several opinions, in the office's own words: what was written is not handed on."""
    collection, found = chosen(remarks, by, "rectify")
    if any(_is_about(one, owner) for one in found):
        raise Unfit(_("意见反映的就是%(unit)s或其人员，不能交给它整改。") % {"unit": owner.name}, "owner")
    item = rectifications.issue(
        source=Source.OPINION, source_ref=source_ref(collection), source_label=collection.title[:120], problem=problem, owner=owner,
        measure=measure, starts_on=starts_on, ends_on=ends_on, person=person, supervisor=supervisor, section=section,
        by=by, at=at,
    )  # fmt: skip
    for one in found:
        one.fate, one.rectification, one.decided_on = FLOW.after("rectify", one.fate), item, localdate(at)
        one.save(update_fields=["fate", "rectification", "decided_on"])
    book.record(
        "remark.rectified", of=collection.ref, unit_path=collection.unit_path, by=by, at=at, count=len(found),
        code=item.code,
    )  # fmt: skip
    return item


def source_ref(collection: Collection) -> str:
    """How the ledger of rectifications finds them: under their campaign, where they came from one."""
    return f"{collection.campaign.ref}/{collection.ref}" if collection.campaign else collection.ref


def _is_about(remark: Remark, unit: Unit) -> bool:
    return bool(remark.about_path) and unit.path.startswith(remark.about_path)


@transaction.atomic
def raise_concern(*, remark: Remark, unit: Unit, text: str, by: Actor, at: datetime) -> Concern:
    """转为诉求: registered as an opinion that nobody is named for; the wall before whom it complains of goes along."""
    collection, [one] = chosen([remark], by, "raise_concern")
    about = Unit.objects.filter(path=one.about_path)[:1] if one.about_path else ()
    concern = register(
        text=text, kind=Kind.COMPLAINT if one.is_complaint else Kind.OPINION,
        channel=CHANNELS[RemarkSource(one.source)], unit=unit, subject_units=list(about),
        subject_persons=[one.about_person] if one.about_person else [], by=by, at=at,
    ).concern  # fmt: skip
    one.fate, one.concern, one.decided_on = FLOW.after("raise_concern", one.fate), concern, localdate(at)
    one.save(update_fields=["fate", "concern", "decided_on"])
    book.record("remark.raised", of=one.ref, unit_path=one.unit_path, by=by, at=at, concern=concern.code)
    return concern


@transaction.atomic
def reconsider(*, remark: Remark, reason: str, by: Actor, at: datetime) -> Remark:
    """重新研究: the fate is open again: the giver is not satisfied with the answer, or the rectification was withdrawn."""
    _collection, [one] = chosen([remark], by, "reconsider")
    if not reason.strip():
        raise Unfit(_("请写明为什么重新研究。"), "reason")
    if one.published_on is not None:
        raise Unfit(_("这条意见已经公开，请先撤下。"))
    if one.rectification is not None and one.rectification.status != RectificationStatus.WITHDRAWN:
        raise Unfit(_("意见正在整改台账里，整改事项撤销以后才能重新研究。"))
    one.fate, one.answer, one.decided_on, one.rectification = FLOW.after("reconsider", one.fate), "", None, None
    one.save(update_fields=["fate", "answer", "decided_on", "rectification"])
    book.record(
        "remark.reconsidered", of=one.ref, unit_path=one.unit_path, by=by, at=at, private={"reason": reason.strip()}
    )
    return one
