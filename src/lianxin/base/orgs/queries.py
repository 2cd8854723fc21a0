"""任职的读法: the postings a person may act in today, and the actor made of one of them."""

from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.orgs.models import Person, Posting, Succession, Unit
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


def holders_of(path: str, on: date) -> list[Posting]:
    """The postings that are held in exactly this unit on that day."""
    held = Posting.objects.valid(on).filter(unit__path=path, role__in=ROLES, person__is_active=True)
    return list(held.select_related("unit", "person").order_by("pk"))


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
        former=posting.unit.paths[1:],
        grants=dict.fromkeys(role.grants, posting.unit.paths),
    )


def predecessors(unit: Unit) -> list[Succession]:
    """合并前的单位: what was merged into this unit and when, one step back; no statement for one that is no merger."""
    if not unit.former:
        return []
    return list(Succession.objects.filter(new=unit).select_related("old").order_by("on", "old__path"))


def former_words(unit: Unit, since: date) -> str:
    """脚注 beside figures that reach back before a merger: 2026-07-01合并前为石桥村、柳湾村合计; empty where none does."""
    days: dict[date, list[str]] = {}
    for one in predecessors(unit):
        if since < one.on:
            days.setdefault(one.on, []).append(one.old.name)
    parts = [
        _("%(on)s合并前为%(names)s合计") % {"on": on.isoformat(), "names": _("、").join(_with_own(unit, names, on))}
        for on, names in days.items()
    ]
    return _("；").join(parts)


def _with_own(unit: Unit, names: list[str], on: date) -> list[str]:
    """A unit that others were merged into was there before: it is one of those that are added up."""
    return names if unit.valid_from is not None and unit.valid_from >= on else [unit.name, *names]


def standing(under: Unit, first: date, last: date) -> list[Unit]:
    """The units next below that existed on any day of the time, in the order of the tree."""
    begun = Q(valid_from=None) | Q(valid_from__lte=last)
    ended = Q(valid_to=None) | Q(valid_to__gte=first)
    return list(Unit.objects.filter(begun, ended, parent=under).order_by("path"))


def top_unit() -> Unit | None:
    """The county itself: the unit without a parent."""
    return Unit.objects.filter(parent=None).order_by("path").first()
