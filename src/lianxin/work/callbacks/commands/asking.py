"""送达, 回访: how the answer reached the resident, and what he says to a unit that did not work on his matter."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.scales import NoSuchStep, three_steps
from lianxin.work.callbacks.models import CallBack, Delivery, SampleItem
from lianxin.work.callbacks.terms import CALL, DELIVER, Reach, Way
from lianxin.work.concerns import clocking
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.independence import is_party
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import FLOW


@transaction.atomic
def deliver(*, concern: Concern, way: str, on: date, by: Actor, at: datetime) -> Delivery:
    """答复送达: by which way and on which day the answer of this round reached the resident (M062); once a round."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(DELIVER, concern)
    FLOW.after("rate", concern.status)
    if on > clocking.today(at):
        raise Unfit(_("送达日期不能晚于今天。"), "on")
    if concern.replied_on and on < concern.replied_on:
        raise Unfit(_("送达日期不能早于答复日期 %(on)s。") % {"on": concern.replied_on}, "on")
    return _delivered(concern, way, on, by, at)


@transaction.atomic
def note_read(*, concern: Concern, at: datetime, by: Actor = RESIDENT) -> Delivery | None:
    """网上看到答复: the resident opened his page with his slip after the answer: that it came home needs nobody's note."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    if not FLOW.can("rate", concern.status):
        return None
    return _delivered(concern, Way.WEB, clocking.today(at), by, at)


def _delivered(concern: Concern, way: str, on: date, by: Actor, at: datetime) -> Delivery:
    if known := Delivery.objects.filter(concern=concern, round=concern.round).first():
        return known
    delivery = Delivery.objects.create(
        concern=concern, round=concern.round, unit_path=concern.unit_path, handler_path=concern.handler_path,
        by_name=by.name, at=at, way=way, on=on,
    )  # fmt: skip
    book.record(
        "concern.delivered", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, channel=Way(way).label,
        on=on.isoformat(),
    )  # fmt: skip
    return delivery


@transaction.atomic
def call_back(
    *, concern: Concern, reach: str, by: Actor, at: datetime, contacted: bool | None = None, solved: bool | None = None,
    scale: str = "three", step: str = "", comment: str = "", item: SampleItem | None = None, entry_key: str = "",
) -> CallBack:  # fmt: skip
    """独立回访: by a unit that did not do the work; only who was reached has answered, and no rate is moved by it."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(CALL, concern)
    if is_party(by, concern):
        raise NotAllowed(_("这一件是本单位承办的，不能由本单位回访。请由上级单位或受理单位回访。"))
    FLOW.after("rate", concern.status)
    if entry_key and (known := CallBack.objects.filter(entry_key=entry_key).first()):
        return known
    rating = ""
    if reach == Reach.REACHED:
        if contacted is None or solved is None or not step:
            raise Unfit(_("打通了的，三个问题都要记。"), "step")
        try:
            rating = three_steps(scale, step)
        except NoSuchStep:
            raise Unfit(_("“%(step)s”不在所选的尺度里。") % {"step": step}, "step") from None
    else:
        contacted, solved, scale, step = None, None, "", ""
    caller = Unit.objects.get(path=by.own_path)
    call = CallBack.objects.create(
        concern=concern, round=concern.round, unit_path=concern.unit_path, handler_path=concern.handler_path,
        by_name=by.name, at=at, item=item, unit_name=caller.name, caller_path=caller.path, reach=reach,
        contacted=contacted, solved=solved, scale=scale, step=step, rating=rating, comment=comment,
        entry_key=entry_key or None,
    )  # fmt: skip
    book.record(
        "concern.called_back", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"comment": comment},
        unit=caller.name, outcome=Reach(reach).label,
    )  # fmt: skip
    return call
