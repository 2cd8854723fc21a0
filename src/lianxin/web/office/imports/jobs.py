"""后台任务: reading and bringing in an uploaded ledger, in the name of whoever uploaded it."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.intake import commands as intake
from lianxin.base.intake.models import Taking
from lianxin.base.intake.terms import TakingState
from lianxin.base.jobs.kinds import job
from lianxin.base.orgs.models import Posting
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.base.orgs.queries import actor_for
from lianxin.pure.problems import Unfit
from lianxin.work.concerns.commands import drafting
from lianxin.work.concerns.models import ImportDraft
from lianxin.work.concerns.terms import DraftState

log = logging.getLogger(__name__)
WAITING = (DraftState.READING, DraftState.IMPORTING)


def left(token: str, *, at: datetime) -> None:
    """The administrator gave it up."""
    if draft := ImportDraft.objects.filter(token=token, state__in=WAITING).first():
        sentence = _("系统管理员放弃了这次读取、导入，什么都没有导入。可以再读一次。")
        drafting.refuse_draft(draft=draft, sentence=sentence, by=None, at=at)


@job(gettext_lazy("读取上传的台账"), over=left)
def read(token: str) -> None:
    """读取上传的台账."""
    _run(token, drafting.read_draft)


@job(gettext_lazy("导入台账"), over=left)
def bring_in(token: str) -> None:
    """导入确认过的台账."""
    _run(token, drafting.import_draft)


def left_file(token: str, *, at: datetime) -> None:
    """The administrator gave it up."""
    waiting = (TakingState.READING, TakingState.TAKING)
    if taking := Taking.objects.filter(token=token, state__in=waiting).first():
        sentence = _("系统管理员放弃了这次读取、导入，什么都没有导入。可以再读一次。")
        intake.refuse(taking=taking, sentence=sentence, by=None, at=at)


@job(gettext_lazy("读取上传的名册"), over=left_file)
def look(token: str) -> None:
    """读取上传的名册."""
    _run_file(token, intake.look)


@job(gettext_lazy("导入名册"), over=left_file)
def take_in(token: str) -> None:
    """导入确认过的名册."""
    _run_file(token, intake.take_in)


def _run_file(token: str, deed: Callable[..., object]) -> None:
    """The same as `_run`, for the kinds of the register."""
    taking = Taking.objects.select_related("unit", "posting__unit", "posting__person").filter(token=token).first()
    if taking is None:
        return
    now = timezone.now()
    try:
        deed(taking=taking, by=_actor(taking), at=now)
    except (NotAllowed, Unfit) as refusal:
        intake.refuse(taking=taking, sentence=str(refusal), by=None, at=now)
    except Exception:
        log.exception("intake of file %s failed", taking.pk)
        sentence = _("处理时出了意外，什么都没有导入。请再试一次；仍不行，请把文件交给系统管理员查看。")
        intake.refuse(taking=taking, sentence=sentence, by=None, at=now)


def _run(token: str, deed: object) -> None:
    """Do it; whatever goes wrong is left as a sentence with the draft, so that nobody waits for ever."""
    draft = ImportDraft.objects.select_related("unit", "posting__unit", "posting__person").filter(token=token).first()
    if draft is None:
        return
    now = timezone.now()
    assert callable(deed)
    try:
        deed(draft=draft, by=_actor(draft), at=now)
    except NotAllowed as refusal:
        drafting.refuse_draft(draft=draft, sentence=str(refusal), by=None, at=now)
    except Exception:
        log.exception("import of draft %s failed", draft.pk)
        sentence = _("处理时出了意外，什么都没有导入。请再试一次；仍不行，请把文件交给系统管理员查看。")
        drafting.refuse_draft(draft=draft, sentence=sentence, by=None, at=now)


def _actor(draft: ImportDraft | Taking) -> Actor:
    """The person in the post in which the file was uploaded, if it is still held."""
    posting = Posting.objects.valid(timezone.localdate()).filter(pk=draft.posting_id, person__is_active=True).first()
    if posting is None:
        raise NotAllowed(_("上传时的职务已经结束，不能继续导入。"))
    return actor_for(posting)
