"""制发: a card with a secret that is shown once, on the print; a new version voids the old one, and both can be seen.

Whoever prints a card may have read its secret. So a card proves nothing for the one who went: what it confirms enters
no assessment, and what it denies cannot be taken back with it (see `queries.word_of`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.roles import ROLES
from lianxin.work.cards.models import ContactCard
from lianxin.work.cards.terms import ISSUE, Voided
from lianxin.work.concerns import secrets
from lianxin.work.concerns.problems import Unfit
from lianxin.work.households.models import Household

MOST = 200  # cards of one print: a hundred sheets


@dataclass(frozen=True)
class Issued:
    """制发的卡 with its secret; no secret where the same form came twice and the card stood already."""

    card: ContactCard
    secret: str = ""

    @property
    def is_new(self) -> bool:
        return bool(self.secret)


@transaction.atomic
def issue_card(
    *, household: Household, person: Person, by: Actor, at: datetime, phone: str = "", entry_key: str = ""
) -> Issued:
    """制发民情联系卡: the first of this person for this household; raises Unfit where one is valid already."""
    by.must(ISSUE, household)
    if entry_key and (known := ContactCard.objects.filter(entry_key=entry_key).first()):
        return Issued(known)
    today = localdate(at)
    _must_be_there(household, today)
    if ContactCard.objects.valid().filter(household=household, person=person).exists():
        raise Unfit(_("%(person)s 已经给这一户制发过联系卡。丢了的，请补发。") % {"person": person.name}, "person")
    home = _homes([person], by, today).get(person.pk)
    return _issued(household, person, home, phone, entry_key, by, at)


@transaction.atomic
def issue_several(
    *, pairs: Sequence[tuple[Household, Person]], by: Actor, at: datetime, entry_key: str = ""
) -> list[Issued]:
    """成批制发: one card for each household and its person; who holds a valid card of that person is passed over."""
    for unit_path in {household.unit_path for household, _person in pairs}:
        by.must_at(ISSUE, unit_path)
    if len(pairs) > MOST:
        raise Unfit(_("一次最多制发 %(most)s 张，请按组分几次制发。") % {"most": MOST}, "group")
    today = localdate(at)
    keys = {f"{entry_key}:{household.pk}" for household, _person in pairs} if entry_key else set()
    if keys and ContactCard.objects.filter(entry_key__in=keys).exists():
        return []  # the same form again: the print is gone, and no secret is kept
    held = set(ContactCard.objects.valid().filter(household__in=[one for one, _person in pairs])
               .values_list("household", "person"))  # fmt: skip
    new = [(household, person) for household, person in pairs if (household.pk, person.pk) not in held]
    homes = _homes([person for _household, person in new], by, today)
    found = []
    for household, person in new:
        _must_be_there(household, today)
        key = f"{entry_key}:{household.pk}" if entry_key else ""
        found.append(_issued(household, person, homes.get(person.pk), "", key, by, at))
    if not found:
        raise Unfit(_("这里的户都已经有联系卡了。丢了的，请在那一户补发。"))
    book.record(
        "card.printed", of=f"unit:{by.unit_id}", unit_path=by.own_path, by=by, at=at, count=len(found)
    )  # fmt: skip
    return found


@transaction.atomic
def reissue_card(*, card: ContactCard, by: Actor, at: datetime, entry_key: str = "") -> Issued:
    """补发: a new version with a secret of its own; the old one is void, and says so to whoever opens it."""
    card = ContactCard.objects.select_for_update(of=("self",)).select_related("household", "person").get(pk=card.pk)
    by.must(ISSUE, card)
    if entry_key and (known := ContactCard.objects.filter(entry_key=entry_key).first()):
        return Issued(known)
    if card.voided_on is not None:
        raise Unfit(_("这张卡已经作废，请在最新的一张上补发。"))
    _must_be_there(card.household, localdate(at))
    card.voided_on, card.voided_why = localdate(at), Voided.REISSUED
    card.save(update_fields=["voided_on", "voided_why"])
    home = _homes([card.person], by, localdate(at)).get(card.person_id)
    return _issued(card.household, card.person, home, card.phone, entry_key, by, at)


@transaction.atomic
def end_card(*, card: ContactCard, reason: str, by: Actor, at: datetime) -> ContactCard:
    """停用联系卡: this person keeps contact no more; the household is told so when it opens the card."""
    card = ContactCard.objects.select_for_update(of=("self",)).get(pk=card.pk)
    by.must(ISSUE, card)
    if card.voided_on is not None:
        raise Unfit(_("这张卡已经作废。"))
    if not reason.strip():
        raise Unfit(_("请写明为什么不再联系。"), "reason")
    card.voided_on, card.voided_why = localdate(at), Voided.ENDED
    card.save(update_fields=["voided_on", "voided_why"])
    book.record("card.ended", of=card.ref, unit_path=card.unit_path, by=by, at=at, private={"reason": reason.strip()})
    return card


def _issued(
    household: Household, person: Person, home: Unit | None, phone: str, entry_key: str, by: Actor, at: datetime
) -> Issued:
    if home is None:
        raise Unfit(_("%(person)s 现在没有任职，不能写在联系卡上。") % {"person": person.name}, "person")
    secret = secrets.new_secret()
    last = ContactCard.objects.filter(household=household, person=person).order_by("-version").first()
    card = ContactCard.objects.create(
        code=_new_code(), household=household, unit_id=household.unit_id, unit_path=household.unit_path,
        person=person, home=home, home_path=home.path, phone=phone.strip() or person.phone or home.phone,
        version=last.version + 1 if last else 1, secret_hash=secrets.hash_of(secret), issued_on=localdate(at),
        issued_by_id=by.person_id, issuer_name=by.post, entry_key=entry_key or None,
    )  # fmt: skip
    book.record(
        "card.reissued" if last else "card.issued", of=card.ref, unit_path=card.unit_path, by=by, at=at,
        private={"person": person.name}, version=card.version,
    )  # fmt: skip
    return Issued(card, secret)


def _new_code() -> str:
    for _try in range(5):
        code = secrets.new_code()
        if not ContactCard.objects.filter(code=code).exists():
            break
    return code


def _homes(people: Sequence[Person], by: Actor, today: date) -> Mapping[int, Unit]:
    """联系人单位: of the issuer himself the post he acts in, of others the lowest unit where they are posted today."""
    found: dict[int, Unit] = {}
    rows = Posting.objects.valid(today).filter(person__in=people, person__is_active=True, role__in=ROLES)
    for posting in rows.select_related("unit").order_by("unit__path"):
        if posting.person_id != by.person_id or posting.unit.path == by.own_path:
            found[posting.person_id] = posting.unit
    return found


def _must_be_there(household: Household, today: date) -> None:
    if household.valid_to is not None and household.valid_to <= today:
        raise Unfit(_("这一户已经离册，不能制发联系卡。"))
