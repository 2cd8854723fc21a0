"""中文字体: which of the installed fonts writes Chinese. Asked of fontconfig; without it, of the usual folders."""

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

NAMES = ("NotoSansCJK-Regular", "SourceHanSansSC-Regular", "NotoSansSC", "wqy-microhei", "wqy-zenhei", "simhei", "msyh",
         "NotoSerifCJK-Regular", "uming", "simsun")  # fmt: skip
FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
ENDINGS = (".ttf", ".ttc", ".otf")
MOST_FACES = 12


@dataclass(frozen=True)
class Face:
    """一种字体: its file, and which of the faces in it."""

    path: str
    index: int


@cache
def chinese_font() -> Face | None:
    """A plain font that has Chinese characters, or None: then a picture would hold empty boxes, and none is drawn."""
    found = sorted((*_asked(), *_looked()), key=_preferred)
    for path in dict.fromkeys(found):
        if face := _face(path):
            return face
    return None


def _asked() -> list[Path]:
    """What fontconfig names; empty where there is no fontconfig."""
    program = shutil.which("fc-list")
    if program is None:
        return []
    try:
        told = subprocess.run([program, ":lang=zh-cn", "file"], capture_output=True, timeout=10, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return []
    lines = told.stdout.decode("utf-8", "replace").splitlines()
    return [Path(line.split(":")[0].strip()) for line in lines if line.strip()]


def _looked() -> list[Path]:
    named = [name.lower() for name in NAMES]
    return [
        one
        for folder in FOLDERS
        if folder.is_dir()
        for one in folder.rglob("*")
        if one.suffix.lower() in ENDINGS and any(one.stem.lower().startswith(name) for name in named)
    ]


def _preferred(path: Path) -> tuple[int, str]:
    stem = path.stem.lower()
    return next((n for n, name in enumerate(NAMES) if stem.startswith(name.lower())), len(NAMES)), str(path)


def _face(path: Path) -> Face | None:
    """The face for simplified Chinese of a collection, else the first; None for a file that cannot be read."""
    chosen, index = -1, 0
    while index < MOST_FACES:
        try:
            name = ImageFont.truetype(str(path), 12, index=index).getname()[0] or ""
        except OSError:
            break
        if chosen < 0 or (name.endswith(" SC") and "Mono" not in name):
            chosen = index
        index += 1 if path.suffix.lower() == ".ttc" else MOST_FACES
    return Face(str(path), chosen) if chosen >= 0 else None
