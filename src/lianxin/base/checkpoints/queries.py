"""检查点的读法: growth from an old one, receipts, the package for verifying outside."""

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from lianxin.base.checkpoints import keys, verify
from lianxin.base.checkpoints.models import Checkpoint, Cosignature
from lianxin.base.journal import book, tree
from lianxin.pure import notes
from lianxin.pure.problems import Unfit

PROGRAM = Path(verify.__file__)


class Differs(Unfit):
    """对不上: a checkpoint from outside is not one of this journal; the sentence says how."""

    def __init__(self, sentence: object) -> None:
        super().__init__(sentence, "note")


def last() -> Checkpoint | None:
    """The newest checkpoint."""
    return Checkpoint.objects.first()


def is_ours(one: Checkpoint) -> bool:
    """Whether the key in use here is the one that signed it."""
    try:
        public = keys.load().public_key().public_bytes_raw()
    except keys.NoKey:
        return False
    return str(notes.Key(one.origin, public)) == one.key


def growth(note: str) -> tuple[notes.Checkpoint, Checkpoint]:
    """The checkpoint that somebody kept, compared with the journal, and the newest one. Raises Differs.

    The root at its size is reckoned from what is kept; whether the entries themselves are whole tells the walk.
    """
    try:
        old = notes.parse(note)
    except notes.BadNote as bad:
        raise Differs(_("这不是完整的检查点。请把保存的文件内容从头到尾粘贴。")) from bad
    newest = last()
    if newest is None:
        raise Differs(_("本系统还没有检查点。"))
    known = set(Checkpoint.objects.values_list("key", flat=True))
    if old.origin != newest.origin or not any(notes.signed_by(old, notes.key_of(one), keys.verify) for one in known):
        raise Differs(_("上面没有本系统密钥的有效签名：不是本系统的检查点，或抄录有误。"))
    if old.size > newest.size:
        raise Differs(
            _("不符：您的检查点有%(old)s条，本系统最新的只有%(new)s条，有流水被删去。")
            % {"old": old.size, "new": newest.size}
        )
    try:
        same = tree.root(old.size) == old.root
    except KeyError:
        same = False
    if not same:
        raise Differs(_("不符：前%(old)s条的校验值与您的检查点不同，有流水被改动。请保留这份检查点，报告审计、纪检部门。")
                      % {"old": old.size})  # fmt: skip
    return old, newest


def proof(old: int, new: Checkpoint) -> dict[str, Any]:
    """增长证明: what `verify.py growth` reads."""
    return {"new": new.note, "old_size": old, "path": [one.hex() for one in tree.consistency(old, new.size)]}


def receipt(numbers: Iterable[int], open_ones: Iterable[int] = ()) -> dict[str, Any] | None:
    """凭据: that these entries stand in the newest checkpoint; the words of `open_ones` alone. None where none does yet."""
    newest = last()
    covered = [n for n in numbers if newest and n <= newest.size]
    if newest is None or not covered:
        return None
    paths, bodies, shown = tree.inclusions(covered, newest.size), tree.bodies(covered), set(open_ones)
    rows = [
        {"n": n, "leaf": bodies[n][0], "path": [one.hex() for one in paths[n]]}
        | ({"entry": bodies[n][1]} if n in shown else {})
        for n in covered
    ]
    return {"checkpoint": newest.note, "entries": rows}


def package(out: IO[bytes], upto: Checkpoint) -> int:
    """外部核验包: every entry as a line, the checkpoints, the proofs between them and the program; returns the count."""
    held = list(Checkpoint.objects.filter(size__lte=upto.size).order_by("size"))
    cosigned: dict[int, str] = {}
    for one in Cosignature.objects.filter(checkpoint__in=held):
        cosigned[one.checkpoint_id] = cosigned.get(one.checkpoint_id, "") + one.line
    count = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as whole:
        whole.writestr("checkpoints.json", as_json([one.note + cosigned.get(one.pk, "") for one in held]))
        whole.writestr("proof.json", as_json(proof(held[0].size, upto)))
        whole.write(PROGRAM, "verify.py")
        with whole.open("entries.jsonl", "w", force_zip64=True) as lines:
            for line in tree.lines(upto.size):
                lines.write(line + b"\n")
                count += 1
    return count


def walked() -> tuple[tree.Walk, int]:
    """全部核验: every entry from the first to the end, and the root at each checkpoint. Raises JournalBroken."""
    walk, upto, marks = tree.Walk(), tree.size(), 0
    for size, root in [*Checkpoint.objects.order_by("size").values_list("size", "root"), (upto, "")]:
        walk = walk.on(size - walk.edge.size)
        if walk.edge.size != size:
            raise book.JournalBroken(_("流水只有%(size)s条，末端记的更多") % {"size": walk.edge.size})
        if root and walk.edge.root.hex() != root:
            raise book.JournalBroken(_("前%(size)s条与当时的检查点不符") % {"size": size})
        marks += bool(root)
    return walk, marks


def as_json(what: object) -> str:
    """A proof as it is written to a file."""
    return json.dumps(what, ensure_ascii=False, indent=1)
