"""The docx as a package: elements, parts, and a zip that is the same bytes for the same paper.

Written part by part instead of from a template of a library, so that nothing is in the file that
nobody put there: no author, no dates, no thumbnail, no printer, no unused styles (T16).
"""

import io
import re
import zipfile

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAMESPACES = {"w": _W, "r": _R}

#: zip has no earlier date; a real one would tell when the office worked
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_CONTENT_TYPES = {
    "/word/document.xml": _TYPE + "document.main+xml",
    "/word/styles.xml": _TYPE + "styles+xml",
    "/word/settings.xml": _TYPE + "settings+xml",
    "/word/fontTable.xml": _TYPE + "fontTable+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
}


def element(name: str, attributes: dict[str, str] | None = None, *children: etree._Element) -> etree._Element:
    """`element("w:jc", {"w:val": "center"})`: prefixes are those of WordprocessingML."""
    made = etree.Element(_qualified(name), nsmap=NAMESPACES)
    for key, value in (attributes or {}).items():
        made.set(_qualified(key), value)
    made.extend(children)
    return made


def flag(name: str, *, on: bool = True) -> etree._Element:
    """A property that is on or off, such as `w:widowControl`."""
    return element(name, {} if on else {"w:val": "0"})


def value(name: str, of: str | int) -> etree._Element:
    """A property with one value, such as `w:sz`."""
    return element(name, {"w:val": str(of)})


def text_children(text: str) -> list[etree._Element]:
    """The children of a run for a text: `w:t`, and `w:br` or `w:tab` for line breaks and tabs."""
    children = []
    for piece in re.split(r"(\n|\t)", clean(text)):
        if piece == "\n":
            children.append(element("w:br"))
        elif piece == "\t":
            children.append(element("w:tab"))
        elif piece:
            made = element("w:t", {"xml:space": "preserve"})
            made.text = piece
            children.append(made)
    return children


def clean(text: str) -> str:
    """A text without the characters that XML cannot hold (control characters, lone surrogates)."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def package(
    parts: dict[str, etree._Element], *, footers: tuple[str, ...], title: str, headers: tuple[str, ...] = ()
) -> bytes:
    """A docx of the given parts (names without leading slash), with all that belongs around them."""
    files = {
        "[Content_Types].xml": _content_types(footers, headers),
        "_rels/.rels": _relationships(
            {
                "rId1": (_R + "/officeDocument", "word/document.xml"),
                "rId2": (_PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml"),
            }
        ),
        "docProps/core.xml": _core(title),
        "word/_rels/document.xml.rels": _relationships(
            {
                "rIdStyles": (_R + "/styles", "styles.xml"),
                "rIdSettings": (_R + "/settings", "settings.xml"),
                "rIdFonts": (_R + "/fontTable", "fontTable.xml"),
                "rIdFigures": (_R + "/customXml", "../customXml/item1.xml"),
            }
            | {footer: (_R + "/footer", f"{footer}.xml") for footer in footers}
            | {header: (_R + "/header", f"{header}.xml") for header in headers}
        ),
        "customXml/_rels/item1.xml.rels": _relationships({"rId1": (_R + "/customXmlProps", "itemProps1.xml")}),
        "customXml/itemProps1.xml": _item_properties(),
        **parts,
    }
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as file:
        for name, root in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # else the zip says which operating system made it
            file.writestr(info, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
    return box.getvalue()


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    if prefix == "xml":
        return f"{{http://www.w3.org/XML/1998/namespace}}{local}"
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _content_types(footers: tuple[str, ...], headers: tuple[str, ...]) -> etree._Element:
    space = _PACKAGE + "content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(root, f"{{{space}}}Default", Extension=extension, ContentType=kind)
    kinds = _CONTENT_TYPES | {f"/word/{footer}.xml": _TYPE + "footer+xml" for footer in footers}
    kinds |= {f"/word/{header}.xml": _TYPE + "header+xml" for header in headers}
    for part, kind in kinds.items():
        etree.SubElement(root, f"{{{space}}}Override", PartName=part, ContentType=kind)
    return root


def _relationships(targets: dict[str, tuple[str, str]]) -> etree._Element:
    space = _PACKAGE + "relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
    for key, (kind, target) in targets.items():
        etree.SubElement(root, f"{{{space}}}Relationship", Id=key, Type=kind, Target=target)
    return root


def _core(title: str) -> etree._Element:
    """Document properties: the title and nothing about people, machines or times."""
    space, dublin = _PACKAGE + "metadata/core-properties", "http://purl.org/dc/elements/1.1/"
    root = etree.Element(f"{{{space}}}coreProperties", nsmap={"cp": space, "dc": dublin})
    etree.SubElement(root, f"{{{dublin}}}title").text = clean(title)
    return root


def _item_properties() -> etree._Element:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    root = etree.Element(f"{{{space}}}datastoreItem", nsmap={"ds": space})
    # names the kind of part, the same in every document; it identifies no document and no machine
    root.set(f"{{{space}}}itemID", "{6C616E78-696E-4000-8000-666967757265}")
    return root
