"""公文的演示数据: drafts, one with something to mend; month reports signed, archived, voided; a plan on the county's page."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.drafting import COMPOSERS
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.pure.paper import Item, Para, runs
from lianxin.pure.periods import Period
from lianxin.reports.documents import bodies, commands, queries
from lianxin.reports.documents.findings import persons_in
from lianxin.reports.documents.models import Document
from lianxin.reports.documents.problems import Unfit
from lianxin.reports.documents.terms import OTHER, Term

MONTH = "summary_month"
PLAN = (
    "各乡镇群众工作总站、县直各部门：\n为方便群众反映问题，冬季集中走访期间各工作站周末照常开门。现将有关事项安排如下。\n"
    "各站安排专人接电话、接来访，登记以后当天转办。\n走访中收到的事项，按规定的期限办理，不因天冷路远往后推。"
)
FREE = (
    "请按分好的组做好走访和值班。一是提前告诉群众时间和地点。", "二是当天登记、当天转办。", "三是走访结束后三天内回访。",
)  # fmt: skip
#: what a person added to a draft and the checker asks about
TYPED = "今年新修水渠120米，比去年的150米减少30米，下降25%。"


def fill(county: County, until: datetime, random: Random) -> None:
    """草稿、送签、签发、公开、作废各一些, by commands."""
    if MONTH not in COMPOSERS:
        return
    clerk, leader = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    year = localdate(until).year
    for kind, most in (("county", 60), ("township", 40), ("department", 40)):
        commands.set_budget(
            unit=county.top, year=year, unit_kind=kind, documents=most, meetings=most // 2, by=clerk, at=until
        )
    last = Period.containing(localdate(until)).previous()
    old = _signed(county, county.top, last.previous(), until)
    if old:
        commands.archive(document=old, term=Term.THIRTY, by=clerk, at=until)
    _submitted(county, county.top, last, until)
    _with(TYPED, county, county.townships[0], Period.containing(localdate(until)), until)
    plan = commands.keep(
        unit=county.top, kind="plan", title="冬季集中走访期间工作安排", on=localdate(until) - timedelta(days=20), text=PLAN,
        by=clerk, at=until,
    )  # fmt: skip
    page = commands.publish(document=plan, by=clerk, at=until)
    if all(one.is_kept for one in persons_in(page.text, page.kept_marks, queries.staff_names(page.unit))):
        commands.confirm(page=page, by=leader, at=until)
    _free(county, county.townships[1], "关于冬季走访分组的安排", until)
    voided = _free(county, county.townships[2], "关于周末值班的安排", until)
    head = county.who(county.townships[2], "township_leader")
    commands.void(document=voided, why="值班日期写错，重新印发", by=head, at=until)


def _free(county: County, unit: Unit, title: str, at: datetime) -> Document:
    """A document that no records tell of, signed by the unit's head."""
    by = county.who(unit, f"{unit.kind}_clerk")
    document = commands.draft(unit=unit, kind=OTHER, title=title, addressee="各村、社区", by=by, at=at)
    _written(document, [Para(runs(line)) for line in FREE], by, at)
    commands.submit(document=document, by=by, at=at)
    return commands.issue(document=document, by=county.who(unit, f"{unit.kind}_leader"), at=at)


def _with(words: str, county: County, unit: Unit, period: Period, at: datetime) -> Document:
    """A month report with one sentence of a person's own."""
    by = county.who(unit, f"{unit.kind}_clerk")
    document = commands.draft(unit=unit, kind=MONTH, period=period, by=by, at=at)
    body = bodies.paper_of(document, queries.newest(document)).body
    _written(document, [*body, Para(runs(words))], by, at)
    return document


def _written(document: Document, items: Sequence[Item], by: Actor, at: datetime) -> None:
    newest = queries.newest(document)
    commands.edit(
        document=document, base=newest.number, title=newest.title, addressee=newest.addressee, items=items, by=by, at=at
    )
    document.refresh_from_db()


def _submitted(county: County, unit: Unit, period: Period, at: datetime) -> Document | None:
    """The same, handed to the head; None where it has something to mend."""
    by = county.who(unit, f"{unit.kind}_clerk")
    document = _with("本总结经办公室会议讨论。", county, unit, period, at)
    text = bodies.read(bodies.paper_of(document, queries.newest(document))).text
    for one in persons_in(text, (), queries.staff_names(unit)):
        commands.confirm_mark(document=document, key=one.key, by=by, at=at)
    try:
        return commands.submit(document=document, by=by, at=at, long_why="全县各单位的情况都要写到")
    except Unfit:
        return None


def _signed(county: County, unit: Unit, period: Period, at: datetime) -> Document | None:
    """The same, signed by the unit's head."""
    document = _submitted(county, unit, period, at)
    head = county.who(unit, f"{unit.kind}_leader")
    return commands.issue(document=document, by=head, at=at) if document else None
