"""别的工作的叙述: the sentences that rooms declare beside the concerns (base/drafting/telling), filled with their figures."""

from collections.abc import Iterator

from lianxin.base.drafting.telling import Part, Piece, Telling, pieces_of, tellings
from lianxin.pure.paper import Figure, Heading, Item, official_date, runs
from lianxin.reports.summaries.facts import Facts
from lianxin.reports.summaries.options import CONCERNS, Options
from lianxin.reports.summaries.problems import Problem, period_word
from lianxin.reports.summaries.wording import Words, compared, para

SENDERS = ("department", "school", "centre")  # they are no place that is visited, they send people out
THIS_PERIOD = "本期"  # what a sentence says of the period; the summary says 本月, 本季度
END = "期末"  # what stands open is counted as of a day, which the summary says


def chosen(options: Options) -> list[Telling]:
    """The kinds of work beside the concerns that are told of."""
    return [one for one in tellings() if options.tells(one.code)]


def told(facts: Facts, one: Telling, part: Part) -> Iterator[Item]:
    """A kind of work under its heading, where there is anything to tell of it."""
    if words := _said(facts, one, part):
        yield Heading(2, runs(str(one.label)))
        yield para(*words)


def effects(facts: Facts, options: Options) -> Iterator[Item]:
    """成效 of the other kinds of work: a paragraph each, under one heading; of a single kind under its own."""
    rooms = chosen(options)
    lines = [para(*words) for one in rooms if (words := _said(facts, one, "effect"))]
    if lines:
        several = "其他群众工作" if options.tells(CONCERNS) else "各项工作"
        yield Heading(2, runs(str(rooms[0].label) if len(rooms) == 1 else several))
        yield from lines


def _said(facts: Facts, one: Telling, part: Part) -> Words:
    return [word for say in one.says if say.part == part and fits(facts, say.of) for word in filled(facts, say.text)]


def troubles(facts: Facts, one: Telling) -> Iterator[Problem]:
    """What the figures of a kind of work show to be wrong."""
    for trouble in one.troubles:
        value = facts.value(trouble.code) if fits(facts, trouble.of) else None
        if value is None or (value >= trouble.goal if trouble.goal is not None else not value):
            continue
        words = filled(facts, trouble.none if trouble.none and not value else trouble.text)
        if words:
            yield Problem(trouble.problem, trouble.heading, tuple(words), trouble.task, trouble.mend)


def filled(facts: Facts, pattern: str) -> Words:
    """The sentence with its figures; nothing where its first figure is nothing, a bracket likewise."""
    pieces = pieces_of(pattern)
    there = {option: _is_there(facts, pieces, option) for option in {piece.option for piece in pieces}}
    if not there.get(0, False):
        return []
    words: Words = []
    is_compared = False
    for piece in pieces:
        if not there[piece.option]:
            continue
        if piece.code:
            words += [facts.figure(piece.code)]
            further = compared(facts, piece.code, piece.measure) if piece.measure else []
            words += [piece.measure, *further] if piece.measure else []
            is_compared = bool(further)
        else:
            words.append(_worded(facts, piece.text, is_compared))
    return words


def _worded(facts: Facts, text: str, is_compared: bool) -> str:
    """The words as this summary says them; what follows a comparison is set off from it."""
    text = text.replace(THIS_PERIOD, period_word(facts)).replace(END, f"到{official_date(facts.as_of)}，")
    return f"；{text[1:]}" if is_compared and text.startswith("，") else text


def figures_in(words: Words) -> list[Figure]:
    """The figures of a sentence."""
    return [word for word in words if isinstance(word, Figure)]


def _is_there(facts: Facts, pieces: list[Piece], option: int) -> bool:
    first = next((piece.code for piece in pieces if piece.code and piece.option == option), "")
    return not first or bool(facts.value(first))


def fits(facts: Facts, of: str) -> bool:
    """Whether a sentence for places or for senders is one for this unit."""
    return not of or (of == "sender") == (facts.unit.kind in SENDERS)
