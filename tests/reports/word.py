"""在 Word 里改稿: what an editor does to a docx, done on its parts."""

import io
import zipfile
from collections.abc import Callable

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def rewritten(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    """The docx with its main part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(part)
                change(root)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(name, part)
    return out.getvalue()


def with_figure(data: bytes, old: str, new: str) -> bytes:
    """The first control that says `old` now says `new`; its tag stays as it was."""

    def change(root: etree._Element) -> None:
        for control in root.iter(W + "sdt"):
            texts = list(control.iter(W + "t"))
            if "".join(text.text or "" for text in texts) == old:
                texts[0].text = new
                for rest in texts[1:]:
                    rest.text = ""
                return
        raise AssertionError(f"no control says {old}")

    return rewritten(data, change)


def with_words(data: bytes, old: str, new: str) -> bytes:
    """The first run of plain words that holds `old` says `new` instead."""

    def change(root: etree._Element) -> None:
        for text in root.iter(W + "t"):
            if old in (text.text or "") and not any(up.tag == W + "sdt" for up in text.iterancestors()):
                text.text = (text.text or "").replace(old, new, 1)
                return
        raise AssertionError(f"no words say {old}")

    return rewritten(data, change)
