"""回单: the form that came, filled from the record. Who asked stays masked, as in every ledger that leaves (security.md T6)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_name, mask_phone, mask_text
from lianxin.pure.paper import official_date
from lianxin.pure.workslips import Filled, fill
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import sees_asker
from lianxin.work.concerns.queries import shown as as_read
from lianxin.work.workorders.models import WorkOrder


@dataclass(frozen=True)
class Said:
    """What the answer says beyond the record: the account, and whom to ask, by post."""

    findings: str = ""
    contact: str = ""
    contact_phone: str = ""


def answer_sheet(order: WorkOrder, by: Actor, said: Said) -> Filled:
    """The sheet; in Chinese, as all papers are."""
    with override("zh-hans"):
        values = {**_matter(order, by), **_asker(order.concern, by), **_answer(order, by, said)}
        title = f"{order.concern.upper_order.body}转办事项办理情况反馈表"
        return fill(order.shape.as_layout, values, order.others, title=title)


def _matter(order: WorkOrder, by: Actor) -> dict[str, str]:
    concern, upper = order.concern, order.concern.upper_order
    due = official_date(upper.return_by) if upper.return_by else ""
    return {
        "number": upper.number, "source": upper.body, "received_at": order.received_words, "sent_at": _day(upper.dated_on),
        "due": order.due_words or due, "kind": order.kind_words or str(concern.get_kind_display()),
        "topic": order.topic_words, "title": _words(concern.title, concern, by), "place": concern.place,
        "unit": order.unit_words or _handler(concern), "text": _words(concern.text, concern, by),
        "instructions": order.instructions, "confidential": "是" if concern.is_confidential else "否",
    }  # fmt: skip


def _asker(concern: Concern, by: Actor) -> dict[str, str]:
    """By the rules of a ledger that leaves: masked, and of a confidential one nothing for who may not know him."""
    asker = getattr(concern, "requester", None)
    if asker is None:
        return {}
    if not sees_asker(by, concern):
        hidden = _("保密")
        return {name: hidden for name in ("name", "phone", "address") if getattr(asker, name)}
    return {"name": mask_name(asker.name), "phone": mask_phone(asker.phone) if asker.phone else "",
            "address": asker.address[:3] + "**" if asker.address else ""}  # fmt: skip


def _answer(order: WorkOrder, by: Actor, said: Said) -> dict[str, str]:
    concern = order.concern
    last = list(concern.replies.all())[-1:]
    told = _words(last[0].text, concern, by) if last else ""
    return {
        "handler": _handler(concern), "findings": said.findings.strip() or told, "reply": told,
        "outcome": str(concern.get_outcome_display()), "rating": rating_words(concern), "contact": said.contact.strip(),
        "contact_phone": said.contact_phone.strip(), "closed_on": _day(concern.closed_on),
    }  # fmt: skip


def rating_words(concern: Concern) -> str:
    """是否满意: the resident's own word, or told apart what staff noted; nothing where nobody said anything."""
    if concern.rating:
        return _("%(rating)s（群众本人评价）") % {"rating": concern.get_rating_display()}
    noted = list(concern.ratings.all())[-1:]
    if noted:
        told = {"rating": noted[0].get_rating_display(), "source": noted[0].get_source_display()}
        return _("%(rating)s（%(source)s，不是本人评价）") % told
    return _("群众本人尚未评价")


def _handler(concern: Concern) -> str:
    return concern.handler.name if concern.handler else concern.unit.name


def _words(text: str, concern: Concern, by: Actor) -> str:
    asker = getattr(concern, "requester", None)
    return as_read(mask_text(text, [asker.name] if asker and len(asker.name) > 1 else []), concern, by)


def _day(on: date | None) -> str:
    return official_date(on) if on else ""


def said_of(order: WorkOrder) -> Said:
    """What was said when it was fixed."""
    return Said(order.concern.upper_order.findings, order.contact, order.contact_phone)
