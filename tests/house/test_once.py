"""只办一次: every deed and every form of the house, and what keeps a double submit from doing it twice.

A deed from an office form is done once because its first entry in the journal takes the form's key (`base/counting/once.py`).
So what must hold is that every deed that changes a record tells the journal; those that do not are named here with the
reason why twice comes to the same. Residents' forms take no such key (no table may know of a vote): each is named with
what it has instead.
"""

import re
from dataclasses import dataclass, field

from tests.house import source
from tests.house.test_deeds import deed_files

DEF = re.compile(r"^( *)def (\w+)\(", re.MULTILINE)
CHANGES = re.compile(r"\.(?:create|bulk_create|save|update|delete|get_or_create|update_or_create|bulk_update)\(")
TELLS = re.compile(r"\bbook\.record(?:_many)?\(|\bonce\.hold\(")
CALLS = re.compile(r"\b([a-z_]\w+)\(")
FLOORS = ("base", "work", "reports")

STATE, COUNT, SYSTEM, VIEW = (
    "its state lets it once",
    "a tap: counted, limited",
    "no form: the worker",
    "each look counts",
)
#: deeds that change a record without an entry, and why twice is as once
NO_ENTRY = {
    "ballots.issue": "the same blinded one gets the same answer", "cards.open_with_secret": VIEW,
    "cards.respond": "the same of one day is kept once", "checks.give_up": STATE, "concerns.begin_first": STATE,
    "concerns.choose_columns": "sets what it says", "concerns.confirm_draft": STATE, "concerns.keep": "part of a deed",
    "concerns.refuse_draft": STATE, "concerns.shortlist": "sets what it says",
    "concerns.withdraw_guardian": "told by notices", "custody.note_copy": VIEW,
    "custody.use_identity": STATE,
    "disputes.note_dispute_erased": "part of a deed", "documents.add_version": "part of a deed", "gatherings.answer_sheet": COUNT,
    "households.note_household_erased": "part of a deed",
    "intake.choose": "sets what it says", "intake.confirm": STATE, "intake.refuse": STATE,
    "issues.ask_run": "gives the one that waits",
    "issues.leave_run": STATE, "mails.note_look": SYSTEM,
    "sms.gather": SYSTEM,
    "digests.send_codes": SYSTEM, "jobs.settle": SYSTEM, "jobs.take_up_lost": SYSTEM, "offline.destroy_spent": SYSTEM,
    "offline.key_for_phones": "gives the one there is", "offline.note_contact": "sets what it says",
    "opinions.say": "the same word is said once", "orgs.begin_grace": "once set it stays", "pledges.rate": COUNT,
    "programs.note_use": "sets what it says",
    "publishing.note_opening": VIEW, "retention.note_erased": "part of a deed",
    "rectification.rate": "asked by opinions.say, once a round",
    "sheets.key_again": STATE, "sheets.name_sheet": STATE, "sheets.settle_blank": STATE,
    "sheets.settle_difference": STATE, "sheets.settle_item": STATE, "sheets.type_remark": STATE,
    "spotchecks.correct": "told by rectification", "windows.mark_heart": COUNT,
}  # fmt: skip
#: pages of residents with a form, and what keeps a second sending from doing it twice
RESIDENTS = {
    "submit": "entry_key", "disturbed": "entry_key", "card_complain": "entry_key", "rate": STATE, "rate_open": STATE,
    "status": "leads to the rating", "follow": "reads", "own": "consent is set, a photograph is kept once, the rest reads",
    "card": "reads", "card_open": "cards.respond", "card_word": "cards.respond", "answer": "reads",
    "answer_found": "opinions.say", "volunteers_join": "the same sign-up waits once", "credential": "ballots.issue",
    "vote_enter": "reads", "vote_sheet": "reads", "vote_review": "the code votes once", "questionnaire": COUNT,
    "pledge": COUNT, "window": COUNT,
}  # fmt: skip


@dataclass
class Told:
    """A function: whether it writes in the journal or changes a record, itself or through what it calls."""

    tells: bool = False
    changes: bool = False
    calls: set[str] = field(default_factory=set)


def functions() -> dict[tuple[str, str], Told]:
    """Every function of the floors that deeds stand on, by room and name."""
    found: dict[tuple[str, str], Told] = {}
    for path in source.modules():
        floor, room = (*path.relative_to(source.SRC).parts, "")[:2]
        text = path.read_text("utf-8") if floor in FLOORS else ""
        starts = list(DEF.finditer(text))
        for start, end in zip(starts, [*(one.start() for one in starts[1:]), len(text)], strict=False):
            body, told = text[start.end() : end], found.setdefault((room, start[2]), Told())
            told.tells |= bool(TELLS.search(body))
            told.changes |= bool(CHANGES.search(body))
            told.calls |= set(CALLS.findall(body))
    return found


def grown(found: dict[tuple[str, str], Told]) -> None:
    """What a function calls in its own room, or what one room alone has, is its own doing."""
    rooms: dict[str, set[str]] = {}
    for room, name in found:
        rooms.setdefault(name, set()).add(room)
    is_new = True
    while is_new:
        is_new = False
        for (room, _name), told in found.items():
            for called in told.calls & rooms.keys():
                at = room if room in rooms[called] else next(iter(rooms[called])) if len(rooms[called]) == 1 else ""
                one = found.get((at, called), Told())
                if one.tells > told.tells or one.changes > told.changes:
                    told.tells, told.changes, is_new = told.tells or one.tells, told.changes or one.changes, True


def deeds() -> set[tuple[str, str]]:
    """Room and name of every public function in a module of commands that is told who acts."""
    offered = re.compile(r"^def ([a-z]\w*)\(\s*(?:\w+: \w+, )?(?:\*, )?([^)]*)", re.MULTILINE)
    return {
        (path.relative_to(source.SRC).parts[1], one[1])
        for path in deed_files() for one in offered.finditer(path.read_text("utf-8")) if re.search(r"\bby:", one[0])
    }  # fmt: skip


def test_every_deed_tells_the_journal_or_comes_to_the_same_twice() -> None:
    found, offered = functions(), deeds()
    grown(found)

    changing = {one for one in offered if found[one].changes}
    silent = {".".join(one) for one in changing if not found[one].tells}
    assert len(changing) > 500
    assert silent ^ set(NO_ENTRY) == set()


def test_every_form_of_residents_has_what_keeps_it_from_being_done_twice() -> None:
    pages = (source.TEMPLATES / "public").rglob("*.html")

    assert {page.stem for page in pages if 'method="post"' in page.read_text("utf-8")} ^ set(RESIDENTS) == set()
    keyed = {name for name, what in RESIDENTS.items() if what == "entry_key"}
    assert all("entry_key" in (source.TEMPLATES / "public" / f"{name}.html").read_text("utf-8") for name in keyed)
