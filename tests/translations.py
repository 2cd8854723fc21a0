"""译文: every Chinese source string has its English, and what is compiled is what was written. Needs gettext.

`python -m tests.translations` checks; with `--write` it brings the catalogue up to date and compiles it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = Path("src/lianxin/project/locale/en/LC_MESSAGES/django.po")


def collected(folder: Path) -> Path:
    """A copy of the source in `folder` with its catalogue brought up to date; returns the catalogue."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", ".*cache"))
    catalogue = folder / CATALOGUE
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ, "PYTHONPATH": str(folder / "src"), "DJANGO_SETTINGS_MODULE": "lianxin.project.settings_test"
    }  # fmt: skip
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-wrap", "--no-location",
               "--verbosity", "0"]  # fmt: skip
    subprocess.run(command, cwd=folder / "src/lianxin", env=environment, check=True)
    return catalogue


def wanting(catalogue: Path) -> str:
    """The entries that lack an English text or need another look."""
    found = ""
    for which in ("--untranslated", "--only-fuzzy"):
        done = subprocess.run(["msgattrib", which, "--no-obsolete", "--no-wrap", str(catalogue)],
                              capture_output=True, text=True, check=True)  # fmt: skip
        found += "\n".join(
            line for line in done.stdout.splitlines() if line.startswith("msgid ") and line != 'msgid ""'
        )
    return found


def main(argv: list[str]) -> int:
    """Check, or write; 1 where something is missing or stale, 3 where gettext is not installed."""
    if not shutil.which("xgettext"):
        print("没有 gettext(apt-get install gettext),译文没有检查。", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory() as folder:
        catalogue = collected(Path(folder))
        compiled = catalogue.with_suffix(".mo")
        subprocess.run(["msgfmt", "--check", "-o", str(compiled), str(catalogue)], check=True)
        missing, here = wanting(catalogue), ROOT / CATALOGUE
        if "--write" in argv:
            here.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(catalogue, here)
            shutil.copy(compiled, here.with_suffix(".mo"))
        elif not here.with_suffix(".mo").exists() or here.with_suffix(".mo").read_bytes() != _compiled(here):
            print("编译过的译文已过时,请运行 python -m tests.translations --write。")
            return 1
    if missing:
        print(f"缺英文 {missing.count('msgid ')} 条 · without English:\n{missing}")
        return 1
    print("译文齐全。 · every string has its English")
    return 0


def _compiled(catalogue: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "django.mo"
        subprocess.run(["msgfmt", "-o", str(target), str(catalogue)], check=True)
        return target.read_bytes()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
