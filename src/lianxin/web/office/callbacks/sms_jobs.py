"""交发短信: at once after a deed, in the background; once an hour what was left lying (`lianxin remind`)."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lianxin.base import gateways
from lianxin.base.jobs.kinds import job
from lianxin.base.journal.events import listen
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.work.sms import commands, queries
from lianxin.work.sms.terms import About


@job(_("交发短信"))
def tell() -> None:
    """See whom to tell and hand the messages over, until none waits."""
    tell_now()


def tell_now() -> int:
    """The same at once; how many were handed over. Raises GatewayAway. In the quiet hours all of it waits for the next hour."""
    ways = {False: gateways.of(settings.SMS), True: mail_gateway()}
    commands.gather(is_on=ways[False] is not None, has_mail=ways[True] is not None, by=SYSTEM, at=timezone.now())
    handed, away = 0, None
    for by_mail, gateway in ways.items():
        try:
            while gateway is not None and _goes_out(by_mail):
                handed += commands.hand(gateway=gateway, by_mail=by_mail, by=SYSTEM, at=timezone.now())
        except gateways.GatewayAway as problem:  # the other way is not held up by this one
            away = problem
    if away is not None:
        raise away
    return handed


def _goes_out(by_mail: bool) -> bool:
    return queries.waiting(by_mail=by_mail).exists() and not queries.is_quiet(timezone.now())


def mail_gateway() -> gateways.Gateway | None:
    """The gateway for mail, as the site names it."""
    return gateways.mail_of(
        settings.MAIL,
        settings.MAIL_FROM,
        settings.MAIL_HOSTS,
        authority=settings.MAIL_CA,
        secret=settings.MAIL_SECRETS["out"],
    )


def wake(_entry: object) -> None:
    """After a deed of which residents are told."""
    if settings.SMS or settings.MAIL:
        tell.enqueue()


def hear() -> None:
    """Listen to the deeds of which residents are told."""
    for about in About.values:
        listen(about, wake)
