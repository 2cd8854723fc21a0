"""疑问 on one figure (F092): asked by the level above or one's own reviewer, answered by the unit, closed by who asked."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.reports.returns import queries
from lianxin.reports.returns.models import FigureQuery, QueryWord, ReturnFigure
from lianxin.reports.returns.problems import Unfit
from lianxin.reports.returns.terms import ACCEPT, COLLECT, VERIFY, QueryState, Stage

MOST_OPEN, SHORTEST = 5, 4


@transaction.atomic
def ask(*, figure: ReturnFigure, doubt: str, by: Actor, at: datetime) -> FigureQuery:
    """提出疑问: what is doubted about the figure; while it is open the return is not accepted."""
    found = ReturnFigure.objects.select_for_update(of=("self",)).select_related("of__unit", "of__above__unit", "line")
    figure = found.get(pk=figure.pk)
    month = figure.of
    if not queries.may_ask(by, month):
        raise NotAllowed(_("您现在的职务不能在该单位办理此事：%(what)s。") % {"what": VERIFY.label})
    if month.stage == Stage.ACCEPTED:
        raise Unfit(_("这一份已经接收，不再提疑问：要重来，请先退还接收。"))
    if month.excused:
        raise Unfit(_("这一份已经免报，没有数可问：要报，请先取消免报。"))
    if len(doubt.strip()) < SHORTEST:
        raise Unfit(_("请写明疑在哪里，如与什么材料对不上、比上期差在哪里。"), "doubt")
    if figure.queries.exclude(state=QueryState.CLOSED).count() >= MOST_OPEN:
        raise Unfit(_("这个数已经有 5 个疑问没有了结，请先等答复。"), "doubt")
    query = FigureQuery.objects.create(
        figure=figure, asked_by=by.name, asked_ref=by.ref, asked_path=by.own_path, asked_on=localdate(at)
    )
    _said(query, doubt, by, at, is_answer=False)
    _tell("return.query_asked", query, by, at, "doubt", doubt)
    return query


@transaction.atomic
def answer(*, query: FigureQuery, text: str, by: Actor, at: datetime) -> FigureQuery:
    """答复疑问, by the unit whose figure it is: not by who asked."""
    query = _held(query)
    by.must(COLLECT, query.figure)
    if by.own_path != query.figure.of.unit_path or by.ref == query.asked_ref:
        raise Unfit(_("请由%(unit)s的同志答复：提出的人不替填报单位答。") % {"unit": query.figure.of.unit.name}, "text")
    if query.state == QueryState.CLOSED:
        raise Unfit(_("这个疑问已经了结，不用再答；还有疑问请另提。"))
    if not text.strip():
        raise Unfit(_("请写明核对的结果：数对不对，差在哪里，怎么改。"), "text")
    query.state = QueryState.ANSWERED
    query.save(update_fields=["state"])
    _said(query, text, by, at, is_answer=True)
    _tell("return.query_answered", query, by, at, "answer", text)
    return query


@transaction.atomic
def go_on(*, query: FigureQuery, text: str, by: Actor, at: datetime) -> FigureQuery:
    """追问, by who asked: the answer does not settle it."""
    query = _held(query)
    _must_be_asker(query, by)
    if query.state != QueryState.ANSWERED:
        raise Unfit(_("填报单位还没有答复，请先等答复；已经了结的请另提。"))
    if not text.strip():
        raise Unfit(_("请写明还疑在哪里。"), "text")
    query.state = QueryState.OPEN
    query.save(update_fields=["state"])
    _said(query, text, by, at, is_answer=False)
    _tell("return.query_asked", query, by, at, "doubt", text)
    return query


@transaction.atomic
def close(*, query: FigureQuery, by: Actor, at: datetime, text: str = "") -> FigureQuery:
    """了结疑问, by who asked or a colleague of the same office: it is answered, or no longer doubted."""
    query = _held(query)
    _must_be_asker(query, by)
    if query.state == QueryState.CLOSED:
        raise Unfit(_("这个疑问已经了结，不用再办。"))
    if query.state == QueryState.OPEN and not text.strip():
        raise Unfit(_("填报单位还没有答复：请等答复，或者写明为什么不再问了。"), "text")
    query.state, query.closed_by, query.closed_on = QueryState.CLOSED, by.name, localdate(at)
    query.save(update_fields=["state", "closed_by", "closed_on"])
    if text.strip():
        _said(query, text, by, at, is_answer=False)
    _tell("return.query_closed", query, by, at, "comment", text)
    return query


def _held(query: FigureQuery) -> FigureQuery:
    found = FigureQuery.objects.select_for_update(of=("self",)).select_related("figure__of__unit", "figure__line")
    return found.get(pk=query.pk)


def _must_be_asker(query: FigureQuery, by: Actor) -> None:
    """Whoever asked, or somebody of his office who may ask."""
    if by.ref != query.asked_ref and not (by.own_path == query.asked_path and (by.has(ACCEPT) or by.has(VERIFY))):
        raise NotAllowed(_("请由提出疑问的%(who)s或者同一单位的同事来了结。") % {"who": query.asked_by})


def _said(query: FigureQuery, text: str, by: Actor, at: datetime, *, is_answer: bool) -> None:
    QueryWord.objects.create(
        of=query, is_answer=is_answer, by_name=by.name, by_post=by.post, on=localdate(at), text=text.strip()[:300]
    )


def _tell(event: str, query: FigureQuery, by: Actor, at: datetime, field: str, text: str) -> None:
    month = query.figure.of
    kept = {field: text.strip()[:300]} if text.strip() else {}
    book.record(
        event, of=month.ref, unit_path=month.unit_path, by=by, at=at, label=query.figure.line.label, private=kept
    )
