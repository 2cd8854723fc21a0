"""通报里绑定的数字: what a circular's own number is, for a paper that came back."""

from lianxin.base.indicators import Bound, kept
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Binding
from lianxin.work.circulars.models import Circular
from lianxin.work.circulars.queries.figures import BY_CODE, value
from lianxin.work.circulars.terms import VIEW

PREFIX = "circular."


def find(binding: Binding, by: Actor) -> Bound | None:
    """The number as issued, before that as the records say; None for who may not read the circular."""
    slot = BY_CODE.get(binding.indicator.removeprefix(PREFIX))
    code = binding.unit.removeprefix("circular:")
    circular = Circular.objects.reachable(by=by, to=VIEW).filter(code=code).select_related("unit").first()
    if slot is None or circular is None:
        return None
    number = str(value(circular, slot))
    return Bound(binding.indicator, "1", binding.unit, binding.period, number, number)


def label(code: str) -> str:
    """被查单位数 of circular.units."""
    slot = BY_CODE.get(code.removeprefix(PREFIX))
    return slot.word if slot else code


kept(PREFIX, find=find, label=label)
