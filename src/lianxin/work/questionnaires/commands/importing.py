"""导入 XLSForm: what a questionnaire can hold becomes a draft; the rest is kept as a list beside it."""

from dataclasses import astuple
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.files.surveys import Survey
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.questionnaires import xlsform
from lianxin.work.questionnaires.commands.drafting import draw_up
from lianxin.work.questionnaires.models import Version


@transaction.atomic
def import_xlsform(*, survey: Survey, unit: Unit, by: Actor, at: datetime, title: str = "") -> Version:
    """导入 XLSForm 为草稿; `Version.import_notes` lists (sheet, row, what, why) of what did not go in. Raises Unfit."""
    form, notes = xlsform.form_from(survey, title=title)
    if not form.items:
        why = notes[0].why if notes else ""
        raise Unfit(_("文件里没有能放进问卷的题目。%(why)s") % {"why": why}, "file")
    return draw_up(form=form, unit=unit, by=by, at=at, import_notes=[list(astuple(note)) for note in notes])
