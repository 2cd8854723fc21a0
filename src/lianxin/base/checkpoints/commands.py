"""检查点的事项: make one, put a witness's signature beside it, take a new key, take the journal outside."""

import secrets
from datetime import UTC, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lianxin.base.checkpoints import keys
from lianxin.base.checkpoints.models import Checkpoint, Cosignature
from lianxin.base.checkpoints.terms import KEEP, TAKE
from lianxin.base.journal import book, tree
from lianxin.base.orgs.permissions import SYSTEM, Actor, Permission
from lianxin.base.orgs.queries import top_unit
from lianxin.pure import notes
from lianxin.pure.problems import Unfit

REF = "journal"


class CannotVouch(Unfit):
    """不能签: the journal, the key or what was brought does not fit; the sentence says what to do."""


@transaction.atomic
def make_checkpoint(*, by: Actor, at: datetime) -> Checkpoint:
    """生成检查点: the new entries are reckoned anew and must follow on the last checkpoint; then it is signed.

    Raises CannotVouch. The entry that tells of it is the first of the next one, so that a day without any has one, too.
    """
    path = _must(by, KEEP)
    size, last = tree.locked_size(), Checkpoint.objects.first()
    if not size and not last:
        raise CannotVouch(_("还没有流水，不用生成检查点。"))
    origin = last.origin if last else _first_key()
    found = notes.Checkpoint(origin, size, _root_after(last, size), f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    try:
        signed, key = keys.signed(found)
    except keys.NoKey as gone:
        raise CannotVouch(_(
            "签名密钥不在密钥目录里。请把备份的密钥放回 LIANXIN_KEYS；确已遗失的，在服务器上运行 lianxin checkpoint --new-key。"
        )) from gone  # fmt: skip
    made = Checkpoint.objects.create(
        size=size, root=found.root.hex(), origin=origin, note=signed.note, key=str(key), at=at
    )
    book.record("checkpoint.made", of=REF, unit_path=path, by=by, at=at, size=size, root=made.root)
    return made


def _root_after(last: Checkpoint | None, size: int) -> bytes:
    """The root at this size, where the entries fit each other and the last checkpoint. Raises CannotVouch."""
    try:
        if last and last.size >= size:
            raise book.JournalBroken
        tree.grow(size)
        walk = tree.after(last.size) if last else tree.Walk()
        if last and walk.edge.root.hex() != last.root:
            raise book.JournalBroken
        walk = walk.on(size - walk.edge.size)
        if walk.edge.size != size or walk.edge.root != tree.root(size):
            raise book.JournalBroken
    except (book.JournalBroken, KeyError) as broken:
        raise CannotVouch(_(
            "流水与上一个检查点不符，没有签新的检查点。请保留现场，用上一个检查点和 verify.py 核验，并报告审计、纪检部门。"
        )) from broken  # fmt: skip
    return walk.edge.root


def _first_key() -> str:
    """The name of the journal that begins here; a key that lies there already is used."""
    try:
        keys.load()
    except keys.NoKey:
        keys.make()
    return f"lianxin/journal/{secrets.token_hex(8)}"


@transaction.atomic
def make_daily(*, by: Actor, at: datetime) -> Checkpoint | None:
    """每日检查点: the first time on a day, by the server's own timer; None where there was nothing to do."""
    _must(by, KEEP)
    last = Checkpoint.objects.first()
    if not tree.size() or (last and localdate(last.at) >= localdate(at)):
        return None
    return make_checkpoint(by=by, at=at)


@transaction.atomic
def replace_key(*, by: Actor, at: datetime) -> notes.Key:
    """换签名密钥: where the old one is lost; the journal says so, and those who keep checkpoints must be told."""
    path = _must(by, KEEP)
    last = Checkpoint.objects.first()
    if not last:
        raise CannotVouch(_("还没有检查点，第一次生成时会自动建立密钥。"))
    key = notes.Key(last.origin, keys.make())
    book.record("checkpoint.key_replaced", of=REF, unit_path=path, by=by, at=at, key=str(key))
    return key


@transaction.atomic
def add_cosignature(*, note: str, key: str, by: Actor, at: datetime) -> Cosignature:
    """登记见证签名: a checkpoint of ours with the signature of a witness, by the public key in his letter."""
    path = _must(by, KEEP)
    try:
        witness = notes.key_of(key)
        if witness.kind != notes.WITNESS:
            raise notes.BadNote(key)
    except notes.BadNote as bad:
        raise CannotVouch(_("公钥不完整。请对照见证单位的来函，从名称到最后一个字符完整抄录。"), "key") from bad
    try:
        found = notes.parse(note)
    except notes.BadNote as bad:
        raise CannotVouch(_("这不是完整的检查点。请把见证单位交来的文件内容从头到尾粘贴。"), "note") from bad
    ours = Checkpoint.objects.filter(size=found.size).first()
    if ours is None or notes.parse(ours.note).text != found.text:
        raise CannotVouch(_("这不是本系统生成的检查点。请核对是哪一天的。"), "note")
    if not notes.signed_by(found, witness, keys.verify):
        raise CannotVouch(_("里面没有这把公钥的有效签名。请核对公钥，或请见证单位重新签。"), "note")
    if held := Cosignature.objects.filter(checkpoint=ours, key=str(witness)).first():
        return held
    line = next(one for one in found.signatures if (one.name, one.key_id) == (witness.name, witness.id))
    made = Cosignature.objects.create(
        checkpoint=ours, name=witness.name, key=str(witness), line=line.line, by_name=by.name, at=at,
        signed_at=_moment(int.from_bytes(line.data[:8], "big")),
    )  # fmt: skip
    book.record("checkpoint.cosigned", of=REF, unit_path=path, by=by, at=at, name=made.name, size=ours.size)
    return made


def _moment(seconds: int) -> datetime:
    if not 0 < seconds < 1 << 36:
        raise CannotVouch(_("签名里的时间不对。请见证单位校准电脑时钟后重新签。"), "note")
    return datetime.fromtimestamp(seconds, tz=UTC)


@transaction.atomic
def take(*, by: Actor, at: datetime) -> Checkpoint:
    """导出流水: written down before anything leaves; what leaves goes as far as the newest checkpoint."""
    path = _must(by, TAKE)
    last = Checkpoint.objects.first()
    if not last:
        raise CannotVouch(_("还没有检查点。请先生成检查点。"))
    book.record("checkpoint.taken", of=REF, unit_path=path, by=by, at=at, size=last.size)
    return last


def _must(by: Actor, what: Permission) -> str:
    """The path of the county, whose journal it is; raises NotAllowed."""
    county = top_unit()
    path = county.path if county else ""
    if by is not SYSTEM:
        by.must_at(what, path)
    return path
