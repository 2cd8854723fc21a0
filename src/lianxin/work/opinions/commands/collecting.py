"""征集: begin a collection, take in what the vote released, enter what was said and written beside the vote."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import polling
from lianxin.pure.crowds import shown_as
from lianxin.pure.questions import TEXT
from lianxin.work.appraisals.models import Campaign
from lianxin.work.ballots import released
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.opinions.models import Collection, Remark
from lianxin.work.opinions.terms import SORT, RemarkSource

MOST_AT_ONCE, LONGEST = 200, 1000


@transaction.atomic
def begin(*, title: str, unit: Unit, by: Actor, at: datetime, campaign: Campaign | None = None) -> Collection:
    """开始梳理: one collection for a campaign, or for another occasion on which opinions are gathered (004-j)."""
    by.must_at(SORT, unit.path)
    if not title.strip():
        raise Unfit(_("请写明这批意见是什么时候、为什么征求的。"), "title")
    if campaign is not None and Collection.objects.filter(campaign=campaign).exists():
        raise Unfit(_("这次评议的意见已经在梳理了。"))
    collection = Collection.objects.create(
        code=new_code(), title=title.strip(), unit=unit, unit_path=unit.path, campaign=campaign, begun_on=localdate(at)
    )
    book.record(
        "collection.begun", of=collection.ref, unit_path=unit.path, by=by, at=at, private={"title": collection.title}
    )
    return collection


def held(collection: Collection, by: Actor) -> Collection:
    """The collection, locked, where the actor may sort it."""
    collection = Collection.objects.select_for_update(of=("self",)).get(pk=collection.pk)
    by.must(SORT, collection)
    return collection


@transaction.atomic
def take_in(*, collection: Collection, by: Actor, at: datetime) -> Collection:
    """列入投票时写的意见: after the close, once, each as a record; a group of fewer than ten is never named (T2)."""
    collection = held(collection, by)
    campaign = collection.campaign
    if campaign is None or campaign.box is None or not campaign.is_closed:
        raise Unfit(_("投票截止、开箱以后才能列入意见。"))
    if collection.taken_in_on is not None:
        raise Unfit(_("投票时写的意见已经列入，不能再列一次。"))
    poll: polling.Poll = campaign.box.poll
    returned = Counter(ballot.group for ballot in released.ballots(campaign.box))
    together = shown_as(returned, poll.rules.least_remarks)
    if not together:
        raise Unfit(
            _("共收回答卷 %(returned)s 份，不足 %(least)s 份，单独列出意见会认出人。请与下一次评议的意见合并梳理。")
            % {"returned": sum(returned.values()), "least": poll.rules.least_remarks}
        )
    collection.groups = _groups(poll, returned, together)
    remarks = [_taken(one, collection, poll, localdate(at)) for one in released.remarks(campaign.box)]
    Remark.objects.bulk_create(remarks)
    collection.taken_in_on = localdate(at)
    collection.save(update_fields=["groups", "taken_in_on"])
    book.record(
        "collection.taken_in", of=collection.ref, unit_path=collection.unit_path, by=by, at=at, count=len(remarks),
        returned=sum(returned.values()),
    )  # fmt: skip
    return collection


def _groups(
    poll: polling.Poll, returned: Counter[str], together: dict[str, tuple[str, ...]]
) -> dict[str, dict[str, Any]]:
    labels = {group.code: group.label for group in poll.groups}
    known = {group.code: group for group in poll.groups}
    return {
        group.code: {
            "label": group.label, "returned": returned[group.code],
            "shown_as": "、".join(labels[code] for code in together[group.code]),
            "subjects": [subject.code for subject in group.sheet.subjects],
            "tells": _tells([known[code] for code in together[group.code]]),
        }
        for group in poll.groups if group.code in together
    }  # fmt: skip


def _tells(block: list[polling.Group]) -> dict[str, bool]:
    """Whether the subject and the question may stand beside an opinion: in groups that are listed together only where
    all of them were asked the same, else the subject alone would tell the group."""
    subjects = {tuple(sorted(subject.code for subject in group.sheet.subjects)) for group in block}
    items = {tuple(sorted(i.wording for i in group.sheet.form.items if i.kind == TEXT)) for group in block}
    return {"subject": len(subjects) == 1, "item": len(items) == 1}


def _taken(one: polling.Remark, collection: Collection, poll: polling.Poll, today: date) -> Remark:
    subject = next((subject for subject in poll.subjects if subject.code == one.subject), None)
    form, group = polling.form_in(poll, one.group), collection.groups[one.group]
    item = form.item(one.item) if form and group["tells"]["item"] else None
    subject = subject if group["tells"]["subject"] else None
    return Remark(
        code=new_code(), collection=collection, unit_path=collection.unit_path, source=RemarkSource.BALLOT,
        group_label=group["shown_as"], on=today, text=one.text,
        subject_code=subject.code if subject else "", subject_label=subject.label if subject else "",
        item_wording=item.wording[:200] if item else "", dialogue=one.dialogue,
    )  # fmt: skip


@transaction.atomic
def enter(
    *, collection: Collection, source: str, texts: Sequence[str], on: date | None, by: Actor, at: datetime,
    subject: str = "",
) -> list[Remark]:  # fmt: skip
    """录入意见: what was said at a meeting or in a talk, or written on a sheet: one record for each point, no names."""
    collection = held(collection, by)
    kept = [text.strip() for text in texts if text.strip()]
    if source not in RemarkSource.values or source == RemarkSource.BALLOT:
        raise Unfit(_("请选意见的来源。投票时写的意见开箱后自动列入，不用录入。"), "source")
    if not kept:
        raise Unfit(_("请写意见，一行一条。"), "texts")
    if len(kept) > MOST_AT_ONCE or any(len(text) > LONGEST for text in kept):
        raise Unfit(
            _("一次最多录入 %(most)s 条，每条不超过 %(longest)s 字，请分几次录。")
            % {"most": MOST_AT_ONCE, "longest": LONGEST},
            "texts",
        )
    if on is None or on > localdate(at):
        raise Unfit(_("请写明听到意见的日期，不晚于今天。"), "on")
    remarks = Remark.objects.bulk_create(
        Remark(code=new_code(), collection=collection, unit_path=collection.unit_path, source=source, on=on, text=text,
               subject_label=subject.strip())
        for text in kept
    )  # fmt: skip
    book.record(
        "remark.entered", of=collection.ref, unit_path=collection.unit_path, by=by, at=at, count=len(remarks),
        source=source,
    )  # fmt: skip
    return remarks
