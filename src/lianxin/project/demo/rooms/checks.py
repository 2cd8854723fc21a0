"""成批核对的演示数据: three villages' texts that a township sent to be checked, with what such texts get wrong."""

from datetime import datetime
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Posting, Unit
from lianxin.project.demo.county import County
from lianxin.pure.paper import Heading, Paper, Para, runs, write_docx
from lianxin.pure.periods import Period
from lianxin.reports.checks import commands, queries
from lianxin.reports.checks.fingerprints import fingerprint

ROLE = "township_clerk"


def fill(county: County, until: datetime, random: Random) -> None:
    """一批三份, checked; one finding waived with its reason."""
    town = county.townships[0]
    by, last = county.who(town, ROLE), Period.containing(localdate(until)).previous()
    posting = Posting.objects.get(person_id=by.person_id or 0, unit=town, role=ROLE)
    batch = commands.receive(
        unit=town, title=f"各村{last.label}总结", period=last, posting=posting, by=by, at=until,
        files=[(f"{town.name}/{name}", data) for name, data in _files(county.villages[town.path][:3], last)],
    )  # fmt: skip
    for text in queries.waiting(batch, 10):
        commands.check_one(text=text, by=by, at=until)
    commands.finish(batch=batch, by=by, at=until)
    for text in batch.texts.filter(style__gt=0)[:1]:
        found = next(one for one in queries.standing(text) if one.tone == "style")
        commands.waive(text=text, key=fingerprint(found, text.text), reason="agreed", by=by, at=until)


def _files(villages: list[Unit], period: Period) -> list[tuple[str, bytes]]:
    """A docx whose rate was cut off, a text that announces four and lists three, one pasted from the docx."""
    first, second, third = (village.name for village in villages)
    done = (
        "村两委和驻村干部分片入户，把独居老人、在外务工家庭逐户走到，当场能办的当场办，办不了的记下来带回镇上。"
        "月底开了一次院坝会，把办到哪一步一件一件说给大家听，大家再提的意见另外记账。"
    )
    paper = Paper(
        f"{first}{period.label}群众工作总结",
        (
            Heading(1, runs("工作情况")),
            Para(runs(f"本月入户走访43户，比上月36户增加7户，增长19.5%。{done}")),
            Para(runs("共收到群众反映12件，其中道路5件、饮水4件、环境2件，已办结10件，办结率83.3%。")),
            Heading(1, runs("下步打算")),
            Para(runs("下月把剩下的2件办完，逐户回访。")),
        ),
        signature=first,
        dated=period.last,
    )
    listed = (
        f"按镇政府[{period.year}]12号文的安排，本月主要抓了四个方面：一是入户走访；二是疏通沟渠；三是调解纠纷。"
        "调解纠纷6件，调成5件，成功率83.3%。"
    )
    return [
        (f"{first}{period.label}总结.docx", write_docx(paper)),
        (f"{second}{period.label}总结.txt", f"{second}{period.label}工作总结\n{listed}\n{second}\n".encode("gb18030")),
        (f"{third}总结.txt", f"{third}{period.label}工作总结\n{done}走访31户，参加院坝会的xx人。\n".encode()),
    ]
