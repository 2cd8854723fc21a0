"""PDF: a docx printed by LibreOffice, where it is installed.

LibreOffice runs as a child process of its own: a fresh profile and folder that are gone afterwards, nothing of our
environment, limits of time, memory and file size, no macros, no updates of links. It runs one at a time on a machine
(a lock that other processes see too), because it takes all of one processor and hundreds of megabytes.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lianxin.pure.paper.outside import refuse_outside
from lianxin.pure.zipguard import Package, Unreadable, open_package

WALL_SECONDS = 120.0
WAIT_SECONDS = 60.0
MOST_BYTES = 40 * 1024 * 1024
PROGRAMS = ("soffice", "libreoffice")

NO_OFFICE = "本机没有安装 LibreOffice，不能转成 PDF。请下载 docx，用 Word 或 WPS 打开后另存为 PDF。"
_BUSY = "正在转换别的文件，请稍后再试，或下载 docx。"
_TOO_SLOW = "转成 PDF 用时太久，没有转成。请下载 docx，用 Word 或 WPS 打开后另存为 PDF。"
_FAILED = "没有转成 PDF。请下载 docx，用 Word 或 WPS 打开后另存为 PDF。"
_TOO_BIG = "文件超过 40 MB，不能转成 PDF。请下载 docx，用 Word 或 WPS 打开后另存为 PDF。"

_FONTS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include><include>{aliases}</include></fontconfig>'
)
#: macros never run, links are never followed, nobody is asked anything
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}</oor:items>
"""
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    # pages left empty before the imprint are printed too: the paper is printed on both sides
    ("/org.openoffice.Office.Common/Filter/PDF/Export", "IsSkipEmptyPages", "false"),
    ("/org.openoffice.Office.Common/Filter/PDF/Export", "UseTaggedPDF", "true"),
)
#: processor seconds, bytes of address space, bytes of a written file; then the program itself
_LIMITED = (
    "import os,resource as r,sys;"
    "[r.setrlimit(k,(n,n)) for k,n in ((r.RLIMIT_CPU,{cpu}),(r.RLIMIT_AS,{space}),(r.RLIMIT_FSIZE,{size}),"
    "(r.RLIMIT_CORE,0))];os.execv(sys.argv[1],sys.argv[1:])"
)


_SPACED, _UNSPACED = b'style:text-autospace="ideograph-alpha"', b'style:text-autospace="none"'


class NoOffice(RuntimeError):
    """不能转成 PDF: `str(error)` is a Chinese sentence that says why and what to do."""


def program() -> str:
    """The path of LibreOffice, empty where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), "")


def aliases() -> Path:
    """The font configuration that names stand-ins for the official fonts."""
    return Path(__file__).with_name("fontconfig.conf")


def to_pdf(docx: bytes, *, wall_seconds: float = WALL_SECONDS) -> bytes:
    """The docx as PDF. Raises `NoOffice` where LibreOffice is missing, busy, too slow or fails."""
    return convert(docx, "pdf", wall_seconds=wall_seconds)


def convert(docx: bytes, kind: str, *, wall_seconds: float = WALL_SECONDS) -> bytes:
    """The docx as LibreOffice saves it: `kind` is "pdf" or "docx". Raises `NoOffice`."""
    if not program():
        raise NoOffice(NO_OFFICE)
    if len(docx) > MOST_BYTES:
        raise NoOffice(_TOO_BIG)
    try:  # LibreOffice would print as a text what is no docx, and fetch what a file links to
        package = open_package(docx)
        refuse_outside(package)
    except Unreadable as refusal:
        raise NoOffice(str(refusal)) from refusal
    until = time.monotonic() + WAIT_SECONDS + wall_seconds
    with _alone(), tempfile.TemporaryDirectory(prefix="lianxin-pdf-") as folder:
        home = Path(folder)
        (home / "in.docx").write_bytes(docx)
        _lay_out(home)
        if kind == "pdf" and _is_unspaced(package):
            _unspace(_saved(home, "in.docx", "odt", wall_seconds))
            return _saved(home, "in.odt", kind, max(min(wall_seconds, until - time.monotonic()), 1.0)).read_bytes()
        return _saved(home, "in.docx", kind, wall_seconds).read_bytes()


def _saved(home: Path, source: str, kind: str, wall_seconds: float) -> Path:
    """The file as LibreOffice saves it, beside itself. Raises `NoOffice`."""
    office = [program(), f"-env:UserInstallation=file://{home}/profile", "--headless", "--norestore", "--nolockcheck"]
    _run([*office, "--convert-to", kind, "--outdir", str(home), str(home / source)], home, wall_seconds)
    made = home / f"{Path(source).stem}.{kind}"
    if not made.is_file() or not made.stat().st_size:
        raise NoOffice(_FAILED)
    return made


def _is_unspaced(package: Package) -> bool:
    """Whether the docx wants no blanks between 年 and 11: LibreOffice does not read that, and puts them all the same."""
    if "word/styles.xml" not in package:
        return False
    wanted = package.xml("word/styles.xml").find("{*}docDefaults/{*}pPrDefault/{*}pPr/{*}autoSpaceDE")
    return wanted is not None and any(value in ("0", "false", "off") for value in wanted.attrib.values())


def _unspace(made: Path) -> None:
    """Take the blanks out of an odt: what is printed is what Word shows."""
    plain = made.with_suffix(".plain")
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename in ("styles.xml", "content.xml"):
                data = data.replace(_SPACED, _UNSPACED)
            new.writestr(info, data)
    plain.replace(made)


def font_configuration(home: Path) -> Path:
    """A font configuration in `home` that adds our stand-ins to those of the machine."""
    made = home / "fonts.conf"
    made.write_text(_FONTS.format(aliases=aliases()), encoding="utf-8")
    return made


def _lay_out(home: Path) -> None:
    """The profile and the fonts of one run."""
    font_configuration(home)
    (home / "profile" / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (home / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")


def _run(command: list[str], home: Path, wall_seconds: float) -> None:
    """Run to the end, or to the end of the time; then nothing of its process group is left."""
    limits = _LIMITED.format(cpu=round(wall_seconds) + 1, space=6 * 2**30, size=2**28)
    environment = {
        "HOME": str(home),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "TMPDIR": str(home),
        "FONTCONFIG_FILE": str(home / "fonts.conf"),
        "SAL_USE_VCLPLUGIN": "svp",
        # whatever a file names outside itself: nobody answers there
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    child = subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", "-S", "-c", limits, *command],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
        cwd=home, start_new_session=True,
    )  # fmt: skip
    try:
        child.wait(wall_seconds)
    except subprocess.TimeoutExpired as late:
        raise NoOffice(_TOO_SLOW) from late
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One conversion at a time on this machine. Raises `NoOffice` after a minute of waiting."""
    path = Path(tempfile.gettempdir()) / f"lianxin-office-{os.getuid()}.lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        until = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as taken:
                if time.monotonic() > until:
                    raise NoOffice(_BUSY) from taken
                time.sleep(0.1)
        yield
    finally:
        os.close(handle)
