"""公开承诺的完成情况 beside the question that asks for it, and on the page of signed ratings (M210)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.pure.questions import Sheet
from lianxin.web.ui.answering import Fact
from lianxin.work.appraisals.models import Campaign, CampaignSubject
from lianxin.work.appraisals.promises import Promised, asks_of_promises, promised


def fact(found: Promised) -> Fact:
    """“承诺 5 项到期，兑现 4 项，部分兑现 1 项”, and the page that lists the five."""
    kept = found.kept
    told = _(
        "系统里的记录：到期的公开承诺 %(due)s 项，已兑现 %(fulfilled)s 项，部分兑现 %(partly)s 项，没有兑现 %(broken)s 项，"
        "还没有结果 %(open)s 项。"
    ) % {
        "due": kept.due, "fulfilled": kept.fulfilled, "partly": kept.partly, "broken": kept.broken, "open": kept.still_open,
    }  # fmt: skip
    where = {"unit": str(found.unit.pk), "first": found.first.isoformat(), "last": found.last.isoformat()}
    return Fact(told, reverse("pledges:items", query=where))


def facts(campaign: Campaign, subject: CampaignSubject, sheet: Sheet) -> dict[str, Fact]:
    """What the records say of the questions of a signed sheet about one subject, by the item's code."""
    asked = [item for item in sheet.form.items if asks_of_promises(item)]
    found = promised(campaign, [subject]).get(subject.pk) if asked else None
    return {item.code: fact(found) for item in asked} if found is not None else {}
