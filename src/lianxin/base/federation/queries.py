"""统一登录的读法: whose link a subject is, what a person has, what he is to be told."""

import hashlib
import hmac
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q

from lianxin.base.federation.models import Link
from lianxin.base.federation.terms import TOLD_DAYS
from lianxin.base.orgs.models import Person, Posting
from lianxin.base.orgs.powers.rules import role_weighs


def digest_of(issuer: str, subject: str) -> str:
    """标识摘要: the same for the same subject; nobody without the server's key can compute it."""
    told = f"subject|{len(issuer)}|{issuer}|{subject}"
    return hmac.new(settings.SECRET_PEPPER.encode(), told.encode(), hashlib.sha256).hexdigest()


def link_of(person: Person) -> Link | None:
    """他的关联, as it stands."""
    found = Link.objects.standing().filter(person=person, issuer=settings.OIDC["issuer"])
    return found.select_related("made_by", "person").first()


def link_for(digest: str) -> Link | None:
    """Whose this subject is."""
    found = Link.objects.standing().filter(issuer=settings.OIDC["issuer"], digest=digest)
    return found.select_related("person").first()


def has_power(person: Person, on: date) -> bool:
    """有权: whether he holds a post with power, on that day or later."""
    held = Posting.objects.filter(person=person).exclude(valid_to__lt=on)
    return any(role_weighs(role) for role in held.values_list("role", flat=True))


def opens(link: Link, on: date) -> bool:
    """Whether it opens the account: a live one; and one with power only where the person made the link himself."""
    return link.person.is_active and (link.is_own or not has_power(link.person, on))


def changed_by_others(person: Person, on: date) -> Link | None:
    """告知: what another one did to this person's link in the last days, the latest."""
    since = on - timedelta(days=TOLD_DAYS)
    made = Q(made_at__date__gte=since, ended_at=None) & ~Q(made_by=person)
    ended = Q(ended_at__date__gte=since) & ~Q(ended_by=person)
    return Link.objects.filter(made | ended, person=person).first()
