"""送网络通知: at once after a deed, in the background; what did not arrive after a pause, and once an hour (`lianxin remind`)."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lianxin.base.gateways.https import Https
from lianxin.base.jobs.kinds import job
from lianxin.base.jobs.queries import is_set_for
from lianxin.base.journal.events import listen
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.work.webhooks import commands
from lianxin.work.webhooks.models import Webhook
from lianxin.work.webhooks.terms import TOLD


@job(_("送网络通知"))
def tell() -> None:
    """See what to tell, send what is due, and wake again when the next one is."""
    next_at = tell_now()
    if next_at is not None and next_at > timezone.now() and not is_set_for(tell.module_path, next_at):
        tell.using(run_after=next_at).enqueue()


def tell_now() -> datetime | None:
    """The same at once; when the next one is due."""
    if not settings.WEBHOOK_HOSTS:
        return None
    send = Https(settings.WEBHOOK_CA).send
    commands.gather(by=SYSTEM, at=timezone.now())
    while True:
        _sent, next_at = commands.deliver(send=send, by=SYSTEM, at=timezone.now())
        if next_at is None or next_at > timezone.now():
            return next_at


def wake(_entry: object) -> None:
    """After a deed of which somebody is told."""
    if settings.WEBHOOK_HOSTS and Webhook.objects.active().exists():
        tell.enqueue()


def hear() -> None:
    """Listen to the deeds of which programs are told."""
    for event in TOLD:
        listen(event, wake)
