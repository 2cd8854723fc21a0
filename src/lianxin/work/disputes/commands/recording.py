"""登记: a sweep, a dispute found or brought, its parties; the title and the text name nobody (M252, M253)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure import redaction
from lianxin.pure.naming import likely_names
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.disputes.lists import label_of, lists_on
from lianxin.work.disputes.models import Dispute, DisputeParty, Sweep
from lianxin.work.disputes.terms import OPEN, RECORD, Origin, Purpose, Side
from lianxin.work.hazards.models import Hazard
from lianxin.work.hazards.terms import VIEW as SEE_HAZARD

#: what names somebody; where a thing stands may be said, also by its number
PERSONAL = (
    redaction.NAME,
    redaction.IDENTITY,
    redaction.MOBILE,
    redaction.TELEPHONE,
    redaction.CARD,
    redaction.CONTACT,
)


@dataclass(frozen=True)
class Party:
    """一方: kept apart from the matter."""

    side: str
    name: str
    phone: str = ""
    address: str = ""


@transaction.atomic
def open_sweep(
    *, unit: Unit, title: str, season: str, starts_on: date, ends_on: date, by: Actor, at: datetime
) -> Sweep:
    """开展排查: a look through the villages of the unit in one season, from–to."""
    by.must_at(RECORD, unit.path)
    lists = lists_on(localdate(at))
    if not title.strip():
        raise Unfit(_("请写排查的名称，如“春耕大忙期纠纷排查”。"), "title")
    if season not in {one.code for one in lists.seasons}:
        raise Unfit(_("请选择时节。"), "season")
    if ends_on < starts_on:
        raise Unfit(_("结束日期不能早于开始日期。"), "ends_on")
    sweep = Sweep.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, title=title.strip()[:80], season=season,
        lists_version=lists.version, starts_on=starts_on, ends_on=ends_on, by_name=by.name,
    )  # fmt: skip
    book.record(
        "sweep.opened", of=sweep.ref, unit_path=unit.path, by=by, at=at, private={"title": sweep.title},
        matter=label_of(lists.seasons, season),
    )  # fmt: skip
    return sweep


@transaction.atomic
def record_dispute(
    *, unit: Unit, type: str, title: str, text: str, by: Actor, at: datetime, origin: str = Origin.SCREENED,
    place: str = "", found_on: date | None = None, sweep: Sweep | None = None, hazard: Hazard | None = None,
    concern: Concern | None = None, parties: Sequence[Party] = (),
) -> Dispute:  # fmt: skip
    """登记纠纷: a matter about a thing or a place. Raises Unfit where title or text name a person, a telephone, an official.

    From a concern: never of one that complains about somebody, nor of one that is walled off from the actor.
    """
    by.must_at(RECORD, unit.path)
    today = localdate(at)
    lists, found_on = lists_on(today), found_on or today
    if type not in {one.code for one in lists.types}:
        raise Unfit(_("请选择纠纷类型。"), "type")
    if found_on > today:
        raise Unfit(_("发现日期不能晚于今天。"), "found_on")
    if concern is not None:
        _must_suit(concern, by)
        origin = Origin.CONCERN
    _must_belong(unit, found_on, sweep, hazard, by)
    demand_matter(title, text, [party.name for party in parties], concern)
    dispute = Dispute.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, type=type, lists_version=lists.version, origin=Origin(origin),
        title=title.strip(), text=text.strip(), place=place.strip()[:120], found_on=found_on, sweep=sweep, hazard=hazard,
        concern=concern, status_on=found_on, by_name=by.name,
    )  # fmt: skip
    for party in parties:
        _keep_party(dispute, party)
    book.record(
        "dispute.recorded", of=dispute.ref, unit_path=unit.path, by=by, at=at, route=Origin(origin).label,
        concern=concern.code if concern else "", private={"title": dispute.title},
    )  # fmt: skip
    return dispute


@transaction.atomic
def correct_dispute(*, dispute: Dispute, title: str, text: str, by: Actor, at: datetime, place: str = "") -> Dispute:
    """修改登记: the words of the matter; who the parties are is not in them."""
    dispute = standing(dispute)
    by.must(RECORD, dispute)
    names = list(dispute.parties.values_list("name", flat=True))
    demand_matter(title, text, names, dispute.concern)
    dispute.title, dispute.text, dispute.place = title.strip(), text.strip(), place.strip()[:120]
    dispute.save(update_fields=["title", "text", "place"])
    book.record("dispute.corrected", of=dispute.ref, unit_path=dispute.unit_path, by=by, at=at)
    return dispute


@transaction.atomic
def add_party(
    *, dispute: Dispute, side: str, name: str, by: Actor, at: datetime, phone: str = "", address: str = ""
) -> DisputeParty:
    """登记当事人: on one side of this dispute; nowhere else is there a list of them."""
    dispute = standing(dispute)
    if not by.may(OPEN, dispute):
        by.must(RECORD, dispute)
    if dispute.erased_on is not None:
        raise Unfit(_("这件纠纷的当事人资料已到期清除。"))
    if not name.strip():
        raise Unfit(_("请写姓名或单位名称。"), "name")
    party = _keep_party(dispute, Party(side, name, phone, address))
    book.record("dispute.party_added", of=dispute.ref, unit_path=dispute.unit_path, by=by, at=at)
    return party


@transaction.atomic
def open_dispute(*, dispute: Dispute, purpose: str, by: Actor, at: datetime) -> Dispute:
    """查看当事人和调解文书: who, when and for which purpose is written before anything is shown."""
    dispute = standing(dispute)
    by.must(OPEN, dispute)
    if purpose not in Purpose.values:
        raise Unfit(_("请选择查看的用途。"), "purpose")
    book.record(
        "dispute.opened", of=dispute.ref, unit_path=dispute.unit_path, by=by, at=at, outcome=Purpose(purpose).label
    )
    return dispute


def standing(dispute: Dispute) -> Dispute:
    """The row, locked."""
    found = Dispute.objects.select_for_update(of=("self",)).select_related("unit", "concern")
    return found.get(pk=dispute.pk)


def demand_matter(title: str, text: str, names: Sequence[str], concern: Concern | None) -> None:
    """Raise Unfit unless title and text are about a matter: no person, no number of one, no official."""
    for field, words, most in (("title", title, 80), ("text", text, 4000)):
        if not words.strip():
            raise Unfit(_("请写清楚是什么事，在哪里。"), field)
        if len(words) > most:
            raise Unfit(_("写得太长，请压缩。"), field)
    asker = getattr(concern, "requester", None) if concern is not None else None
    parties = [name for name in (*names, asker.name if asker else "") if len(name.strip()) > 1]
    for field, words in (("title", title), ("text", text)):
        if marks := [mark for mark in redaction.find(words, parties) if mark.kind in PERSONAL]:
            raise Unfit(
                _("这里写着当事人的姓名或号码（%(what)s），请删去，写到“当事人”一栏。") % {"what": marks[0].text}, field
            )
        staff = Person.objects.filter(is_active=True).values_list("name", flat=True)
        if named := next((name for name in staff if len(name) > 1 and name in words), ""):
            raise Unfit(
                _("写到了工作人员%(name)s。对工作人员、单位有意见的，请登记为诉求（投诉），不作纠纷登记。") % {"name": named},
                field,
            )  # fmt: skip
    if found := likely_names(title):
        raise Unfit(
            _("标题里的“%(name)s”像是人名。请写事情和地点，如“三组排水沟走向”，当事人写到“当事人”一栏。")
            % {"name": found[0]},
            "title",
        )  # fmt: skip


def _must_suit(concern: Concern, by: Actor) -> None:
    if not by.may(SEE_CONCERN, concern):
        raise NotAllowed(_("没有找到这件诉求。"))
    if concern.kind in CONFIDENTIAL_KINDS or concern.subjects.exists():
        raise Unfit(_("这件诉求是对单位或工作人员的意见，按诉求办理，不作纠纷调解。"))


def _must_belong(unit: Unit, found_on: date, sweep: Sweep | None, hazard: Hazard | None, by: Actor) -> None:
    if sweep is not None and not (
        is_within(unit.path, sweep.unit_path) and sweep.starts_on <= found_on <= sweep.ends_on
    ):
        raise Unfit(_("发现日期或地点不在这次排查的范围里。"), "sweep")
    if hazard is not None and not by.may(SEE_HAZARD, hazard):
        raise Unfit(_("没有这个隐患点，请核对编号。"), "hazard")


def _keep_party(dispute: Dispute, party: Party) -> DisputeParty:
    return DisputeParty.objects.create(
        dispute=dispute, side=Side(party.side), name=party.name.strip()[:60], phone=party.phone.strip()[:40],
        address=party.address.strip()[:120],
    )  # fmt: skip
