"""名册的事项: entered from a list or from the staff of units, fixed with its digest in the journal, called back at random."""

import math
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.paths import STEP, is_within, within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure import draws, polling
from lianxin.work.ballots import chance
from lianxin.work.ballots.models import CallBack, PollBox, Roll, RollEntry
from lianxin.work.ballots.rolls import Listed, digest_of, is_as_fixed, lines_of
from lianxin.work.ballots.terms import RUN, VIEW, PollStatus
from lianxin.work.concerns.problems import Unfit

SHARE, LEAST_DRAWN = 0.05, 5  # security.md T3; fewer than five would say of one person whether he took part
MOST_ON_A_ROLL = 20_000


@transaction.atomic
def enter_roll(*, box: PollBox, group: str, people: Sequence[Listed], by: Actor, at: datetime) -> Roll:
    """录入名册: the whole list of one group; what was entered before is replaced, until it is fixed."""
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(RUN, box)
    asked = box.poll.group(group)
    if box.mode == polling.OPEN or box.status != PollStatus.PREPARED or asked is None or asked.is_named:
        raise Unfit(_("这个投票箱现在不能录入名册。"))
    if not 0 < len(people) <= MOST_ON_A_ROLL:
        raise Unfit(_("没有读到姓名，请一行写一人：姓名、单位。"), "lines")
    if len({one.key for one in people}) < len(people):
        raise Unfit(_("名册里有同名同单位的人，请在第三列写明区分，如“大”“小”或手机尾号。"), "lines")
    roll = Roll.objects.filter(box=box, group=group).first()
    if roll is not None and roll.is_fixed:
        raise Unfit(_("名册已经定稿，不能再改。"))
    roll = roll or Roll(box=box, group=group, label=asked.label, salt=chance.some_bytes(16).hex())
    roll.size = len(people)
    roll.save()
    roll.entries.all().delete()
    RollEntry.objects.bulk_create(
        [RollEntry(roll=roll, name=one.name, unit_name=one.unit_name, mark=one.mark, person_id=one.person_id)
         for one in sorted(people, key=lambda one: one.key)], batch_size=500,
    )  # fmt: skip
    book.record("roll.entered", of=box.ref, unit_path=box.unit_path, by=by, at=at, group=roll.label, count=roll.size)
    return roll


def staff_of(unit: Unit, *, is_below: bool, at: datetime) -> list[Listed]:
    """本单位工作人员 as lines of a roll, each person once; with `is_below` those of the units below as well."""
    postings = Posting.objects.valid(localdate(at)).filter(within("unit__path", unit.path), person__is_active=True)
    found: dict[int, Listed] = {}
    for posting in postings.select_related("person", "unit").order_by("unit__path", "person__name"):
        if is_below or posting.unit_id == unit.pk:
            person = posting.person
            found.setdefault(person.pk, Listed(person.name, posting.unit.name, person.username, person.pk))
    return list(found.values())


@transaction.atomic
def fix_roll(*, box: PollBox, group: str, by: Actor, at: datetime) -> Roll:
    """名册定稿: as many as the plan says; its digest goes into the journal, and nobody can change it any more (T3)."""
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(RUN, box)
    roll, asked = Roll.objects.filter(box=box, group=group).first(), box.poll.group(group)
    if roll is None or asked is None or roll.is_fixed or box.status != PollStatus.PREPARED:
        raise Unfit(_("没有可以定稿的名册。"))
    if roll.size != asked.size:
        told = {"size": roll.size, "asked": asked.size}
        raise Unfit(_("名册有 %(size)s 人，方案里应评 %(asked)s 人，请核对名册。") % told)
    roll.digest, roll.fixed_on = digest_of(roll.salt, lines_of(roll)), localdate(at)
    roll.save(update_fields=["digest", "fixed_on"])
    book.record(
        "roll.fixed", of=box.ref, unit_path=box.unit_path, by=by, at=at, group=roll.label, count=roll.size,
        digest=roll.digest,
    )  # fmt: skip
    return roll


def may_call_back(by: Actor, box: PollBox) -> bool:
    """Whether this is the unit above the one that held the poll; of the highest unit it is that unit itself."""
    if not by.may(VIEW, box) or not by.has(RUN) or not is_within(box.unit_path, by.own_path):
        return False
    return by.own_path != box.unit_path or len(box.unit_path) == STEP


@transaction.atomic
def draw_call_back(*, roll: Roll, by: Actor, at: datetime) -> CallBack:
    """抽查回访: draw 5 % of a fixed roll, five at least; seed and digest in the journal let anyone draw it again."""
    roll = Roll.objects.select_for_update(of=("self",)).select_related("box").get(pk=roll.pk)
    box = roll.box
    if not may_call_back(by, box):
        raise NotAllowed(_("抽查回访由上一级单位来做。"))
    if not box.is_closed or not is_as_fixed(roll):
        raise Unfit(_("投票截止以后，对定稿的名册才能抽查。"))
    if CallBack.objects.filter(roll=roll).exists():
        raise Unfit(_("这份名册已经抽过，不能重抽。"))
    drawn = min(roll.size, max(LEAST_DRAWN, math.ceil(roll.size * SHARE)))
    own = Unit.objects.get(path=by.own_path)
    called = CallBack.objects.create(
        roll=roll, seed=chance.some_bytes(16).hex(), drawn=drawn, drawn_on=localdate(at), by_unit=own.name,
        unit_path=own.path,
    )  # fmt: skip
    book.record(
        "call_back.drawn", of=box.ref, unit_path=box.unit_path, by=by, at=at, group=roll.label, drawn=drawn,
        seed=called.seed, digest=roll.digest,
    )  # fmt: skip
    return called


def drawn_of(called: CallBack) -> list[RollEntry]:
    """The persons drawn, in the order of the draw: computed again from the seed, kept nowhere."""
    by_line = {entry.line: entry for entry in called.roll.entries.all()}
    return [by_line[line] for line in draws.drawn(called.seed, by_line, called.drawn)]


@transaction.atomic
def tell_call_back(
    *, called: CallBack, took_part: int, did_not: int, unreached: int, by: Actor, at: datetime, disputed: int = 0
) -> CallBack:
    """登记回访结果: how many said what; no answer stands beside a name."""
    called = CallBack.objects.select_for_update(of=("self",)).select_related("roll__box").get(pk=called.pk)
    box = called.roll.box
    if not may_call_back(by, box):
        raise NotAllowed(_("抽查回访由上一级单位来做。"))
    if called.told_on is not None:
        raise Unfit(_("回访结果已经登记。"))
    if min(took_part, did_not, unreached, disputed) < 0 or took_part + did_not + unreached != called.drawn:
        raise Unfit(_("三项合计应等于抽出的 %(drawn)s 人。") % {"drawn": called.drawn}, "took_part")
    if disputed > took_part + did_not:
        raise Unfit(_("有疑问的人数不能多于联系上的人数。"), "disputed")
    called.took_part, called.did_not, called.unreached, called.disputed = took_part, did_not, unreached, disputed
    called.told_on = localdate(at)
    called.save()
    book.record(
        "call_back.told", of=box.ref, unit_path=box.unit_path, by=by, at=at, group=called.roll.label,
        took_part=took_part, did_not=did_not, unreached=unreached, disputed=disputed,
    )  # fmt: skip
    return called
