"""What a posted form leads to: the command, the job that goes on with it, and what is said about it."""

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from lianxin.web.office.imports import jobs
from lianxin.web.office.imports.forms import UploadForm, present_choices, read_choices
from lianxin.web.ui.request import Request
from lianxin.work.concerns.commands import drafting
from lianxin.work.concerns.commands.drafting import Defaults
from lianxin.work.concerns.models import ImportDraft
from lianxin.work.concerns.problems import Unfit


def received(request: Request, form: UploadForm) -> ImportDraft | None:
    """Keep the file and have it read; a refusal stands in the form."""
    file = form.cleaned_data["file"]
    try:
        found = drafting.receive_file(
            data=file.read(), file_name=file.name, unit=form.cleaned_data["unit"], posting=request.posting,
            by=request.actor, at=request.now,
        )  # fmt: skip
    except Unfit as problem:
        form.add_error(problem.field or None, str(problem))
        return None
    jobs.read.enqueue(found.token)
    return found


def go_on(request: Request, found: ImportDraft, given: dict[str, str]) -> bool:
    """Confirm if nothing was changed, else read again with what was chosen; says what happened."""
    chosen, encoding = read_choices(request.POST, found.preview), given["encoding"]
    is_changed = chosen != present_choices(found.preview) or encoding != found.encoding
    try:
        if "confirm" in request.POST and not is_changed:
            defaults = Defaults(given["kind"], given["channel"])
            drafting.confirm_draft(draft=found, defaults=defaults, by=request.actor, at=request.now)
            jobs.bring_in.enqueue(found.token)
        else:
            drafting.choose_columns(draft=found, choices=chosen, encoding=encoding, by=request.actor, at=request.now)
            jobs.read.enqueue(found.token)
            if "confirm" in request.POST:
                messages.warning(request, _("列对应改过，已重新读取。请再看一遍，然后确认。"))
    except Unfit as problem:
        messages.error(request, str(problem))
    return True


def sums(preview: dict[str, Any]) -> dict[str, int]:
    """What all included sheets come to together."""
    included = [sheet for sheet in preview.get("sheets", []) if sheet["included"]]
    return {
        key: sum(sheet[key] for sheet in included) for key in ("read", "fresh", "known", "twice", "rejected", "skipped")
    }
