"""责任书、承诺书: the text, the tree of who signs with whom, the one reminder, the close (M209, M213, F078)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.paths import ancestors, is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.pledges.models import Letter, Signing
from lianxin.work.pledges.rules import must_be_about_work, must_be_in_year, must_say
from lianxin.work.pledges.terms import LETTER, LETTER_FLOW, SIGN, LetterKind, LetterStatus

MOST_PARTIES = 1000


@transaction.atomic
def draft_letter(
    *, unit: Unit, kind: str, title: str, text: str, year: int, due_on: date | None, by: Actor, at: datetime
) -> Letter:
    """拟责任书或承诺书: about work and things; a text that would have people watched is refused with a sentence."""
    by.must_at(LETTER, unit.path)
    words = _worded(title, text)
    due = must_be_in_year(due_on, year)
    letter = Letter.objects.create(
        code=new_code(), kind=LetterKind(kind), unit=unit, unit_path=unit.path, title=words[0], text=words[1], year=year,
        due_on=due, drafted_on=localdate(at),
    )  # fmt: skip
    book.record(
        "letter.drafted", of=letter.ref, unit_path=unit.path, by=by, at=at, private={"title": letter.title},
        kind=LetterKind(kind).label,
    )  # fmt: skip
    return letter


@transaction.atomic
def word_letter(*, letter: Letter, title: str, text: str, due_on: date | None, by: Actor, at: datetime) -> Letter:
    """改文稿: before it is sent round; afterwards everybody has the same text."""
    letter = held_letter(letter, by, "word")
    (letter.title, letter.text), letter.due_on = _worded(title, text), must_be_in_year(due_on, letter.year)
    letter.save(update_fields=["title", "text", "due_on"])
    book.record(
        "letter.worded", of=letter.ref, unit_path=letter.unit_path, by=by, at=at, kind=LetterKind(letter.kind).label
    )
    return letter


@transaction.atomic
def add_parties(*, letter: Letter, units: Sequence[Unit], by: Actor, at: datetime) -> int:
    """加签订单位: each signs with the nearest unit above it that signs too, else with who issued it (层层签订)."""
    letter = held_letter(letter, by, "add_party")
    known = {one.unit_path: one for one in letter.signings.filter(name="")}
    wanted = {one.path: one for one in units if one.path not in known and one.pk != letter.unit_id}
    if any(not is_within(path, letter.unit_path) for path in wanted):
        raise Unfit(_("只能请本单位和下级签订。"), "units")
    if len(known) + len(wanted) > MOST_PARTIES:
        raise Unfit(_("一份责任书最多 %(most)s 方签订。") % {"most": MOST_PARTIES}, "units")
    asked = localdate(at) if letter.status == LetterStatus.OPEN else None
    for path in sorted(wanted):  # superiors first, so that the tree stands when its branches come
        above = next((known[one] for one in reversed(ancestors(path)[:-1]) if one in known), None)
        known[path] = Signing.objects.create(
            letter=letter, above=above, unit=wanted[path], unit_path=path, asked_on=asked
        )
    _tell_added(letter, len(wanted), by, at)
    return len(wanted)


@transaction.atomic
def add_people(*, letter: Letter, unit: Unit, people: Sequence[tuple[str, str]], by: Actor, at: datetime) -> int:
    """加签订人 of a unit: (name, post) each; the unit itself may add its own once it was asked (层层承诺)."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    LETTER_FLOW.after("add_party", letter.status)
    is_asked = letter.signings.filter(unit=unit, name="").exists()
    if not by.may(LETTER, letter):
        by.must_at(SIGN, unit.path if is_asked else letter.unit_path)
    if not is_within(unit.path, letter.unit_path):
        raise Unfit(_("只能请本单位和下级签订。"), "unit")
    above = letter.signings.filter(unit=unit, name="").first()
    known = set(letter.signings.filter(unit=unit).values_list("name", flat=True))
    wanted = {name: post for name, post in people if name and name not in known}
    posted = Posting.objects.valid(localdate(at)).filter(unit=unit, person__name__in=wanted)
    accounts = dict(posted.values_list("person__name", "person_id"))
    asked = localdate(at) if letter.status == LetterStatus.OPEN else None
    Signing.objects.bulk_create(
        Signing(letter=letter, above=above, unit=unit, unit_path=unit.path, person_id=accounts.get(name), name=name[:60],
                post=post[:60], asked_on=asked)
        for name, post in wanted.items()
    )  # fmt: skip
    _tell_added(letter, len(wanted), by, at)
    return len(wanted)


@transaction.atomic
def open_letter(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """发起签订: from today it has to be signed by everybody on the list; the text stays as it is."""
    letter = held_letter(letter, by, "open")
    if not letter.signings.exists():
        raise Unfit(_("还没有写由谁签。"))
    letter.status, letter.opened_on = LetterStatus.OPEN, localdate(at)
    letter.save(update_fields=["status", "opened_on"])
    letter.signings.update(asked_on=localdate(at))
    book.record(
        "letter.opened", of=letter.ref, unit_path=letter.unit_path, by=by, at=at, due_on=letter.due_on.isoformat()
    )
    return letter


@transaction.atomic
def remind(*, letter: Letter, by: Actor, at: datetime) -> int:
    """提醒一次: whoever has not signed reads one sentence on 今日; nobody is reminded twice of the same letter."""
    letter = held_letter(letter, by, "remind")
    count = letter.signings.unsigned().filter(reminded_on=None).update(reminded_on=localdate(at))
    if not count:
        raise Unfit(_("没有签的都已经提醒过一次，不再提醒。请打电话问一问。"))
    book.record("letter.reminded", of=letter.ref, unit_path=letter.unit_path, by=by, at=at, count=count)
    return int(count)


@transaction.atomic
def release(*, signing: Signing, reason: str, by: Actor, at: datetime) -> Signing:
    """不用签: merged, moved away, ill for long; neither signed nor missing, with the reason."""
    signing = Signing.objects.select_for_update(of=("self",)).select_related("unit", "letter").get(pk=signing.pk)
    letter = held_letter(signing.letter, by, "release")
    if signing.signed_on is not None or signing.released_on is not None:
        raise Unfit(_("已经签订或免签，不用再改。"))
    signing.released_on, signing.released_why = (
        localdate(at),
        must_say(reason, _("请写明为什么不用签。"), "reason", 2)[:200],
    )
    signing.save(update_fields=["released_on", "released_why"])
    book.record(
        "letter.released", of=letter.ref, unit_path=letter.unit_path, by=by, at=at, unit=signing.unit.name,
        private={"reason": signing.released_why},
    )  # fmt: skip
    return signing


@transaction.atomic
def close_letter(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """结束签订: no more signatures; who has not signed stays on the list as such."""
    letter = held_letter(letter, by, "close")
    asked = letter.signings.asked()
    unsigned = asked.filter(signed_on=None).count()
    letter.status, letter.closed_on = LetterStatus.CLOSED, localdate(at)
    letter.save(update_fields=["status", "closed_on"])
    book.record(
        "letter.closed", of=letter.ref, unit_path=letter.unit_path, by=by, at=at, signed=asked.count() - unsigned,
        unsigned=unsigned,
    )  # fmt: skip
    return letter


def held_letter(letter: Letter, by: Actor, verb: str) -> Letter:
    """The letter, locked, for who runs it; raises NotAllowed or WrongState."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    by.must(LETTER, letter)
    LETTER_FLOW.after(verb, letter.status)
    return letter


def _worded(title: str, text: str) -> tuple[str, str]:
    title = must_say(title, _("请写题目。"), "title")[:80]
    text = must_say(text, _("请写正文：要办什么事，办到什么程度。"), "text", 10)
    must_be_about_work(title, "title")
    must_be_about_work(text, "text")
    return title, text


def _tell_added(letter: Letter, count: int, by: Actor, at: datetime) -> None:
    if count:
        book.record("letter.parties_added", of=letter.ref, unit_path=letter.unit_path, by=by, at=at, count=count)
