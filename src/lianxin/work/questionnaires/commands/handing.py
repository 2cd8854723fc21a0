"""下发与采用: one form for all below (统一制定规范表格, M154); below one may add, not change."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.questionnaires import sharing
from lianxin.work.questionnaires.commands.drafting import first_version
from lianxin.work.questionnaires.models import PushDown, Questionnaire, Version
from lianxin.work.questionnaires.terms import APPROVE, EDIT, VERSION_FLOW, VIEW


@transaction.atomic
def push_down(*, version: Version, units: Iterable[Unit], by: Actor, at: datetime) -> list[PushDown]:
    """下发问卷 to units below: they see it, may use it as it is, or adopt it and add their own. Gives the new ones."""
    version = Version.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=version.pk)
    by.must(APPROVE, version)
    VERSION_FLOW.after("push_down", version.status)
    wanted = {unit.pk: unit for unit in units}
    if not wanted:
        raise Unfit(_("请选下发给哪些单位。"), "units")
    for unit in wanted.values():
        if not is_within(unit.path, version.unit_path) or unit.path == version.unit_path:
            raise Unfit(_("“%(unit)s”不是本单位的下级，不能下发。") % {"unit": unit.name}, "units")
    today, questionnaire = localdate(at), version.questionnaire
    has = questionnaire.pushes.filter(unit_id__in=wanted)
    fresh = [unit for pk, unit in wanted.items() if pk not in set(has.values_list("unit_id", flat=True))]
    has.update(version=version, pushed_on=today)
    made = PushDown.objects.bulk_create(
        PushDown(questionnaire=questionnaire, version=version, unit=unit, unit_path=unit.path, pushed_on=today)
        for unit in fresh
    )
    book.record(
        "questionnaire.pushed_down", of=version.ref, unit_path=version.unit_path, by=by, at=at,
        private={"title": questionnaire.title}, number=version.number, count=len(wanted),
    )  # fmt: skip
    return made


@transaction.atomic
def adopt(*, version: Version, unit: Unit, by: Actor, at: datetime) -> Version:
    """采用上级问卷: the unit's own questionnaire, which carries the superior's unchanged and may add to it."""
    version = Version.objects.select_related("questionnaire").get(pk=version.pk)
    by.must(VIEW, version)
    by.must_at(EDIT, unit.path)
    VERSION_FLOW.after("push_down", version.status)
    source = version.questionnaire
    if unit.path == source.unit_path or not is_within(unit.path, source.unit_path):
        raise Unfit(_("这份问卷不是上级下发给本单位的。"))
    if Questionnaire.objects.filter(unit=unit, parent=source).exists():
        raise Unfit(_("本单位已经采用了这份问卷，请在本单位的一份上增加。"))
    own = Questionnaire.objects.create(
        code=new_code(), title=source.title, unit=unit, unit_path=unit.path, unit_name=unit.name, parent=source,
        drawn_up_on=localdate(at),
    )  # fmt: skip
    made = first_version(own, sharing.as_handed_down(version.form), by, at, parent=version)
    book.record(
        "questionnaire.adopted", of=own.ref, unit_path=own.unit_path, by=by, at=at, private={"title": own.title},
        number=version.number,
    )  # fmt: skip
    return made


@transaction.atomic
def catch_up(*, questionnaire: Questionnaire, by: Actor, at: datetime) -> Version:
    """换用上级新版: a draft with the superior's present version and what the unit had added."""
    questionnaire = (
        Questionnaire.objects.select_for_update(of=("self",)).select_related("parent").get(pk=questionnaire.pk)
    )
    by.must(EDIT, questionnaire)
    newest = questionnaire.parent.versions.approved().first() if questionnaire.parent else None
    last = questionnaire.versions.select_related("parent").order_by("-number").first()
    if newest is None or last is None or last.parent == newest:
        raise Unfit(_("上级没有比这更新的版本。"))
    form = sharing.carried_over(newest.form, last.form)
    if last.is_draft:
        last.data, last.parent = form.data(), newest
        last.__dict__.pop("form", None)
        last.save(update_fields=["data", "parent"])
    else:
        last = first_version(questionnaire, form, by, at, parent=newest)
    book.record(
        "questionnaire.caught_up", of=questionnaire.ref, unit_path=questionnaire.unit_path, by=by, at=at,
        number=newest.number,
    )  # fmt: skip
    return last
