"""议定事项的事项: what a meeting decided is written down with who does it and until when; then that it was done (M132)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.gatherings.models import Gathering, Resolution
from lianxin.work.gatherings.terms import HOLD, SETTLE


@transaction.atomic
def agree(
    *, gathering: Gathering, text: str, handler: Unit, due_on: date, by: Actor, at: datetime, decided_by: str = "",
    owner: str = "",
) -> Resolution:  # fmt: skip
    """记议定事项: what was decided, by whom (the meeting itself where nothing is said), who does it, until when."""
    by.must(HOLD, gathering)
    if not text.strip():
        raise Unfit(_("请写明议定了什么。"), "text")
    if due_on < gathering.held_on:
        raise Unfit(_("完成日期不能早于开会那天。"), "due_on")
    resolution = Resolution.objects.create(
        code=new_code(), gathering=gathering, unit_path=gathering.unit_path, text=text.strip(),
        decided_by=decided_by.strip() or str(gathering.get_kind_display()), decided_on=gathering.held_on,
        handler=handler, handler_path=handler.path, owner=owner.strip(), due_on=due_on,
    )  # fmt: skip
    book.record(
        "resolution.agreed", of=gathering.ref, unit_path=gathering.unit_path, by=by, at=at,
        private={"text": resolution.text, "owner": resolution.owner}, to=handler.name, due_on=due_on.isoformat(),
    )  # fmt: skip
    return resolution


@transaction.atomic
def finish_resolution(*, resolution: Resolution, text: str, by: Actor, at: datetime) -> Resolution:
    """议定事项已落实: what was done, by the unit in charge or by the one that held the meeting."""
    found = Resolution.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=resolution.pk)
    by.must(SETTLE, found)
    if found.finished_on is not None:
        raise Unfit(_("这一项已经记为落实。"))
    if not text.strip():
        raise Unfit(_("请写明落实情况。"), "text")
    found.finished_on, found.result = localdate(at), text.strip()
    found.save(update_fields=["finished_on", "result"])
    book.record(
        "resolution.finished", of=found.gathering.ref, unit_path=found.unit_path, by=by, at=at,
        private={"text": found.result},
    )  # fmt: skip
    return found
