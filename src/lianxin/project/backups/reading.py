"""读备份: through the whole file, every digest compared; written down only where a folder is given."""

import hashlib
import json
import tarfile
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from lianxin.pure import strongbox

FORMAT = 2
DATABASE, MANIFEST, FILES, BALLOTS, TABLES = "lianxin.sqlite3", "manifest.json", "files", "ballots", "tables"
MOST_OF_A_MANIFEST = 1 << 28


class CannotRestore(Exception):
    """恢复不成; the sentence says what to do."""


def check(source: Path, key: bytes) -> dict[str, Any]:
    """核对 a backup without writing any of it down; returns its manifest. Raises CannotRestore."""
    return unpack(source, key, None)


def unpack(source: Path, key: bytes, folder: Path | None) -> dict[str, Any]:
    """Write what a backup holds into `folder` and compare every digest; returns the manifest. Raises CannotRestore."""
    try:
        with open(source, "rb") as file:
            return _members(strongbox.Reader(file, key), folder)
    except strongbox.WrongKey as problem:
        raise CannotRestore(f"{problem}请找出那时的密钥文件或恢复码。") from problem
    except strongbox.NotWhole as problem:
        raise CannotRestore(f"{source.name}：{problem}没有改动任何数据，请换一份备份。") from problem
    except (tarfile.TarError, KeyError, ValueError, TypeError, AttributeError) as problem:
        raise CannotRestore(f"{source.name} 不是完整的连心备份，没有改动任何数据。请换一份备份。") from problem


def _members(box: strongbox.Reader, folder: Path | None) -> dict[str, Any]:
    found: dict[str, str] = {}
    text = b""
    with tarfile.open(fileobj=box, mode="r|", bufsize=strongbox.PIECE) as tar:  # type: ignore[call-overload]
        for member in tar:
            held = cast(IO[bytes], tar.extractfile(member)) if member.isreg() else None
            if held is None or not _is_known(member.name) or member.name in found:
                raise tarfile.TarError(member.name)
            if member.name == MANIFEST:
                text = held.read(MOST_OF_A_MANIFEST)
            else:
                found[member.name] = _take(held, folder / member.name if folder else None)
    while box.read(strongbox.PIECE):  # the end of the box is behind the end of what it holds
        pass
    manifest: dict[str, Any] = json.loads(text)
    if manifest["format"] != FORMAT:
        raise CannotRestore("这份备份来自别的版本，请用制作它的版本恢复后再升级。")
    if manifest["members"] != found or not all(code.isalnum() for code in manifest["ballots"]):
        raise CannotRestore("备份的内容与清单不符（校验值），没有改动任何数据。请换一份备份。")
    return manifest


def _is_known(name: str) -> bool:
    """A name that leads outside, or to what no backup holds, spoils the whole."""
    path = PurePosixPath(name)
    is_inside = not path.is_absolute() and ".." not in path.parts and path.as_posix() == name
    return is_inside and (
        name in (DATABASE, MANIFEST) or len(path.parts) > 1 and path.parts[0] in (FILES, BALLOTS, TABLES)
    )


def _take(held: IO[bytes], place: Path | None) -> str:
    digest = hashlib.sha256()
    if place is None:
        while piece := held.read(strongbox.PIECE):
            digest.update(piece)
        return digest.hexdigest()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(place, "xb") as handle:
        while piece := held.read(strongbox.PIECE):
            digest.update(piece)
            handle.write(piece)
    return digest.hexdigest()
