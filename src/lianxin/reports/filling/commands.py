"""填表的事项: upload a table, say what it means, fill it, export a ledger. Whatever leaves the system leaves a trace (T6)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base import ledgers
from lianxin.base.files.leaving import without_traces
from lianxin.base.journal import book
from lianxin.base.ledgers import Ledger
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.codes import new_code
from lianxin.pure.periods import Period
from lianxin.pure.templates import NoHeader, Sheet, Unreadable, open_book, read_layout
from lianxin.reports.filling import documents, proposing, queries
from lianxin.reports.filling.models import TableFile, TableTemplate, TemplateVersion, said_rows
from lianxin.reports.filling.problems import Unfit
from lianxin.reports.filling.queries import Asked, Filled
from lianxin.reports.filling.terms import EDIT, VIEW, WITHOUT_PURPOSE, Below, TableKind

MOST_TEMPLATES = 200


@dataclass(frozen=True)
class File:
    """一个做好的文件: its bytes, their digest, how many rows; for a filled table also what is in it."""

    data: bytes
    sha256: str
    rows: int
    filled: Filled | None = None


@transaction.atomic
def upload(*, unit: Unit, title: str, name: str, data: bytes, by: Actor, at: datetime) -> TableTemplate:
    """上传表样: the office's own xlsx; what it is and what its columns mean is proposed, for a person to confirm."""
    by.must_at(EDIT, unit.path)
    if not title.strip():
        raise Unfit(_("请写表样的名称。"), "title")
    if TableTemplate.objects.standing().filter(unit=unit).count() >= MOST_TEMPLATES:
        raise Unfit(_("本单位的表样太多，请先停用不用的。"))
    template = TableTemplate.objects.create(
        code=new_code(SystemRandom()), unit=unit, unit_path=unit.path, title=title.strip()[:80], made_on=localdate(at)
    )
    _new_file(template, 1, name, data, by, at)
    return template


@transaction.atomic
def replace(*, template: TableTemplate, name: str, data: bytes, by: Actor, at: datetime) -> TemplateVersion:
    """换一版表样文件: the next version; the one before stays with what was filled from it."""
    template = _standing(template)
    by.must(EDIT, template)
    return _new_file(template, _next(template), name, data, by, at)


def _new_file(template: TableTemplate, number: int, name: str, data: bytes, by: Actor, at: datetime) -> TemplateVersion:
    data, sheet, proposal = _looked_at(data, by)
    digest = hashlib.sha256(data).hexdigest()
    file, _made = TableFile.objects.get_or_create(sha256=digest, defaults={"data": data})
    version = TemplateVersion.objects.create(
        template=template, number=number, file=file, file_name=name.strip()[-120:] or "表样.xlsx", sheet=sheet.name,
        made_by=by.name, made_on=localdate(at), **_stored(proposal),
    )  # fmt: skip
    book.record(
        "filling.uploaded", of=template.ref, unit_path=template.unit_path, by=by, at=at, table=template.title,
        version=number, sha256=digest, private={"name": version.file_name},
    )  # fmt: skip
    return version


def _looked_at(data: bytes, by: Actor) -> tuple[bytes, Sheet, proposing.Proposal]:
    """The file without who made it, the first sheet that has a header, and what is proposed for it. Raises Unfit."""
    try:
        open_book(data)  # refuses in its own words what is no workbook, or too much of one
        data = without_traces(data)
        sheets = open_book(data).sheets
    except Unreadable as problem:
        raise Unfit(str(problem), "file") from problem
    for sheet in sheets:
        try:
            return data, sheet, proposing.best(sheet, read_layout(sheet), by)
        except NoHeader:
            continue
    raise Unfit(_("没有找到表头：请把栏名放在一到三行里，每栏都写上名称，另存后再上传。"), "file")


def _stored(proposal: proposing.Proposal) -> dict[str, Any]:
    """What was proposed surely enough, as it is stored."""
    return {
        "kind": proposal.kind, "ledger": proposal.ledger, "below": proposal.below,
        "columns": {str(place): one.code for place, one in proposal.columns.items() if one.sure >= proposing.SURE},
        "cells": {place: one.code for place, one in proposal.places.items() if one.sure >= proposing.SURE},
        "items": {str(place): one.code for place, one in proposal.items.items() if one.sure >= proposing.SURE},
    }  # fmt: skip


@transaction.atomic
def set_mapping(
    *, version: TemplateVersion, kind: str, by: Actor, at: datetime, ledger: str = "", below: str = "",
    columns: Mapping[str, str] | None = None, cells: Mapping[str, str] | None = None,
    items: Mapping[str, str] | None = None, rows: Mapping[str, tuple[int, int]] | None = None,
) -> TemplateVersion:  # fmt: skip
    """设置表样: what each column, place and item is filled with. One that was confirmed before is kept; a new version begins."""
    version = TemplateVersion.objects.select_related("template", "file").get(pk=version.pk)
    template = _standing(version.template)
    by.must(EDIT, template)
    said = {name: list(span) for name, span in (rows or {}).items() if span}
    _check(version, TableKind(kind), ledger, columns or {}, items or {}, said)
    if version.set_on is not None:
        version.pk, version.number, version.made_on = None, _next(template), localdate(at)
    version.kind, version.made_by, version.set_on = kind, by.name, localdate(at)
    version.ledger = ledger if kind == TableKind.LIST else ""
    version.below = Below(below or Below.VILLAGES) if kind == TableKind.UNITS else ""
    version.rows, version.columns, version.cells = said, dict(columns or {}), dict(cells or {})
    version.items = dict(items or {}) if kind == TableKind.ITEMS else {}
    version.save()
    book.record(
        "filling.mapped", of=template.ref, unit_path=template.unit_path, by=by, at=at, table=template.title,
        version=version.number, kind=TableKind(kind).label, columns=len(version.columns) + len(version.items),
    )  # fmt: skip
    return version


def _check(
    version: TemplateVersion, kind: TableKind, ledger: str, columns: Mapping[str, str], items: Mapping[str, str],
    said: Mapping[str, Any],
) -> None:  # fmt: skip
    if kind == TableKind.LIST and ledger not in ledgers.LEDGERS:
        raise Unfit(_("请选从哪本台账取。"), "ledger")
    if not (items if kind == TableKind.ITEMS else columns):
        raise Unfit(_("还没有一栏对上，请至少选一栏。"))
    if kind == TableKind.ITEMS and not columns:
        raise Unfit(_("请选数填在哪一栏。"))
    if kind == TableKind.UNITS and not proposing.names_units(columns):
        raise Unfit(_("单位数字表要有一栏是单位名称，请选上。"))
    try:
        sheet = version.opened()
        layout = read_layout(sheet, **said_rows(said))
    except NoHeader as problem:
        raise Unfit(_("这几行里没有栏名，请核对表头在第几行。"), "header") from problem
    if layout.data_from <= layout.header_to or layout.data_to < layout.data_from:
        raise Unfit(_("要填的行在表头下面，从小到大，请核对。"), "data")


@transaction.atomic
def retire(*, template: TableTemplate, by: Actor, at: datetime) -> TableTemplate:
    """停用表样: it is offered no more; what was filled from it stays in the journal."""
    template = _standing(template)
    by.must(EDIT, template)
    template.retired_on = localdate(at)
    template.save(update_fields=["retired_on"])
    book.record("filling.retired", of=template.ref, unit_path=template.unit_path, by=by, at=at, table=template.title)
    return template


def _standing(template: TableTemplate) -> TableTemplate:
    template = TableTemplate.objects.select_for_update().get(pk=template.pk)
    if template.retired_on is not None:
        raise Unfit(_("这个表样已经停用。"))
    return template


def _next(template: TableTemplate) -> int:
    return max(template.versions.values_list("number", flat=True), default=0) + 1


@transaction.atomic
def fill(
    *,
    version: TemplateVersion,
    unit: Unit,
    period: Period,
    by: Actor,
    at: datetime,
    filed: bool = False,
    purpose: str = "",
) -> File:
    """填表: the table with what the actor may see of the unit and period, in its own layout; the file is noted with its digest."""
    if not version.template.is_own_of(by, VIEW):
        by.must(VIEW, version.template)
    if version.set_on is None:
        raise Unfit(_("这个表样还没有确认设置，请先核对每一栏填什么。"))
    found = queries.filled(version, Asked(unit, period, by, localdate(at), filed))
    _must_say_why(version.kind == TableKind.LIST, found.done.rows, purpose)
    data = found.sheet.book.save()
    digest = hashlib.sha256(data).hexdigest()
    book.record(
        "filling.filled", of=version.template.ref, unit_path=unit.path, by=by, at=at, table=version.template.title,
        version=version.number, unit=unit.name, period=period.label, rows=found.done.rows, sha256=digest,
        purpose=purpose.strip()[:200] or _("未写用途"),
    )  # fmt: skip
    return File(data, digest, found.done.rows, found)


@transaction.atomic
def export(*, ledger: Ledger, unit: Unit, period: Period | None, by: Actor, at: datetime, purpose: str = "") -> File:
    """导出台账 in its usual columns: how much was taken out, of what, what for, and the digest of the file are noted."""
    by.must_at(VIEW, unit.path)
    if not by.has(ledger.to_open):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": ledger.to_open.label})
    today = localdate(at)
    with override(settings.LANGUAGE_CODE):  # a ledger is Chinese, whatever the page is
        rows = [documents.cells_of(ledger, n, row) for n, row in enumerate(ledger.rows(by, unit, period, today), 1)]
    _must_say_why(True, len(rows), purpose)
    span = period.label if period else ""
    with override(settings.LANGUAGE_CODE):
        foot = _("%(name)s（%(post)s）导出于 %(on)s，只限工作使用。") % {"name": by.name, "post": by.post, "on": today}
        data = documents.workbook(ledger, rows, title=f"{unit.name}{span}{ledger.label}", foot=foot)
    digest = hashlib.sha256(data).hexdigest()
    book.record(
        "filling.exported", of=by.ref, unit_path=unit.path, by=by, at=at, ledger=str(ledger.label), unit=unit.name,
        period=span or _("全部"), rows=len(rows), sha256=digest, purpose=purpose.strip()[:200] or _("未写用途"),
    )  # fmt: skip
    return File(data, digest, len(rows))


def _must_say_why(is_list: bool, rows: int, purpose: str) -> None:
    if is_list and rows > WITHOUT_PURPOSE and not purpose.strip():
        raise Unfit(_("超过 %(most)s 行，请写明用途。") % {"most": WITHOUT_PURPOSE}, "purpose")
