"""报告里绑定的数字: what a statement's figure is, for a paper that came back."""

from lianxin.base.indicators import Bound, kept
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Binding
from lianxin.work.statements import queries
from lianxin.work.statements.models import Statement
from lianxin.work.statements.terms import READ

PREFIX = "statement."


def find(binding: Binding, by: Actor) -> Bound | None:
    """The figure as the statement says it now, frozen once it was submitted; None for who may not read the statement."""
    code = binding.unit.removeprefix("statement:")
    readable = Statement.objects.reachable(by=by, to=READ).select_related("home", "person")
    statement = queries.own(by).filter(code=code).first() or readable.filter(code=code).first()
    if statement is None:
        return None
    one = queries.figures(statement, by).get(binding.indicator.removeprefix(PREFIX))
    return Bound(binding.indicator, "1", binding.unit, binding.period, str(one.number), one.text) if one else None


def label(code: str) -> str:
    """走访天数 of statement.field_days; the code itself where there is none such."""
    with queries.in_chinese():
        words = {of: word for word, of in queries.slots().items()}
    return words.get(code.removeprefix(PREFIX), code)


kept(PREFIX, find=find, label=label)
