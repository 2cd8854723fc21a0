"""拟订: a questionnaire is drawn up and changed as a draft; the part of a superior stays as it is (M154)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.questions import Form
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.questionnaires import sharing
from lianxin.work.questionnaires.models import Questionnaire, Version
from lianxin.work.questionnaires.terms import EDIT, VERSION_FLOW, VersionStatus

LONGEST_TITLE = 80
MOST_ITEMS = 120  # nobody answers more on one sheet


@transaction.atomic
def draw_up(*, form: Form, unit: Unit, by: Actor, at: datetime, import_notes: Sequence[Sequence[str]] = ()) -> Version:
    """拟订问卷: a first draft of a unit; it may still be unfinished. Raises Unfit without a title."""
    by.must_at(EDIT, unit.path)
    _refuse_odd(form)
    questionnaire = Questionnaire.objects.create(
        code=new_code(), title=form.title.strip(), unit=unit, unit_path=unit.path, unit_name=unit.name,
        drawn_up_on=localdate(at),
    )  # fmt: skip
    return first_version(questionnaire, form, by, at, import_notes=[list(note) for note in import_notes])


def first_version(questionnaire: Questionnaire, form: Form, by: Actor, at: datetime, **more: Any) -> Version:
    """The next version of a questionnaire, as a draft."""
    last = questionnaire.versions.order_by("-number").first()
    version = Version.objects.create(
        questionnaire=questionnaire, number=last.number + 1 if last else 1, unit_path=questionnaire.unit_path,
        data=form.data(), drawn_up_on=localdate(at), **more,
    )  # fmt: skip
    book.record(
        "questionnaire.drawn_up", of=questionnaire.ref, unit_path=questionnaire.unit_path, by=by, at=at,
        private={"title": questionnaire.title}, number=version.number,
    )  # fmt: skip
    return version


def _refuse_odd(form: Form) -> None:
    if not form.title.strip() or len(form.title) > LONGEST_TITLE:
        raise Unfit(_("请写问卷标题，不超过 %(n)s 字。") % {"n": LONGEST_TITLE}, "title")
    if len(form.items) > MOST_ITEMS:
        raise Unfit(_("一份问卷最多 %(n)s 题，再多没有人答得完。请分成几份。") % {"n": MOST_ITEMS})


@transaction.atomic
def edit(*, version: Version, change: Callable[[Form], Form], by: Actor, at: datetime, seen: str = "") -> Version:
    """修改问卷: `change` makes the draft what it shall be (authoring.py). Raises Unfit where another changed it since.

    `seen` is the fingerprint of what the page showed. The part that was handed down from above stays as it is.
    """
    version = (
        Version.objects.select_for_update(of=("self",)).select_related("questionnaire", "parent").get(pk=version.pk)
    )
    by.must(EDIT, version)
    version.status = VERSION_FLOW.after("edit", version.status)
    if seen and seen != version.form.fingerprint:
        raise Unfit(_("这份草稿刚被别人改过，您的这一步没有记下。请看过现在的内容再改。"))
    form = change(version.form)
    _refuse_odd(form)
    if version.parent is not None:
        sharing.refuse_changes(version.parent.form, form)
    version.data = form.data()
    version.__dict__.pop("form", None)
    version.save(update_fields=["data"])
    questionnaire = version.questionnaire
    if version.number == 1 and questionnaire.title != form.title.strip():
        questionnaire.title = form.title.strip()
        questionnaire.save(update_fields=["title"])
    counts = sharing.counts(form)
    book.record(
        "questionnaire.edited", of=version.ref, unit_path=version.unit_path, by=by, at=at, number=version.number,
        sections=counts.sections, items=counts.items,
    )  # fmt: skip
    return version


@transaction.atomic
def revise(*, questionnaire: Questionnaire, by: Actor, at: datetime) -> Version:
    """修订: the next version as a draft, beginning with what stands now. Raises Unfit where a draft is open already."""
    questionnaire = Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)
    by.must(EDIT, questionnaire)
    last = questionnaire.versions.select_related("parent").order_by("-number").first()
    if last is None or last.is_draft:
        raise Unfit(_("已经有一版草稿，请在草稿上改。"))
    return first_version(questionnaire, last.form, by, at, parent=last.parent)


@transaction.atomic
def drop(*, version: Version, by: Actor, at: datetime) -> Questionnaire:
    """删去草稿: of a questionnaire that has a version before it; a first draft stays to be changed."""
    version = Version.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=version.pk)
    by.must(EDIT, version)
    VERSION_FLOW.after("edit", version.status)
    questionnaire = version.questionnaire
    if not questionnaire.versions.exclude(status=VersionStatus.DRAFT).exists():
        raise Unfit(_("这是第一版草稿，可以接着改。"))
    number = version.number
    version.delete()
    book.record(
        "questionnaire.dropped", of=questionnaire.ref, unit_path=questionnaire.unit_path, by=by, at=at,
        private={"title": questionnaire.title}, number=number,
    )  # fmt: skip
    return questionnaire
