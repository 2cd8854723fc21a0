"""外链: what in a docx reaches beyond itself, or runs by itself. Such a file is refused as a template and never printed here.

A linked picture or text is fetched by whoever opens the file: on a server that is a way to its own files and network.
"""

import re

from lianxin.pure.zipguard import Package, Unreadable

_LINKED = "文件链接了外部的内容（{what}），不能使用。请把内容放进文件里，或取消链接，再上传。"
_RUNS = "文件里有宏或嵌入的程序，不能使用。请另存为不含宏的 docx，再上传。"
_FIELD = "文件里有从外部取内容的域（{what}），不能使用。请取消这个域，再上传。"
#: a hyperlink is followed by a person, not by a program
_HARMLESS = ("hyperlink",)
_PROGRAMS = re.compile(r"vbaproject|vbadata|activex|oleobject|embeddings/.*\.(bin|exe|docm|xlsm)$", re.IGNORECASE)
_FIELDS = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|DATABASE|IMPORT|RD)\b")
_WORDS = {
    "image": "图片",
    "subDocument": "子文档",
    "aFChunk": "另一份文件",
    "attachedTemplate": "模板",
    "oleObject": "对象",
}


def refuse_outside(package: Package) -> None:
    """Raise `Unreadable` where the package links to, embeds or runs anything."""
    if any(_PROGRAMS.search(name) for name in package.names):
        raise Unreadable(_RUNS)
    for name in package.names:
        if name.endswith(".rels"):
            _refuse_links(package, name)
        elif name.startswith("word/") and name.endswith(".xml"):
            _refuse_fields(package, name)


def _refuse_links(package: Package, name: str) -> None:
    for relation in package.xml(name):
        if not isinstance(relation.tag, str):
            continue
        kind = str(relation.get("Type")).rpartition("/")[2]
        target = str(relation.get("Target"))
        is_linked = relation.get("TargetMode") == "External" or "://" in target or target.startswith("\\\\")
        # Word notes where a file's own template lay; nobody fetches it when the file is printed
        if kind == "aFChunk" or (is_linked and kind not in (*_HARMLESS, "attachedTemplate")):
            raise Unreadable(_LINKED.format(what=_WORDS.get(kind, kind)))


def _refuse_fields(package: Package, name: str) -> None:
    """A field's code may be split over runs, so all are read together; where one begins or ends, a word does."""
    codes: list[str] = []
    for node in package.xml(name).iter("{*}instrText", "{*}fldSimple", "{*}fldChar"):
        codes.append(node.text or "" if str(node.tag).endswith("instrText") else _instruction(node))
    found = _FIELDS.search("".join(codes).upper())
    if found:
        raise Unreadable(_FIELD.format(what=found[1]))


def _instruction(node: object) -> str:
    attributes = getattr(node, "attrib", {})
    return " " + next((str(value) for key, value in attributes.items() if str(key).endswith("instr")), "") + " "
