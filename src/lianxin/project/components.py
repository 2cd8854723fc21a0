"""构件: every package that is locked, as a list for machines (CycloneDX), and whether one is past its time (SECURITY.md).

`docs/security/components.csv` says of each when it was last looked at, which version was the newest then, since when ours
is behind, and of a flaw how grave it is and since when it is known. Nothing here asks the net: who looks writes it down.

Run as `python -m lianxin.project.components [--on 2026-11-23]`: says what is past its time, and fails.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
LEDGER = ROOT / "docs" / "security" / "components.csv"
LOOKED_EVERY = timedelta(days=92)  # 每季度看一次
#: SECURITY.md: from the day a flaw is known to the version without it
WITHIN = {"critical": timedelta(days=3), "high": timedelta(days=14), "medium": timedelta(days=60), "low": LOOKED_EVERY}
BEHIND_AT_MOST = timedelta(days=183)  # an ordinary update: the next release, and never later than half a year


@dataclass(frozen=True)
class Component:
    """一个构件: where it runs (server, browser, or only where the house is built), its name and version."""

    where: str
    name: str
    version: str
    seals: tuple[str, ...] = ()
    licence: str = ""

    @property
    def purl(self) -> str:
        """Its name for machines."""
        kind = "npm" if self.where == "browser" else "pypi"
        return f"pkg:{kind}/{self.name.replace('@', '%40')}@{self.version}"


def locked(root: Path = ROOT) -> list[Component]:
    """All that is locked, by what is locked."""
    found: dict[str, Component] = {}
    for where, name in (("server", "run"), ("build", "dev")):
        for one in _of_lock((root / "requirements" / f"{name}.txt").read_text("utf-8"), where):
            found.setdefault(one.name, one)
    for line in json.loads((root / "src/lianxin/web/static/vendor/manifest.json").read_text("utf-8")):
        for part in (line, *line["contains"]):
            seals = (part["sha256"],) if "sha256" in part else ()
            found[part["name"]] = Component("browser", part["name"], part["version"], seals, part["licence"])
    return sorted(found.values(), key=lambda one: (one.where, one.name))


def _of_lock(text: str, where: str) -> Iterator[Component]:
    for name, version, rest in re.findall(
        r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)((?:[^\n]*\\\n)(?:    --hash=\S+.*\n)+)", text, re.M
    ):
        yield Component(where, name.lower(), version, tuple(re.findall(r"sha256:([0-9a-f]{64})", rest)))


def bill(parts: Iterable[Component]) -> str:
    """物料清单: the list as CycloneDX 1.5; of the same locks always the same text."""
    lines: list[dict[str, Any]] = []
    for one in parts:
        line: dict[str, Any] = {
            "type": "library", "bom-ref": one.purl, "name": one.name, "version": one.version, "purl": one.purl,
            "scope": "excluded" if one.where == "build" else "required",
            "properties": [{"name": "lianxin:where", "value": one.where}],
        }  # fmt: skip
        if one.licence:
            line["licenses"] = [{"expression": one.licence}]
        if len(one.seals) == 1:
            line["hashes"] = [{"alg": "SHA-256", "content": one.seals[0]}]
        lines.append(line)
    root = {"type": "application", "bom-ref": "lianxin", "name": "lianxin"}
    told = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": root},
        "components": lines,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def rows(file: Path = LEDGER) -> list[dict[str, str]]:
    """What was looked at."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def past(found: Iterable[dict[str, str]], on: date) -> list[str]:
    """What is past its time on that day, each in a sentence."""
    told = []
    for row in found:
        name = f"{row['name']} {row['version']}"
        if on - date.fromisoformat(row["looked_on"]) > LOOKED_EVERY:
            told.append(f"{name}：{row['looked_on']} 以后没有再看有没有新版本和漏洞，应每季度看一次。")
        if row["behind_since"] != "-" and on - date.fromisoformat(row["behind_since"]) > BEHIND_AT_MOST:
            told.append(f"{name}：{row['behind_since']} 起就有 {row['newest']}，应在半年内换上。")
        if row["flaw"] != "-" and on - date.fromisoformat(row["known_on"]) > WITHIN[row["flaw"]]:
            told.append(f"{name}：{row['known_on']} 公开的漏洞（{row['flaw']}）过了期限，请换掉，或关掉用到它的功能。")
    return told


def main(argv: list[str]) -> int:
    """Say what is past its time; the exit code."""
    on = date.fromisoformat(argv[argv.index("--on") + 1]) if "--on" in argv else date.today()  # noqa: DTZ011
    told = past(rows(), on)
    for line in told:
        print(line)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
