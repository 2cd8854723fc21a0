"""译文: every Chinese source string has its English, and what is compiled is what was written.

`python -m tests.translations` checks; with `--write` it brings the catalogue up to date and compiles it.
Finding the strings takes gettext (xgettext, msgmerge); compiling does not.
"""

import ast
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = Path("src/lianxin/project/locale/en/LC_MESSAGES/django.po")
_LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])?\s+(".*")$')


@dataclass
class Entry:
    """词条: one source string with its English; `english` has two texts where there is a plural."""

    context: str | None = None
    source: str = ""
    plural: str = ""
    english: list[str] = field(default_factory=list)
    is_fuzzy: bool = False

    @property
    def is_done(self) -> bool:
        return bool(self.english) and all(self.english) and not self.is_fuzzy


def entries(catalogue: str) -> list[Entry]:
    """The entries of a .po text, its header (with an empty source) first; obsolete ones are left out."""
    found = []
    for block in re.split(r"\n\s*\n", catalogue):
        one, key, seen = Entry(is_fuzzy=re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE) is not None), "", False
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if (opened := _LINE.match(line)) is not None:
                key, line, seen = opened[1], opened[3], True
                if key == "msgstr":
                    one.english.append("")
            _add(one, key, ast.literal_eval(line))
        if seen:
            found.append(one)
    return found


def _add(one: Entry, key: str, text: str) -> None:
    if key == "msgctxt":
        one.context = (one.context or "") + text
    elif key == "msgid":
        one.source += text
    elif key == "msgid_plural":
        one.plural += text
    else:
        one.english[-1] += text


def compiled(catalogue: str) -> bytes:
    """The .mo of a .po text: entries without English and fuzzy ones are left out, the rest sorted by their bytes.

    The layout is the one of the GNU gettext manual, "The Format of GNU MO Files", without a hash table.
    """
    texts = {}
    for one in entries(catalogue):
        if one.is_done:
            key = "\0".join(part for part in (one.source, one.plural) if part)
            if one.context is not None:
                key = f"{one.context}\4{key}"
            texts[key.encode()] = "\0".join(one.english).encode()
    keys = sorted(texts)
    start = 7 * 4 + 16 * len(keys)
    body, tables = b"", ([], [])  # type: tuple[bytes, tuple[list[int], list[int]]]
    for table, values in zip(tables, (keys, [texts[key] for key in keys]), strict=True):
        for value in values:
            table += [len(value), start + len(body)]
            body += value + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    return head + struct.pack(f"<{4 * len(keys)}I", *tables[0], *tables[1]) + body


def is_stale(catalogue: Path = ROOT / CATALOGUE) -> bool:
    """Whether the compiled file beside a catalogue is missing or says something else."""
    made = catalogue.with_suffix(".mo")
    return not made.exists() or made.read_bytes() != compiled(catalogue.read_text("utf-8"))


def collected(folder: Path) -> str:
    """The catalogue as the source text of now asks for it, with the English there is; worked out in `folder`."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", ".*cache"))
    catalogue = folder / CATALOGUE
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ, "PYTHONPATH": str(folder / "src"), "DJANGO_SETTINGS_MODULE": "lianxin.project.settings_test"
    }  # fmt: skip
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-wrap", "--no-location",
               "--no-obsolete", "--verbosity", "0"]  # fmt: skip
    subprocess.run(command, cwd=folder / "src/lianxin", env=environment, check=True)
    # The time of collecting would change the file at every run; nobody is written to.
    return re.sub(r'"(?:POT-Creation-Date|Report-Msgid-Bugs-To):.*\n', "", catalogue.read_text("utf-8"))


def write(catalogue: str) -> None:
    """Keeps a catalogue and what is compiled from it."""
    here = ROOT / CATALOGUE
    here.parent.mkdir(parents=True, exist_ok=True)
    here.write_text(catalogue, "utf-8")
    here.with_suffix(".mo").write_bytes(compiled(catalogue))


def main(argv: list[str]) -> int:
    """Check, or write; 1 where something is missing or stale."""
    here = ROOT / CATALOGUE
    if shutil.which("xgettext"):
        with tempfile.TemporaryDirectory() as folder:
            catalogue = collected(Path(folder))
    elif "--write" in argv:
        print("没有 gettext(apt-get install gettext),不能收集词条。 · Collecting needs gettext.", file=sys.stderr)
        return 1
    else:
        print("没有 gettext,只检查已有的词条。 · Without gettext only what is in the catalogue is checked.")
        catalogue = here.read_text("utf-8")
    if "--write" in argv:
        write(catalogue)
    elif is_stale():
        print("编译过的译文已过时,请运行 python -m tests.translations --write。 · The compiled catalogue is stale.")
        return 1
    missing = [one.source for one in entries(catalogue) if not one.is_done]
    if missing:
        print("\n".join([f"缺英文 {len(missing)} 条 · without English:", *missing]))
        return 1
    print("译文齐全。 · Every string has its English.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
