"""常用数表的演示数据: what a county clerk, a township clerk and a bureau ask for every month."""

from datetime import datetime
from random import Random

from lianxin.base.indicators import INDICATORS
from lianxin.project.demo.county import County
from lianxin.reports.tables import commands
from lianxin.reports.tables.commands import Selection
from lianxin.reports.tables.terms import Over, Span

MONTHLY = ("concern.received", "concern.closed", "concern.on_time_rate", "concern.resolution_rate",
           "concern.satisfaction_rate", "visit.visits")  # fmt: skip
HANDED = ("concern.handled_assigned", "concern.handled_closed", "concern.handled_on_time_rate")


def fill(county: County, until: datetime, random: Random) -> None:
    """常用数表, by commands: two of the county's office, one of them given to the colleagues; one of a township's."""
    top, town = county.top, county.townships[0]
    clerk, officer = county.who(top, "county_clerk"), county.who(town, "township_clerk")
    codes, handed = (tuple(code for code in some if code in INDICATORS) for some in (MONTHLY, HANDED))
    monthly = commands.save_table(
        name="上月各乡镇办理情况", selection=Selection(top, codes, Over.BELOW), unit=top, by=clerk, at=until
    )
    commands.share_table(table=monthly, by=clerk, at=until)
    commands.save_table(
        name="今年以来办理情况", unit=top, by=clerk, at=until,
        selection=Selection(top, (*codes, *handed), Over.OWN, span=Span.THIS_YEAR, with_year_before=True),
    )  # fmt: skip
    commands.save_table(
        name="上月各村办理情况", selection=Selection(town, codes, Over.BELOW), unit=town, by=officer, at=until
    )
