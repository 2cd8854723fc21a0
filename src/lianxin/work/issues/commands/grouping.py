"""归并: one pass over the concerns of a window; what it finds is stored as membership, never as texts."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.likeness import Group, Lexicon, Matter, Reading, common, group, normal
from lianxin.pure.likeness.lexicon import parts
from lianxin.pure.likeness.names import Level
from lianxin.pure.likeness.words import terms
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.issues.models import FoundGroup, FoundMember, IssueRun, Learned
from lianxin.work.issues.reading import READ, matter, without_subjects
from lianxin.work.issues.terms import GROUP, RunState, Sort

WINDOW, LONGEST = 400, 800  # days: thirteen months, so that the same season of last year is in it
MOST = 6_000  # concerns read in one run, the newest: about a second of work for each four hundred
LEARNED_FROM = 2_000  # the newest, whatever the window: a short one knows too little of what is rare
WORDS, PLACES = 6, 3
COMMON_FEWEST = 3
KEPT = 3  # runs of a unit that are kept


@transaction.atomic
def ask_run(*, by: Actor, at: datetime, days: int = WINDOW) -> IssueRun:
    """归并相似诉求: put a run in the queue; while one is waiting or running, that one is given."""
    by.must_at(GROUP, by.own_path)
    if not 7 <= days <= LONGEST:
        raise Unfit(_("归并的时段要在 7 天到 %(most)s 天之间。") % {"most": LONGEST}, "days")
    going = IssueRun.objects.filter(
        unit_path=by.own_path, state__in=(RunState.WAITING, RunState.RUNNING), at__gte=at - timedelta(hours=1)
    ).first()
    if going is not None:
        return going
    until = localdate(at)
    return IssueRun.objects.create(
        unit_path=by.own_path, by=by.ref, by_name=by.name, at=at, since=until - timedelta(days=days), until=until
    )


@transaction.atomic
def leave_run(*, run: IssueRun, by: Actor, at: datetime) -> None:
    """放弃归并 that still waits: another may be asked for at once."""
    by.must(GROUP, run)
    IssueRun.objects.filter(pk=run.pk, state=RunState.WAITING).update(state=RunState.FAILED)


def carry_out(*, run: IssueRun, by: Actor, at: datetime) -> IssueRun:
    """归并: read, compare, store; its progress can be seen meanwhile. A failed run leaves the former one standing.

    May: whoever asked for it, in whose scope it reads. Only the storing is one transaction.
    """
    by.must(GROUP, run)
    if run.state == RunState.DONE:
        return run
    said = -10

    def told(share: float) -> None:
        nonlocal said
        if 100 * share >= said + 10:
            said = int(100 * share)
            IssueRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING, progress=said)

    told(0.0)
    try:
        found = Concern.objects.reachable(by=by, to=SEE_CONCERN).standing()
        found = found.filter(received_on__gte=run.since, received_on__lte=run.until)
        rows = list(found.order_by("-received_on", "-pk").values(*READ)[:MOST])
        run.read, run.left_out = len(rows), max(0, found.count() - len(rows))
        matters = [matter(row) for row in rows]
        lexicon = Lexicon.of(matters)
        readings = [lexicon.read(one) for one in matters]
        told(0.3)
        near = group(readings, told=lambda share: told(0.3 + 0.6 * share))
        far = common(near, {one.key: one for one in readings})
        return _store(run=run, near=near, far=far, matters=matters, readings=readings, by=by, at=at)
    except Exception:
        IssueRun.objects.filter(pk=run.pk).update(state=RunState.FAILED)
        raise


@transaction.atomic
def _store(
    *, run: IssueRun, near: Sequence[Group], far: Sequence[Group], matters: Sequence[Matter],
    readings: Sequence[Reading], by: Actor, at: datetime,
) -> IssueRun:  # fmt: skip
    texts = {one.key: " ".join(parts(one)) for one in matters}
    by_key = {one.key: one for one in readings}
    kept = [(Sort.SAME_PLACE, one) for one in near]
    kept += [(Sort.COMMON, one) for one in far if one.size >= COMMON_FEWEST and _is_spread(one, by_key)]
    members: list[FoundMember] = []
    for sort, one in kept:
        weights = dict(one.problem)
        words = _words([texts[key] for key in one.keys], weights)
        stored = FoundGroup.objects.create(run=run, sort=sort, words=words)
        members += [
            FoundMember(group=stored, concern_id=key, words=[word for word in words if word in normal(texts[key])],
                        places=places(by_key[key])) for key in one.keys
        ]  # fmt: skip
    FoundMember.objects.bulk_create(members, batch_size=500)
    run.state, run.progress, run.found = RunState.DONE, 100, len(kept)
    run.save()
    old = IssueRun.objects.filter(unit_path=run.unit_path).order_by("-at", "-pk").values_list("pk", flat=True)[KEPT:]
    IssueRun.objects.filter(pk__in=list(old)).delete()
    _learn_words(by=by, at=at)
    book.record("issue.grouped", of=run.ref, unit_path=run.unit_path, by=by, at=at, read=run.read, groups=run.found)
    return run


def _words(texts: list[str], weights: dict[str, float]) -> list[str]:
    """What ties a group: words of its problem that at least a third of its members hold, the heaviest first."""
    found = terms(texts, lambda pair: weights.get(pair, 0.0), most=4 * WORDS)
    held = {word: sum(word in text for text in texts) for word in found}
    return [word for word in found if held[word] > 1 and 3 * held[word] >= len(texts)][:WORDS]


def _is_spread(one: Group, readings: dict[int, Reading]) -> bool:
    """Whether a common problem is really of several places."""
    return len({place for key in one.keys for place in places(readings[key])[:1]}) > 1


def places(reading: Reading) -> list[str]:
    """The names by which a matter is known, the narrowest first."""
    found = [reading.labels.get(core, core) for level in sorted(Level, reverse=True) for core in reading.first[level]]
    return list(dict.fromkeys(found))[:PLACES]


def _learn_words(*, by: Actor, at: datetime) -> None:
    """词库: how rare words are, of what is hidden from nobody; for what is found alike while typing."""
    found = without_subjects(Concern.objects.reachable(by=by, to=SEE_CONCERN))
    rows = list(found.order_by("-received_on", "-pk").values(*READ)[:LEARNED_FROM])
    packed = Learned.pack(Lexicon.of(matter(row) for row in rows).as_data())
    Learned.objects.filter(kind=Learned.WORDS).delete()
    Learned.objects.create(kind=Learned.WORDS, at=at, by_name=by.name, count=len(rows), packed=packed)
