"""推荐: one press from a finished concern (M240), or told freely; the words name nobody but who agreed to be named."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure import redaction
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.examples.models import Example
from lianxin.work.examples.queries import draft_of, why_not
from lianxin.work.examples.terms import FLOW, NOMINATE, ExampleKind, Source

PERSONAL = (redaction.NAME, redaction.IDENTITY, redaction.MOBILE, redaction.TELEPHONE, redaction.CARD, redaction.CONTACT,
            redaction.ADDRESS, redaction.PLATE, redaction.NUMBER)  # fmt: skip


@transaction.atomic
def nominate_concern(*, concern: Concern, by: Actor, at: datetime, kind: str = ExampleKind.GOOD_DEED) -> Example:
    """一键推荐 from a finished concern: title and text are drafted from it without anybody's particulars (M240).

    Never of a complaint, a tip-off, a confidential matter, or one that is about somebody: to those it does not exist.
    """
    concern = Concern.objects.select_for_update(of=("self",)).select_related("unit").get(pk=concern.pk)
    if not by.may(SEE_CONCERN, concern):
        raise NotAllowed(_("没有找到这件诉求。"))
    by.must_at(NOMINATE, concern.unit_path)
    if why := why_not(concern):
        raise Unfit(why)
    if Example.objects.filter(concern=concern).exists():
        raise Unfit(_("这件诉求已经推荐过了。"))
    title, text = draft_of(concern)
    return _put(concern.unit, kind, title, text, Source.CONCERN, concern.ref, concern, by, at)


@transaction.atomic
def nominate(
    *, unit: Unit, kind: str, title: str, text: str, by: Actor, at: datetime, found: str = Source.FREE, source: str = ""
) -> Example:
    """推荐典型: seen on a visit, at an inspection, or otherwise; `source` is the reference of that record."""
    by.must_at(NOMINATE, unit.path)
    found = Source(found)
    if found == Source.CONCERN:
        raise Unfit(_("从诉求推荐的，请在诉求页面上点“推荐典型”。"), "found")
    demand_words(title, text, None)
    return _put(unit, kind, title, text, found, source, None, by, at)


@transaction.atomic
def correct(*, example: Example, title: str, text: str, kind: str, by: Actor, at: datetime) -> Example:
    """修改文稿, until it is seen through."""
    example = standing(example)
    by.must(NOMINATE, example)
    FLOW.after("correct", example.status)
    demand_words(title, text, example.concern)
    example.title, example.text, example.kind = title.strip(), text.strip(), ExampleKind(kind)
    example.save(update_fields=["title", "text", "kind"])
    book.record("example.corrected", of=example.ref, unit_path=example.unit_path, by=by, at=at)
    return example


def standing(example: Example) -> Example:
    """The row, locked."""
    found = Example.objects.select_for_update(of=("self",)).select_related("unit", "concern")
    kept: Example = found.get(pk=example.pk)
    return kept


def demand_words(title: str, text: str, concern: Concern | None) -> None:
    """Raise Unfit for empty or too long words, and for a number, an address, or the requester's name in them."""
    for field, words, most in (("title", title, 80), ("text", text, 3000)):
        if not words.strip():
            raise Unfit(_("标题和事例都要写。"), field)
        if len(words) > most:
            raise Unfit(_("写得太长，请压缩。"), field)
        asker = getattr(concern, "requester", None) if concern is not None else None
        names = [asker.name] if asker and len(asker.name.strip()) > 1 else []
        if marks := [mark for mark in redaction.find(words, names) if mark.kind in PERSONAL]:
            raise Unfit(
                _("这里还有当事人的姓名、电话或住址（%(what)s），请删去，写成“一位村民”。") % {"what": marks[0].text},
                field,
            )


def _put(
    unit: Unit,
    kind: str,
    title: str,
    text: str,
    found: str,
    source: str,
    concern: Concern | None,
    by: Actor,
    at: datetime,
) -> Example:
    example: Example = Example.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, kind=ExampleKind(kind), title=title.strip()[:80], text=text.strip(),
        found=found, source=source[:60], concern=concern, nominated_on=localdate(at), nominated_by=by.ref,
        nominated_by_name=by.name,
    )  # fmt: skip
    book.record(
        "example.nominated", of=example.ref, unit_path=unit.path, by=by, at=at, private={"title": example.title},
        kind=ExampleKind(kind).label,
    )  # fmt: skip
    return example
