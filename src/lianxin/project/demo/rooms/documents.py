"""公文的演示数据: drafts, month reports that were signed, a notice on the county's page, one voided; a budget for the year."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.drafting import COMPOSERS
from lianxin.base.orgs.models import Unit
from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.reports.documents import bodies, commands, editing, queries
from lianxin.reports.documents.findings import find_all, persons_in
from lianxin.reports.documents.models import Document

MONTH = "summary_month"
NOTICE = (
    "各乡镇群众工作总站、县直各部门：\n为方便群众反映问题，国庆节期间各工作站照常开门。现将有关事项通知如下。\n"
    "各站安排专人接电话、接来访，登记以后当天转办。\n假期里收到的事项，按规定的期限办理，不因放假往后推。"
)


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
    _signed(county, county.top, last.previous(), until)
    _submitted(county, county.top, last, until)
    for town in county.townships[:2]:
        _signed(county, town, last, until)
    commands.draft(unit=county.townships[2], kind=MONTH, period=last, at=until,
                   by=county.who(county.townships[2], "township_clerk"))  # fmt: skip
    notice = commands.keep(
        unit=county.top, kind="plan", title="国庆节期间群众工作安排", on=localdate(until) - timedelta(days=20), text=NOTICE,
        by=clerk, at=until,
    )  # fmt: skip
    page = commands.publish(document=notice, by=clerk, at=until)
    if all(one.is_kept for one in persons_in(page.text, page.kept_marks, queries.staff_names(page.unit))):
        commands.confirm(page=page, by=leader, at=until)
    voided = _signed(county, county.townships[3], last.previous(), until)
    if voided:
        head = county.who(county.townships[3], "township_leader")
        commands.void(document=voided, why="数字统计口径有误，重新印发", by=head, at=until)


def _submitted(county: County, unit: Unit, period: Period, at: datetime) -> Document | None:
    """A month report with one sentence of a person's own, handed to the head; None where it has something to mend."""
    by = county.who(unit, f"{unit.kind}_clerk")
    document = commands.draft(unit=unit, kind=MONTH, period=period, by=by, at=at)
    newest = queries.newest(document)
    paper = bodies.paper_of(document, newest)
    known = editing.slots(paper, document, by=by, today=localdate(at))
    lines = editing.lines(paper, known)
    lines[0] = editing.Line(0, lines[0].kind, f"{lines[0].text}以上情况已经站务会议讨论。")
    commands.edit(
        document=document, base=newest.number, title=newest.title, addressee="县委、县政府" if unit == county.top else "",
        items=editing.items(lines, paper.body, known), by=by, at=at,
    )  # fmt: skip
    document.refresh_from_db()
    reading = bodies.read(bodies.paper_of(document, queries.newest(document)))
    if any(one.is_open for one in find_all(document, reading, by=by, today=localdate(at))):
        return None
    for one in persons_in(reading.text, (), queries.staff_names(unit)):
        commands.confirm_mark(document=document, key=one.key, by=by, at=at)
    return commands.submit(document=document, by=by, at=at, long_why="全县各单位的情况都要写到")


def _signed(county: County, unit: Unit, period: Period, at: datetime) -> Document | None:
    """The same, signed by the unit's head."""
    document = _submitted(county, unit, period, at)
    head = county.who(unit, f"{unit.kind}_leader")
    return commands.issue(document=document, by=head, at=at) if document else None
