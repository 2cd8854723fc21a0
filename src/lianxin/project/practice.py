"""练习: a county beside one's own whose records do not count, in a folder of its own with its own keys (ADR 0046).

The folder is marked; whatever serves it shows that it is practice and neither writes to another database nor sends or
backs up anything. No Django here: the settings ask for the mark.
"""

import shutil
from pathlib import Path

from lianxin.pure.durable import settle

MARK = ".practice"
TOLD = "练习用的记录，不算数；lianxin practise --end 整个删除。\nPractice: nothing in this folder counts.\n"


class NotForPractice(Exception):
    """不是练习用的: the folder holds something else."""


def is_practice(data: Path) -> bool:
    """Whether this data folder is one for practice."""
    return (data / MARK).is_file()


def places(data: Path) -> tuple[Path, Path]:
    """The data and the keys of the practice that stands beside this data folder; of one for practice itself its own."""
    folder = data if is_practice(data) else data.parent / f"{data.name}-practice"
    return folder, folder.parent / f"{folder.name}-keys"


def make(data: Path) -> tuple[Path, Path]:
    """练习的地方, made where there is none. Raises NotForPractice where something else lies there."""
    folder, keys = places(data)
    if not is_practice(folder):
        if folder.exists() and any(folder.iterdir()):
            raise NotForPractice(f"{folder} 里有别的东西，不是练习用的，没有改动。")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / MARK).write_text(TOLD, encoding="utf-8")
        settle(folder)
    return folder, keys


def wipe(data: Path) -> None:
    """练习完了: its keys, then its records, its mark last, so that what was broken off can be gone on with.

    Raises NotForPractice where there is no such folder.
    """
    folder, keys = places(data)
    if not is_practice(folder):
        raise NotForPractice(f"没有练习用的记录（{folder}），没有改动。")
    shutil.rmtree(keys, ignore_errors=True)
    for one in folder.iterdir():
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one)
        elif one.name != MARK:
            one.unlink()
    (folder / MARK).unlink()
    folder.rmdir()
    settle(folder.parent)
