"""承诺书、责任书 on paper: always in Chinese, as they are signed; one sheet for each party."""

from collections.abc import Iterable

from lianxin.pure.paper import Item, Paper, Para, official_date, runs
from lianxin.work.pledges import queries
from lianxin.work.pledges.models import Letter, Pledge, PledgeItem, Signing
from lianxin.work.pledges.terms import ItemResult, LetterKind

GAP = "　　"
BLANK_DATE = "____年__月__日"


def pledge_lines(items: Iterable[PledgeItem]) -> list[str]:
    """Each promise as it is read out: what, by when, how one sees it."""
    return [
        f"{one.number}．{one.what}。{official_date(one.due_on)}前做到。怎样算做到：{one.seen_by}。"
        for one in items
        if one.result != ItemResult.WITHDRAWN
    ]


def pledge_paper(pledge: Pledge) -> Paper:
    """承诺书: what is promised, to be signed; the consent to be named is ticked on paper as well."""
    who = pledge.unit.name + (f"{GAP}{pledge.post}{GAP}{pledge.name}" if pledge.is_personal else "")
    body: list[Item] = [Para(runs(f"我{'' if pledge.is_personal else '单位'}向群众公开承诺，请群众监督："))]
    body += [Para(runs(line)) for line in pledge_lines(pledge.items.all())]
    if pledge.is_personal:
        body.append(Para(runs("是否同意在公示栏亮明姓名、职务：□同意　□不同意")))
        body.append(Para(runs("是否同时亮明党员身份（党员自愿）：□同意　□不用")))
    body.append(
        Para(runs(f"承诺{'人' if pledge.is_personal else '单位'}（签字盖章）：____________{GAP}日期：{BLANK_DATE}"))
    )
    return Paper(f"{pledge.title}\n承诺书", (Para(runs(f"承诺{'人' if pledge.is_personal else '单位'}：{who}")), *body))


def letter_lines(letter: Letter) -> list[str]:
    """The text of the letter, line by line."""
    return [line.strip() for line in letter.text.splitlines() if line.strip()]


def letter_paper(letter: Letter, signings: Iterable[Signing]) -> Paper:
    """责任书 for each of these parties, one after another: 甲方 is with whom the party signs."""
    body: list[Item] = []
    for number, one in enumerate(signings):
        if number:
            body.append(Para(runs(letter.title)))
        body += [Para(runs(line)) for line in sides(letter, one)]
        body += [Para(runs(line)) for line in letter_lines(letter)]
        body += [Para(runs(line)) for line in signatures(letter)]
    return Paper(letter.title, tuple(body) or (Para(runs("没有要签的。")),))


def sides(letter: Letter, signing: Signing) -> list[str]:
    """双方; a pledge letter has one side only."""
    party = signing.unit.name + (f"　{signing.post}　{signing.name}" if signing.name else "")
    if letter.kind == LetterKind.PLEDGE:
        return [f"承诺人：{party}"]
    return [f"甲方：{queries.party_above(signing, letter)}", f"乙方：{party}"]


def signatures(letter: Letter) -> list[str]:
    """签字的两行."""
    if letter.kind == LetterKind.PLEDGE:
        return [f"承诺人（签字）：____________{GAP}{BLANK_DATE}"]
    return [f"甲方（签字盖章）：____________{GAP}乙方（签字盖章）：____________", BLANK_DATE]
