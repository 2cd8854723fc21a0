"""一包文件: a zip of texts taken apart, within limits; the names are paths inside it.

>>> import io, zipfile
>>> box = io.BytesIO()
>>> with zipfile.ZipFile(box, "w") as file:
...     file.writestr("清水镇/石桥村.txt", "办结36件。")
...     file.writestr("清水镇/~$石桥村.docx", "")
>>> is_bundle(box.getvalue(), "十月.zip")
True
>>> [(name, len(data)) for name, data in unpacked(box.getvalue())]
[('清水镇/石桥村.txt', 14)]

Nothing is written to disk, zips inside are not opened, and what a system leaves behind (__MACOSX, ~$…) is passed over.
"""

import io
import zipfile
import zlib

from lianxin.pure.zipguard import Limits, Unreadable, open_package

MIB = 1024 * 1024
LIMITS = Limits(entries=1500, entry_bytes=30 * MIB, total_bytes=120 * MIB)
_RUBBISH = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
_BROKEN = "压缩包打不开，可能已损坏或加了密码。请重新压缩成 zip（不加密码）后再上传。"
_UTF8 = 0x800


def is_bundle(data: bytes, name: str) -> bool:
    """Whether a file is a zip of files, not a docx or xlsx (which are zips too)."""
    if not data.startswith(b"PK"):
        return False
    return name.lower().endswith(".zip") or b"[Content_Types].xml" not in data


def unpacked(data: bytes, limits: Limits = LIMITS) -> list[tuple[str, bytes]]:
    """The files of a zip in the order of their names. Raises `Unreadable` with a sentence."""
    package = open_package(data, limits=limits)
    found = []
    for info in package.file.infolist():
        name = _name(info)
        last = name.rsplit("/", 1)[-1]
        if info.is_dir() or last.startswith((".", "~$")) or any(one in name for one in _RUBBISH):
            continue
        try:
            found.append((name, package.file.read(info)))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as broken:
            raise Unreadable(_BROKEN) from broken
    return sorted(found, key=lambda one: one[0])


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: an old zip of Windows holds GBK and does not say so (APPNOTE, appendix D)."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return "".join(char for char in name.replace("\\", "/") if char.isprintable())


def bundle(files: list[tuple[str, bytes]]) -> bytes:
    """The reverse: a zip of files by their names."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files:
            file.writestr(name, data)
    return box.getvalue()
