"""谁在问: the key stands in the header Authorization, nowhere else; never in an address, never in a log."""

from lianxin.base import counting
from lianxin.base.programs import commands as programs
from lianxin.base.programs import queries
from lianxin.base.programs.models import ProgramKey
from lianxin.base.programs.queries import standing_in as standing_in
from lianxin.web.public.api.operations import Operation, Problem
from lianxin.web.ui.request import Request

MINUTE = 60
LONGEST = 200


def asking(request: Request, operation: Operation) -> ProgramKey:
    """The key of this request: one that holds, is within its minute's number, and may do this. Raises Problem."""
    kind, _blank, plain = request.headers.get("Authorization", "")[:LONGEST].strip().partition(" ")
    key = queries.shown(plain.strip(), request.today) if kind.lower() == "bearer" else None
    if key is None:
        raise Problem(401)
    if not counting.allowed("program_key", str(key.pk), most=key.per_minute, seconds=MINUTE, at=request.now):
        raise Problem(429)
    if operation.scope is not None and not key.allows(operation.scope):
        raise Problem(403)
    if key.last_used_on != request.today:
        programs.note_use(key=key, by=queries.actor_of(key), at=request.now)
    return key
