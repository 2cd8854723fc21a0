"""后台任务: reading and bringing in an uploaded ledger, in the name of whoever uploaded it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Upload:
    """一种上传: the table it waits in, by which name its deeds take it, in which states somebody waits, how it is refused."""

    model: type[ImportDraft] | type[Taking]
    name: str
    waiting: tuple[str, ...]
    refuse: Callable[..., object]


LEDGER = Upload(ImportDraft, "draft", (DraftState.READING, DraftState.IMPORTING), drafting.refuse_draft)
ROSTER = Upload(Taking, "taking", (TakingState.READING, TakingState.TAKING), intake.refuse)


def _left(of: Upload, token: str, at: datetime) -> None:
    """The administrator gave it up."""
    if found := of.model.objects.filter(token=token, state__in=of.waiting).first():
        sentence = _("系统管理员放弃了这次读取、导入，什么都没有导入。可以再读一次。")
        of.refuse(**{of.name: found}, sentence=sentence, by=None, at=at)


def left(token: str, *, at: datetime) -> None:
    """A ledger given up."""
    _left(LEDGER, token, at)


def left_file(token: str, *, at: datetime) -> None:
    """A roster given up."""
    _left(ROSTER, token, at)


@job(gettext_lazy("读取上传的台账"), over=left)
def read(token: str) -> None:
    """读取上传的台账."""
    _run(LEDGER, token, drafting.read_draft)


@job(gettext_lazy("导入台账"), over=left)
def bring_in(token: str) -> None:
    """导入确认过的台账."""
    _run(LEDGER, token, drafting.import_draft)


@job(gettext_lazy("读取上传的名册"), over=left_file)
def look(token: str) -> None:
    """读取上传的名册."""
    _run(ROSTER, token, intake.look)


@job(gettext_lazy("导入名册"), over=left_file)
def take_in(token: str) -> None:
    """导入确认过的名册."""
    _run(ROSTER, token, intake.take_in)


def _run(of: Upload, token: str, deed: Callable[..., object]) -> None:
    """Do it; whatever goes wrong is left as a sentence with what was uploaded, so that nobody waits for ever."""
    found = of.model.objects.select_related("unit", "posting__unit", "posting__person").filter(token=token).first()
    if found is None:
        return
    now, held = timezone.now(), {of.name: found}
    try:
        deed(**held, by=_actor(found), at=now)
    except (NotAllowed, Unfit) as refusal:
        of.refuse(**held, sentence=str(refusal), by=None, at=now)
    except Exception:
        log.exception("%s %s failed", of.name, found.pk)
        sentence = _("处理时出了意外，什么都没有导入。请再试一次；仍不行，请把文件交给系统管理员查看。")
        of.refuse(**held, sentence=sentence, by=None, at=now)


def _actor(draft: ImportDraft | Taking) -> Actor:
    """The person in the post in which the file was uploaded, if it is still held."""
    posting = Posting.objects.valid(timezone.localdate()).filter(pk=draft.posting_id, person__is_active=True).first()
    if posting is None:
        raise NotAllowed(_("上传时的职务已经结束，不能继续导入。"))
    return actor_for(posting)
