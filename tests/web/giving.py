"""给文件的地址: which addresses give a file, told from the text of the views; and what a file tells of who made it."""

import ast
import csv
import inspect
import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2
from lxml import etree
from PIL import Image

from tests.web import world as worlds
from tests.web.scripts import MARK

#: what a view says that gives a file; helpers of the same module count as the view itself
GIVES = re.compile(
    r"Content-Disposition|return sent\(|return file\(.*PDF|return (?:xlsx|docx|docx_file)\(|FileResponse\("
    r"|\bsending\.(?:file|docx|xlsx)\(|content_type=(?!\"text/html)"
)
_ALLOWED = {
    "docProps/core.xml": {"title", "language", "contentType"},
    "docProps/app.xml": {
        "Application",
        "DocSecurity",
        "ScaleCrop",
        "AppVersion",
        "SharedDoc",
        "LinksUpToDate",
        "HeadingPairs",
        "TitlesOfParts",
        "HyperlinksChanged",
    },
    "docProps/custom.xml": set[str](),
}
#: what a cell may not begin with; each holds the mark by which it is found again
FORMULAS = [f'{sign}{MARK}字' for sign in ("=1+1&", "+1+1", "-1+1&", "@SUM(A1)", "\t=1&", "\r=1&", "＝1&", "＋1", "－1&", "＠A1", " =1&",
            "\n=1&", "\u200b=1&", "=cmd|'/c calc'!A1&", '=HYPERLINK("http://lianxin.example","看")&')]  # fmt: skip
_LIVE = re.compile(r"[\s\u200b\ufeff]*[=+\-@|＝＋－＠]")
#: in a formula of ours: a word between its marks, a worksheet by its name; neither is reckoned
_STATED = re.compile(r'"(?:[^"]|"")*"|' r"'(?:[^']|'')*'(?=!)")
_NAMING = {"author", "userName", "initials", "lastModifiedBy"}
_OURS = re.compile(r"审阅人\d+|连心|Lianxin|")


def addresses() -> set[str]:
    """Names of all addresses whose view, or a helper of its module, gives a file."""
    found = set()
    for address in worlds.addresses():
        view = inspect.unwrap(address.view)
        file = inspect.getsourcefile(view) or ""
        if "lianxin" in file and view.__name__ in _givers(Path(file)):
            found.add(address.name)
    return found


@cache
def _givers(file: Path) -> frozenset[str]:
    return in_module(file, GIVES)


def in_module(file: Path, pattern: re.Pattern[str]) -> frozenset[str]:
    """Functions of a module in which the pattern stands, and those that call one of them."""
    text = file.read_text("utf-8")
    bodies = {node.name: ast.get_source_segment(text, node) or "" for node in ast.parse(text).body
              if isinstance(node, ast.FunctionDef)}  # fmt: skip
    found = {name for name, body in bodies.items() if pattern.search(body)}
    while more := {name for name, body in bodies.items() if name not in found
                   and any(re.search(rf"\b{one}\(", body) for one in found)}:  # fmt: skip
        found |= more
    return frozenset(found)


def tells(body: bytes) -> list[str]:
    """What a file tells of who made it, with what, where and when; empty where it tells nothing."""
    if body[:4] == b"PK\x03\x04":
        return list(_package(body))
    if body[:5] == b"%PDF-":
        with pypdfium2.PdfDocument(body) as document:
            held = document.get_metadata_dict()
            return [f"{key}: {held[key]}" for key in ("Author", "Subject", "Keywords") if held[key]]
    if body[:3] == b"\xff\xd8\xff" or body[:8] == b"\x89PNG\r\n\x1a\n":
        picture = Image.open(io.BytesIO(body))
        said = set(picture.info) & {"comment", "xmp", "photoshop", "Author", "Software", "Comment"}
        return sorted(
            {*said, *(str(tag) for tag in picture.getexif() if tag != 0x0112)}
        )  # how it is turned may be told
    return []


def reckoned(body: bytes, kind: str) -> list[str]:
    """Cells in which a spreadsheet would reckon what somebody typed."""
    if kind.startswith("text/csv"):
        rows = csv.reader(io.StringIO(body.decode("utf-8-sig")))
        return [cell for row in rows for cell in row if MARK in cell and _LIVE.match(cell)]
    if body[:4] != b"PK\x03\x04":
        return []
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        sheets = [etree.fromstring(package.read(name)) for name in package.namelist()
                  if re.match(r"xl/(?:sharedStrings|worksheets/).*\.xml$", name)]  # fmt: skip
    nodes = [node for root in sheets for node in root.iter() if isinstance(node.tag, str)]
    live = [said for root in sheets for said in formulas_of(root) if MARK in said]
    return live + [node.text for node in nodes if etree.QName(node).localname == "t" and MARK in (node.text or "")
                   and _LIVE.match(node.text)]  # fmt: skip


def formulas_of(root: etree._Element) -> list[str]:
    """What the formulas of a sheet reckon with: without their words between marks and the names of sheets."""
    return [_STATED.sub("", node.text or "") for node in root.iter("{*}f")]


def _package(body: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        for info in package.infolist():
            part = package.read(info)
            if "thumbnail" in info.filename or "printerSettings" in info.filename:
                yield info.filename
            if re.search(r"/media/|/embeddings/", info.filename):
                yield from (f"{info.filename}: {one}" for one in tells(part))
            if info.filename.endswith((".xml", ".rels")):
                yield from (f"{info.filename}: {one}" for one in _part(info.filename, etree.fromstring(part)))


def _part(name: str, root: etree._Element) -> Iterator[str]:
    if name in _ALLOWED:
        said = [one for one in root if isinstance(one.tag, str) and (one.text or len(one))]
        tags = {etree.QName(one).localname for one in said if not (one.text or "").startswith("1980-01-01T")}
        yield from sorted(tags - _ALLOWED[name])
        return
    for node in root.iter():
        if isinstance(node.tag, str):
            for key, value in node.attrib.items():
                local = etree.QName(key).localname
                if local.startswith("rsid") or (local in _NAMING and not _OURS.fullmatch(value)):
                    yield f"{local}={value}"
            if etree.QName(node).localname in ("absPath", "fileSharing", "rsids", "attachedTemplate"):
                yield etree.QName(node).localname
