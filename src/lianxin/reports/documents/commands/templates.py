"""设置公文模板: an office's own docx, looked at before it is taken; withdrawn, it stays on record."""

import hashlib
from datetime import datetime
from secrets import SystemRandom

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.drafting import COMPOSERS
from lianxin.base.files.leaving import without_traces
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.codes import new_code
from lianxin.pure.paper import own
from lianxin.reports.documents.models import DocumentTemplate
from lianxin.reports.documents.problems import Unfit
from lianxin.reports.documents.templates import kind_label
from lianxin.reports.documents.terms import OTHER, TEMPLATE

MOST_BYTES = 3 * 1024 * 1024


@transaction.atomic
def set_template(
    *, unit: Unit, kind: str, name: str, file_name: str, data: bytes, by: Actor, at: datetime
) -> DocumentTemplate:
    """设置公文模板 for one kind of document, or for all where `kind` is empty; the one in use before it is retired.

    Raises Unfit with the first thing that must be mended in the file: a field that nobody knows, none for the body, a link
    to something outside.
    """
    by.must_at(TEMPLATE, unit.path)
    if kind and kind != OTHER and kind not in COMPOSERS:
        raise Unfit(_("没有这种公文。"), "kind")
    if not name.strip():
        raise Unfit(_("请写模板的名称。"), "name")
    data, found = _looked_at(data)
    for before in DocumentTemplate.objects.select_for_update().in_use().filter(unit=unit, kind=kind).defer("data"):
        _retire(before, by, at)
    template = DocumentTemplate.objects.create(
        code=new_code(SystemRandom()), unit=unit, unit_path=unit.path, kind=kind, name=name.strip()[:60],
        file_name=file_name.strip()[-120:] or "模板.docx", data=data, sha256=hashlib.sha256(data).hexdigest(),
        fields=[list(place) for place in found.places], set_by=by.name, set_on=localdate(at),
    )  # fmt: skip
    _tell("document_template.set", template, by, at)
    return template


@transaction.atomic
def withdraw_template(*, template: DocumentTemplate, by: Actor, at: datetime) -> DocumentTemplate:
    """停用公文模板: nothing is laid out in it from now on; what was stays as it is. Raises Unfit where it is retired already."""
    template = DocumentTemplate.objects.select_for_update().defer("data").get(pk=template.pk)
    by.must(TEMPLATE, template)
    if template.retired_on:
        raise Unfit(_("这份模板已经停用。"))
    _retire(template, by, at)
    return template


def _retire(template: DocumentTemplate, by: Actor, at: datetime) -> None:
    template.retired_by, template.retired_on = by.name, localdate(at)
    template.save(update_fields=["retired_by", "retired_on"])
    _tell("document_template.withdrawn", template, by, at)


def _looked_at(data: bytes) -> tuple[bytes, own.Checked]:
    """The file without who made it, and what is in it. Raises Unfit at the file."""
    if len(data) > MOST_BYTES:
        raise Unfit(_("模板超过 3 MB，请去掉大图再上传。"), "file")
    try:
        data = without_traces(data)
        found = own.checked(data)
    except own.Unreadable as refusal:
        raise Unfit(str(refusal), "file") from refusal
    if found.faults:
        raise Unfit("".join(found.faults[:3]), "file")
    return data, found


def _tell(event: str, template: DocumentTemplate, by: Actor, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        label = kind_label(template.kind)
    book.record(
        event, of=template.ref, unit_path=template.unit_path, by=by, at=at, kind=label,
        name=template.name,
    )  # fmt: skip
