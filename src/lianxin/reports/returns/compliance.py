"""摸底表的设置 of the compliance page: what is asked every month, and what is asked twice (JF-5, JF-6)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Breach, Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.returns.models import FormLine, ReturnForm
from lianxin.reports.returns.terms import VIEW, LineSource

SETTING = "returns.form"
#: figures that people must find and type in every month
MOST_TYPED = 15


def key_of(form: ReturnForm) -> str:
    """One version of one form."""
    return f"{form.code}-{form.version}"


def value_of(form: ReturnForm) -> str:
    """每月（月报、摸底）：系统算 9 项，手填 2 项."""
    lines = form.lines.all()
    typed = sum(1 for line in lines if line.is_external)
    words = {"every": form.get_every_display(), "n": len(lines) - typed, "typed": typed}
    return _("%(every)s：系统算 %(n)s 项，手填 %(typed)s 项") % words


def breaches_of(form: ReturnForm) -> tuple[Breach, ...]:
    """Too many figures to be typed, or one that another form asks for already."""
    typed = {"".join(line.label.split()) for line in form.lines.all() if line.is_external}
    found: list[Breach] = []
    if len(typed) > MOST_TYPED:
        found.append(
            Breach("BAN-4", _("每次要手填 %(n)s 项，最多 %(most)s 项") % {"n": len(typed), "most": MOST_TYPED})
        )
    others = (
        FormLine.objects.filter(source=LineSource.EXTERNAL).exclude(form__code=form.code).exclude(form__valid_from="")
    )
    for other in others.select_related("form") if typed else ():
        if "".join(other.label.split()) in typed:
            words = {"label": other.label, "form": other.form.title}
            found.append(Breach("JF-5", _("“%(label)s”已经在“%(form)s”里报") % words))
    return tuple(found)


def read(by: Actor, on: date) -> Iterator[Reading]:
    """Each form in its newest version in force, and the drafts."""
    newest: set[str] = set()
    found = ReturnForm.objects.reachable(by=by, to=VIEW).prefetch_related("lines").order_by("code", "-version")
    for one in found:
        is_draft = not one.valid_from
        if not is_draft and one.code in newest:
            continue
        newest |= set() if is_draft else {one.code}
        yield Reading(
            key_of(one), one.title, value_of(one), breaches_of(one), one.made_by, one.made_on, not is_draft, one.unit_path,
            "returns:index",
        )  # fmt: skip


setting(
    SETTING, gettext_lazy("摸底表"), rules=("BAN-4", "JF-5", "JF-6"), read=read,
    verdict=gettext_lazy("系统里有的自动算，不再要人报；同一项只在一张表里要，依据、用途、截止日期写在表上。"),
)  # fmt: skip
