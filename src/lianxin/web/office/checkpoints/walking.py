"""现在核验: the whole journal reckoned anew, a stretch for each request; how far one is travels in the address, signed."""

from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext as _

from lianxin.base.checkpoints.models import Checkpoint
from lianxin.base.journal import book, tree
from lianxin.pure.translog import Edge

STRETCH = 20_000
SALT = "lianxin.journal.walk"


@dataclass(frozen=True)
class Stage:
    """走到哪里: how many of how many, the fault where there is one, and what the next request brings back."""

    done: int
    upto: int
    fault: str = ""
    state: str = ""
    root: str = ""

    @property
    def is_done(self) -> bool:
        return self.done >= self.upto


def stage(state: str) -> Stage:
    """The next stretch; a state that is not ours begins anew."""
    walk, upto = _read(state)
    upto = upto or tree.size()
    marks = Checkpoint.objects.filter(size__gt=walk.edge.size, size__lte=walk.edge.size + STRETCH).order_by("size")
    try:
        for mark in [*marks, None]:  # each checkpoint on the way must be the root at its size
            goal = mark.size if mark else min(walk.edge.size + STRETCH, upto)
            walk = _walked(walk, goal)
            if mark and walk.edge.root.hex() != mark.root:
                raise book.JournalBroken(_("前%(size)s条与当时的检查点不符") % {"size": mark.size})
    except book.JournalBroken as broken:
        return Stage(walk.edge.size, upto, fault=str(broken))
    hashes = [one.hex() for one in walk.edge.hashes]
    kept = signing.dumps([walk.edge.size, hashes, walk.chain, upto], salt=SALT, compress=True)
    return Stage(walk.edge.size, upto, state=kept, root=walk.edge.root.hex())


def _walked(walk: tree.Walk, goal: int) -> tree.Walk:
    if walk.edge.size >= goal:
        return walk
    found = walk.on(goal - walk.edge.size)
    if found.edge.size != goal:
        raise book.JournalBroken(_("流水只有%(size)s条，末端记的更多") % {"size": found.edge.size})
    return found


def _read(state: str) -> tuple[tree.Walk, int]:
    try:
        size, hashes, chain, upto = signing.loads(state, salt=SALT, max_age=86_400)
    except signing.BadSignature:
        return tree.Walk(), 0
    return tree.Walk(Edge(size, tuple(map(bytes.fromhex, hashes))), chain), upto
