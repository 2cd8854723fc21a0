"""公文模板 in the overview of settings."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.versions.overview import Line, shows
from lianxin.reports.documents.models import DocumentTemplate


@shows("55 documents")
def read(on: date) -> Sequence[Line]:
    """Templates in use, the last one set."""
    rows = list(DocumentTemplate.objects.in_use().order_by("-set_on", "-pk").only("set_on", "set_by"))
    last = rows[0] if rows else None
    return [
        Line(
            gettext_lazy("公文模板"), _("在用 %(n)s 份") % {"n": len(rows)}, last.set_on if last else None,
            last.set_by if last else "", given=_("不设就用预置的版式"), page="documents:templates",
        )
    ]  # fmt: skip
