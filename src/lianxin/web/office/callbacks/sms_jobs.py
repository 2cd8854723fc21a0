"""交发短信: at once after a deed, in the background; once an hour what was left lying (`lianxin remind`)."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lianxin.base import gateways
from lianxin.base.gateways.site import mail as mail_gateway
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
    """The same at once; how many were handed over. Raises GatewayAway."""
    ways = {False: gateways.of(settings.SMS), True: mail_gateway()}
    commands.gather(is_on=ways[False] is not None, has_mail=ways[True] is not None, by=SYSTEM, at=timezone.now())
    handed, away = 0, None
    for by_mail, gateway in ways.items():
        try:
            while gateway is not None and queries.waiting(by_mail=by_mail).exists():
                handed += commands.hand(gateway=gateway, by_mail=by_mail, by=SYSTEM, at=timezone.now())
        except gateways.GatewayAway as problem:  # the other way is not held up by this one
            away = problem
    if away is not None:
        raise away
    return handed


@job(_("发邮箱验证码给群众"))
def send_codes() -> None:
    """To whom wrote an address of mail on his own page."""
    gateway = mail_gateway()
    if gateway is not None:
        commands.send_mail_codes(gateway=gateway, by=SYSTEM, at=timezone.now())


def wake_for_codes(_entry: object) -> None:
    """After somebody wrote his address."""
    if settings.MAIL:
        send_codes.enqueue()


def wake(_entry: object) -> None:
    """After a deed of which residents are told."""
    if settings.SMS or settings.MAIL:
        tell.enqueue()


def hear() -> None:
    """Listen to the deeds of which residents are told."""
    for about in About.values:
        listen(about, wake)
    listen("concern.mail_asked", wake_for_codes)
