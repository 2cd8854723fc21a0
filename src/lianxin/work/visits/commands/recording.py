"""记走访: one save for the visit, what was found there, what was handed out; corrected by a new one, never deleted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.commands import answer_now, register_finding
from lianxin.work.concerns.commands.intake import Asker, Receipt
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.concerns.terms import ANSWER_NOW, REGISTER, Channel
from lianxin.work.drives.models import Drive
from lianxin.work.households.commands import open_household
from lianxin.work.households.models import Household
from lianxin.work.households.queries import may_open
from lianxin.work.households.terms import Purpose
from lianxin.work.visits.commands.staying import fitting_nights, stay_of_visit
from lianxin.work.visits.models import Burden, Finding, Leaflet, Stay, TalkRecord, Visit, VisitPerson
from lianxin.work.visits.placing import homes_of
from lianxin.work.visits.terms import CORRECT, RECORD, Discipline, Method, VisitKind

MOST = 99_999


@dataclass(frozen=True)
class FoundMatter:
    """发现的问题 as told: with an `answer` it was solved on the spot (当场解决), without one it is to be handed on.

    Unit, place, day and channel come from the visit. Who asked may stay empty.
    `from_head`: it was the head of the household visited; name and telephone are those of the register.
    Whom a complaint is about (`subject_…`) never sees it, nor that it was found on this visit.
    `minor`: that it is by or about somebody under age, as it was said.
    """

    text: str
    kind: str = "help"
    answer: str = ""
    asker_name: str = ""
    asker_phone: str = ""
    from_head: bool = False
    minor: str = ""
    is_confidential: bool | None = None
    subject_units: Sequence[Unit] = ()
    subject_persons: Sequence[Person] = ()


def record_visit(
    *, kind: str, unit: Unit, on: date, by: Actor, at: datetime, household: Household | None = None,
    people: Iterable[Person] = (), until: date | None = None, nights: int = 0, group: str = "", whom: str = "",
    methods: Sequence[str] = (), note: str = "", findings: Sequence[FoundMatter] = (),
    leaflets: Sequence[tuple[str, int]] = (), amount_yuan: int | None = None,
    disciplines: Mapping[str, bool] | None = None, drive: Drive | None = None, households: int | None = None,
    needy: int | None = None, client_key: str = "", went: bool = True,
) -> Visit:  # fmt: skip
    """记走访: who went (the recorder and `people`) where and when; findings become concerns in the same save.

    `went=False`: the recorder only writes it down for `people`.
    The same `client_key` returns the visit that was recorded under it. The new concerns' receipts stand on the
    returned object as `receipts`, this once. Raises Unfit, NotAllowed.
    """
    visit = Visit(
        kind=VisitKind(kind), unit=unit, unit_path=unit.path, on=on, until=until or on, nights=nights,
        group=group.strip() or (household.group if household else ""), household=household, whom=whom.strip(),
        households=(1 if household else 0) if households is None else households, needy=needy or 0,
        methods=[Method(one).value for one in dict.fromkeys(methods)], note=note.strip(), amount_yuan=amount_yuan,
        disciplines={Discipline(code).value: bool(said) for code, said in (disciplines or {}).items()}, drive=drive,
        client_key=client_key or None, recorded_at=at, recorded_by_id=by.person_id,
    )  # fmt: skip
    if client_key and (known := _known(client_key, by)):
        return known
    try:
        return _store(visit, _went(people, by if went else None), findings, leaflets, by, at)
    except IntegrityError:
        # The same parcel came twice at once; the first one stands (security.md R3).
        if not client_key or (known := _known(client_key, by)) is None:
            raise
        return known


def _known(client_key: str, by: Actor) -> Visit | None:
    known = Visit.objects.filter(client_key=client_key).first()
    if known is not None and known.recorded_by_id != by.person_id:
        raise Unfit(_("这条记录的编号已被别的记录使用。"), "client_key")
    return known


@transaction.atomic
def _store(
    visit: Visit, went: Sequence[Person], findings: Sequence[FoundMatter], leaflets: Sequence[tuple[str, int]],
    by: Actor, at: datetime,
) -> Visit:  # fmt: skip
    homes = homes_of(went, visit.on, by)
    visit.home = homes[went[0].pk]
    visit.home_path = visit.home.path
    by.must_at(RECORD, visit.home_path)
    _check(visit, localdate(at))
    visit.code = new_code()
    visit.save(force_insert=True)
    VisitPerson.objects.bulk_create(
        [VisitPerson(visit=visit, person=one, home_path=homes[one.pk].path) for one in went]
    )
    stays = [stay_of_visit(visit, one, homes[one.pk].path) for one in went]
    Stay.objects.bulk_create([one for one in stays if one is not None])
    _hand_out(visit, leaflets)
    visit.receipts = [_bring(visit, matter, by, at) for matter in findings]
    book.record(
        "visit.recorded", of=visit.ref, unit_path=visit.home_path, by=by, at=at, private={"note": visit.note},
        where=visit.unit.name, kind=VisitKind(visit.kind).label, people=len(went),
    )  # fmt: skip
    return visit


def _went(people: Iterable[Person], by: Actor | None) -> list[Person]:
    """The recorder first, then who came along, each once."""
    recorder = Person.objects.filter(pk=by.person_id or 0).first() if by is not None and by.is_person else None
    went = list({one.pk: one for one in [*([recorder] if recorder else []), *people]}.values())
    if not went:
        raise Unfit(_("请写明是谁去走访的。"), "people")
    return went


def _check(visit: Visit, today: date) -> None:
    if visit.until > today:
        raise Unfit(_("走访之后再记，日期不能晚于今天。"), "until" if visit.on <= today else "on")
    if visit.until < visit.on:
        raise Unfit(_("结束日期不能早于开始日期。"), "until")
    if visit.unit.valid_to is not None and visit.unit.valid_to < visit.on:
        raise Unfit(_("该单位已撤销，请选择现在的单位。"), "unit")
    fitting_nights(visit.nights, visit.on, visit.until)
    if visit.household is not None and not is_within(visit.household.unit_path, visit.unit_path):
        raise Unfit(_("这一户不在所选的单位，请核对。"), "household")
    if not 0 <= visit.households <= MOST:
        raise Unfit(_("请核对走访户数。"), "households")
    if not 0 <= visit.needy <= visit.households:
        raise Unfit(_("困难户数不能多于走访户数。"), "needy")
    if visit.household is not None and visit.households != 1:
        raise Unfit(_("选了一户，户数就是 1；走访多户的，请不选户，只填户数。"), "households")
    if visit.amount_yuan is not None and not 0 <= visit.amount_yuan <= 99_999_999:
        raise Unfit(_("请核对慰问金额。"), "amount_yuan")
    if visit.drive is not None and not visit.drive.runs_on(visit.on):
        raise Unfit(_("走访日期不在这项走访活动的起止日期内。"), "drive")


def _hand_out(visit: Visit, leaflets: Sequence[tuple[str, int]]) -> None:
    for item, quantity in leaflets:
        if not item.strip() or not 1 <= quantity <= MOST:
            raise Unfit(_("发放的资料要写名称和份数。"), "leaflets")
    Leaflet.objects.bulk_create(
        [
            Leaflet(
                visit=visit, unit_path=visit.unit_path, home_path=visit.home_path, on=visit.on, item=item.strip(),
                quantity=quantity,
            )
            for item, quantity in leaflets
        ]
    )  # fmt: skip


def _bring(visit: Visit, matter: FoundMatter, by: Actor, at: datetime) -> Receipt:
    """Make a concern of what was found: all but the text is known from the visit (nothing is typed twice)."""
    finder = _as_finder(by, visit.unit_path)
    place = visit.household.place if visit.household else visit.group
    receipt = register_finding(
        source=_("%(kind)s，%(on)s") % {"kind": VisitKind(visit.kind).label, "on": visit.on.isoformat()}, of=visit.ref,
        text=matter.text, kind=matter.kind, unit=visit.unit, channel=Channel.VISIT, place=place,
        asker=_asker(visit, matter, place, by, at), occurred_on=visit.on,
        is_confidential=matter.is_confidential, subject_units=matter.subject_units, subject_persons=matter.subject_persons,
        by=finder, at=at,
    )  # fmt: skip
    if matter.answer.strip():
        concern = answer_now(concern=receipt.concern, text=matter.answer, by=finder, at=at)
        receipt = replace(receipt, concern=concern)
    Finding.objects.create(
        visit=visit, concern=receipt.concern, unit_path=visit.unit_path, home_path=visit.home_path, on=visit.on,
        is_solved_there=bool(matter.answer.strip()),
    )  # fmt: skip
    return receipt


def _asker(visit: Visit, matter: FoundMatter, place: str, by: Actor, at: datetime) -> Asker:
    """Who asked: as told, or as the register has it, which leaves a line there like every look at it."""
    name, phone = matter.asker_name, matter.asker_phone
    if matter.from_head and visit.household is not None:
        if not may_open(visit.household, by, localdate(at)):
            raise Unfit(_("这一户的姓名和电话不对您开放，反映人可以不写。"), "from_head")
        head = open_household(household=visit.household, purpose=Purpose.ANSWER, by=by, at=at)
        name, phone = name or head.head_name, phone or head.phone
    return Asker(name=name, phone=phone, address=place, minor=matter.minor)


def _as_finder(by: Actor, path: str) -> Actor:
    """Who may record a visit may enter what he found at the very place he visited, though his post lies elsewhere."""
    grants = dict(by.grants)
    for permission in (REGISTER, ANSWER_NOW):
        grants[permission.code] = (*grants.get(permission.code, ()), path)
    return replace(by, grants=grants)


def _open(visit: Visit, reason: str, by: Actor) -> Visit:
    visit = Visit.objects.select_for_update(of=("self",)).select_related("unit", "home").get(pk=visit.pk)
    if by.person_id is None or (by.person_id != visit.recorded_by_id and not visit.people.filter(person=by.person_id)):
        by.must(CORRECT, visit)
    if visit.voided_on is not None:
        raise Unfit(_("这条走访记录已经作废。"))
    if not reason.strip():
        raise Unfit(_("请写明理由。"), "reason")
    return visit


@transaction.atomic
def void_visit(*, visit: Visit, reason: str, by: Actor, at: datetime) -> Visit:
    """作废走访记录: nothing is deleted; the figures leave it out. The concerns that it brought remain what they are."""
    visit = _open(visit, reason, by)
    visit.voided_on, visit.void_reason = localdate(at), reason.strip()
    visit.save(update_fields=["voided_on", "void_reason"])
    book.record("visit.voided", of=visit.ref, unit_path=visit.home_path, by=by, at=at, private={"reason": reason})
    return visit


@transaction.atomic
def correct_visit(*, visit: Visit, reason: str, by: Actor, at: datetime, **told: Any) -> Visit:
    """更正走访记录: the old one is voided with its reason and a new one recorded as `told` (see `record_visit`).

    What hangs on it comes along: its concerns are not entered a second time.
    """
    old = _open(visit, reason, by)
    if told["unit"].pk != old.unit_id and old.findings.exists():
        raise Unfit(_("这次走访已登记了诉求，不能改走访单位；记错了单位的，请作废后另记。"), "unit")
    went = old.people.filter(person=by.person_id).exists()
    old.voided_on, old.void_reason = localdate(at), reason.strip()
    old.save(update_fields=["voided_on", "void_reason"])
    new = record_visit(by=by, at=at, went=went, **told)
    new.replaces = old
    new.save(update_fields=["replaces"])
    Finding.objects.filter(visit=old).update(visit=new, home_path=new.home_path, on=new.on)
    Burden.objects.filter(visit=old).update(visit=new)
    for talk in TalkRecord.objects.filter(visit=old):
        talk.pk, talk.visit = None, new
        talk.save(force_insert=True)
    book.record(
        "visit.corrected", of=old.ref, unit_path=old.home_path, by=by, at=at, private={"reason": reason}, code=new.code
    )
    return new


@transaction.atomic
def add_finding(*, visit: Visit, matter: FoundMatter, by: Actor, at: datetime) -> Receipt:
    """再记一个问题: found on a visit that is recorded already."""
    visit = Visit.objects.select_for_update(of=("self",)).select_related("unit", "home", "household").get(pk=visit.pk)
    if by.person_id is None or not visit.people.filter(person=by.person_id):
        by.must(CORRECT, visit)
    if visit.voided_on is not None:
        raise Unfit(_("这条走访记录已经作废。"))
    return _bring(visit, matter, by, at)
