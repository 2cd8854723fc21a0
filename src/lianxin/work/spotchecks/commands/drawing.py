"""抽取: seed and list go into the journal first, then the draw, which anyone can do again (M084). No draw is taken back."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within, party_paths
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.draws import digest_of, drawn
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.spotchecks.models import SpotCheck, SpotItem
from lianxin.work.spotchecks.queries import MOST_PER_QUARTER, checked_in, frame
from lianxin.work.spotchecks.terms import RUN, Mode
from lianxin.work.visits.models import Visit, VisitPerson

MOST = 60  # visits of one check: nobody calls more households than that
COMPANIONS = 4  # further visits among which the one that was doubted is asked about


@transaction.atomic
def draw(
    *, checked: Unit, mode: str, first: date, last: date, size: int, script: str, by: Actor, at: datetime,
    entry_key: str = "",
) -> SpotCheck:  # fmt: skip
    """抽取走访名单: of the visits that a unit below has on record; at most two checks of a unit in a quarter."""
    _may_check(by, checked)
    if entry_key and (known := SpotCheck.objects.filter(entry_key=entry_key).first()):
        return known
    today = localdate(at)
    if first > last or last > today:
        raise Unfit(_("走访日期的起止请核对：起不晚于止，止不晚于今天。"), "last")
    if not 0 < size <= MOST:
        raise Unfit(_("一次抽 1 到 %(most)s 次走访。") % {"most": MOST}, "size")
    quarter = Period.containing(today, "quarter")
    if checked_in(checked.path, quarter.first, quarter.last) >= MOST_PER_QUARTER:
        raise Unfit(
            _("%(unit)s这个季度已经抽查过 %(most)s 次，不再抽查，请抽查别的单位。")
            % {"unit": checked.name, "most": MOST_PER_QUARTER},
            "checked",
        )
    keys = dict(frame(by, checked, first, last, today).order_by().values_list("code", "pk"))
    if not keys:
        raise Unfit(_("这段时间没有可以抽查的入户走访：没有记录，或者这些户三个月内已经问过。"), "first")
    spotcheck = _opened(checked, mode, first, last, min(size, len(keys)), script, keys, False, entry_key, by, at)
    codes = drawn(spotcheck.seed, keys, spotcheck.size)
    _put(spotcheck, [keys[code] for code in codes], None, codes, by, at)
    return spotcheck


@transaction.atomic
def look_into(*, visit: Visit, mode: str, script: str, by: Actor, at: datetime, entry_key: str = "") -> SpotCheck:
    """列入抽查: ask about one visit that a household doubts, among others drawn at random, so that the call tells nothing.

    It is no verdict, enters no rate, and the checked unit is not told of it.
    """
    if visit.household_id is None:
        raise Unfit(_("这次走访没有记是哪一户，不能抽查。"))
    if entry_key and (known := SpotCheck.objects.filter(entry_key=entry_key).first()):
        return known
    _may_check(by, visit.home)
    went = VisitPerson.objects.filter(visit=visit, home_path__in=party_paths(by.own_path, *by.former)).exists()
    if went or _went_himself(visit, by):
        raise NotAllowed(_("本单位的人参加了这次走访，请由上一级抽查。"))
    if SpotItem.objects.filter(visit=visit, is_cause=True).exists():
        raise Unfit(_("这次走访已经列入抽查。"))
    today = localdate(at)
    first = min(visit.on, date(today.year, 1, 1))
    keys = dict(frame(by, visit.home, first, today, today).exclude(household=visit.household_id).order_by()
                .values_list("code", "pk"))  # fmt: skip
    size = min(COMPANIONS, len(keys))
    spotcheck = _opened(visit.home, mode, first, today, size, script, keys, True, entry_key, by, at)
    codes = drawn(spotcheck.seed, keys, size)
    keys[visit.code] = visit.pk
    order = drawn(spotcheck.seed[::-1], [*codes, visit.code], size + 1)
    _put(spotcheck, [keys[code] for code in order], visit.pk, order, by, at)
    return spotcheck


def _may_check(by: Actor, checked: Unit) -> None:
    by.must_at(RUN, by.own_path)
    if checked.path == by.own_path or not is_within(checked.path, by.own_path):
        raise NotAllowed(_("只能抽查下级单位；本单位自己的走访，由上一级抽查。"))


def _went_himself(visit: Visit, by: Actor) -> bool:
    return by.person_id is not None and VisitPerson.objects.filter(visit=visit, person_id=by.person_id).exists()


def _opened(
    checked: Unit, mode: str, first: date, last: date, size: int, script: str, keys: dict[str, int], is_directed: bool,
    entry_key: str, by: Actor, at: datetime,
) -> SpotCheck:  # fmt: skip
    if not script.strip():
        raise Unfit(_("请写怎样问。"), "script")
    seed, digest = secrets.token_hex(8), digest_of(keys)
    spotcheck = SpotCheck.objects.create(
        code=new_code(), unit=Unit.objects.get(path=by.own_path), unit_path=by.own_path, checked=checked,
        checked_path=checked.path, checked_name=checked.name, mode=Mode(mode), is_directed=is_directed, first=first,
        last=last, seed=seed, population=len(keys), digest=digest, size=size, frame=sorted(keys), script=script.strip(),
        opened_on=localdate(at), by_name=by.name, entry_key=entry_key or None,
    )  # fmt: skip
    book.record(
        "spotcheck.opened", of=spotcheck.ref, unit_path=by.own_path, by=by, at=at, mode=Mode(mode).label,
        checked=checked.name, seed=seed, population=len(keys), digest=digest,
    )  # fmt: skip
    return spotcheck


def _put(
    spotcheck: SpotCheck, visits: Sequence[int], cause: int | None, codes: Sequence[str], by: Actor, at: datetime
) -> None:
    SpotItem.objects.bulk_create(
        SpotItem(spotcheck=spotcheck, visit_id=pk, number=number, is_cause=pk == cause)
        for number, pk in enumerate(visits, 1)
    )
    book.record(
        "spotcheck.drawn", of=spotcheck.ref, unit_path=by.own_path, by=by, at=at, size=len(visits),
        digest=digest_of(codes),
    )  # fmt: skip
