"""半年一小结、年终一总评: put together from the published results of one series; no vote is counted again."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import codes
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.pure.questions import fingerprint
from lianxin.work.appraisals.models import Series
from lianxin.work.concerns.problems import Unfit
from lianxin.work.results.models import Brief, Result
from lianxin.work.results.summing import summed
from lianxin.work.results.terms import PUBLISH, BriefKind, ResultStatus

TAILS = {"half_year": "小结", "year": "年终总评"}


@transaction.atomic
def compose_brief(*, series: Series, period: str, by: Actor, at: datetime) -> Brief:
    """编制小结: `period` is a half-year (“2026-H1”) or a year of the series. Raises Unfit where fewer than two were published."""
    by.must(PUBLISH, series)
    try:
        span = Period.parse(period)
    except NotAPeriod as wrong:
        raise Unfit(str(wrong), "period") from wrong
    if span.kind not in BriefKind.values or span.year != series.year:
        raise Unfit(_("请选本系列这一年的上半年、下半年或全年。"), "period")
    if Brief.objects.filter(series=series, period=span.code).exists():
        raise Unfit(_("这个时期的小结已经编过，不重复编制。"), "period")
    quarters = {Period.containing(month.first, "quarter").code for month in span.months()}
    results = list(
        Result.objects.filter(campaign__series=series, campaign__period__in=quarters, status=ResultStatus.PUBLISHED)
        .select_related("campaign", "box").order_by("campaign__period", "pk")
    )  # fmt: skip
    results = [one for one in results if not one.data["is_void"]]
    if len(results) < 2:
        raise Unfit(_("这个时期已公布的评议不到两次，还不能汇总。"), "period")
    data = summed(results)
    brief = Brief.objects.create(
        code=codes.new_code(secrets.SystemRandom()), series=series, kind=span.kind, period=span.code,
        title=f"{series.title}{span.label}{TAILS[span.kind]}", unit_path=series.unit_path,
        unit_name=series.unit.name, data=data, fingerprint=fingerprint(data), made_on=localdate(at), made_by=by.ref,
    )  # fmt: skip
    brief.results.set(results)
    book.record(
        "brief.composed",
        of=brief.ref,
        unit_path=brief.unit_path,
        by=by,
        at=at,
        private={"title": brief.title},
        results=len(results),
    )
    return brief


@transaction.atomic
def publish_brief(*, brief: Brief, by: Actor, at: datetime) -> Brief:
    """公布小结: by another person than who composed it, once. Raises Unfit."""
    brief = Brief.objects.select_for_update().get(pk=brief.pk)
    by.must(PUBLISH, brief)
    if brief.published_on is not None:
        raise Unfit(_("已经公布，只公布一次。"))
    if by.ref == brief.made_by:
        raise Unfit(_("编制和审定要由两个人办理，请另一位有权限的同志审定。"))
    brief.published_on, brief.published_by_name = localdate(at), by.name
    brief.save()
    book.record(
        "brief.published", of=brief.ref, unit_path=brief.unit_path, by=by, at=at, private={"title": brief.title}
    )
    return brief
