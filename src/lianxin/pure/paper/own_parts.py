"""The filled template as a file: every part that was not filled stays byte for byte; bindings get a part of their own."""

import io
import zipfile
from collections.abc import Sequence

from lxml import etree

from lianxin.pure.paper.bindings import to_part
from lianxin.pure.paper.bytes_tree import read_tree, spliced
from lianxin.pure.paper.document import Figure
from lianxin.pure.traces import bare
from lianxin.pure.zipguard import Package

_TYPES = "[Content_Types].xml"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?><ds:datastoreItem '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{6C616E78-696E-4000-8000-666967757265}"/>'
)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def repacked(package: Package, main: str, exchanged: dict[str, bytes], figures: Sequence[Figure]) -> bytes:
    """The package with the exchanged parts, and the bindings of its figures where it has any."""
    exchanged = dict(exchanged)
    added = _bindings(package, main, exchanged, figures) if figures else {}
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as file:
        for old in package.file.infolist():
            info = zipfile.ZipInfo(old.filename, old.date_time)
            info.compress_type, info.external_attr, info.create_system = old.compress_type, old.external_attr, 0
            held = exchanged[old.filename] if old.filename in exchanged else package.read(old.filename)
            file.writestr(info, bare(old.filename, held))
        for name, data in added.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            file.writestr(info, data)
    return box.getvalue()


def _bindings(package: Package, main: str, exchanged: dict[str, bytes], figures: Sequence[Figure]) -> dict[str, bytes]:
    """The new parts of the bindings; the lists of parts and relations get a line each."""
    number = next(n for n in range(1, 10_000) if f"customXml/item{n}.xml" not in package)
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    line = f'<Relationship xmlns="{_PACKAGE}" Id="rIdLianxinFigures" Type="{_R}/customXml" Target="../{item}"/>'
    made = {
        item: etree.tostring(to_part(list(figures)), xml_declaration=True, encoding="UTF-8", standalone=True),
        properties: _ITEM.encode(),
        f"customXml/_rels/item{number}.xml.rels": (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{_PACKAGE}">'
            f'<Relationship Id="rId1" Type="{_R}/customXmlProps" Target="itemProps{number}.xml"/></Relationships>'
        ).encode(),
    }
    if relations in package:
        exchanged[relations] = _with_line(package.read(relations), line, relations)
    else:
        made[relations] = (
            f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PACKAGE}">{line}</Relationships>'.encode()
        )
    if _TYPES in package:
        space = "http://schemas.openxmlformats.org/package/2006/content-types"
        kind = f'<Override xmlns="{space}" PartName="/{properties}" ContentType="{_PROPERTIES}"/>'
        types = package.read(_TYPES)
        if b'Extension="xml"' not in types:
            kind += f'<Override xmlns="{space}" PartName="/{item}" ContentType="application/xml"/>'
        exchanged[_TYPES] = _with_line(types, kind, _TYPES)
    return made


def _with_line(data: bytes, line: str, name: str) -> bytes:
    """A list of parts with one more line at its end."""
    tree = read_tree(data, name=name)
    root = tree.root
    if root.inner_end < root.end:
        return spliced(tree.data, [(root.inner_end, root.inner_end, line)])
    tag = tree.data[root.start + 1 : root.inner].split()[0].rstrip(b"/>").decode()
    return spliced(tree.data, [(root.end - 2, root.end, f">{line}</{tag}>")])
