"""断电: at LIANXIN_CUTS moments the power goes; nothing that was answered is lost, nothing is half, the journal holds (R1).

`kill -9` cannot show this (the system still holds what was written); here what was not synced is dropped, sector by
sector. That the test sees a loss where there is one is shown by the same county with `synchronous=NORMAL`.
"""

import json
import os
import shutil
import subprocess
import sys
from random import Random

import pytest

from tests.durability import places, power, shim

CUTS = int(os.environ.get("LIANXIN_CUTS", "10"))
DEEDS = max(30, min(120, CUTS))
pytestmark = pytest.mark.thorough


def worked(county, tmp_path, *, seed: int, deeds: int, synchronous: str = "FULL"):
    """A day's work under the shim: the disk as it was before, and every step since."""
    place, log = tmp_path / "place" / "data", tmp_path / "log"
    places.copied(county, place)
    safe = {str(path): power.Held(bytearray(path.read_bytes())) for path in place.parent.rglob("*") if path.is_file()}
    more, _switch = shim.surroundings(place.parent, log=log)
    told = subprocess.run(
        [sys.executable, "-m", "tests.durability.writer", str(seed), str(deeds), synchronous], cwd=places.HOUSE,
        env=places.environment(place, **more), capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-4000:]
    return place.parent, power.Disk(safe), list(power.steps(log))


def moments(root, steps, number: int, random: Random) -> list[int]:
    """When the power goes: half of them at any step, half just after somebody was told that it was done."""
    told = [n for n, step in enumerate(steps, start=1) if step.path == str(root / "acknowledged")]
    just_told = random.sample(told, min(number // 2, len(told)))
    return sorted({*just_told, *random.sample(range(1, len(steps) + 1), number - len(just_told))})


def acknowledged(disk, root) -> list[dict]:
    """What people had been told by then; that file is theirs, no power cut takes it away from them."""
    held = disk.names.get(str(root / "acknowledged"))
    if held is None:
        return []
    content = bytearray(held.safe)
    for step in held.loose:
        power.put(content, step)
    return [json.loads(line) for line in content.decode().splitlines()]


def after(root, disk, steps, cuts, random, tmp_path):
    """For each cut: what people had been told, and what is found."""
    done, told = 0, []
    for number, cut in enumerate(cuts):
        for step in steps[done:cut]:
            disk.do(step)
        done = cut
        told.append(acknowledged(disk, root))
        lay_out(disk.after_the_cut(random), root, tmp_path / "cut" / str(number))
    lines = "".join(f"{tmp_path / 'cut' / str(number)}\n" for number in range(len(cuts)))
    asked = subprocess.run([sys.executable, "-m", "tests.durability.reader"], input=lines, cwd=places.HOUSE, text=True,
                           env=places.environment(root / "data"), capture_output=True, timeout=1800, check=False)  # fmt: skip
    assert asked.returncode == 0, asked.stderr[-4000:]
    shutil.rmtree(tmp_path / "cut")
    return list(zip(told, map(json.loads, asked.stdout.splitlines()), strict=True))


def lay_out(found, root, place) -> None:
    """The disk as it is when the machine is switched on again; shared memory is gone."""
    for name, content in found.items():
        path = place / os.path.relpath(name, root)
        if "static" not in path.parts and not name.endswith("-shm"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def lost(told, found) -> list[object]:
    """What people had been told and is not there."""
    if "broken" in found:
        return [found["broken"]]
    missing: list[object] = []
    for one in told:
        if one["kind"] == "concern" and one["key"] not in found["concerns"]:
            missing.append(one)
        if one["kind"] == "answer" and one["key"] not in found["answers"]:
            missing.append(one)
        if one["kind"] == "ballots" and found["votes"].get(one["code"], -1) < one["number"]:
            missing.append(one)
    return missing


@pytest.mark.parametrize("world", range(max(1, CUTS // 50)))
def test_nothing_that_was_answered_is_lost_when_the_power_goes(county, tmp_path, world):
    random = Random(world)
    root, disk, steps = worked(county, tmp_path, seed=world, deeds=DEEDS)

    found = after(root, disk, steps, moments(root, steps, min(CUTS, 50), random), random, tmp_path)

    wrong = [(lost(told, now), now.get("half"), now.get("sound")) for told, now in found]
    assert [one for one in wrong if one != ([], [], "ok")] == []
    assert max(len(told) for told, _now in found) > DEEDS // 2, "the cuts fell while people were at work"


def test_with_a_weaker_setting_the_same_cuts_are_seen_to_lose_what_was_answered(county, tmp_path):
    random = Random(7)
    root, disk, steps = worked(county, tmp_path, seed=7, deeds=12, synchronous="NORMAL")

    found = after(root, disk, steps, moments(root, steps, 8, random), random, tmp_path)

    assert any(lost(told, now) for told, now in found)
