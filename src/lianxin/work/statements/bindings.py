"""报告里绑定的数字: what a statement's figure is, for a paper that came back."""

from datetime import date

from lianxin.base.indicators import Bound, kept
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Binding
from lianxin.work.statements import queries
from lianxin.work.statements.models import Statement
from lianxin.work.statements.terms import READ

PREFIX = "statement."


def find(binding: Binding, by: Actor) -> Bound | None:
    """The figure as the statement says it now, frozen once it was submitted; None for who may not read the statement."""
    if binding.unit.startswith("person:"):
        return _own(binding, by)
    code = binding.unit.removeprefix("statement:")
    readable = Statement.objects.reachable(by=by, to=READ).select_related("home", "person")
    statement = queries.own(by).filter(code=code).first() or readable.filter(code=code).first()
    if statement is None:
        return None
    one = queries.figures(statement, by).get(binding.indicator.removeprefix(PREFIX))
    return Bound(binding.indicator, "1", binding.unit, binding.period, str(one.number), one.text) if one else None


def _own(binding: Binding, by: Actor) -> Bound | None:
    """A figure of a report composed from one's own records: for that person alone."""
    code, (first, _mark, last) = binding.indicator.removeprefix(PREFIX), binding.period.partition("~")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    if by.person_id is None or binding.unit != f"person:{by.person_id}" or code not in queries.KINDS:
        return None
    with queries.in_chinese():
        one = queries.fact(code, queries.Scope((by.person_id,), *days, by))
    return Bound(binding.indicator, "1", binding.unit, binding.period, str(one.number), one.text)


def label(code: str) -> str:
    """走访天数 of statement.field_days; the code itself where there is none such."""
    with queries.in_chinese():
        words = {of: word for word, of in queries.slots().items()}
    return words.get(code.removeprefix(PREFIX), code)


kept(PREFIX, find=find, label=label)
