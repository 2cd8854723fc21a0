"""派出单位: which unit a person stood for on a day; needed once, when a visit or a stay is written down."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit


def homes_of(people: Iterable[Person], on: date, by: Actor) -> dict[int, Unit]:
    """The unit of each: the one of the post in which the recorder acts where that is theirs too, else the highest.

    Raises Unfit for somebody who held no post on that day.
    """
    people = list(people)
    found: dict[int, Unit] = {}
    postings = Posting.objects.valid(on).filter(person__in=people).select_related("unit").order_by("unit__path", "pk")
    for posting in postings:
        if posting.person_id not in found or posting.unit.path == by.own_path:
            found[posting.person_id] = posting.unit
    for person in people:
        if person.pk not in found:
            raise Unfit(_("%(name)s当天没有任职，请核对人员和日期。") % {"name": person.name}, "people")
    return found


def home_of(person: Person, on: date, by: Actor) -> Unit:
    """The same for one."""
    return homes_of([person], on, by)[person.pk]
