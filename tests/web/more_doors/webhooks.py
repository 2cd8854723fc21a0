"""门 of the addresses that are told. Order of answers: as in doors.py."""

from typing import Any

from django.test import override_settings

from lianxin.base.journal import book
from lianxin.work.webhooks import commands
from lianxin.work.webhooks.models import WebhookNotice
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """One address of 清水镇, with a notice that did not arrive."""
    with override_settings(WEBHOOK_HOSTS={"hooks.example": ""}):
        hook = commands.make(
            unit=world.town.qingshui,
            address="https://hooks.example/",
            about=["concern.closed"],
            by=world.town.admin,
            at=NOON,
        ).hook
    notice = WebhookNotice.objects.create(
        webhook=hook, key="msg_1", entry_n=book.last_number(), about="concern.closed", code="ZZZZ9999", at=NOON,
        next_at=NOON, state="failed",
    )  # fmt: skip
    return {"hook": {"code": hook.code}, "notice": {"code": hook.code, "pk": notice.pk}}


# fmt: off
DOORS: tuple[Door, ...] = (
    door("webhooks:index", "GET", "--- 403 403 403 403 403 403 403 403 403 403 403 403 200 200"),
    door("webhooks:make", "GET", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("webhooks:make", "POST", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("webhooks:detail", "GET hook", "--- 403 403 403 403 403 403 403 403 403 403 403 403 200 200"),
    door("webhooks:withdraw", "GET hook", "in 405"),
    door("webhooks:withdraw", "POST hook", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 302"),
    door("webhooks:resume", "GET hook", "in 405"),
    door("webhooks:resume", "POST hook", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 302"),
    door("webhooks:retry", "GET notice", "in 405"),
    door("webhooks:retry", "POST notice", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 302"),
)
# fmt: on
