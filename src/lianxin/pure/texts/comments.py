"""批注: remarks put into a docx as Word comments at their places; everything else stays as it was.

A place is a span of the text that `read_text` gives of the same file. A comment cannot stand in a footnote or a text box:
there it stands at the reference, or at the anchor of the box. Comments that are there already are kept.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from bisect import bisect_right
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from lianxin.pure.traces import bare
from lianxin.pure.zipguard import Package, Unreadable, open_package

from .docx import Piece, W, main_part, walk
from .model import clean

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHANGED = "文件和核对时的文字不一样，不能标注。请重新核对一次。"


@dataclass(frozen=True)
class Comment:
    """One remark: the span of the text that it is about, and its lines."""

    start: int
    end: int
    lines: tuple[str, ...]


def with_comments(data: bytes, comments: Sequence[Comment], *, author: str, initials: str, text: str) -> bytes:
    """The docx with the comments; `text` is what it was read as. Raises `Unreadable` with a sentence."""
    package = open_package(data)
    main = main_part(package)
    root = package.xml(main)
    found = walk(package, root)
    if found.sheet.text != text:
        raise Unreadable(_CHANGED)
    part, own = _comments_part(package, main)
    number = max([*_numbers(own), *_numbers(root)], default=-1) + 1
    marker = _Marker(found.pieces)
    for comment in comments:
        if marker.mark(comment, number):
            own.append(_written(comment, number, author, initials))
            number += 1
    changed = {main: _bytes(root), part: _bytes(own)}
    if part not in package:
        changed |= _announced(package, main, part)
    return _rewritten(package, changed)


class _Marker:
    """Sets marks in the tree; a run that is cut goes on as two, so that the next mark finds its place too."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = list(pieces)
        self._starts = [piece.start for piece in pieces]

    def mark(self, comment: Comment, number: int) -> bool:
        """Put the beginning before the first run and the end behind the last; whether there was a place for it."""
        before, after = self._places(comment) or (None, None)
        if before is None or after is None:
            return False
        key = {W + "id": str(number)}
        before.addprevious(etree.Element(W + "commentRangeStart", key))
        end = etree.Element(W + "commentRangeEnd", key)
        after.addnext(end)
        reference = etree.Element(W + "r")
        etree.SubElement(reference, W + "commentReference", key)
        end.addnext(reference)
        return True

    def _places(self, comment: Comment) -> tuple[etree._Element | None, etree._Element | None] | None:
        index = self._at(comment.start)
        if index is None:
            return None
        piece = self._pieces[index]
        if piece.is_reference or _box(piece.element) is not None:
            anchor = _top(_outside(piece.element))
            return anchor, anchor
        if piece.start < comment.start < piece.end:
            index = self._cut(index, comment.start)
        last = self._last(index, comment.end)
        if comment.end < self._pieces[last].end and comment.end > self._pieces[last].start:
            self._cut(last, comment.end)
        return _top(_apart(self._pieces[index].element, before=True)), _top(
            _apart(self._pieces[last].element, before=False)
        )

    def _at(self, place: int) -> int | None:
        """The piece at a place of the text; of an automatic number or an empty place the one that follows."""
        if not self._pieces:
            return None
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place >= self._pieces[index].end:
            index += 1
        return min(index, len(self._pieces) - 1)

    def _last(self, first: int, end: int) -> int:
        """The last piece before an end, in the same cell (or in the body) as the first one."""
        last, story = first, _story(self._pieces[first])
        for index in range(first + 1, len(self._pieces)):
            if self._pieces[index].start >= end:
                break
            piece = self._pieces[index]
            if not piece.is_reference and _story(piece) is story:
                last = index
        return last

    def _cut(self, index: int, place: int) -> int:
        """Cut a `w:t` in two; the number of the second piece. Where runs may not be cut, the whole stays one."""
        piece = self._pieces[index]
        words, run = piece.element, piece.element.getparent()
        if run is None or run.tag != W + "r" or run.getparent().tag != W + "p":
            return index
        offset, text = place - piece.start, words.text or ""
        rest = etree.Element(W + "t", {_XML_SPACE: "preserve"})
        rest.text, words.text = text[offset:], text[:offset]
        words.set(_XML_SPACE, "preserve")
        rest.tail, words.tail = words.tail, None
        words.addnext(rest)
        self._pieces[index : index + 1] = [Piece(piece.start, place, words), Piece(place, piece.end, rest)]
        self._starts.insert(index + 1, place)
        return index + 1


def _apart(words: etree._Element, *, before: bool) -> etree._Element:
    """The run that begins (or ends) with these words; what else is in it goes on in a run beside it, looking the same."""
    run = words.getparent()
    if run is None or run.tag != W + "r" or run.getparent().tag != W + "p":
        return words
    look = run.find(W + "rPr")
    others = [one for one in words.itersiblings(preceding=before) if one is not look]
    if not others:
        return run
    beside = etree.Element(W + "r", dict(run.attrib))
    if look is not None:
        beside.append(deepcopy(look))
    beside.extend(reversed(others) if before else others)
    if before:
        run.addprevious(beside)
    else:
        run.addnext(beside)
    return run


def _story(piece: Piece) -> etree._Element | None:
    """Where a comment that begins here may end: the cell, or the body."""
    return next(piece.element.iterancestors(W + "tc", W + "txbxContent", W + "body"), None)


def _box(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(W + "txbxContent"), None)


def _outside(element: etree._Element) -> etree._Element:
    """The outermost text box around the element, or the element itself."""
    boxes = list(element.iterancestors(W + "txbxContent"))
    return boxes[-1] if boxes else element


def _top(element: etree._Element | None) -> etree._Element | None:
    """The child of the paragraph in which the element stands: a place where a comment may begin and end anywhere."""
    while element is not None:
        parent = element.getparent()
        if parent is not None and parent.tag == W + "p" and _box(element) is None:
            return element
        element = parent
    return None


def _numbers(root: etree._Element) -> list[int]:
    """Numbers of comments that are there or are spoken of: none of them is given again."""
    found = root.iter(W + "comment", W + "commentRangeStart", W + "commentReference")
    return [int(one.get(W + "id") or "0") for one in found if (one.get(W + "id") or "").isdecimal()]


def _comments_part(package: Package, main: str) -> tuple[str, etree._Element]:
    """The part with the comments, and its root; a new one where there is none."""
    folder = posixpath.dirname(main)
    relations = _relations_of(main)
    if relations in package:
        for one in package.xml(relations):
            if str(one.get("Type")).endswith("/comments"):
                target = str(one.get("Target"))
                name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                if name in package:
                    return name, package.xml(name)
    name = next(one for one in (f"{folder}/comments.xml", f"{folder}/comments-lianxin.xml") if one not in package)
    return name, etree.Element(W + "comments", nsmap={"w": W[1:-1]})


def _relations_of(main: str) -> str:
    return f"{posixpath.dirname(main)}/_rels/{posixpath.basename(main)}.rels"


def _announced(package: Package, main: str, part: str) -> dict[str, bytes]:
    """The new part told of in the relations of the main part and among the kinds of content."""
    name = _relations_of(main)
    relations = package.xml(name) if name in package else etree.Element(_RELATIONS + "Relationships")
    etree.SubElement(relations, _RELATIONS + "Relationship", Id="rIdLianxinComments", Type=_KIND, Target=f"/{part}")
    types = package.xml("[Content_Types].xml")
    etree.SubElement(types, _TYPES + "Override", PartName=f"/{part}", ContentType=_CONTENT)
    return {name: _bytes(relations), "[Content_Types].xml": _bytes(types)}


def _written(comment: Comment, number: int, author: str, initials: str) -> etree._Element:
    made = etree.Element(W + "comment", {W + "id": str(number), W + "author": author, W + "initials": initials})
    for line in comment.lines:
        words = etree.SubElement(etree.SubElement(etree.SubElement(made, W + "p"), W + "r"), W + "t")
        words.text = clean(line)
        words.set(_XML_SPACE, "preserve")
    return made


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _rewritten(package: Package, changed: dict[str, bytes]) -> bytes:
    """The same zip with some parts changed and the rest as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for info in package.file.infolist():
            if not info.is_dir():
                data = changed.pop(info.filename) if info.filename in changed else package.read(info.filename)
                data = bare(info.filename, data)
                file.writestr(zipfile.ZipInfo(info.filename, info.date_time), data, zipfile.ZIP_DEFLATED)
        for name, data in changed.items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
