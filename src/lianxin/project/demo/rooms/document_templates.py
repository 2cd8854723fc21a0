"""公文模板的演示数据: the county's red head for its reports, made in code from the sample; one that was withdrawn."""

from datetime import datetime
from random import Random

from lianxin.project.demo.county import County
from lianxin.pure.paper.own_sample import sample_template
from lianxin.reports.documents import commands

MONTH = "summary_month"


def fill(county: County, until: datetime, random: Random) -> None:
    """一份在用的月报模板, one for all documents of a township, and an older one of it that was replaced."""
    clerk = county.who(county.top, "county_clerk")
    data = sample_template()
    commands.set_template(
        unit=county.top, kind=MONTH, name="县里的红头", file_name="红头.docx", data=data, by=clerk, at=until
    )
    town = county.townships[0]
    office = county.who(town, "township_clerk")
    for name in ("去年的红头", "红头文件"):
        commands.set_template(unit=town, kind="", name=name, file_name="红头.docx", data=data, by=office, at=until)
