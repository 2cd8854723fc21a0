"""带来的文件: a docx, xlsx, PDF or photograph that somebody made leaves without him; its words and its pixels stay."""

import io
import random
import zipfile

import pypdfium2
import pytest
from PIL import Image

from lianxin.pure import traces_office, traces_pdf, traces_pictures
from lianxin.pure.zipguard import Unreadable
from tests.good_files import document, parts_of, workbook, zipped
from tests.pure.test_traces import APP, CANARY, CORE

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def photo(form: str = "JPEG", turned: int = 6) -> bytes:
    """A photograph as a telephone takes it: whose, where, and how it is turned."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x013B], exif[0x010F], exif[0x0112] = CANARY, CANARY, turned
    exif.get_ifd(0x8825)[0x001D] = CANARY
    more = {"comment": CANARY.encode()} if form == "JPEG" else {}
    random_pixels = random.Random(3).randbytes(64 * 48 * 3)
    Image.frombytes("RGB", (64, 48), random_pixels).save(out, form, exif=exif, xmp=f"<x>{CANARY}</x>".encode(), **more)
    return out.getvalue()


def brought_docx() -> bytes:
    """With properties, remarks, changes, sessions, a template, a small picture of page one, a photograph and a book in it."""
    held = parts_of(document(random.Random(1)))
    body = held["word/document.xml"].decode()
    review = (
        f'<w:p w:rsidR="00{CANARY}"><w:ins w:id="9" w:author="{CANARY} 甲" w:date="2026-11-03T00:00:00Z">'
        f'<w:r><w:t>改过的话</w:t></w:r></w:ins><w:del w:id="8" w:author="{CANARY} 乙"/></w:p>'
    )
    held["word/document.xml"] = body.replace("<w:sectPr", review + "<w:sectPr", 1).encode()
    held["word/comments.xml"] = (
        f'<w:comments xmlns:w="{MAIN}"><w:comment w:id="0" w:author="{CANARY} 甲" w:initials="{CANARY}" '
        f'w:date="2026-11-03T00:00:00Z"><w:p><w:r><w:t>请核对这个数</w:t></w:r></w:p></w:comment></w:comments>'
    ).encode()
    held["word/settings.xml"] = (
        f'<w:settings xmlns:w="{MAIN}"><w:attachedTemplate w:val="{CANARY}"/><w:zoom w:percent="100"/>'
        f'<w:rsids><w:rsidRoot w:val="{CANARY}"/></w:rsids></w:settings>'
    ).encode()
    held["word/_rels/settings.xml.rels"] = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/relationships/attachedTemplate" '
        f'Target="file:///C:/Users/{CANARY}/a.dotm" TargetMode="External"/></Relationships>'
    ).encode()
    held["_rels/.rels"] = held["_rels/.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="t" Type="{RELATIONS}/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>'.encode(),
    )
    more = {"docProps/core.xml": CORE.encode(), "docProps/app.xml": APP.encode(), "docProps/custom.xml": APP.encode(),
            "docProps/thumbnail.jpeg": photo(), "word/media/image1.jpeg": photo(), "word/media/image2.png": photo("PNG"),
            "word/embeddings/book.xlsx": brought_xlsx()}  # fmt: skip
    return zipped(held | more)


def brought_xlsx() -> bytes:
    """With properties, the folder it lay in, who locked it, who remarked, the printer."""
    held = parts_of(workbook(random.Random(2)))
    path = f'<x15ac:absPath xmlns:x15ac="urn:x" url="C:\\Users\\{CANARY}\\"/>'
    book = held["xl/workbook.xml"].decode()
    held["xl/workbook.xml"] = book.replace("<sheets>", f'<fileSharing userName="{CANARY}"/>{path}<sheets>', 1).encode()
    remark = f"<t>{CANARY}:</t></r><r><t>{CANARY}：这个数请核对</t>"
    more = {
        "docProps/core.xml": CORE.encode(), "docProps/app.xml": APP.encode(), "xl/printerSettings/printerSettings1.bin": CANARY.encode(),
        "xl/comments1.xml": (f'<comments xmlns="{SHEETS}"><authors><author>{CANARY}</author></authors><commentList>'
                             f'<comment ref="A1" authorId="0"><text><r>{remark}</r></text></comment></commentList></comments>').encode(),
        "xl/persons/person.xml": (f'<personList xmlns="urn:p"><person displayName="{CANARY}" id="1" userId="{CANARY}"/>'
                                  "</personList>").encode(),
        "xl/tables/table1.xml": f'<table xmlns="{SHEETS}" id="1" name="表1" displayName="表1" ref="A1:B2"/>'.encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/relationships/printerSettings" '
            'Target="../printerSettings/printerSettings1.bin"/></Relationships>').encode(),
    }  # fmt: skip
    return zipped(held | more)


def pdf(*, packed: bool = False) -> bytes:
    """One page with whose it is; `packed`: the properties stand where no byte of them can be read."""
    info = f"<</Author({CANARY})/Creator({CANARY})/Title(t)/CreationDate(D:20261103000000)>>"
    xmp = f'<?xpacket begin=""?><x>{CANARY}</x><?xpacket end="w"?>'.encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[4 0 R]>>",
        (f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(ok){f'/T({CANARY})' if packed else ''}>>").encode(),
        b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream" % (len(xmp), xmp), info.encode(),
    ]  # fmt: skip
    data, starts = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, one)
    at = len(data)
    data += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % start for start in starts)
    return data + b"trailer<</Root 1 0 R/Size 7/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % at


def telling(data: bytes) -> list[str]:
    """Parts of a package, deeper ones too, in which the canary stands."""
    found = []
    for name, part in parts_of(data).items():
        if CANARY.encode() in part:
            found.append(name)
        if name.endswith(".xlsx"):
            found += telling(part)
    return found


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_keeps_every_pixel_and_its_turning(form: str) -> None:
    data = photo(form)
    clean = traces_pictures.without(data + (CANARY.encode() if form == "JPEG" else b""))

    assert CANARY.encode() in data and CANARY.encode() not in clean
    before, after = (Image.open(io.BytesIO(one)) for one in (data, clean))
    assert before.tobytes() == after.tobytes()
    assert after.getexif().get(0x0112) == (6 if form == "JPEG" else None)
    assert traces_pictures.without(clean) == clean
    assert [traces_pictures.without(clean[:n]) for n in range(0, len(clean), 97)]  # a broken one is given back


def test_a_docx_leaves_without_who_wrote_and_who_remarked() -> None:
    data = brought_docx()
    assert len(telling(data)) > 8
    clean = traces_office.without(data)

    assert telling(clean) == []
    before, after = parts_of(data), parts_of(clean)
    assert set(before) - set(after) == {"docProps/thumbnail.jpeg"} and b"thumbnail" not in after["_rels/.rels"]
    words = after["word/document.xml"].decode() + after["word/comments.xml"].decode()
    assert "改过的话" in words and "请核对这个数" in words and "审阅人1" in words and "审阅人2" in words
    assert 'w:percent="100"' in after["word/settings.xml"].decode() and "2026-11-03" not in words
    assert after["word/styles.xml"] == before["word/styles.xml"]
    assert traces_office.without(clean) == clean


def test_a_workbook_leaves_without_folder_printer_and_names() -> None:
    data = brought_xlsx()
    assert len(telling(data)) > 5
    clean = traces_office.without(data)

    assert telling(clean) == []
    before, after = parts_of(data), parts_of(clean)
    assert (
        "这个数请核对" in after["xl/comments1.xml"].decode()
        and 'displayName="表1"' in after["xl/tables/table1.xml"].decode()
    )
    assert after["xl/worksheets/sheet1.xml"] == before["xl/worksheets/sheet1.xml"]
    assert after["xl/sharedStrings.xml"] == before["xl/sharedStrings.xml"]


@pytest.mark.parametrize("packed", [False, True], ids=["in place", "anew"])
def test_a_pdf_leaves_without_its_author(packed: bool) -> None:
    data = pdf(packed=packed)
    clean = traces_pdf.without(data)

    assert CANARY.encode() in data and CANARY.encode() not in clean and CANARY.encode("utf-16-be") not in clean
    with pypdfium2.PdfDocument(clean) as opened:
        assert len(opened) == 1 and not any(opened.get_metadata_dict().values())
    assert packed or len(clean) == len(data)


def test_a_signed_pdf_stays_as_it_is_and_a_broken_one_is_refused() -> None:
    signed = pdf().replace(b"/Type/Page/", b"/ByteRange[0 1 2 3]/Type/Page/", 1)

    assert traces_pdf.without(signed) == signed
    with pytest.raises(Unreadable):
        traces_pdf.without(b"%PDF-1.7\nx")
    with pytest.raises(Unreadable), zipfile.ZipFile(io.BytesIO(), "w"):
        traces_office.without(b"PK\x03\x04")
