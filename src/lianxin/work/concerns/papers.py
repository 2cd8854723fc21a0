"""诉求的文书: 交办单 to the unit in charge, 处理意见书 to whoever asked (信访工作条例 §§31–36)."""

from collections.abc import Sequence
from datetime import date

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Heading, Item, Paper, Para, Table, official_date, runs
from lianxin.work.concerns.models import Concern, Reply, Task
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.terms import Handling

REMEDY = (
    "对本处理意见不服的，可以自收到书面答复之日起30日内，请求原办理机关、单位的上一级机关、单位复查。"
    "逾期没有请求复查的，本处理意见即为终结意见。"
)  # 条例 §35、§36
WIDTHS = (1, 3, 5, 3)
HANDLED: dict[str, str] = {
    Handling.IMMEDIATE: "即办",
    Handling.TIME_LIMIT: "限期办理",
    Handling.EXPLAIN: "解释说明",
}  # as summaries say it


class NotWritten(LookupError):
    """缺一部分: what the paper must say stands in no record yet; the sentence says what to write, and where."""


def assignment(concern: Concern, tasks: Sequence[Task], *, unit: Unit, by: Actor, dated: date) -> Paper:
    """交办单 of `unit`: the matter, who is in charge, by when, who helps with what. Who asked is seen in the system, not here."""
    if concern.handler is None or concern.due_on is None:
        raise NotWritten("这件诉求还没有交办，没有承办单位和期限。")
    matter = shown(concern.text, concern, by)
    body: list[Item] = [
        Para(runs(f"现将“{_plain(shown(concern.title, concern, by))}”（编号{concern.code}）交你单位办理。")),
        Heading(1, runs("交办事项")),
        *(Para(runs(line.strip())) for line in matter.splitlines() if line.strip()),
        Heading(1, runs("办理要求")),
        Para(runs(f"处理方式：{HANDLED.get(concern.handling, '由承办单位提出')}。请先与群众联系，听清诉求，再提出办理意见。")),
        Para(runs(f"请于{official_date(concern.due_on)}前办理并答复群众，答复后在系统里登记。不属于本单位职责的，说明理由退回。")),
    ]  # fmt: skip
    if tasks:
        rows = tuple((str(n), one.unit.name, one.instruction or one.get_role_display(), official_date(one.due_on))
                     for n, one in enumerate(tasks, 1))  # fmt: skip
        body += [
            Heading(1, runs("协办单位")),
            Table(("序号", "单位", "协办事项", "期限"), rows, widths=WIDTHS),
        ]
    return Paper(
        "群众诉求交办单", tuple(body), addressee=concern.handler.name, signature=unit.name, dated=dated, is_sealed=True,
    )  # fmt: skip


def handling_opinion(concern: Concern, reply: Reply, *, name: str, by: Actor, dated: date) -> Paper:
    """处理意见书: what was asked, the facts, the opinion, what it rests on, what may be done against it.

    Raises NotWritten where the answer does not yet say what it rests on: nothing is made up for it.
    """
    basis = _basis(concern, reply)
    if not basis:
        raise NotWritten(
            "答复里还没有写明依据的法律、法规和政策。请在分类时写明依据的政策和条款，或者在答复的释明记录里写明，再生成处理意见书。"
        )
    body: list[Item] = [
        Para(runs(f"{name or '您'}{official_date(concern.received_on)}反映的“{_plain(shown(concern.title, concern, by))}”"
                  f"（编号{concern.code}）收悉。经调查核实，现提出如下处理意见。")),
        Heading(1, runs("反映的事项")), *_paras(shown(concern.text, concern, by)),
        Heading(1, runs("查明的事实")), *(Para(runs(line)) for line in _facts(concern)),
        Heading(1, runs("处理意见")), *_paras(reply.text),
        Heading(1, runs("依据")), *(Para(runs(line)) for line in basis),
        Heading(1, runs("救济途径")), Para(runs(REMEDY)),
    ]  # fmt: skip
    return Paper(
        "信访事项处理意见书", tuple(body), addressee=f"{name}同志" if name else "信访人", signature=reply.unit.name,
        dated=dated, is_sealed=True,
    )  # fmt: skip


def _basis(concern: Concern, reply: Reply) -> list[str]:
    """What the answer rests on: the policy and article of the last sorting, and what was explained."""
    last = concern.sortings.exclude(policy="").order_by("-at", "-pk").first()
    named = [f"《{last.policy.strip('《》。')}》{last.article}。"] if last else []
    return named + _lines(reply.explained)


def _facts(concern: Concern) -> list[str]:
    """What the dates say of how it was looked into."""
    said = [f"{official_date(concern.received_on)}收到"]
    if concern.accepted_on:
        said.append(f"{official_date(concern.accepted_on)}受理")
    if concern.assigned_on and concern.handler:
        said.append(f"{official_date(concern.assigned_on)}交{concern.handler.name}办理")
    found = [f"该事项{'，'.join(said)}。"]
    reported = [one for one in concern.tasks.all() if one.report and not one.withdrawn_on]
    return found + [f"{one.unit.name}反馈：{_plain(one.report)}。" for one in reported]


def _paras(text: str) -> list[Para]:
    return [Para(runs(line)) for line in _lines(text)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _plain(text: str) -> str:
    return "".join(text.split()).rstrip("。；，")
