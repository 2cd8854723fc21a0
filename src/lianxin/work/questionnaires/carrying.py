"""问卷带出、带入: the county's own in their approved versions; each comes in as a draft. The item bank comes with the program."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import top_unit
from lianxin.base.versions.carried_rows import Rows, of_rows, unreadable
from lianxin.base.versions.carrying import carries
from lianxin.pure.problems import Unfit
from lianxin.pure.questions import BadForm, Form, form_of
from lianxin.work.questionnaires.commands import draw_up, edit, revise
from lianxin.work.questionnaires.commands.drafting import LONGEST_TITLE, MOST_ITEMS
from lianxin.work.questionnaires.models import Questionnaire, Version
from lianxin.work.questionnaires.terms import EDIT, VersionStatus


def here(on: date) -> dict[str, dict[str, Any]]:
    """The approved version of each questionnaire of the county, by its title."""
    found = Version.objects.filter(questionnaire__unit=top_unit(), status=VersionStatus.APPROVED)
    return {
        one.questionnaire.title: one.data for one in found.select_related("questionnaire").order_by("questionnaire_id")
    }


def _form(value: Any) -> Form:
    try:
        form = form_of(value)
        if form.data() != value:
            raise unreadable()
        form.check()
    except BadForm as problem:
        raise Unfit(str(problem)) from None
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise unreadable() from None
    return form


def checked(key: str, value: Any) -> dict[str, Any]:
    """A questionnaire that can be drawn up. Raises Unfit."""
    form = _form(value)
    if form.title.strip() != key or len(key) > LONGEST_TITLE or len(form.items) > MOST_ITEMS:
        raise unreadable()
    if Version.objects.filter(questionnaire__in=_same(key), status=VersionStatus.DRAFT).exists():
        raise Unfit(_("这里已经有一份同名的草稿，请先审定或者改名。"))
    return form.data()


def _same(title: str) -> Any:
    return Questionnaire.objects.filter(title=title, unit=top_unit())


def words(key: str, value: Any) -> str:
    """How much is asked."""
    form = form_of(value)
    return _("%(sections)s 个部分，%(items)s 题") % {"sections": len(form.sections), "items": len(form.items)}


def take(key: str, value: Any, by: Actor, at: datetime) -> object:
    """A first draft; where one of that title is here, its next version."""
    unit, form = top_unit(), _form(value)
    if unit is None:
        raise unreadable()
    known = _same(key).first()
    if known is None:
        return draw_up(form=form, unit=unit, by=by, at=at)
    return edit(version=revise(questionnaire=known, by=by, at=at), change=lambda _old: form, by=by, at=at)


carries(of_rows("questionnaires", gettext_lazy("问卷"), EDIT, Rows(here, checked, words, take), is_at_once=False))
