"""抽样核实: some of the records behind a figure, drawn by a seed, called back or looked at one by one (M231)."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.draws import digest_of, drawn
from lianxin.reports.returns import queries
from lianxin.reports.returns.models import ReturnFigure, SampleDraw, SampleLook
from lianxin.reports.returns.problems import Unfit
from lianxin.reports.returns.terms import VERIFY, CheckHow

MOST = 50


@transaction.atomic
def draw_sample(*, figure: ReturnFigure, size: int, by: Actor, at: datetime, seed: str = "") -> SampleDraw:
    """抽样: of the records that the figure counts now, or counted when it was kept; the seed stands in the journal."""
    found = ReturnFigure.objects.select_for_update(of=("self",)).select_related("of__unit", "line", "unit", "frozen")
    figure = found.get(pk=figure.pk)
    by.must(VERIFY, figure)
    if figure.of.is_locked:
        raise Unfit(queries.why_locked(figure.of))
    if figure.line.is_external:
        raise Unfit(_("外部数字在这里没有记录可抽，请与来源核对。"))
    if not 1 <= size <= MOST:
        raise Unfit(_("抽几条，请写 1 到 50。"), "size")
    keys = queries.kept_keys(figure) or list(queries.keys_of(figure, figure.of, by, localdate(at)))
    if not keys:
        raise Unfit(_("这个数是零，没有记录可抽。"))
    names = [str(key) for key in keys]
    seed = seed.strip()[:32] or secrets.token_hex(8)
    taken = [int(key) for key in drawn(seed, names, size)]
    draw = SampleDraw.objects.create(
        figure=figure, seed=seed, digest=digest_of(names), population=len(names), keys=taken, by_name=by.name,
        on=localdate(at),
    )  # fmt: skip
    book.record(
        "return.sample_drawn", of=figure.of.ref, unit_path=figure.unit_path, by=by, at=at, label=figure.line.label,
        seed=seed, digest=draw.digest, size=len(taken), population=draw.population,
    )  # fmt: skip
    return draw


@transaction.atomic
def look_at(
    *, draw: SampleDraw, key: int, how: str, agrees: bool, by: Actor, at: datetime, note: str = ""
) -> SampleLook:
    """核实一条: called back or looked at, whether it is as recorded; a difference says what it is."""
    draw = (
        SampleDraw.objects.select_for_update(of=("self",)).select_related("figure__of", "figure__line").get(pk=draw.pk)
    )
    figure = draw.figure
    by.must(VERIFY, figure)
    if figure.of.is_locked:
        raise Unfit(queries.why_locked(figure.of))
    if key not in draw.keys:
        raise Unfit(_("这一条不在抽中的名单里。"))
    if not agrees and not note.strip():
        raise Unfit(_("请写明与记录不一致的地方。"), "note")
    if draw.looks.filter(key=key).exists():
        raise Unfit(_("这一条已经核实过。"))
    look = SampleLook.objects.create(
        draw=draw, key=key, how=CheckHow(how), agrees=agrees, note=note.strip()[:200], by_name=by.name, on=localdate(at)
    )
    book.record(
        "return.record_looked_at", of=figure.of.ref, unit_path=figure.unit_path, by=by, at=at, label=figure.line.label,
        how=CheckHow(how).label, finding=_("与记录一致") if agrees else _("与记录不一致"),
        private={"comment": look.note} if look.note else {},
    )  # fmt: skip
    return look
