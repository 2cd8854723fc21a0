"""网络通知的事项: to name an address, to see in the journal what to tell it, to send, to try again, to stop."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.gateways import GatewayAway
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.programs.terms import MANAGE
from lianxin.pure import codes, webhooks
from lianxin.work.concerns.problems import Unfit
from lianxin.work.publishing.models import Publication
from lianxin.work.webhooks import queries
from lianxin.work.webhooks.models import Webhook, WebhookNotice
from lianxin.work.webhooks.terms import KEPT, OFF_AFTER, PAUSES, TOLD, About, State

AT_ONCE, LOOKED_AT, MOST_HOOKS = 30, 2000, 20
AFTER_A_FALL = timedelta(minutes=10)
GONE = 410  # the other side says that it is no longer there
Send = Callable[[webhooks.Address, bytes, Mapping[str, str]], int]


@dataclass(frozen=True)
class Made:
    """登记好的: the record, and its secret, which is shown this once."""

    hook: Webhook
    secret: str


@transaction.atomic
def make(*, unit: Unit, address: str, about: Sequence[str], by: Actor, at: datetime) -> Made:
    """登记网络通知: by whoever gives out keys there, to a host that the server's keeper has named."""
    by.must_at(MANAGE, unit.path)
    found = _address(address)
    if not about or set(about) - set(About.values):
        raise Unfit(_("请至少选一项要告诉的事。"), "about")
    standing = Webhook.objects.filter(unit=unit, withdrawn_on=None)
    if standing.filter(url=address).exists():
        raise Unfit(_("这个单位已经登记了这个网址。"), "address")
    if standing.count() >= MOST_HOOKS:
        raise Unfit(_("一个单位最多登记 %(most)s 个网址。") % {"most": MOST_HOOKS}, "address")
    secret = webhooks.secret_of(secrets.token_bytes(webhooks.BYTES))
    hook = Webhook.objects.create(
        code=codes.new_code(secrets.SystemRandom()), unit=unit, unit_path=unit.path, url=address, host=found.host,
        about=[one for one in About.values if one in about], secret=secret, made_by_name=by.name,
        made_on=localdate(at), mark=book.last_number(),
    )  # fmt: skip
    with override(settings.LANGUAGE_CODE):
        words = "、".join(hook.labels())
    _tell("webhook.made", hook, by, at, unit=unit.name, about=words)
    return Made(hook, secret)


def _address(typed: str) -> webhooks.Address:
    try:
        return webhooks.address_of(typed, settings.WEBHOOK_HOSTS)
    except webhooks.BadAddress as problem:
        raise Unfit({
            "https": _("网址要用 https 开头。"), "port": _("端口只能是 443，或者 1024 到 65535。"),
            "host": _("这台服务器没有准许往这个主机送通知。请服务器的维护人员写进 LIANXIN_WEBHOOK_HOSTS。"),
        }.get(str(problem), _("网址写法不对，要写成 https://主机名/路径。")), "address") from problem  # fmt: skip


def _tell(event: str, hook: Webhook, by: Actor, at: datetime, **detail: Any) -> None:
    book.record(event, of=hook.ref, unit_path=hook.unit_path, by=by, at=at, host=hook.host, **detail)


def _held(hook: Webhook, by: Actor) -> Webhook:
    held = Webhook.objects.select_for_update(of=("self",)).select_related("unit").get(pk=hook.pk)
    by.must_at(MANAGE, held.unit_path)
    if held.withdrawn_on is not None:
        raise Unfit(_("已经撤销过了。"))
    return held


@transaction.atomic
def withdraw(*, hook: Webhook, by: Actor, at: datetime) -> Webhook:
    """撤销网络通知: nothing more is sent, what waits goes."""
    hook = _held(hook, by)
    hook.withdrawn_on = localdate(at)
    hook.save(update_fields=["withdrawn_on"])
    hook.notices.filter(state=State.WAITING).update(state=State.DROPPED)
    _tell("webhook.withdrawn", hook, by, at)
    return hook


@transaction.atomic
def resume(*, hook: Webhook, by: Actor, at: datetime) -> Webhook:
    """恢复网络通知 that was stopped, after somebody has looked at the other side; of what happened meanwhile it is not told."""
    hook = _held(hook, by)
    if hook.stopped_on is None:
        raise Unfit(_("没有停下，不用恢复。"))
    hook.stopped_on, hook.failures, hook.mark = None, 0, book.last_number()
    hook.save(update_fields=["stopped_on", "failures", "mark"])
    _tell("webhook.resumed", hook, by, at)
    return hook


@transaction.atomic
def retry(*, notice: WebhookNotice, by: Actor, at: datetime) -> WebhookNotice:
    """重送 one that did not arrive."""
    hook = _held(notice.webhook, by)
    notice = WebhookNotice.objects.select_for_update().get(pk=notice.pk)
    if notice.state != State.FAILED:
        raise Unfit(_("这一条现在是“%(state)s”，不用重送。") % {"state": notice.get_state_display()})
    notice.state, notice.next_at, notice.tries = State.WAITING, at, 0
    notice.save(update_fields=["state", "next_at", "tries"])
    _tell("webhook.retried", hook, by, at)
    return notice


@transaction.atomic
def gather(*, by: Actor, at: datetime) -> int:
    """看流水: a notice for each new entry that an address is told of; how many. What stopped hears of nothing meanwhile."""
    WebhookNotice.objects.filter(at__lt=at - KEPT).exclude(state=State.WAITING).delete()
    newest, made = book.last_number(), 0
    for hook in Webhook.objects.active().select_for_update(of=("self",)).select_related("unit"):
        if hook.mark >= newest:
            continue
        rows = list(book.newer(hook.mark, TOLD, at - KEPT).values("n", "event", "of", "at")[:LOOKED_AT])
        made += len(WebhookNotice.objects.bulk_create(_notices(hook, rows, at), ignore_conflicts=True))
        hook.mark = rows[-1]["n"] if len(rows) == LOOKED_AT else newest
        hook.save(update_fields=["mark"])
    return made


def _notices(hook: Webhook, rows: Sequence[Mapping[str, Any]], at: datetime) -> list[WebhookNotice]:
    wanted = [row for row in rows if TOLD[row["event"]][0] in hook.about]
    concerns = {row["of"].partition(":")[2] for row in wanted if row["of"].startswith("concern:")}
    seen = queries.tellable(hook, concerns, published=False, on=localdate(at)) if concerns else set()
    days = _public_from(row["of"].partition(":")[2] for row in wanted if row["of"].startswith("publication:"))
    found = []
    for row in wanted:
        kind, _colon, code = row["of"].partition(":")
        if code in (seen if kind == "concern" else days):
            found.append(WebhookNotice(
                webhook=hook, key=f"msg_{secrets.token_hex(12)}", entry_n=row["n"], about=TOLD[row["event"]][0], code=code,
                at=row["at"], next_at=max(at, days[code]) if kind == "publication" else at,
            ))  # fmt: skip
    return found


def _public_from(wanted: Any) -> dict[str, datetime]:
    """From when on each is public: what is confirmed may wait for its day."""
    rows = Publication.objects.filter(code__in=set(wanted), publish_on__isnull=False).values_list("code", "publish_on")
    return {code: queries.first_moment(on) for code, on in rows}


def deliver(*, send: Send, by: Actor, at: datetime) -> tuple[int, datetime | None]:
    """送: what is due, each by itself; how many arrived, and when the next one is due."""
    chosen, sent = _begin(at), 0
    for notice in chosen:
        sent += _finish(notice, _sent(notice, send, at), by, at)
    after = WebhookNotice.objects.filter(state=State.WAITING, webhook__in=Webhook.objects.active()).order_by("next_at")
    return sent, after.values_list("next_at", flat=True).first()


@transaction.atomic
def _begin(at: datetime) -> list[WebhookNotice]:
    """Those that go now, marked before they go. One that a fall left behind goes again: by its key the other side knows it."""
    WebhookNotice.objects.filter(state=State.SENDING, tried_at__lt=at - AFTER_A_FALL).update(state=State.WAITING)
    due = WebhookNotice.objects.select_for_update(of=("self",)).filter(state=State.WAITING, next_at__lte=at)
    rows = list(
        due.filter(webhook__in=Webhook.objects.active())
        .select_related("webhook__unit")
        .order_by("webhook", "next_at")[:AT_ONCE]
    )
    chosen: list[WebhookNotice] = []
    for (hook, is_public), group in groupby(rows, lambda one: (one.webhook, one.about == About.PUBLISHED)):
        many = list(group)
        seen = queries.tellable(hook, {one.code for one in many}, published=is_public, on=localdate(at))
        chosen += [one for one in many if one.code in seen]
    for one in rows:
        one.state, one.tried_at = (State.SENDING if one in chosen else State.DROPPED), at
    WebhookNotice.objects.bulk_update(rows, ["state", "tried_at"])
    return chosen


def _sent(notice: WebhookNotice, send: Send, at: datetime) -> int:
    """What the other side answered; 0 where nothing came."""
    body, moment = queries.body_of(notice), int(at.timestamp())
    headers = {
        "Content-Type": "application/json", "User-Agent": "Lianxin", "webhook-id": notice.key, "webhook-timestamp": str(moment),
        "webhook-signature": webhooks.signature(str(notice.webhook.secret), notice.key, moment, body),
    }  # fmt: skip
    try:
        return send(webhooks.address_of(notice.webhook.url, settings.WEBHOOK_HOSTS), body, headers)
    except (GatewayAway, webhooks.BadAddress):
        return 0


@transaction.atomic
def _finish(notice: WebhookNotice, status: int, by: Actor, at: datetime) -> bool:
    hook = Webhook.objects.select_for_update(of=("self",)).get(pk=notice.webhook_id)
    notice.status, notice.tries = status, notice.tries + 1
    is_sent = 200 <= status < 300
    if is_sent:
        notice.state, hook.failures = State.SENT, 0
    else:
        hook.failures += 1
        waits = notice.tries <= len(PAUSES)
        notice.state = State.WAITING if waits else State.FAILED
        notice.next_at = at + PAUSES[notice.tries - 1] if waits else notice.next_at
    if not is_sent and hook.stopped_on is None and (hook.failures >= OFF_AFTER or status == GONE):
        hook.stopped_on = localdate(at)
        _tell("webhook.stopped", hook, by, at, count=hook.failures)
    hook.save(update_fields=["failures", "stopped_on"])
    notice.save(update_fields=["status", "tries", "state", "next_at"])
    return is_sent
