"""志愿者与专家: registered with skills; public only by consent, which may be taken back at any time (M100, M129)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.pairings.models import Expert, ExpertSkill
from lianxin.work.pairings.terms import EDIT_SKILLS, ExpertKind, Skill


@transaction.atomic
def register_expert(
    *, kind: str, unit: Unit, skills: Sequence[str], by: Actor, at: datetime, name: str = "", person: Person | None = None,
    about: str = "", workplace: str = "", phone: str = "",
) -> Expert:  # fmt: skip
    """登记志愿者、专家: with at least one skill; public he is not by that."""
    by.must_at(EDIT_SKILLS, unit.path)
    name = person.name if person else name.strip()
    if not name:
        raise Unfit(_("请写明姓名，或选系统里的人员。"), "name")
    if person is not None and Expert.objects.filter(person=person).exists():
        raise Unfit(_("这个人员已经登记过，请在原来的登记上修改。"), "person")
    expert = Expert.objects.create(
        code=new_code(), kind=ExpertKind(kind), name=name, person=person, unit=unit, unit_path=unit.path,
        about=about.strip(), workplace=workplace.strip(), phone=phone.strip(), registered_on=localdate(at),
    )  # fmt: skip
    chosen = _set_skills(expert, skills)
    _tell(expert, "expert.registered", by, at, {"name": name}, kind=ExpertKind(kind).label, skills=_words(chosen))
    return expert


def _set_skills(expert: Expert, skills: Sequence[str]) -> list[Skill]:
    chosen = [skill for skill in Skill if skill.value in set(skills)]
    if not chosen:
        raise Unfit(_("请至少选一项特长。"), "skills")
    ExpertSkill.objects.filter(expert=expert).delete()
    ExpertSkill.objects.bulk_create([ExpertSkill(expert=expert, skill=skill) for skill in chosen])
    return chosen


def _words(skills: Sequence[Skill]) -> str:
    return "、".join(str(skill.label) for skill in skills)


def _tell(expert: Expert, event: str, by: Actor, at: datetime, private: dict[str, str], **detail: Any) -> None:
    book.record(event, of=expert.ref, unit_path=expert.unit_path, by=by, at=at, private=private, **detail)


def _held(expert: Expert) -> Expert:
    expert = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    if expert.ended_on is not None:
        raise Unfit(_("这个人已经不再担任。"))
    return expert


@transaction.atomic
def change_expert(
    *,
    expert: Expert,
    skills: Sequence[str],
    by: Actor,
    at: datetime,
    about: str = "",
    workplace: str = "",
    phone: str = "",
) -> Expert:
    """修改特长: what he is good at; what the public reads changes with it, his consent stays."""
    by.must(EDIT_SKILLS, expert)
    expert = _held(expert)
    if expert.listed_on is not None:
        clearance.demand({"about": about, "workplace": workplace}, own=(expert.public_phone,))
    chosen = _set_skills(expert, skills)
    expert.about, expert.workplace, expert.phone = about.strip(), workplace.strip(), phone.strip()
    expert.save(update_fields=["about", "workplace", "phone"])
    _tell(expert, "expert.changed", by, at, {}, skills=_words(chosen))
    return expert


@transaction.atomic
def list_expert(*, expert: Expert, public_phone: str, how: str, by: Actor, at: datetime, hours: str = "") -> Expert:
    """公开: into the public directory, with the telephone that he agreed to and how he agreed. Without both it is refused."""
    _oneself_or(EDIT_SKILLS, expert, by)
    expert = _held(expert)
    if not public_phone.strip():
        raise Unfit(_("请写本人同意公开的电话。"), "public_phone")
    if not how.strip():
        raise Unfit(_("请写明本人怎样同意的，如签了同意书、当面答应。"), "how")
    clearance.demand({"about": expert.about, "workplace": expert.workplace, "hours": hours}, own=(public_phone,))
    expert.listed_on, expert.public_phone = localdate(at), public_phone.strip()
    expert.hours, expert.consent_how = hours.strip(), how.strip()
    expert.save(update_fields=["listed_on", "public_phone", "hours", "consent_how"])
    _tell(expert, "expert.listed", by, at, {"how": expert.consent_how})
    return expert


def _oneself_or(permission: Any, expert: Expert, by: Actor) -> None:
    if expert.person_id is None or expert.person_id != by.person_id:
        by.must(permission, expert)


@transaction.atomic
def unlist_expert(*, expert: Expert, by: Actor, at: datetime, reason: str = "") -> Expert:
    """不再公开: the consent is taken back, by himself or through the office; at once, no reason is asked."""
    _oneself_or(EDIT_SKILLS, expert, by)
    expert = _held(expert)
    if expert.listed_on is None:
        raise Unfit(_("没有公开，不用撤回。"))
    _take_down(expert)
    _tell(expert, "expert.unlisted", by, at, {"reason": reason.strip()} if reason.strip() else {})
    return expert


def _take_down(expert: Expert) -> None:
    """Off the directory; the telephone that was shown and the word of consent are kept no longer than it stood there."""
    expert.listed_on, expert.public_phone, expert.hours, expert.consent_how = None, "", "", ""
    expert.save(update_fields=["listed_on", "public_phone", "hours", "consent_how", "ended_on"])


@transaction.atomic
def end_expert(*, expert: Expert, by: Actor, at: datetime) -> Expert:
    """不再担任: from today; off the public directory too."""
    by.must(EDIT_SKILLS, expert)
    expert = _held(expert)
    expert.ended_on = localdate(at)
    _take_down(expert)
    _tell(expert, "expert.ended", by, at, {})
    return expert
