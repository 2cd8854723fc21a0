"""办结报告、回复函: what goes back to the upper body, as an official paper. The requester is never named in it (条例 §30)."""

from datetime import date

from django.utils.translation import override

from lianxin.base.orgs.models import Unit
from lianxin.pure.paper import Heading, Item, Paper, Para, official_date, runs
from lianxin.work.concerns.models import Concern
from lianxin.work.levels.models import UpperOrder
from lianxin.work.levels.terms import Route, Wanted


def answer_paper(order: UpperOrder, unit: Unit, today: date, shown_text: str) -> Paper:
    """The paper that goes back; `shown_text` is the matter as its reader may read it. In Chinese, as all papers are."""
    with override("zh-hans"):
        concern, route = order.concern, str(Route(order.route).label)
        is_report = order.wanted == Wanted.REPORT
        kind = "办理情况的报告" if is_report else "办理情况的复函"
        body: tuple[Item, ...] = (
            Heading(1, runs("来件事项")),
            Para(runs(f"贵单位{_dated(order.dated_on)}{route}的“{order.number}”来件，我单位于"
                      f"{official_date(order.received_on)}收到并登记，编号 {concern.code}。反映的主要内容：")),
            *(Para(runs(line)) for line in _lines(shown_text)),
            Heading(1, runs("办理情况")),
            *(Para(runs(line)) for line in _lines(order.findings) or _steps(concern)),
            Heading(1, runs("答复和群众评价")),
            *(Para(runs(line)) for line in _answers(concern)),
            Para(runs("特此报告。" if is_report else "特此函复。")),
        )  # fmt: skip
        return Paper(
            title=f"关于{order.number}{route}件{kind}", addressee=order.body, body=body,
            number=order.returned_number, signature=unit.name, dated=order.returned_on or today, is_sealed=True,
        )  # fmt: skip


def _dated(day: date | None) -> str:
    return f"{official_date(day)}" if day else ""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _steps(concern: Concern) -> list[str]:
    """What the dates of the concern tell, where no findings are written yet."""
    handler = concern.handler.name if concern.handler else ""
    found = []
    if concern.assigned_on:
        found.append(f"{official_date(concern.assigned_on)}交{handler or '承办单位'}办理。")
    if concern.replied_on:
        found.append(f"{official_date(concern.replied_on)}答复群众。")
    if concern.closed_on:
        found.append(f"{official_date(concern.closed_on)}办结，处理结果：{concern.get_outcome_display()}。")
    return found or ["正在办理。"]


def _answers(concern: Concern) -> list[str]:
    last = list(concern.replies.all())[-1:]
    said = [f"答复内容：{line}" for reply in last for line in _lines(reply.text)[:1]]
    said += [line for reply in last for line in _lines(reply.text)[1:]]
    rated = f"群众本人评价：{concern.get_rating_display()}。" if concern.rating else "群众本人尚未评价。"
    return [*said, rated]
