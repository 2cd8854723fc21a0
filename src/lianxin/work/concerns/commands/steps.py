"""定办理步骤, 办完一步, 放进个人清单, 移出: reminders, never a condition for answering or closing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns import clocking
from lianxin.work.concerns.commands.tasks import RUNNING, working_unit
from lianxin.work.concerns.duty_terms import EDIT_DUTIES
from lianxin.work.concerns.models import Concern, Shortlisted, StepTick, Topic, TopicStep
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import VIEW

MOST = 12


@transaction.atomic
def set_steps(*, topic: Topic, steps: Sequence[str], by: Actor, at: datetime) -> list[TopicStep]:
    """定办理步骤 of a topic: the new ones take the place of the old, which stay where they were ticked."""
    top = Unit.objects.filter(parent=None).order_by("path").first()
    by.must_at(EDIT_DUTIES, top.path if top else "")
    words = [word.strip()[:60] for word in steps if word.strip()]
    if len(words) > MOST:
        raise Unfit(_("步骤最多 %(most)s 步，请合并几步。") % {"most": MOST}, "steps")
    topic.steps.filter(retired_on=None).update(retired_on=clocking.today(at))
    made = TopicStep.objects.bulk_create(
        [TopicStep(topic=topic, order=number, words=word) for number, word in enumerate(words, 1)]
    )
    book.record(
        "duty.steps_set", of=f"topic:{topic.code}", unit_path=top.path if top else "", by=by, at=at, topic=topic.label,
        count=len(made),
    )  # fmt: skip
    return made


@transaction.atomic
def tick_step(*, concern: Concern, step: TopicStep, by: Actor, at: datetime) -> StepTick:
    """办完一步, by any unit that works on it."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    unit = working_unit(concern, by)
    if unit is None:
        raise NotAllowed(_("记步骤的只能是承办、协办或首接的单位。"))
    if concern.status not in RUNNING:
        raise Unfit(_("交办以后、答复以前才能记步骤。"))
    if StepTick.objects.filter(concern=concern, step=step).exists():
        raise Unfit(_("这一步已经记过了。"))
    tick = StepTick.objects.create(concern=concern, step=step, on=clocking.today(at), by_name=by.name)
    book.record(
        "task.step_done", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, unit=unit.name, step=step.words
    )
    return tick


def shortlist(*, concern: Concern, by: Actor, at: datetime) -> None:
    """放进个人清单: for oneself alone; no trace is kept of what anybody keeps at hand."""
    by.must(VIEW, concern)
    if by.person_id is not None:
        Shortlisted.objects.get_or_create(concern=concern, person_id=by.person_id)


def unlist(*, concern: Concern, by: Actor, at: datetime) -> None:
    """移出个人清单."""
    Shortlisted.objects.filter(concern=concern, person_id=by.person_id or 0).delete()
