"""拟稿, 复核, 退回, 撤下, 设置: nothing becomes public by one hand alone."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.codes import new_code
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Channel, Kind
from lianxin.work.publishing import checks, queries
from lianxin.work.publishing.models import Publication, PublishRule, Version
from lianxin.work.publishing.terms import (
    CONFIRM,
    FLOW,
    LONGEST_DELAY,
    NEVER,
    PREPARE,
    SET,
    TAKE_DOWN,
    RuleOf,
    VersionState,
)  # fmt: skip


@transaction.atomic
def set_rule(*, of: str, code: str, is_open: bool, delay_days: int, by: Actor, at: datetime) -> PublishRule:
    """公开设置: whether a kind or a channel may be published at all, and how long it waits; tip-offs never."""
    if not by.has(SET):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": SET.label})
    if is_open and of == RuleOf.KIND and code in NEVER:
        raise Unfit(_("举报材料一律不公开。"))
    if not 0 <= delay_days <= LONGEST_DELAY:
        raise Unfit(_("延后的天数在 0 到 %(most)s 之间。") % {"most": LONGEST_DELAY}, "delay_days")
    rule, _new = PublishRule.objects.update_or_create(
        of=of, code=code, defaults={"is_open": is_open, "delay_days": delay_days}
    )
    label = Kind(code).label if of == RuleOf.KIND else Channel(code).label
    book.record(
        "publication.rule_set", of=f"publish_rule:{code}", unit_path=by.own_path, by=by, at=at, rule=label,
        state=gettext_lazy("可以公开") if is_open else gettext_lazy("不公开"), delay_days=delay_days,
    )  # fmt: skip
    return rule


@transaction.atomic
def prepare(
    *, concern: Concern, title: str, asked: str, answered: str, basis: str, delay_days: int, by: Actor, at: datetime,
    is_checked: bool = False, names_no_subject: bool = False,
) -> Version:  # fmt: skip
    """拟公开稿: the words that are to become public, looked through for personal data, sent to a second person."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(PREPARE, concern)
    texts = title.strip(), asked.strip(), answered.strip()
    checks.demand(concern, texts, basis=basis, is_checked=is_checked, names_no_subject=names_no_subject)
    if not 0 <= delay_days <= LONGEST_DELAY:
        raise Unfit(_("延后的天数在 0 到 %(most)s 之间。") % {"most": LONGEST_DELAY}, "delay_days")
    publication = Publication.objects.filter(concern=concern).first() or _new(concern)
    last = publication.versions.last()
    if last is not None and last.state == VersionState.PREPARED:
        raise Unfit(_("已有一稿在等复核，复核以后再拟新稿。"))
    version = Version.objects.create(
        publication=publication, number=last.number + 1 if last else 1, title=texts[0], asked=texts[1], answered=texts[2],
        basis=basis, delay_days=delay_days, prepared_by=by.ref, prepared_by_name=by.name, prepared_at=at,
    )  # fmt: skip
    book.record(
        "publication.prepared", of=publication.ref, unit_path=publication.unit_path, by=by, at=at, number=version.number
    )
    return version


def _new(concern: Concern) -> Publication:
    township = Unit.objects.filter(path=concern.unit_path[: 2 * STEP]).first()
    is_strict = checks.is_strict(concern)
    return Publication.objects.create(
        code=new_code(secrets.SystemRandom()), concern=concern, unit_path=concern.unit_path, kind=concern.kind,
        topic=concern.topic, month=f"{concern.received_on:%Y-%m}",
        place_name="" if is_strict or township is None else township.name,
        handled_by="" if is_strict or concern.handler is None else concern.handler.name,
    )  # fmt: skip


def _decided(version: Version, verb: str, by: Actor, at: datetime) -> tuple[Version, Publication]:
    """The draft in its new state, locked; only by another person than the one who prepared it."""
    publication = Publication.objects.select_for_update().get(pk=version.publication_id)
    version = Version.objects.get(pk=version.pk)
    by.must(CONFIRM, publication)
    version.state = FLOW.after(verb, version.state)
    if version.prepared_by == by.ref:
        raise NotAllowed(_("公开要经两个人：拟稿的人不能自己复核。"))
    version.decided_by_name, version.decided_at = by.name, at
    return version, publication


@transaction.atomic
def confirm(
    *, version: Version, by: Actor, at: datetime, is_checked: bool = False, names_no_subject: bool = False
) -> Publication:
    """复核通过: a second person saw the marks; the version is sealed, and public when its delay is over."""
    version, publication = _decided(version, "confirm", by, at)
    checks.demand(
        publication.concern, version.texts(), basis=version.basis, is_checked=is_checked,
        names_no_subject=names_no_subject,
    )  # fmt: skip
    clearance.demand(dict(zip(checks.FIELDS, version.texts(), strict=True)), is_read=True)
    today = localdate(at)
    version.before = publication.shown.fingerprint if publication.shown else ""
    version.fingerprint = queries.fingerprint(publication, version)
    version.save()
    publication.publish_on = queries.first_public_day(version, today, publication)
    publication.shown, publication.taken_down_on, publication.taken_down_why = version, None, ""
    publication.save()
    book.record(
        "publication.confirmed", of=publication.ref, unit_path=publication.unit_path, by=by, at=at,
        number=version.number, publish_on=publication.publish_on.isoformat(), fingerprint=version.fingerprint,
    )  # fmt: skip
    return publication


@transaction.atomic
def refuse(*, version: Version, reason: str, by: Actor, at: datetime) -> Publication:
    """退回修改: the second person does not let it pass, and says why."""
    version, publication = _decided(version, "refuse", by, at)
    if not reason.strip():
        raise Unfit(_("请写明为什么退回、要改什么。"), "reason")
    version.reason = reason.strip()
    version.save()
    book.record(
        "publication.refused", of=publication.ref, unit_path=publication.unit_path, by=by, at=at,
        private={"reason": version.reason}, number=version.number,
    )  # fmt: skip
    return publication


@transaction.atomic
def take_down(*, publication: Publication, reason: str, by: Actor, at: datetime) -> Publication:
    """撤下: one hand is enough; the versions stay, the page says since when and why, and shows nothing else."""
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    by.must(TAKE_DOWN, publication)
    if publication.shown is None or publication.taken_down_on is not None:
        raise Unfit(_("这一件没有公开着，不用撤下。"))
    if not reason.strip():
        raise Unfit(_("请写明撤下的理由，理由会公开。"), "reason")
    clearance.demand({"reason": reason})
    publication.taken_down_on, publication.taken_down_why = localdate(at), reason.strip()
    publication.save()
    book.record(
        "publication.taken_down", of=publication.ref, unit_path=publication.unit_path, by=by, at=at,
        private={"reason": reason.strip()},
    )  # fmt: skip
    return publication
