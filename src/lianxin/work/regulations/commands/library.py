"""制度的事项: drafted by one, approved by another, in force from a day, replaced by the next version (M215)."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.regulations.models import Article, Regulation, RegulationVersion
from lianxin.work.regulations.terms import APPROVE, EDIT, REGULATION_FLOW, RegulationKind, VersionStatus

MOST_ARTICLES = 120
NUMBERED = re.compile(r"^\s*第\s*[一二三四五六七八九十百零〇\d]+\s*条[\s、.．:：　]*")


def as_articles(text: str) -> list[str]:
    """The articles of a typed text: one a line, or what stands between two “第×条”; their numbers are given anew.

    >>> as_articles("第一条 八点半上班。\\n五点半下班。\\n第二条　有事请假。")
    ['八点半上班。\\n五点半下班。', '有事请假。']
    """
    lines = [line.rstrip() for line in text.replace("\r", "").split("\n") if line.strip()]
    if not any(NUMBERED.match(line) for line in lines):
        return [line.strip() for line in lines]
    found: list[str] = []
    for line in lines:
        body = NUMBERED.sub("", line).strip()
        if NUMBERED.match(line) or not found:
            found.append(body)
        else:
            found[-1] = f"{found[-1]}\n{body}".strip()
    return [one for one in found if one]


@transaction.atomic
def draft_regulation(
    *, unit: Unit, kind: str, title: str, articles: Iterable[str], by: Actor, at: datetime, opening: str = ""
) -> RegulationVersion:
    """起草制度: a new one with its first version, a draft until another person approves it."""
    by.must_at(EDIT, unit.path)
    title = title.strip().strip("《》")
    if not title:
        raise Unfit(_("请写制度的名称。"), "title")
    if Regulation.objects.filter(unit=unit, title=title).exists():
        raise Unfit(_("已经有这个名称的制度，请修订它。"), "title")
    regulation = Regulation.objects.create(
        code=new_code(), kind=RegulationKind(kind), title=title, unit=unit, unit_path=unit.path
    )
    return _draft(regulation, articles, opening, "", by, at)


@transaction.atomic
def draft_version(
    *, regulation: Regulation, articles: Iterable[str], note: str, by: Actor, at: datetime, opening: str = ""
) -> RegulationVersion:
    """修订制度: the next version as a draft, with a word on what is changed; the present one stays in force."""
    regulation = Regulation.objects.select_for_update(of=("self",)).get(pk=regulation.pk)
    by.must(EDIT, regulation)
    if regulation.versions.filter(status=VersionStatus.DRAFT).exists():
        raise Unfit(_("这份制度已经有一份草稿，请接着改。"))
    if not note.strip():
        raise Unfit(_("请写明这次改了什么、为什么改。"), "note")
    return _draft(regulation, articles, opening, note, by, at)


@transaction.atomic
def change_draft(
    *, version: RegulationVersion, articles: Iterable[str], by: Actor, at: datetime, opening: str = "", note: str = ""
) -> RegulationVersion:
    """修改草稿: whoever writes last stands as its drafter, so that he cannot approve it himself."""
    version = _held(version)
    by.must(EDIT, version)
    REGULATION_FLOW.after("change", version.status)
    version.drafted_by, version.drafted_by_name, version.drafted_on = by.ref, by.name, localdate(at)
    version.opening, version.note = opening.strip(), note.strip() or version.note
    version.save()
    version.articles.all().delete()
    _write(version, articles)
    book.record("regulation.changed", of=version.regulation.ref, unit_path=version.unit_path, by=by, at=at)
    return version


@transaction.atomic
def approve_version(*, version: RegulationVersion, valid_from: date, by: Actor, at: datetime) -> RegulationVersion:
    """批准: by another person than the drafter; it binds from that day on and the version before ends the day before."""
    version = _held(version)
    by.must(APPROVE, version)
    status = REGULATION_FLOW.after("approve", version.status)
    if version.drafted_by == by.ref:
        raise Unfit(_("起草人不能批准自己起草的制度，请另一位领导批准。"))
    before = version.regulation.versions.exclude(status=VersionStatus.DRAFT).order_by("-number").first()
    if before is not None:
        _replace(before, valid_from)
    version.status, version.approved_on, version.approved_by_name = status, localdate(at), by.name
    version.valid_from = valid_from
    version.save()
    book.record(
        "regulation.approved", of=version.regulation.ref, unit_path=version.unit_path, by=by, at=at,
        version=version.number, valid_from=valid_from.isoformat(),
    )  # fmt: skip
    return version


@transaction.atomic
def withdraw_version(
    *, version: RegulationVersion, until: date, reason: str, by: Actor, at: datetime
) -> RegulationVersion:
    """废止: it binds nobody after that day; what it said until then stays to be read."""
    version = _held(version)
    by.must(APPROVE, version)
    status = REGULATION_FLOW.after("withdraw", version.status)
    if not reason.strip():
        raise Unfit(_("请写明为什么废止。"), "reason")
    if version.valid_from is None or until < version.valid_from:
        raise Unfit(_("最后一天不能早于施行日期。"), "until")
    if version.valid_to is not None:
        raise Unfit(_("这一版已经由新的一版代替。"))
    version.status, version.valid_to, version.withdrawn_why = status, until, reason.strip()[:200]
    version.save()
    book.record(
        "regulation.withdrawn", of=version.regulation.ref, unit_path=version.unit_path, by=by, at=at,
        private={"reason": version.withdrawn_why}, until=until.isoformat(),
    )  # fmt: skip
    return version


def _held(version: RegulationVersion) -> RegulationVersion:
    found = RegulationVersion.objects.select_for_update(of=("self",)).select_related("regulation")
    return found.get(pk=version.pk)


def _draft(
    regulation: Regulation, articles: Iterable[str], opening: str, note: str, by: Actor, at: datetime
) -> RegulationVersion:
    last = regulation.versions.aggregate(last=Max("number"))["last"] or 0
    version = RegulationVersion.objects.create(
        regulation=regulation, unit_path=regulation.unit_path, number=last + 1, opening=opening.strip(),
        note=note.strip()[:200], drafted_on=localdate(at), drafted_by=by.ref, drafted_by_name=by.name,
    )  # fmt: skip
    _write(version, articles)
    book.record(
        "regulation.drafted", of=regulation.ref, unit_path=regulation.unit_path, by=by, at=at,
        kind=str(RegulationKind(regulation.kind).label), name=regulation.title, version=version.number,
    )  # fmt: skip
    return version


def _write(version: RegulationVersion, articles: Iterable[str]) -> None:
    texts = [text.strip() for text in articles if text.strip()]
    if not texts:
        raise Unfit(_("请写条文，一条一行。"), "articles")
    if len(texts) > MOST_ARTICLES:
        raise Unfit(_("一份制度最多 %(most)s 条。") % {"most": MOST_ARTICLES}, "articles")
    Article.objects.bulk_create(
        Article(version=version, number=number, text=text) for number, text in enumerate(texts, 1)
    )


def _replace(before: RegulationVersion, valid_from: date) -> None:
    """The version before ends where this one begins: on no day are there two."""
    if before.status == VersionStatus.WITHDRAWN and before.valid_to is not None and valid_from <= before.valid_to:
        raise Unfit(_("上一版到%(day)s为止，新的一版要在那之后施行。") % {"day": before.valid_to}, "valid_from")
    if before.valid_from is not None and valid_from <= before.valid_from:
        raise Unfit(_("新的一版要在上一版施行之后施行。"), "valid_from")
    if before.status == VersionStatus.APPROVED:
        before.valid_to = valid_from - timedelta(days=1)
        before.save(update_fields=["valid_to"])
