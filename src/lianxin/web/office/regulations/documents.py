"""制度 as a document: title, opening, numbered articles, who approved it and from when on."""

from datetime import date

from lianxin.pure.paper import Item, Paper, Para, runs, write_docx
from lianxin.work.regulations.models import RegulationVersion


def docx(version: RegulationVersion) -> bytes:
    """The version as docx; official papers are in Chinese whatever the language of the page."""
    return write_docx(paper(version))


def paper(version: RegulationVersion) -> Paper:
    """The version as data."""
    regulation = version.regulation
    state = f"第{version.number}版，草稿"
    if version.valid_from is not None:
        state = f"第{version.number}版，自{_day(version.valid_from)}起施行"
    body: list[Item] = [Para(runs(f"（{state}）"))]
    body += [Para(runs(line)) for line in version.opening.splitlines() if line.strip()]
    for article in version.articles.all():
        lines = article.text.splitlines()
        body.append(Para(runs(f"{article.heading}　{lines[0]}")))
        body += [Para(runs(line)) for line in lines[1:]]
    return Paper(regulation.title, tuple(body), signature=regulation.unit.name, dated=version.approved_on)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
