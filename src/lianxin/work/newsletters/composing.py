"""简报、群工动态 (M297): an issue as its editor put it together, or what happened in a month, told to the whole unit."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from lianxin.base import indicators
from lianxin.base.drafting import Choice, Composer, composer
from lianxin.base.drafting.examples import examples
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Figure, Heading, Item, Paper, Para, official_date, runs
from lianxin.pure.periods import Period
from lianxin.work.activities.models import Activity
from lianxin.work.activities.terms import VIEW as SEE_ACTIVITY
from lianxin.work.gatherings.models import Gathering
from lianxin.work.gatherings.terms import EARLIER, EXPLAINING
from lianxin.work.gatherings.terms import VIEW as SEE_GATHERING
from lianxin.work.newsletters import queries
from lianxin.work.newsletters.papers import paper
from lianxin.work.newsletters.terms import VIEW, NewsletterStatus

MOST, TOLD, LONGEST, LONG_CASE = 20, 8, 240, 500  # events, characters of what came of one, of an example
COUNTED = (
    ("activity.activities", "举办群众活动", "场"), ("gathering.held", "召开座谈会、恳谈会等", "次"),
    ("gathering.explaining", "召开政策宣讲会和动员会", "次"),
)  # fmt: skip


@translation.override(settings.LANGUAGE_CODE)
def compose(*, unit: Unit, period: Period | None, subject: str, by: Actor, dated: date) -> Paper:
    """群工动态. Raises LookupError for an issue that this reader may not see, or a month without news."""
    by.must_at(VIEW, unit.path)
    if subject:
        kept = queries.newsletters(by).exclude(status=NewsletterStatus.DROPPED)
        issue = kept.filter(code=subject.removeprefix("newsletter:"), unit=unit).first()
        if issue is None:
            raise LookupError("没有这一期群工动态。")
        return paper(issue, queries.lines(issue, dated))
    if period is None or period.first > dated:
        raise LookupError("请选择已经开始的时期。")
    return _of_month(unit, period, by, dated)


def subjects(unit: Unit, by: Actor, today: date) -> Sequence[Choice]:
    """各期 of the unit that this reader may see; a month alone needs none."""
    if not by.may_at(VIEW, unit.path):
        return ()
    found = queries.newsletters(by).filter(unit=unit).exclude(status=NewsletterStatus.DROPPED)[:MOST]
    return [Choice(one.ref, one.title) for one in found]


def _of_month(unit: Unit, period: Period, by: Actor, dated: date) -> Paper:
    """What was done in the month, each event once, then what is told as an example."""
    body: list[Item] = [Para(runs(*_counted(unit, period, by, dated)))]
    events = [*_activities(unit, period, by), *_gatherings(unit, period, by)]
    if events:
        body.append(Heading(1, runs("工作动态")))
    for _on, head, text in sorted(events)[:TOLD]:
        body += [Heading(2, runs(head)), Para(runs(text))]
    if len(events) > TOLD:
        body.append(Para(runs("篇幅有限，其余的活动不在这里一一列出，见活动和座谈台账。")))
    cases = examples(unit, period, by)[:2]
    if cases:
        body.append(Heading(1, runs("典型事例")))
    for case in cases:
        body += [
            Heading(2, runs(case.title)),
            *(Para(runs(line)) for line in _excerpt(case.text).splitlines() if line.strip()),
        ]
    return Paper(f"{unit.name}群众工作动态\n（{period.label}）", tuple(body), signature=unit.name, dated=dated)


def _counted(unit: Unit, period: Period, by: Actor, dated: date) -> list[str | Figure]:
    """本月举办群众活动3场、座谈走访2次。 Each number is that of the indicator."""
    said: list[str | Figure] = []
    for code, word, measure in COUNTED:
        bound = indicators.bound(code, unit, period, by, today=dated)
        if bound.value not in ("", "0"):
            said += ["，" if said else f"{period.label}，{unit.name}", word, Figure(bound.text, bound.binding), measure]
    return [*said, "。"] if said else [f"{period.label}，{unit.name}没有登记活动和座谈。"]


def _activities(unit: Unit, period: Period, by: Actor) -> list[tuple[date, str, str]]:
    found = Activity.objects.reachable(by=by, to=SEE_ACTIVITY).held().filter(on__range=(period.first, period.last))
    return [(one.on, one.title, _event(one.unit, one.on, one.place, f"举办“{one.title}”活动", one.summary))
            for one in found.filter(within("unit_path", unit.path)).select_related("unit").order_by("on", "pk")[:MOST]]  # fmt: skip


def _gatherings(unit: Unit, period: Period, by: Actor) -> list[tuple[date, str, str]]:
    found = Gathering.objects.reachable(by=by, to=SEE_GATHERING).filter(held_on__range=(period.first, period.last))
    found = found.filter(kind__in=(*EARLIER, *EXPLAINING))  # those that the numbers above count
    found = found.filter(within("unit_path", unit.path)).select_related("unit").order_by("held_on", "pk")[:MOST]
    return [
        (one.held_on, one.title, _event(one.unit, one.held_on, one.place, f"召开“{one.title}”", "")) for one in found
    ]


def _excerpt(text: str) -> str:
    """The whole sentences of an example up to its length; that it goes on is said."""
    if len(text) <= LONG_CASE:
        return text
    return text[: text.rfind("。", 0, LONG_CASE) + 1] + "（节选）"


def _event(unit: Unit, on: date, place: str, what: str, outcome: str) -> str:
    """清水镇11月5日在镇文化站举办“…”活动。 and what came of it, in whole sentences."""
    where = f"在{place}" if place else ""
    text = f"{unit.name}{official_date(on)}{where}{what}。"
    said = "".join(outcome.split())
    if len(said) > LONGEST:
        said = said[: said.rfind("。", 0, LONGEST) + 1]
    return text + (said if not said or said.endswith("。") else f"{said}。")


composer(Composer(
    "newsletter", _("简报（群工动态）"), compose, VIEW, series="newsletter", periods=("month", "quarter", "span"),
    subjects=subjects, group=_("通报和简报"),
))  # fmt: skip
