"""发文登记的登记人: documents written in other rooms get their numbers here (M227)."""

from datetime import date, datetime

from lianxin.base.drafting import Outgoing, registrar
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.dispatches import commands
from lianxin.work.dispatches.models import KEPT, Dispatch
from lianxin.work.dispatches.terms import DispatchKind


def give_number(
    *, series: str, title: str, unit: Unit, on: date, source: str, signer: str, copies_to: str, number: str, by: Actor,
    at: datetime,
) -> Outgoing:  # fmt: skip
    """编文号: the next number of the series (a DispatchKind), or the one that is handed in. Raises Unfit, ValueError."""
    dispatch = commands.register(
        kind=series, title=title, unit=unit, on=on, source=source, signer=signer, copies_to=copies_to, number=number,
        by=by, at=at,
    )  # fmt: skip
    return Outgoing(dispatch.number, dispatch.ref)


def void_number(*, ref: str, reason: str, by: Actor, at: datetime) -> None:
    """文号作废 with the document that bears it; the number is not given again. One voided before stays as it is."""
    dispatch = Dispatch.objects.filter(KEPT, code=ref.removeprefix("dispatch:")).first()
    if dispatch:
        commands.void(dispatch=dispatch, reason=reason, by=by, at=at, with_source=True)


registrar(give_number, void_number, DispatchKind.choices)
