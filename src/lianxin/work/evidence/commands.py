"""佐证材料的事项: a photograph is cleaned before it is kept; what is withdrawn is emptied. Never required (JF-1)."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.files.pictures import Box, Picture, Unreadable, read_picture, sound_kind
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure import traces_sound
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Status
from lianxin.work.evidence.models import Evidence
from lianxin.work.evidence.terms import (
    ADD,
    CHECK,
    MOST_AUDIO_BYTES,
    MOST_BOXES,
    MOST_BY_RESIDENT,
    MOST_PER_CONCERN,
    EvidenceKind,
)  # fmt: skip


def add_photo(
    *, concern: Concern, data: bytes, by: Actor, at: datetime, caption: str = "", boxes: Sequence[Box] = ()
) -> Evidence:  # fmt: skip
    """附照片: kept as a clean JPEG without position or device, at most 1600 pixels; raises Unfit, NotAllowed.

    The picture is read before the transaction begins, so that nobody waits for it; a resident acts for his own concern.
    """
    _may_add(concern, by)
    _demand_room(concern, by)
    picture = _read(data, _checked(boxes))
    with transaction.atomic():
        concern = Concern.objects.select_for_update().get(pk=concern.pk)
        _may_add(concern, by)
        if same := _kept_already(concern, picture.data, caption, by):
            return same
        _demand_room(concern, by)
        evidence = _keep(concern, EvidenceKind.PHOTO, "image/jpeg", picture.data, caption, by, at, picture, len(boxes))
        book.record("evidence.photo_added", of=concern.ref, unit_path=concern.unit_path, by=by, at=at)
    return evidence


@transaction.atomic
def add_audio(*, concern: Concern, data: bytes, caption: str, by: Actor, at: datetime) -> Evidence:
    """附录音: the sound without what recorders write beside it, and what is said in it typed by the worker (F006).

    Nothing is sent to any service.
    """
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(ADD, concern)
    if len(data) > MOST_AUDIO_BYTES:
        raise Unfit(_("录音超过 10 MB，不能上传。请分成几段，或降低音质后再上传。"), "file")
    media_type = sound_kind(data)
    if not media_type:
        raise Unfit(_("这个文件不是能播放的录音。请用 mp3、m4a、wav、ogg 或 webm 格式。"), "file")
    if not caption.strip():
        raise Unfit(_("请把录音里的话写成文字。"), "caption")
    clean = traces_sound.without(data)
    if same := _kept_already(concern, clean, caption, by):
        return same
    _demand_room(concern, by)
    evidence = _keep(concern, EvidenceKind.AUDIO, media_type, clean, caption, by, at)
    book.record("evidence.audio_added", of=concern.ref, unit_path=concern.unit_path, by=by, at=at)
    return evidence


@transaction.atomic
def blacken(*, evidence: Evidence, boxes: Sequence[Box], by: Actor, at: datetime) -> Evidence:
    """涂黑: the boxes become black in the stored pixels; what was there is gone for good."""
    evidence = _standing(evidence)
    must_change(evidence, by)
    if evidence.kind != EvidenceKind.PHOTO:
        raise Unfit(_("只有照片可以涂黑。"))
    if not boxes:
        raise Unfit(_("请先在照片上画出要涂黑的地方。"))
    picture = _read(bytes(evidence.data), _checked(boxes))
    evidence.data, evidence.small, evidence.look = picture.data, picture.small, picture.look
    evidence.sha256 = hashlib.sha256(picture.data).hexdigest()
    evidence.boxes += len(boxes)
    evidence.save()
    _tell("evidence.blackened", evidence, by, at, count=len(boxes))
    return evidence


@transaction.atomic
def check(*, evidence: Evidence, by: Actor, at: datetime) -> Evidence:
    """核看: nothing in it shows who complained; from now on whoever handles the confidential concern may see it (T7)."""
    evidence = _standing(evidence)
    by.must(CHECK, evidence)
    if evidence.is_checked:
        return evidence
    evidence.is_checked = True
    evidence.save()
    _tell("evidence.checked", evidence, by, at)
    return evidence


@transaction.atomic
def withdraw(*, evidence: Evidence, reason: str, by: Actor, at: datetime) -> Evidence:
    """撤回: the bytes are emptied, the line stays with the reason."""
    evidence = _standing(evidence)
    must_change(evidence, by)
    if not reason.strip():
        raise Unfit(_("请写明撤回的理由。"), "reason")
    evidence.data, evidence.small, evidence.look = b"", b"", ""
    evidence.withdrawn_at, evidence.withdrawn_reason = at, reason.strip()
    evidence.save()
    book.record(
        "evidence.withdrawn", of=evidence.concern.ref, unit_path=evidence.concern.unit_path, by=by, at=at,
        private={"reason": reason.strip()},
    )  # fmt: skip
    return evidence


def may_change(evidence: Evidence, by: Actor) -> bool:
    """Whether this actor may black out or withdraw: his unit added it, or he takes concerns in there.

    Whoever handles a concern cannot take away what the resident brought.
    """
    is_own = by.own_path != "" and evidence.by_path == by.own_path
    return by.may(CHECK, evidence) or (is_own and by.may(ADD, evidence))


def must_change(evidence: Evidence, by: Actor) -> None:
    """Raise NotAllowed unless `may_change`."""
    if not may_change(evidence, by):
        raise NotAllowed(_("只有附上它的单位和受理单位可以涂黑、撤回。"))


def _may_add(concern: Concern, by: Actor) -> None:
    if by != RESIDENT:
        by.must(ADD, concern)


def _demand_room(concern: Concern, by: Actor) -> None:
    if concern.status == Status.VOIDED:
        raise Unfit(_("已作废的诉求不能再附材料。"))
    kept = Evidence.objects.kept().filter(concern=concern)
    if kept.count() >= MOST_PER_CONCERN:
        raise Unfit(_("一件最多附 %(most)s 份材料。请先撤回用不到的，再附。") % {"most": MOST_PER_CONCERN})
    if by == RESIDENT and kept.filter(by_path="").count() >= MOST_BY_RESIDENT:
        sentence = _("您最多附 %(most)s 张照片，已经够了。还有要补充的，请拨打站点电话。")
        raise Unfit(sentence % {"most": MOST_BY_RESIDENT})


def _checked(boxes: Sequence[Box]) -> list[Box]:
    """The boxes, cut to the picture."""
    if len(boxes) > MOST_BOXES:
        raise Unfit(_("一次最多涂黑 %(most)s 处，请分几次。") % {"most": MOST_BOXES})
    found = []
    for x, y, width, height in boxes:
        left, top = max(x, 0.0), max(y, 0.0)
        right, bottom = min(x + width, 1.0), min(y + height, 1.0)
        if not (right > left and bottom > top):  # also what is no number
            raise Unfit(_("有一处不在照片里，请重新画。"))
        found.append((left, top, right - left, bottom - top))
    return found


def _read(data: bytes, boxes: Sequence[Box]) -> Picture:
    try:
        return read_picture(data, boxes=boxes)
    except Unreadable as problem:
        raise Unfit(str(problem), "file") from problem


def _keep(
    concern: Concern, kind: str, media_type: str, data: bytes, caption: str, by: Actor, at: datetime,
    picture: Picture | None = None, boxes: int = 0,
) -> Evidence:  # fmt: skip
    unit = Unit.objects.filter(pk=by.unit_id).first() if by.unit_id else None
    return Evidence.objects.create(
        concern=concern, kind=kind, media_type=media_type, data=data, sha256=hashlib.sha256(data).hexdigest(),
        small=picture.small if picture else b"", look=picture.look if picture else "", width=picture.width if picture else 0,
        height=picture.height if picture else 0, caption=caption.strip(), boxes=boxes, by_path=by.own_path,
        by_unit=unit.name if unit else "", by_name=by.name, at=at,
        is_checked=by != RESIDENT and by.may(CHECK, concern),
    )  # fmt: skip


def _kept_already(concern: Concern, data: bytes, caption: str, by: Actor) -> Evidence | None:
    """The very same, from the same side: a form sent twice."""
    digest = hashlib.sha256(data).hexdigest()
    same = Evidence.objects.kept().filter(concern=concern, sha256=digest, caption=caption.strip(), by_path=by.own_path)
    return same.first()


def _standing(evidence: Evidence) -> Evidence:
    found = Evidence.objects.select_for_update(of=("self",)).select_related("concern").get(pk=evidence.pk)
    if found.withdrawn_at is not None:
        raise Unfit(_("这份材料已撤回，内容已清空。"))
    return found


def _tell(event: str, evidence: Evidence, by: Actor, at: datetime, **detail: Any) -> None:
    concern = evidence.concern
    book.record(event, of=concern.ref, unit_path=concern.unit_path, by=by, at=at, **detail)
