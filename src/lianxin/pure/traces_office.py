"""公文、表格里的痕迹: a docx or xlsx that somebody brought, as it may leave: its words and looks without who made it.

Properties (`traces.bare`), the names of whoever remarked or changed something (they become 审阅人1, 审阅人2 …) and when,
numbers of editing sessions, the folder and the printer it was made with, small pictures of its first page, and what
hangs on its photographs. Parts that tell nothing stay byte for byte.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable

from lxml import etree

from lianxin.pure import traces_pictures
from lianxin.pure.traces import bare
from lianxin.pure.zipguard import XLSX, Package, open_package

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAME, _ANEW, _NO_DAY = {"author", "userName"}, "审阅人", "1980-01-01T00:00:00Z"
#: elements that hold nothing but how the file was made; of a table part the firm's own properties
_GONE = {
    "rsids", "attachedTemplate", "docVars", "mailMerge", "absPath", "fileSharing", "presenceInfo", "printerSettings",
    "lastModifiedBy", "revisionPtr",
}  # fmt: skip
_NOT_FOLLOWED = ("/printerSettings", "/thumbnail", "/attachedTemplate", "/mailMergeSource")
_OWN = "http://schemas.microsoft.com/office/2006/metadata"
_PATH = re.compile(r"(?:file:|[A-Za-z]:[\\/]|\\\\|/(?:Users|home)/)[^<>]*[\\/]")
_READ = re.compile(r"(?:word|xl|customXml|_rels)/.*\.(?:xml|rels)|_rels/\.rels|\[Content_Types\]\.xml")
_REMARKS = re.compile(r"xl/(?:comments|threadedComments).*\.xml")
_PERSONS = "xl/persons/"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DEEP = 3


def without(data: bytes, *, depth: int = 0) -> bytes:
    """The same file without traces. Raises `Unreadable` for what `open_package` refuses."""
    package = open_package(data, limits=XLSX)
    people = _People()
    gone = _left_out(package)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for info in package.file.infolist():
            if not info.is_dir() and info.filename not in gone:
                part = _part(package, info.filename, people, gone, depth)
                plain = zipfile.ZipInfo(info.filename)
                plain.create_system = 0  # as `pure/paper` writes: one of ours comes out as it went in
                file.writestr(plain, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


class _People:
    """Names in the order in which they are met; each becomes a number, so that two remain two."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        return self._found.setdefault(name, f"{_ANEW}{len(self._found) + 1}") if name else ""

    def known(self) -> dict[str, str]:
        """What each became."""
        return self._found


def _part(package: Package, name: str, people: _People, gone: set[str], depth: int) -> bytes:
    data = package.read(name)
    if name.startswith("docProps/"):
        return bare(name, data)
    if _READ.fullmatch(name):
        return _tidied(package.xml(name), data, lambda root: _cleaned(root, name, people, gone))
    if "/embeddings/" in name and data.startswith(b"PK\x03\x04") and depth < _DEEP:
        return without(data, depth=depth + 1)
    return traces_pictures.without(data)


def _tidied(root: etree._Element, data: bytes, clean: Callable[[etree._Element], bool]) -> bytes:
    """The part as it was, or written anew where something left it."""
    if not clean(root):
        return data
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _left_out(package: Package) -> set[str]:
    """Parts that nothing of the text hangs on: small pictures of the first page, settings of printers."""
    found = {name for name in package.names if "/printerSettings" in name}
    if "_rels/.rels" in package:
        found |= {
            posixpath.normpath(str(one.get("Target")).lstrip("/"))
            for one in package.xml("_rels/.rels")
            if str(one.get("Type")).endswith("/thumbnail")
        }
    return found & set(package.names)


def _cleaned(root: etree._Element, name: str, people: _People, gone: set[str]) -> bool:
    """Take out of a tree what tells of persons and machines; whether anything was."""
    if name.endswith(".rels"):
        return _removed(root, [one for one in root if str(one.get("Type")).endswith(_NOT_FOLLOWED)])
    if name == "[Content_Types].xml":
        return _removed(root, [one for one in root if str(one.get("PartName", "")).lstrip("/") in gone])
    if (etree.QName(root).namespace or "").startswith(_OWN):
        return _removed(root, list(root))
    changed = _removed(root, [one for one in root.iter() if _local(one) in _GONE])
    for node in root.iter():
        if isinstance(node.tag, str):
            changed |= _named_anew(node, people, is_person=name.startswith(_PERSONS))
    for node in list(root.iter()):
        if _local(node) == "pageSetup":
            changed |= bool(node.attrib.pop(_RELATION_ID, None))
        if _REMARKS.fullmatch(name) and _local(node) in ("author", "t") and node.text:
            changed |= _text_anew(node, people)
    return changed


def _named_anew(node: etree._Element, people: _People, *, is_person: bool) -> bool:
    changed = False
    is_of_review = _is_of_review(node)
    for key, value in list(node.attrib.items()):
        local = etree.QName(key).localname
        if key.startswith(_WORD + "rsid") or (local in ("date", "dateUtc", "dT") and is_of_review):
            del node.attrib[key]
        elif local == "dateTime" and is_of_review and value != _NO_DAY:
            node.set(key, _NO_DAY)
        elif local in _NAME or (local == "displayName" and is_person):
            if not value or value.startswith(_ANEW):
                continue
            node.set(key, people(value))
        elif (local == "initials" or (is_person and local in ("userId", "providerId"))) and value not in ("", "None"):
            node.set(key, "None" if local == "providerId" else "")
        elif local in ("descr", "title", "name", "href") and _PATH.match(value):
            node.set(key, _PATH.sub("", value))
        else:
            continue
        changed = True
    return changed


def _is_of_review(node: etree._Element) -> bool:
    """Whether its day is that of a remark or a change, not of a field or a form."""
    return any(etree.QName(key).localname in ("author", "personId", "userName") for key in node.attrib)


def _text_anew(node: etree._Element, people: _People) -> bool:
    """The name of whoever remarks in a workbook: in the list of names, and where spreadsheets put it before his words."""
    said = node.text or ""
    if _local(node) == "author" and not said.startswith(_ANEW):
        node.text = people(said)
        return True
    for name, anew in people.known().items():
        if said.lstrip().startswith((f"{name}:", f"{name}：")):
            node.text = said.replace(name, anew, 1)
            return True
    return False


def _removed(root: etree._Element, nodes: list[etree._Element]) -> bool:
    for node in nodes:
        parent = node.getparent()
        if parent is not None:
            if node.tail:
                before = node.getprevious()
                if before is not None:
                    before.tail = (before.tail or "") + node.tail
                else:
                    parent.text = (parent.text or "") + node.tail
            parent.remove(node)
    return bool(nodes)


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
