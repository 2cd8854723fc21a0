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
    "reports/documents/commands/pages.py": {"confirm"},
}  # fmt: skip
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
