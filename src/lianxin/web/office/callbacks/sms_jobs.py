"""交发短信: at once after a deed, in the background; once an hour what was left lying (`lianxin remind`)."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lianxin.base import gateways
from lianxin.base.jobs.kinds import job
from lianxin.base.journal.events import listen
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.work.sms import commands
from lianxin.work.sms.models import Sms
from lianxin.work.sms.terms import About, State


@job(_("交发短信"))
def tell() -> None:
    """See whom to tell and hand the messages over, until none waits."""
    tell_now()


def tell_now() -> int:
    """The same at once; how many were handed over. Raises GatewayAway."""
    gateway, handed = gateways.of(settings.SMS), 0
    commands.gather(is_on=gateway is not None, by=SYSTEM, at=timezone.now())
    while gateway is not None and Sms.objects.filter(state=State.WAITING).exists():
        handed += commands.hand(gateway=gateway, by=SYSTEM, at=timezone.now())
    return handed


def wake(_entry: object) -> None:
    """After a deed of which residents are told."""
    if settings.SMS:
        tell.enqueue()


def hear() -> None:
    """Listen to the deeds of which residents are told."""
    for about in About.values:
        listen(about, wake)
