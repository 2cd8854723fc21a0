"""文件里的痕迹: who wrote an office file, in which firm, from whose folder: none of it leaves with a file of ours.

>>> bare("docProps/core.xml", b'<p xmlns:dc="d"><dc:title>t</dc:title><dc:creator>c</dc:creator></p>')
b'<p xmlns:dc="d"><dc:title>t</dc:title></p>'

A file that somebody brought (a template, a text to be checked) is handed on with its words and looks; from its
properties only the title stays, and what no person is known by.
"""

from lxml import etree

from lianxin.pure.zipguard import Unreadable, parse_xml

_KEPT = {
    "docProps/core.xml": {"title", "language", "contentType"},
    "docProps/app.xml": {"Application", "DocSecurity", "ScaleCrop", "AppVersion", "SharedDoc", "LinksUpToDate"},
    "docProps/custom.xml": set[str](),
}


def bare(name: str, data: bytes) -> bytes:
    """A part of a package as it may leave: properties without persons, firms, machines and times; any other as it is."""
    kept = _KEPT.get(name)
    if kept is None:
        return data
    try:
        root = parse_xml(data, name=name)
    except Unreadable:
        return b"<properties/>"
    gone = [child for child in root if not isinstance(child.tag, str) or etree.QName(child).localname not in kept]
    for child in gone:
        root.remove(child)
    return etree.tostring(root) if gone else data
