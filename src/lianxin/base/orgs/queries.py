"""任职的读法: the postings a person may act in today, and the actor made of one of them."""

from datetime import date

from django.conf import settings
from django.utils.translation import override

from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.roles import ROLES


def postings_of(person: Person, on: date) -> list[Posting]:
    """The postings that this person holds on that day, highest unit first."""
    if not person.is_active:
        return []
    found = list(Posting.objects.valid(on).filter(person=person, role__in=ROLES).select_related("unit"))
    for posting in found:
        posting.person = person  # known already: no statement for it on every page
    return sorted(found, key=lambda posting: (posting.unit.path, posting.pk))


def actor_for(posting: Posting) -> Actor:
    """经办人: the person in this post, with the grants of its role over its unit's subtree."""
    role = ROLES[posting.role]
    with override(settings.LANGUAGE_CODE):  # the post goes into the journal, which is in one language
        post = f"{posting.unit.name} {role.label}"
    return Actor(
        ref=posting.person.ref,
        name=posting.person.name,
        post=post,
        role=role.code,
        person_id=posting.person_id,
        unit_id=posting.unit_id,
        own_path=posting.unit.path,
        grants=dict.fromkeys(role.grants, (posting.unit.path,)),
    )


def top_unit() -> Unit | None:
    """The county itself: the unit without a parent."""
    return Unit.objects.filter(parent=None).order_by("path").first()
