"""一期群工动态 as a paper, by GB/T 9704: without what was taken back since."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import translation

from lianxin.pure.paper import Heading, Item, Paper, Para, runs
from lianxin.work.newsletters.models import Newsletter
from lianxin.work.newsletters.queries import Line, by_section


@translation.override(settings.LANGUAGE_CODE)
def paper(newsletter: Newsletter, lines: Sequence[Line]) -> Paper:
    """The issue; before it is signed it has neither number nor day."""
    body: list[Item] = []
    for section, shelf in by_section(line for line in lines if line.is_printable):
        body.append(Heading(1, runs(str(section.label))))
        for line in shelf:
            body.append(Heading(2, runs(line.item.title)))
            body += [Para(runs(one.strip())) for one in line.item.text.splitlines() if one.strip()]
    number = newsletter.dispatch.number if newsletter.dispatch else ""
    return Paper(
        newsletter.title, tuple(body), number=number, signature=newsletter.unit.name, dated=newsletter.issued_on
    )
