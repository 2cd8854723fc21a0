"""群众的回应: confirm, deny, rate, say, complain. All of it is optional, and none of it is journalled one by one.

An entry of the journal bears a time of day, by which a household that answered just after a call could be told.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import ancestors, is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import codes
from lianxin.work.cards.models import ContactCard, Response, ResponseAbout
from lianxin.work.cards.queries import PartyOf, party_of, readers
from lianxin.work.cards.terms import Says
from lianxin.work.concerns import secrets
from lianxin.work.concerns.commands.intake import RESIDENT, Asker, Receipt, submit
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Kind, Satisfaction
from lianxin.work.visits.models import Visit

MOST_A_DAY = (
    30  # lines of one card: enough for a household, too few for a machine; “来过、没有人来过” are never refused
)
LONGEST = 1000


def open_with_secret(*, code: str, secret: str, at: datetime, by: Actor = RESIDENT) -> ContactCard | None:
    """凭卡打开: the card, void or not, for its code and secret; None with ten wrong tries, which lock it for good.

    The answer to a wrong code and to a wrong secret is the same, and takes as long.
    """
    found = ContactCard.objects.filter(code=codes.read_code(code) or "").select_related("household", "unit", "home")
    card = found.select_related("household__unit", "unit__parent", "home__parent", "person").first()
    if card is None or card.tries >= secrets.TRIES:
        secrets.matches_nothing(secret)
        return None
    if secrets.matches(card.secret_hash, secret):
        return card
    ContactCard.objects.filter(pk=card.pk).update(tries=F("tries") + 1)
    return None


@transaction.atomic
def respond(
    *, card: ContactCard, at: datetime, visit: Visit | None = None, says: str = "", rating: str = "", message: str = "",
    by: Actor = RESIDENT,
) -> Response:  # fmt: skip
    """群众回应: of one visit that is on record at its home, or of none; the same again on one day is kept once.

    Raises Unfit where nothing is said, or where nobody here could read it: what was sent into the void would harm trust.
    """
    card = ContactCard.objects.select_for_update(of=("self",)).get(pk=card.pk)
    message, today = message.strip()[:LONGEST], localdate(at)
    _must_say_something(card, visit, says, rating, message)
    party = party_of(card, visit)
    if not readers(card.unit_path, party.paths):
        raise Unfit(_("这件事涉及县、乡两级，这里没有合适的人看。请拨打 12345，或者向上级信访部门反映。"))
    same = Response.objects.filter(card=card, visit=visit, on=today, says=says, rating=rating, message=message).first()
    if same is not None:
        return same
    if not says and Response.objects.filter(card=card, on=today, says="").count() >= MOST_A_DAY:
        raise Unfit(_("今天用这张卡说的已经很多了，请明天再说，或者拨打卡上的电话。"))
    response = Response.objects.create(
        card=card, household_id=card.household_id, unit_id=card.unit_id, unit_path=card.unit_path, visit=visit,
        on=today, says=says, rating=rating, message=message,
    )  # fmt: skip
    ResponseAbout.objects.bulk_create(
        [ResponseAbout(response=response, person_id=person, home_path=path) for person, path in party.people]
        + [ResponseAbout(response=response, home_path=path) for path in party.homes]
    )
    return response


def _must_say_something(card: ContactCard, visit: Visit | None, says: str, rating: str, message: str) -> None:
    if not (says or rating or message):
        raise Unfit(_("请先选一项，或者写一句话。"), "message")
    if says and says not in Says.values or rating and rating not in Satisfaction.values:
        raise Unfit(_("请在列出的几项里选。"))
    if visit is not None and (visit.household_id != card.household_id or visit.voided_on is not None):
        raise Unfit(_("这次走访不是您家的，或者记录已经作废。"))
    if says == Says.NOBODY_CAME and rating:
        raise Unfit(_("没有人来过的，不用评满意不满意。"), "rating")
    if card.voided_on is not None and (visit is not None or says or rating):
        raise Unfit(_("这张卡已经作废，请用新卡；不是您家要换的，请在下面写一句话。"))


def complain(
    *, card: ContactCard, text: str, at: datetime, visit: Visit | None = None, name: str = "", phone: str = "",
    entry_key: str = "", by: Actor = RESIDENT,
) -> Receipt:  # fmt: skip
    """凭卡投诉: a complaint one level above those who went, who cannot see it, nor their units; with a receipt of its own."""
    if not text.strip():
        raise Unfit(_("请写一写是什么事，一句话也可以。"), "text")
    if visit is not None and visit.household_id != card.household_id:
        raise Unfit(_("这次走访不是您家的，或者记录已经作废。"))
    party = party_of(card, visit)
    above = _unit_above(party)
    if above is None:
        raise Unfit(_("投诉县一级的人员，请拨打 12388 或者向上级信访部门反映，这里的人无权查看。"))
    persons = list(Person.objects.filter(pk__in={person for person, _path in party.people}))
    units = list(Unit.objects.filter(path__in=set(party.paths)))
    return submit(
        text=text, kind=Kind.COMPLAINT, unit=above, at=at, by=by, entry_key=entry_key, asker=Asker(name=name, phone=phone),
        about_units=units, about_persons=persons,
    )  # fmt: skip


def _unit_above(party: PartyOf) -> Unit | None:
    """上一级: the nearest unit that stands above every unit concerned, and is none of them."""
    homes = set(party.paths)
    common = [path for path in ancestors(min(homes)) if _is_over_all(path, homes)]
    return Unit.objects.filter(path__in=common).order_by("-path").first()


def _is_over_all(path: str, homes: Iterable[str]) -> bool:
    return all(home != path and is_within(home, path) for home in homes)
