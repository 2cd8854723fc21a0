"""公开前的扫描 is asked by every deed that makes words readable for everybody, and by none of them in its own way."""

import ast
import re

from tests.house import source

#: module of work/ or reports/ and its deeds after which everybody may read what was typed
PUBLISHING = {
    "work/publishing/commands/publishing.py": {"confirm", "take_down"},
    "work/publishing/commands/adopting.py": {"adopt"},
    "work/opinions/commands/showing.py": {"publish"},
    "work/rectification/commands/notices.py": {"publish_notice"},
    "work/pledges/commands/making.py": {"publish"},
    "work/pledges/commands/keeping.py": {"note_progress", "change_item", "withdraw_item", "settle_item", "appraise", "withdraw"},
    "work/pledges/commands/practical.py": {"promise", "note_step", "finish", "give_up"},
    "work/newsletters/commands.py": {"put_online"},
    "work/windows/commands/published.py": {"publish_guide"},
    "work/volunteers/commands/teams.py": {"_found", "change_team"},
    "work/volunteers/commands/shifts.py": {"arrange_shift"},
    "work/pairings/commands/experts.py": {"list_expert", "change_expert"},
    "work/results/commands/counting.py": {"publish"},
    "work/gatherings/commands/sheets.py": {"open_sheet"},
    "work/reception/commands/arranging.py": {"set_rule", "list_person"},
    "work/ballots/commands/preparing.py": {"prepare"},
    "work/stations/commands/station.py": {"open_station", "open_all", "correct_station", "join_station"},
    "work/stations/commands/boards.py": {"print_board"},
    "work/workdays/commands/themes.py": {"send_theme"},
    "work/activities/commands/activities.py": {"_describe"},
    "reports/documents/commands/pages.py": {"confirm"},
}  # fmt: skip
#: what rooms put on a station's page and its boards: the deed that had its words scanned
ON_BOARDS = {
    "workday": "work/workdays/commands/themes.py:send_theme",
    "pledges": "work/pledges/commands/making.py:publish",
    "activities": "work/activities/commands/activities.py:_describe",
    "volunteers": "work/volunteers/commands/shifts.py:arrange_shift",
    "rules": "work/stations/commands/boards.py:print_board",  # on the wall alone, by the deed that prints it
}
#: deeds that bear such a name and make nothing readable for everybody
OTHERWISE = {
    "work/results/commands/briefs.py:publish_brief": "sums of published results, with nothing typed in it",
    "work/ballots/commands/issuing.py:publish_keys": "keys of a box",
    "work/ballots/commands/issuing.py:_publish": "keys of a box",
    "reports/documents/commands/pages.py:publish": "prepares the page; `confirm` makes it public",
    "reports/assessments/commands/runs.py:publish_run": "to the units, behind the login",
}


def deeds() -> dict[str, ast.FunctionDef]:
    found = {}
    for path in source.modules():
        place = path.relative_to(source.SRC).as_posix()
        if "commands" in place and place.startswith(("work/", "reports/")):
            for node in source.nodes(path):
                if isinstance(node, ast.FunctionDef):
                    found[f"{place}:{node.name}"] = node
    return found


def test_every_deed_that_publishes_asks_it() -> None:
    known = deeds()
    listed = [f"{place}:{name}" for place, names in PUBLISHING.items() for name in names]

    assert [name for name in listed if name not in known] == []
    assert [name for name in listed if "clearance.demand(" not in ast.unparse(known[name])] == []


def test_a_deed_that_is_called_so_is_in_the_table() -> None:
    called = [name for name in deeds() if re.search(r":_?(?:publish|put_online|announce)", name)]
    listed = {f"{place}:{name}" for place, names in PUBLISHING.items() for name in names}

    assert len(called) > 8
    assert [name for name in called if name not in listed and name not in OTHERWISE] == []


def test_every_part_of_a_board_was_scanned_by_a_deed() -> None:
    """A new part of a station's page is written into the table with the deed that asks the scan for it."""
    found = set()
    for path in source.modules():
        found |= set(re.findall(r"\bboard\.part\(\s*\"(\w+)\"", path.read_text("utf-8")))
    known = deeds()

    assert found == set(ON_BOARDS)
    assert [name for name in ON_BOARDS.values() if "clearance.demand(" not in ast.unparse(known[name])] == []
