"""专题研究: opinions → study → report → decision that used them → measures (M026, M078)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.gatherings.models import Decision, Measure, Opinion, Study
from lianxin.work.gatherings.terms import LEAD, OPINION_VIEW, SETTLE


@transaction.atomic
def begin_study(*, unit: Unit, title: str, by: Actor, at: datetime, question: str = "") -> Study:
    """立题: a matter that several opinions point at is to be studied."""
    by.must_at(LEAD, unit.path)
    if not title.strip():
        raise Unfit(_("请写研究题目。"), "title")
    study = Study.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, title=title.strip(), question=question.strip(),
        begun_on=localdate(at),
    )  # fmt: skip
    book.record("study.begun", of=study.ref, unit_path=unit.path, by=by, at=at, private={"title": study.title})
    return study


@transaction.atomic
def link_opinion(*, opinion: Opinion, study: Study, by: Actor, at: datetime) -> Opinion:
    """列入专题研究: the opinion is one of those that the study answers."""
    opinion = Opinion.objects.select_for_update().get(pk=opinion.pk)
    by.must(LEAD, study)
    by.must(OPINION_VIEW, opinion)
    if opinion.study_id is not None and opinion.decisions.exists():
        raise Unfit(_("这条意见已经被决定采用，不能改列。"))
    opinion.study = study
    opinion.save(update_fields=["study"])
    book.record("opinion.linked", of=opinion.ref, unit_path=opinion.unit_path, by=by, at=at, study=study.ref)
    return opinion


@transaction.atomic
def conclude_study(*, study: Study, text: str, by: Actor, at: datetime) -> Study:
    """形成研究报告: what was found; a later report replaces it, the journal keeps the earlier one."""
    study = _led(study, by)
    if not text.strip():
        raise Unfit(_("请写研究报告。"), "text")
    study.report, study.concluded_on = text.strip(), localdate(at)
    study.save(update_fields=["report", "concluded_on"])
    book.record(
        "study.concluded", of=study.ref, unit_path=study.unit_path, by=by, at=at, private={"text": study.report}
    )
    return study


@transaction.atomic
def decide(
    *, study: Study, title: str, body: str, decided_on: date, used: Sequence[Opinion], by: Actor, at: datetime,
    number: str = "",
) -> Decision:  # fmt: skip
    """作出决定: by whom, on which day, and which opinions of the study it used (004-m)."""
    study = _led(study, by)
    if not title.strip() or not body.strip():
        raise Unfit(_("请写明决定事项和作出决定的会议或单位。"), "title" if body.strip() else "body")
    if decided_on > localdate(at):
        raise Unfit(_("决定日期不能晚于今天。"), "decided_on")
    if not used:
        raise Unfit(_("请选出这项决定采用了哪些意见。"), "used")
    if any(one.study_id != study.pk for one in used):
        raise Unfit(_("只能选已经列入本专题的意见。"), "used")
    decision = Decision.objects.create(
        study=study, title=title.strip(), number=number.strip(), body=body.strip(), decided_on=decided_on
    )
    decision.used.set(used)
    book.record(
        "study.decided", of=study.ref, unit_path=study.unit_path, by=by, at=at, private={"title": decision.title},
        used=len(used),
    )  # fmt: skip
    return decision


@transaction.atomic
def agree_measure(
    *, study: Study, text: str, handler: Unit, due_on: date, by: Actor, at: datetime, decision: Decision | None = None
) -> Measure:
    """确定措施: what, which unit, until when; from a decision where there is one."""
    study = _led(study, by)
    if not text.strip():
        raise Unfit(_("请写明措施内容。"), "text")
    if due_on < localdate(at):
        raise Unfit(_("完成日期不能早于今天。"), "due_on")
    if decision is not None and decision.study_id != study.pk:
        raise Unfit(_("这项决定不属于本专题。"), "decision")
    measure = Measure.objects.create(
        code=new_code(), study=study, decision=decision, unit_path=study.unit_path, text=text.strip(),
        handler=handler, handler_path=handler.path, due_on=due_on,
    )  # fmt: skip
    book.record(
        "measure.agreed", of=study.ref, unit_path=study.unit_path, by=by, at=at, private={"text": measure.text},
        to=handler.name, due_on=due_on.isoformat(),
    )  # fmt: skip
    return measure


@transaction.atomic
def finish_measure(*, measure: Measure, text: str, by: Actor, at: datetime) -> Measure:
    """措施已落实: what was done."""
    measure = Measure.objects.select_for_update(of=("self",)).select_related("study").get(pk=measure.pk)
    by.must(SETTLE, measure)
    if measure.finished_on is not None:
        raise Unfit(_("这项措施已经记为落实。"))
    if not text.strip():
        raise Unfit(_("请写明落实情况。"), "text")
    measure.finished_on, measure.result = localdate(at), text.strip()
    measure.save(update_fields=["finished_on", "result"])
    book.record(
        "measure.finished", of=measure.study.ref, unit_path=measure.unit_path, by=by, at=at,
        private={"text": measure.result},
    )  # fmt: skip
    return measure


def _led(study: Study, by: Actor) -> Study:
    study = Study.objects.select_for_update().get(pk=study.pk)
    by.must(LEAD, study)
    return study
