"""群工动态的演示数据: one issue that was issued and put online, one that waits for a signature, one draft."""

from datetime import datetime
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.work.examples.queries import library
from lianxin.work.newsletters import commands, queries
from lianxin.work.newsletters.models import Newsletter


def fill(county: County, until: datetime, random: Random) -> None:
    """编、送签、签发、上网, by commands."""
    clerk, chief = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    given: dict[str, Any] = {"by": clerk, "at": until}
    first = commands.begin(unit=county.top, title="雨季里的群众工作", **given)
    for example in library(clerk).public()[:2]:
        commands.pick_example(newsletter=first, example=example, **given)
    for voice in queries.voices_to_pick(clerk, first, localdate(until))[:2]:
        commands.pick_voice(newsletter=first, publication=voice, **given)
    _write(first, "入汛前，各村再沿沟看一遍，清完告诉下一班。", given)
    commands.submit(newsletter=first, **given)
    commands.issue(newsletter=first, pages=2, by=chief, at=until)
    commands.put_online(newsletter=first, by=chief, at=until)
    second = commands.begin(unit=county.top, title="把小事办在组里", **given)
    for example in library(clerk)[:3]:
        commands.pick_example(newsletter=second, example=example, **given)
    commands.submit(newsletter=second, **given)
    third = commands.begin(unit=county.top, title="年底走访见闻", **given)
    _write(third, "走访回来当天记，问题当天分，不要攒到月底。", given)


def _write(newsletter: Newsletter, text: str, given: dict[str, Any]) -> None:
    commands.add_item(
        newsletter=newsletter, section="suggestions", title="早看早清", text=text, may_be_public=True, **given
    )
