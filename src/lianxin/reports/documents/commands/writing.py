"""写公文: draft from the records, edit, take in from Word, bring figures up to date; nothing that was written is lost."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from secrets import SystemRandom

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.drafting import COMPOSERS, Composer, UnknownKind, composer_of, outgoing_series
from lianxin.base.files.leaving import without_traces
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.versions.kinds import Value
from lianxin.pure.codes import new_code
from lianxin.pure.paper import Figure, Item, Paper, Para, Unreadable, runs
from lianxin.pure.periods import Period
from lianxin.reports.documents import bodies, changes, kinds, papers, taking
from lianxin.reports.documents.commands.shared import (
    add_version,
    in_chinese,
    newest,
    on_newest,
    reason,
    standing,
    tell,
)
from lianxin.reports.documents.findings import Finding, find_all, persons_in
from lianxin.reports.documents.models import Document, DocumentFile, DocumentMark, DocumentVersion, DocumentWaiver
from lianxin.reports.documents.problems import Unfit
from lianxin.reports.documents.queries import staff_names
from lianxin.reports.documents.templates import frame_of
from lianxin.reports.documents.terms import FLOW, OTHER, OTHER_LABEL, WRITE, ElsewhereKind, Origin, Purpose, State

MOST_BYTES = 5 * 1024 * 1024


@transaction.atomic
def draft(
    *, unit: Unit, kind: str, by: Actor, at: datetime, period: Period | None = None, subject: str = "",
    subject_label: str = "", title: str = "", addressee: str = "", series: str = "",
) -> Document:  # fmt: skip
    """起草: composed from the records where the kind has a composer, else with its title alone. Raises Unfit, NotAllowed.

    Of one's own unit alone: nobody else reads its drafts. `series` is asked only where the kind has none of its own.
    """
    by.must_at(WRITE, unit.path)
    if unit.path != by.own_path:
        raise Unfit(_("公文由本单位的人起草。请告诉%(unit)s，由他们起草。") % {"unit": unit.name}, "unit")
    one = _composer(kind)
    held = kinds.settled(kind, localdate(at)) if one else {}
    document = _new(unit, kind, str(held["label"]) if held else in_chinese(OTHER_LABEL), by, at)
    document.period, document.subject = period.code if period else "", subject
    document.subject_label, document.series = subject_label[:120], str(held["series"]) if held else _series(series)
    same = Document.objects.filter(
        unit=unit, kind=kind, period=document.period, subject=subject, state__in=(State.DRAFT, State.SUBMITTED)
    )
    if one and same.exists():
        raise Unfit(_("这份公文已经在起草，请接着写那一份，不另起一份。"), "kind")
    paper = _composed(one, document, period, subject, by, localdate(at)) if one else Paper(
        title=title.strip(), body=(Para(()),), addressee=addressee.strip().rstrip("：:"), signature=unit.name
    )  # fmt: skip
    if one:
        paper = _usual(paper, document, period, held)
    if title.strip() and one:
        paper = replace(paper, title=title.strip())
    if addressee.strip():
        paper = replace(paper, addressee=addressee.strip().rstrip("：:"))
    _save_first(document, paper, Origin.COMPOSED, by, at)
    tell("document.drafted", document, by, at, {"title": document.title}, kind=document.kind_label)
    return document


@transaction.atomic
def edit(
    *, document: Document, base: int, title: str, addressee: str, items: Sequence[Item], by: Actor, at: datetime
) -> DocumentVersion:
    """修改: a new version on top of version `base`; bound figures are those that were there, or from the records."""
    document, paper = _opened(document, base, by, at)
    paper = replace(paper, title=title, addressee=addressee.strip().rstrip("：:"), body=tuple(items))
    if not paper.body:
        raise Unfit(_("正文不能是空的。"))
    return _next(document, paper, Origin.EDITED, by, at)


@transaction.atomic
def take_in(
    *, document: Document, name: str, data: bytes, by: Actor, at: datetime, is_final: bool = False
) -> DocumentVersion:
    """交回 Word、WPS 改过的文件: its text becomes a new version, bound figures stay bound, the file itself is kept.

    A file that was downloaded before the newest version undoes what was written since: only where that is meant
    (`is_final`). Raises Unfit.
    """
    document, before = _opened(document, document.version, by, at)
    base = papers.bases_in(name)
    if base and base[-1] < document.version and not is_final:
        raise Unfit(
            _("这个文件是从第 %(old)s 版下载的，后来已经有了第 %(new)s 版。请先看后来的改动；以这个文件为准的，请勾选。")
            % {"old": base[-1], "new": document.version}, "is_final",
        )  # fmt: skip
    if len(data) > MOST_BYTES:
        raise Unfit(_("文件超过 5 MB，请压缩图片后再上传。"), "file")
    try:
        paper = taking.understood(data, before, frame_of(document.unit))
    except Unreadable as refusal:
        raise Unfit(str(refusal), "file") from refusal
    if not paper.body:
        raise Unfit(_("这个文件里没有正文。"), "file")
    version = _next(document, paper, Origin.WORD, by, at)
    keep_file(document, Purpose.WORD, name, data)
    return version


@transaction.atomic
def refresh(*, document: Document, base: int, keys: Collection[str], by: Actor, at: datetime) -> DocumentVersion:
    """按记录更新数字: the chosen figures say what the records say now; a figure changed by hand becomes the record's again."""
    document, paper = _opened(document, base, by, at)
    now = {one.key: one.now for one in changes.outdated(paper, by=by, today=localdate(at)) if one.key in keys}
    if not now:
        raise Unfit(_("没有要更新的数字。"))
    return _next(document, changes.with_figures(paper, now), Origin.REFRESHED, by, at)


@transaction.atomic
def redact(*, document: Document, base: int, keys: Collection[str], by: Actor, at: datetime) -> DocumentVersion:
    """遮盖个人信息: the chosen names, telephones and numbers say only what stood there (王某某, ［电话］)."""
    document, paper = _opened(document, base, by, at)
    marks = [one.mark for one in persons_in(bodies.read(paper).text, (), staff_names(document.unit)) if one.key in keys]
    if not marks:
        raise Unfit(_("没有要遮盖的内容。"))
    return _next(document, changes.redacted(paper, marks), Origin.REDACTED, by, at)


@transaction.atomic
def mend(*, document: Document, base: int, key: str, by: Actor, at: datetime) -> DocumentVersion:
    """改正: what a finding offers is put in its place; a figure that a hand had changed is the records' again."""
    document, paper = _opened(document, base, by, at)
    found = find_all(document, bodies.read(paper), by=by, today=localdate(at))
    one = next((finding for finding in found if finding.key == key and finding.mend), None)
    if one is None:
        raise Unfit(_("这条意见已经没有了，请重新核对。"))
    changed = _mended(paper, one, by, localdate(at))
    if changed is None or changed == paper:
        raise Unfit(_("这一处请到“修改”里改。"))
    return _next(document, changed, Origin.MENDED, by, at)


@transaction.atomic
def waive(*, document: Document, key: str, why: str, by: Actor, at: datetime) -> DocumentWaiver:
    """忽略一条意见, with the reason; it stays with the document and in the journal."""
    document, paper = _opened(document, document.version, by, at)
    said = reason(why, _("请写明为什么可以不改。"), "why")
    found = find_all(document, bodies.read(paper), by=by, today=localdate(at))
    one = next((finding for finding in found if finding.key == key), None)
    if one is None:
        raise Unfit(_("这条意见已经没有了，请重新核对。"))
    if not one.may_be_waived:
        raise Unfit(_("当事人撤回同意的事例不能保留，请到“修改”里删去。"))
    if one.waived:
        raise Unfit(_("这条意见已经写过忽略的原因。"))
    waiver = DocumentWaiver.objects.create(
        document=document, key=key, quote=one.remark.quote[:300], explain=one.remark.explain[:600], reason=said,
        by_name=by.name, by_post=by.post[:120], on=localdate(at),
    )  # fmt: skip
    tell("document.waived", document, by, at, {"quote": waiver.quote, "reason": said}, what=one.remark.word)
    return waiver


@transaction.atomic
def confirm_mark(*, document: Document, key: str, by: Actor, at: datetime) -> DocumentMark:
    """确认保留 a name or number of a person that must stand in this document."""
    document, paper = _opened(document, document.version, by, at)
    found = persons_in(bodies.read(paper).text, (), staff_names(document.unit))
    one = next((person for person in found if person.key == key), None)
    if one is None:
        raise Unfit(_("文中已经没有这一处，请重新核对。"))
    mark, is_new = DocumentMark.objects.get_or_create(
        document=document, key=key, defaults={"by_name": by.name, "on": localdate(at)}
    )
    if is_new:
        tell("document.marked", document, by, at, {"quote": one.mark.text}, what=one.label)
    return mark


@transaction.atomic
def keep(
    *, unit: Unit, kind: str, title: str, on: date, text: str, by: Actor, at: datetime, issuer: str = "", number: str = "",
    name: str = "", data: bytes = b"",
) -> Document:  # fmt: skip
    """存入别处写成的文件: a leader's talk, a document from above, a plan, a circular; or an earlier text of one's own."""
    by.must_at(WRITE, unit.path)
    label = _label_elsewhere(kind)
    if on > localdate(at):
        raise Unfit(_("日期不能晚于今天。"), "on")
    document = _new(unit, kind, label, by, at)
    paper = Paper(title=title.strip(), body=tuple(Para(runs(line.strip())) for line in text.splitlines() if line.strip()),
                  signature=issuer.strip() or unit.name)  # fmt: skip
    if data:
        paper = _read_elsewhere(data, paper)
    if not paper.body:
        raise Unfit(_("请粘贴正文，或者上传文件。"), "text")
    document.is_elsewhere, document.state, document.issued_on = True, State.ARCHIVED, on
    document.archived_on, document.number = localdate(at), number.strip()[:60]
    _save_first(document, paper, Origin.KEPT, by, at)
    if data:
        keep_file(document, Purpose.KEPT, name, data)
    tell("document.kept", document, by, at, {"title": document.title}, kind=label)
    return document


def keep_file(document: Document, purpose: Purpose, name: str, data: bytes) -> DocumentFile:
    """存文件 of the newest version with its fingerprint; what came from outside without who made it. Raises Unfit."""
    if purpose != Purpose.ISSUED:
        try:
            data = without_traces(data)
        except Unreadable as refusal:
            raise Unfit(str(refusal), "file") from refusal
    return DocumentFile.objects.create(
        document=document, version=document.version, purpose=purpose, name=name.strip()[-120:] or "公文.docx", data=data,
        sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip


def _series(asked: str) -> str:
    if asked and asked not in dict(outgoing_series()):
        raise Unfit(_("没有这种文号。"), "series")
    return asked


def _composer(kind: str) -> Composer | None:
    if kind == OTHER:
        return None
    try:
        return composer_of(kind)
    except UnknownKind:
        raise Unfit(_("没有这种公文。"), "kind") from None


def _composed(one: Composer, document: Document, period: Period | None, subject: str, by: Actor, today: date) -> Paper:
    by.must_at(one.to_write, document.unit.path)
    about_record = period is None and bool(
        subject
    )  # its record brings its own days; the composer says where it does not
    if one.periods and not about_record and (period is None or period.kind not in one.periods):
        raise Unfit(_("请选择时期。"), "period")
    if period and period.first > today:
        raise Unfit(_("这个时期还没有开始，请选择已经开始的时期。"), "period")
    try:
        return one.compose(unit=document.unit, period=period, subject=subject, by=by, dated=today)
    except LookupError as problem:
        raise Unfit(str(problem) or _("没有找到要写的事。"), "subject") from problem


def _usual(paper: Paper, document: Document, period: Period | None, held: Value) -> Paper:
    """The title of the county where it has one; to whom it usually goes where the records name nobody."""
    title = kinds.title_of(
        held, unit=document.unit.name, period=period.label if period else "", about=document.subject_label
    )
    return replace(paper, title=title or paper.title, addressee=paper.addressee or str(held["addressee"]))


def _new(unit: Unit, kind: str, label: str, by: Actor, at: datetime) -> Document:
    return Document(
        code=new_code(SystemRandom()), unit=unit, unit_path=unit.path, kind=kind, kind_label=label,
        drafter_id=by.person_id, drafted_by_name=by.name, drafted_on=localdate(at),
    )  # fmt: skip


def _save_first(document: Document, paper: Paper, origin: Origin, by: Actor, at: datetime) -> None:
    document.title = paper.title.strip()[:120]
    document.save(force_insert=True)
    add_version(document, paper, origin, by, at)
    document.save()


def _opened(document: Document, base: int, by: Actor, at: datetime) -> tuple[Document, Paper]:
    """The draft, locked, and its newest paper as if signed today. Raises NotAllowed, WrongState, Unfit for an outdated base."""
    document = standing(document)
    by.must(WRITE, document)
    FLOW.after("edit", document.state)
    on_newest(document, base)
    return document, bodies.paper_of(document, newest(document), localdate(at))


def _next(document: Document, paper: Paper, origin: Origin, by: Actor, at: datetime) -> DocumentVersion:
    version = add_version(document, paper, origin, by, at)
    document.save()
    tell("document.edited", document, by, at, version=version.number, origin=origin.label)
    return version


def _mended(paper: Paper, one: Finding, by: Actor, today: date) -> Paper | None:
    """The paper with the mend of one finding; None where it cannot be put in its place."""
    start, end = one.remark.start, one.remark.end
    if one.remark.kind != "bound":
        return bodies.with_words(paper, start, end, one.mend)
    part = bodies.part_at(paper, start, end)
    if part is None or not isinstance(part[0], Figure):
        return None
    key = changes.figure_key(part[0])
    now = {one.key: one.now for one in changes.outdated(paper, by=by, today=today) if one.key == key}
    return changes.with_figures(paper, now)


def _label_elsewhere(kind: str) -> str:
    if kind in ElsewhereKind.values:
        return in_chinese(ElsewhereKind(kind).label)
    if kind in COMPOSERS:
        return in_chinese(COMPOSERS[kind].label)
    if kind == OTHER:
        return in_chinese(OTHER_LABEL)
    raise Unfit(_("没有这种公文。"), "kind")


def _read_elsewhere(data: bytes, paper: Paper) -> Paper:
    if len(data) > MOST_BYTES:
        raise Unfit(_("文件超过 5 MB，请压缩图片后再上传。"), "file")
    try:
        return replace(taking.understood(data, replace(paper, body=())), title=paper.title, signature=paper.signature)
    except Unreadable as refusal:
        raise Unfit(str(refusal), "file") from refusal
