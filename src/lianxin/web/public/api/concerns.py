"""诉求: where each of the unit's matters stands and when it is due; neither what was written nor who asked."""

from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from lianxin.pure.openapi import Field, choice, day, flag, maybe, moment, several, shape, text, whole
from lianxin.pure.periods import Period
from lianxin.web.public.api.operations import BIGGEST, Asked, Problem
from lianxin.web.public.api.terms import iso
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.terms import Channel, Outcome, Status
from lianxin.work.publishing import steps
from lianxin.work.publishing.georeport import KINDS

CODE = r"^[0-9A-HJKMNP-TV-Z]{8}$"
PERIOD = r"^20[0-9][0-9](-(0[1-9]|1[0-2])|-Q[1-4]|-H[12])?$"
MOST, USUAL = 200, 50
WAITING = (Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND, Status.RETURNED, Status.MERGED)
CODE_OF = (Field("code", text(8, pattern=CODE), _("回执编号，八位。")),)
UNIT = Field("unit", whole(1, BIGGEST), _("单位的编号；不写是密钥的单位。"), is_required=False)
LIMIT = Field("limit", whole(1, MOST), _("一次最多几件，不写是 50。"), is_required=False)
FIELDS = (
    Field("code", text(), _("回执编号。")), Field("external_number", text(), _("来的那一边的编号。")),
    Field("kind", choice(*KINDS), _("性质。")), Field("channel", choice(*Channel.values), _("渠道。")),
    Field("topic", maybe(text()), _("分类的代码。")), Field("unit", whole(), _("属地单位的编号。")),
    Field("unit_name", text()), Field("handler", maybe(whole()), _("承办单位的编号。")), Field("handler_name", maybe(text())),
    Field("state", choice(*Status.values), _("状态。")), Field("outcome", maybe(choice(*Outcome.values)), _("处理结果；办结不等于解决。")),
    Field("round", whole(1), _("第几轮；重办一次加一。")), Field("received_on", day(), _("收到日期，时限从这天算起。")),
    Field("first_due_on", maybe(day()), _("承诺期限，按它算是否按时。")), Field("due_on", maybe(day()), _("这一轮的办理期限。")),
    Field("due_is_provisional", flag(), _("期限暂定：那一年的放假通知还没有公布。")),
    Field("is_overdue", flag(), _("期限已过，还没有答复。")), Field("replied_on", maybe(day()), _("答复日期。")),
    Field("closed_on", maybe(day()), _("办结日期。")),
)  # fmt: skip
STEP = shape(Field("step", choice(*steps.STEPS), _("到了哪一步。")), Field("at", moment()))
LIST = shape(
    Field("items", several(shape(*FIELDS))),
    Field("next", maybe(text()), _("还有的话，下一次的 after；没有了是 null。")),
)
ONE = shape(*FIELDS, Field("steps", several(STEP), _("办理经过，只有步骤和时间，没有人名。")))
FILTERS = (
    Field("state", choice(*Status.values), _("只要这个状态的。"), is_required=False),
    Field("topic", text(12, least=1, pattern=r"^[0-9A-Za-z._-]+$"), _("只要这个分类（和它下面）的。"), is_required=False), UNIT,
    Field("period", text(8, pattern=PERIOD), _("在这一期收到的，写成 2026-11、2026-Q4、2026-H2、2026。"), is_required=False),
    Field("changed_since", moment(), _("从这个时间起有过动静的。"), is_required=False),
    Field("external_number", text(60, least=1, pattern=r"^[^\u0000]+$"), _("那一边的编号是这个的。"), is_required=False),
    Field("after", text(8, pattern=CODE), _("接着上一次的 next。"), is_required=False), LIMIT,
)  # fmt: skip


READ = (
    "code", "external_number", "kind", "channel", "status", "outcome", "round", "received_on", "first_due_on", "due_on",
    "due_is_provisional", "replied_on", "closed_on", "unit__name", "handler__name", "topic__code",
)  # fmt: skip


def many(asked: Asked) -> Any:
    """The newest first, so many at a time."""
    found = _narrowed(asked).order_by("-received_on", "code")
    most = asked.said.get("limit", USUAL)
    rows = list(_read(found)[: most + 1])
    return {
        "items": [_row(one, asked) for one in rows[:most]],
        "next": rows[most - 1].code if len(rows) > most else None,
    }


def one(asked: Asked) -> Any:
    """One, with the steps that it went."""
    found = _read(steps.told(asked.by)).filter(code=asked.said["code"]).first()
    if found is None:
        raise Problem(404)
    told = [{"step": step, "at": localtime(at).isoformat(timespec="seconds")} for step, at in steps.steps(found)]
    return {**_row(found, asked), "steps": told}


def _read(found: Any) -> Any:
    return found.select_related("unit", "handler", "topic").only(*READ)


def _narrowed(asked: Asked) -> Any:
    said, found = asked.said, steps.told(asked.by)
    if "unit" in said:
        unit = asked.unit()
        found = found.filter(unit.covers("unit_path") | unit.covers("handler_path"))
    if "state" in said:
        found = found.filter(status=said["state"])
    if "external_number" in said:
        found = found.filter(external_number=said["external_number"])
    if "period" in said:
        period = Period.parse(said["period"])
        found = found.filter(received_on__range=(period.first, period.last))
    if "changed_since" in said:
        found = steps.changed(found, said["changed_since"])
    return _after(asked, _of_topic(asked, found))


def _of_topic(asked: Asked, found: Any) -> Any:
    if "topic" not in asked.said:
        return found
    topics = list(
        Topic.objects.filter(Q(code=asked.said["topic"]) | Q(parent__code=asked.said["topic"])).values_list(
            "pk", flat=True
        )
    )
    if not topics:
        raise Problem(404, _("没有这个分类。"))
    return found.filter(topic__in=topics)


def _after(asked: Asked, found: Any) -> Any:
    """Behind the last one of before, which is looked for among all that there are: it may have changed its state since."""
    if "after" not in asked.said:
        return found
    last = steps.told(asked.by).filter(code=asked.said["after"]).values_list("received_on", "code").first()
    if last is None:
        raise Problem(404, _("没有 after 里的这一件，请从头读起。"))
    return found.filter(Q(received_on__lt=last[0]) | Q(received_on=last[0], code__gt=last[1]))


def _row(one: Concern, asked: Asked) -> dict[str, Any]:
    is_overdue = one.status in WAITING and one.due_on is not None and one.due_on < asked.today
    return {
        "code": one.code, "external_number": one.external_number, "kind": one.kind, "channel": one.channel,
        "topic": one.topic.code if one.topic else None, "unit": one.unit_id, "unit_name": one.unit.name,
        "handler": one.handler_id, "handler_name": one.handler.name if one.handler else None, "state": one.status,
        "outcome": one.outcome or None, "round": one.round, "received_on": iso(one.received_on),
        "first_due_on": iso(one.first_due_on), "due_on": iso(one.due_on), "due_is_provisional": one.due_is_provisional,
        "is_overdue": is_overdue, "replied_on": iso(one.replied_on), "closed_on": iso(one.closed_on),
    }  # fmt: skip
