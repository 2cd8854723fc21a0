"""村级项目: applied for, and how far it is, stage by stage with its date (M123)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.helping.models import OPEN_STAGES, ProjectStep, VillageProject
from lianxin.work.helping.terms import PLAN, PROJECT_FLOW, ProjectKind, Stage

#: the field that keeps the date of a stage
DATED = {Stage.APPROVED: "approved_on", Stage.UNDER_WAY: "begun_on", Stage.FINISHED: "finished_on"}


@transaction.atomic
def apply_for(
    *, unit: Unit, home: Unit, kind: str, title: str, applied_to: str, applied_on: date, person: Person, benefit: str,
    by: Actor, at: datetime, asked_yuan: int | None = None, households: int | None = None,
) -> VillageProject:  # fmt: skip
    """申报项目: what, applied to whom, on which day, who would benefit."""
    if not (by.may_at(PLAN, unit.path) or by.may_at(PLAN, home.path)):
        raise NotAllowed(_("您现在的职务不能为这个单位申报项目。"))
    if kind not in ProjectKind.values:
        raise Unfit(_("请选择项目类别。"), "kind")
    for name, value in (("title", title), ("applied_to", applied_to), ("benefit", benefit)):
        if not value.strip():
            raise Unfit(_("项目名称、报送单位和受益情况都要写。"), name)
    if applied_on > localdate(at):
        raise Unfit(_("申报日期不能晚于今天。"), "applied_on")
    project = VillageProject.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, home=home, home_path=home.path, kind=kind, title=title.strip(),
        applied_to=applied_to.strip(), person=person, asked_yuan=asked_yuan, benefit=benefit.strip(),
        households=households, applied_on=applied_on,
    )  # fmt: skip
    ProjectStep.objects.create(project=project, stage=Stage.APPLIED, on=applied_on)
    book.record(
        "project.applied", of=project.ref, unit_path=unit.path, by=by, at=at, to=project.applied_to,
        private={"title": project.title},
    )  # fmt: skip
    return project


@transaction.atomic
def move_project(
    *, project: VillageProject, verb: str, on: date, by: Actor, at: datetime, note: str = ""
) -> VillageProject:
    """项目进度: accepted, approved or not, under way, finished, each with its day; raises WrongState out of turn."""
    project = VillageProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    by.must(PLAN, project)
    stage = Stage(PROJECT_FLOW.after(verb, project.stage))
    last = project.steps.order_by("-on").values_list("on", flat=True).first() or project.applied_on
    if not last <= on <= localdate(at):
        raise Unfit(_("日期应在上一步（%(last)s）和今天之间。") % {"last": last.isoformat()}, "on")
    if stage == Stage.REFUSED and not note.strip():
        raise Unfit(_("请写明没有批的原因。"), "note")
    project.stage, project.closed_on = stage, None if stage in OPEN_STAGES else on
    changed = ["stage", "closed_on"]
    if stage in DATED:
        setattr(project, DATED[stage], on)
        changed.append(DATED[stage])
    project.save(update_fields=changed)
    ProjectStep.objects.create(project=project, stage=stage, on=on, note=note.strip())
    book.record(
        "project.moved", of=project.ref, unit_path=project.unit_path, by=by, at=at, outcome=stage.label,
        private={"note": note.strip()},
    )  # fmt: skip
    return project


@transaction.atomic
def correct_project(
    *, project: VillageProject, title: str, person: Person, benefit: str, by: Actor, at: datetime,
    asked_yuan: int | None = None, households: int | None = None,
) -> VillageProject:  # fmt: skip
    """修改项目登记: name, who answers for it, who benefits; its stages stay."""
    project = VillageProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    by.must(PLAN, project)
    if not title.strip() or not benefit.strip():
        raise Unfit(_("项目名称和受益情况都要写。"), "benefit" if title.strip() else "title")
    project.title, project.person, project.benefit = title.strip(), person, benefit.strip()
    project.asked_yuan, project.households = asked_yuan, households
    project.save(update_fields=["title", "person", "benefit", "asked_yuan", "households"])
    book.record("project.corrected", of=project.ref, unit_path=project.unit_path, by=by, at=at)
    return project
