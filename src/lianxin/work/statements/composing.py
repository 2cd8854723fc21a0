"""个人专题报告 (M296): from one's own records over a period, or the report that one has drafted already.

Only whoever it is of composes it; nothing is reckoned of anybody else. The parts follow the official form (004-b).
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting import Choice, Composer, composer
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.paper import Figure, Heading, Item, Paper, Para, official_date, runs
from lianxin.pure.periods import Period
from lianxin.work.statements import queries
from lianxin.work.statements.papers import figure_of, filled, paper
from lianxin.work.statements.queries import Fact, Scope, facts
from lianxin.work.statements.queries.drafting import DONE, SOLVED
from lianxin.work.statements.terms import WRITE, StatementKind, StatementStatus

PERIODS = ("quarter", "half_year", "year", "span")
ASKED = tuple(dict.fromkeys(code for code, _words in (*DONE, *SOLVED)))


def compose(*, unit: Unit, period: Period | None, subject: str, by: Actor, dated: date) -> Paper:
    """个人专题报告 of the actor himself. Raises NotAllowed for a process, LookupError for a draft that is not his."""
    by.must_at(WRITE, unit.path)
    if by.person_id is None:
        raise NotAllowed("个人专题报告由本人起草。")
    with queries.in_chinese():
        if subject:
            drafts = queries.own(by).filter(kind=StatementKind.PERSONAL).exclude(status=StatementStatus.TAKEN_BACK)
            one = drafts.filter(code=subject.removeprefix("statement:"), home=unit).first()
            if one is None:
                raise LookupError("没有这份报告。")
            return paper(one, queries.figures(one, by))
        if period is None or period.first > dated:
            raise LookupError("请选择已经开始的时期。")
        return _from_records(unit, period, by, dated)


def subjects(unit: Unit, by: Actor, today: date) -> Sequence[Choice]:
    """自己起草的报告 of this unit; the period alone needs none."""
    found = queries.own(by).filter(kind=StatementKind.PERSONAL, home=unit).exclude(status=StatementStatus.TAKEN_BACK)
    return [Choice(one.ref, f"{one.title}（{official_date(one.last)}止）") for one in found[:20]]


def _from_records(unit: Unit, period: Period, by: Actor, dated: date) -> Paper:
    person = Person.objects.get(pk=by.person_id or 0)
    last = min(period.last, dated)
    found = facts(Scope((person.pk,), period.first, last, by), ASKED)
    days = f"{period.first.isoformat()}~{last.isoformat()}"
    numbers = {code: figure_of(one, f"person:{person.pk}", days) for code, one in found.items()}
    body: list[Item] = [
        Para(runs(f"现将本人{official_date(period.first)}至{official_date(last)}直接联系群众的情况报告如下。"))
    ]
    for head, items in (
        ("主要做法", _said("本人", DONE, found, numbers) or [_none()]),
        ("工作成效", _said("", SOLVED, found, numbers) or [_none()]),
        ("存在的问题", _problems(found)), ("下一步打算", _next(found)),
    ):  # fmt: skip
        body += [Heading(1, runs(head)), *items]
    title = f"{period.label}干部直接联系群众工作\n个人专题报告"
    return Paper(title, tuple(body), signature=f"{unit.name}　{person.name}", dated=dated)


def _none() -> Para:
    return Para(runs("这段时间还没有这方面的记录。"))


def _said(
    who: str, parts: Sequence[tuple[str, str]], found: Mapping[str, Fact], numbers: Mapping[str, Figure]
) -> list[Item]:
    """What there is of it, in one sentence; what is nought is not said, and nothing is said in both parts."""
    words = [words for code, words in parts if found[code].number and not (parts is DONE and code == "solved")]
    if not words:
        return []
    slots = {str(found[code].kind.word): numbers[code] for code in found}
    return [Para(tuple(filled(f"{who}{'，'.join(words)}。", slots)))]


def _problems(found: Mapping[str, Fact]) -> list[Item]:
    """From the records: what was found and is not solved, of what there is nothing."""
    said = []
    if found["found"].number > found["solved"].number:
        said.append("走访中发现的问题还没有全部解决。")
    missing = [word for code, word in (("field_days", "走访"), ("diaries", "民情日记"), ("found", "走访中发现的问题"))
               if not found[code].number]  # fmt: skip
    if missing:
        said.append(f"没有留下记录的有：{'、'.join(missing)}，做了没有记的要补记，没有做的要补做。")
    return [
        Para(runs(line)) for line in said or ["对照记录逐项核对，走访、日记和发现的问题都有记录，发现的问题都已解决。"]
    ]


def _next(found: Mapping[str, Fact]) -> list[Item]:
    said = []
    if found["found"].number > found["solved"].number:
        said.append("对还没有解决的问题逐件跟到有结果，并告诉群众本人。")
    if not found["field_days"].number:
        said.append("到联系点走访，当天记录听到的意见和困难。")
    return [Para(runs(line)) for line in said or ["回访走访过的群众，核对解决的问题是否真正解决。"]]


composer(Composer(
    "personal_report", _("个人专题报告"), compose, WRITE, series="report", periods=PERIODS, subjects=subjects,
    group=_("情况报告"),
))  # fmt: skip
