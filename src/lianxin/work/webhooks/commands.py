"""网络通知的事项: to name an address, to see in the journal what to tell it, to send, to try again, to stop."""

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.gateways.turns import in_turns
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

AT_ONCE, LOOKED_AT, MOST_HOOKS = 30, 2000, 20  # of one host in a round; of the journal; of one unit
HOSTS = 40  # in one round
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


@dataclass(frozen=True)
class Errand:
    """一趟: a notice with all that is carried, so that whoever carries it asks the database nothing."""

    notice: WebhookNotice
    address: webhooks.Address | None
    body: bytes
    headers: Mapping[str, str]


def deliver(*, send: Send, by: Actor, at: datetime) -> tuple[int, datetime | None]:
    """送: what is due, each host in a line of its own; how many arrived, and when the next one is due."""
    lines: dict[str, list[Errand]] = {}
    for notice in _begin(at):
        lines.setdefault(notice.webhook.host, []).append(_errand(notice, at))
    sent, away, left = 0, set[str](), list[WebhookNotice]()
    for errand, status in in_turns(lines, lambda one: send(one.address, one.body, one.headers) if one.address else 0):
        if status is None:
            left.append(errand.notice)
            continue
        sent += _finish(errand.notice, status, by, at)
        away |= set() if status else {errand.notice.webhook.host}
    _put_back(left, away, at)
    after = WebhookNotice.objects.filter(state=State.WAITING, webhook__in=Webhook.objects.active()).order_by("next_at")
    return sent, after.values_list("next_at", flat=True).first()


@transaction.atomic
def _begin(at: datetime) -> list[WebhookNotice]:
    """Those that go now, marked before they go. One that a fall left behind goes again: by its key the other side knows it.

    So many of each host; hosts that lately did not answer stand behind the others.
    """
    WebhookNotice.objects.filter(state=State.SENDING, tried_at__lt=at - AFTER_A_FALL).update(state=State.WAITING)
    due = WebhookNotice.objects.filter(state=State.WAITING, next_at__lte=at, webhook__in=Webhook.objects.active())
    waiting = due.values("webhook__host").annotate(failed=Max("webhook__failures"), first=Min("next_at"))
    hosts = [one["webhook__host"] for one in waiting.order_by("failed", "first", "webhook__host")[:HOSTS]]
    rows = [row for host in hosts for row in _of_host(due, host)]
    alike = {(one.webhook_id, one.about == About.PUBLISHED): one.webhook for one in rows}
    for (pk, is_public), hook in alike.items():
        many = [one for one in rows if (one.webhook_id, one.about == About.PUBLISHED) == (pk, is_public)]
        seen = queries.tellable(hook, {one.code for one in many}, published=is_public, on=localdate(at))
        for one in many:
            one.state, one.tried_at = (State.SENDING if one.code in seen else State.DROPPED), at
    WebhookNotice.objects.bulk_update(rows, ["state", "tried_at"])
    return [one for one in rows if one.state == State.SENDING]


def _of_host(due: QuerySet[WebhookNotice], host: str) -> list[WebhookNotice]:
    found = due.select_for_update(of=("self",)).filter(webhook__host=host).select_related("webhook__unit")
    return list(found.order_by("next_at", "webhook", "pk")[:AT_ONCE])


def _errand(notice: WebhookNotice, at: datetime) -> Errand:
    body, moment = queries.body_of(notice), int(at.timestamp())
    headers = {
        "Content-Type": "application/json", "User-Agent": "Lianxin", "webhook-id": notice.key, "webhook-timestamp": str(moment),
        "webhook-signature": webhooks.signature(str(notice.webhook.secret), notice.key, moment, body),
    }  # fmt: skip
    try:
        address = webhooks.address_of(notice.webhook.url, settings.WEBHOOK_HOSTS)
    except webhooks.BadAddress:
        address = None
    return Errand(notice, address, body, headers)


@transaction.atomic
def _put_back(left: Sequence[WebhookNotice], away: Collection[str], at: datetime) -> None:
    """What was not tried waits on: with a host that does not answer for a pause, behind one that is slow until the next round."""
    for is_away in (True, False):
        keys = [one.pk for one in left if (one.webhook.host in away) is is_away]
        mine = WebhookNotice.objects.filter(pk__in=keys, state=State.SENDING)
        mine.exclude(webhook__withdrawn_on=None).update(state=State.DROPPED)
        mine.update(state=State.WAITING, **({"next_at": at + PAUSES[0]} if is_away else {}))


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
