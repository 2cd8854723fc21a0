"""一个安装里的台账: fills a county and carries every ledger out, or founds one and takes them in; then tells its figures.

Run in an installation's own surroundings, as `python -m tests.project.ledgers_county leave FOLDER` or `… arrive FOLDER`. The
files lie in FOLDER; what came of it is printed as JSON in the last line.
"""

import json
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from lianxin.project import prepare
from lianxin.project.starting import start_django

#: the units and the people first, as the guide of the first hour asks; then what hangs on them
ORDER = ("units", "persons", "holidays", "stations", "absences", "households", "pairings", "visits", "rectification",
         "opinions", "activities", "disputes")  # fmt: skip


def main(deed: str, folder: Path) -> None:
    """The tables, the deed, the figures."""
    start_django()
    prepare.migrate()
    told = {"leave": leave, "arrive": arrive}[deed](folder)
    print(json.dumps({**told, "figures": figures()}, ensure_ascii=False))


def ledgers() -> list[Any]:
    """Every kind of the register, as the story of one room tells it where there is one."""
    from lianxin.base.intake.kinds import KINDS
    from tests.work.test_ledgers_round import CALENDAR, ROOMS, Ledger

    assert set(KINDS) == set(ORDER)
    rooms = {one.kind: one for one in (*ROOMS, CALENDAR)}
    return [rooms.get(kind) or Ledger(kind, "admin", lambda _town: None, (), (), unit="county") for kind in ORDER]


def leave(folder: Path) -> dict[str, Any]:
    """导出: the town of all stories with every room filled, and each ledger as a file."""
    from lianxin.base.orgs.models import Posting
    from tests.conftest import build_town
    from tests.work.test_ledgers_round import CALENDAR, NOTICE, carried, taken

    town = build_town()
    Posting.objects.update(valid_from=date(2024, 1, 1))
    rows = {}
    for ledger in ledgers():
        if ledger.kind not in ("stations", "holidays"):  # the room of the leave sets its stations up
            ledger.fill(town)
    taken(town, CALENDAR, "\n".join(NOTICE).encode())
    for ledger in ledgers():
        data = carried(town, ledger)
        (folder / f"{ledger.kind}.csv").write_bytes(data)
        rows[ledger.kind] = len(data.decode("utf-8-sig").splitlines()) - 1
    return {"rows": {**rows, "concerns": some_concerns(town, folder / "concerns.xlsx")}}


def some_concerns(town: Any, file: Path) -> int:
    """诉求台账: the list as the office takes it along in full, as another person allowed; those of visits are in their ledger."""

    from lianxin.web.office.concerns import ledger
    from lianxin.work.concerns.models import Concern
    from lianxin.work.concerns.terms import Status
    from tests.conftest import NOON
    from tests.work.conftest import at_state, registered
    from tests.work.test_ledgers_round import MANY

    of_visits = set(Concern.objects.values_list("pk", flat=True))
    for n in range(MANY):
        for reached in (Status.REGISTERED, Status.ASSIGNED, Status.CLOSED):
            text = f"{'桥渠路'[n % 3]}边第{n}根灯杆{reached}，晚上看不见路。"
            at_state(town, reached, registered(town, text=text, channel=("counter", "hotline")[n % 2]).concern)
    found = ledger.with_all_shown(Concern.objects.exclude(pk__in=of_visits).order_by("pk"))
    rows = list(ledger.copied(found, town.clerk, "C-1", is_whole=True))
    file.write_bytes(ledger.workbook(rows, title="诉求台账", foot=ledger.foot(town.clerk, NOON.date(), "C-1")))
    return len(rows)


def arrive(folder: Path) -> dict[str, Any]:
    """导入: an empty installation is begun with its code, then takes in one file after the other."""
    from lianxin.base.orgs.founding import commands as founding
    from lianxin.base.orgs.founding import queries, slip
    from lianxin.project import cli
    from lianxin.work.concerns.models import Concern
    from tests.conftest import START
    from tests.work.test_ledgers_round import taken

    assert queries.is_empty()
    holder = founding.holder_of(slip.make(), at=START)
    admin = founding.Named("system_admin", "钱程", "xitong", "Lianxin-2026-定安")
    founding.begin(name="定安县", code="", admin=admin, officers=[], by=holder, at=START)
    came, rejected = {}, {}
    for ledger in ledgers():
        taking = taken(cast(), ledger, (folder / f"{ledger.kind}.csv").read_bytes())
        came[ledger.kind] = taking.added + taking.known
        rejected[ledger.kind] = [one["reasons"] for one in taking.rejected]
    assert cli.main(["import", "concerns", str(folder / "concerns.xlsx")]) == 0
    came["concerns"] = Concern.objects.exclude(batch=None).count()
    return {"rows": came, "rejected": {kind: told for kind, told in rejected.items() if told}}


def cast() -> SimpleNamespace:
    """The people and units by the names of the stories, as far as they are there by now."""
    from lianxin.base.orgs.models import Posting, Unit
    from lianxin.base.orgs.queries import actor_for
    from tests.conftest import CAST

    names = {"county": "定安县", "qingshui": "清水镇", "shiqiao": "石桥村", "building": "县住建局"}
    units = {key: Unit.objects.filter(name=name).first() for key, name in names.items()}
    held = {one.person.username: one for one in Posting.objects.select_related("person", "unit")}
    postings = {key: held[username] for key, username, *_rest in CAST if username in held}
    return SimpleNamespace(**units, **{key: actor_for(one) for key, one in postings.items()}, postings=postings)


def figures() -> dict[str, str]:
    """Every figure that the county has, of every unit and of every month, quarter and year that the ledgers speak of."""
    from lianxin.base.indicators.registry import INDICATORS
    from lianxin.base.orgs.models import Unit
    from lianxin.pure.periods import read_period
    from tests.work.test_ledgers_round import TODAY

    periods = [read_period(code) for code in ("2025", "2026", "2025-03", "2026-10", "2026-11")]
    by, found = cast().clerk, {}
    for code, one in INDICATORS.items():
        for unit in Unit.objects.order_by("path"):
            for period in periods:
                if value := one.value(period, unit, by=by, today=TODAY):
                    found[f"{code} {unit.name} {period}"] = str(value)
    return found


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
