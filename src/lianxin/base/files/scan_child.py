"""The child that takes a scan apart into pages: plain Python, pdfium and Pillow, limited by the kernel as `child.py` is.

Started by `scans.py` as `python -m lianxin.base.files.scan_child`, the file (PDF, TIFF of several pages, photograph) on
standard input. For each page: one line of JSON `{"length": n}`, then n bytes of a fresh JPEG without any metadata; at
last `{"end": true}`, or `{"refused": "…"}` with the sentence for people. It opens no file, no network, no database.
"""

import contextlib
import io
import json
import sys
import warnings
from collections.abc import Iterator

from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

from lianxin.base.files.child import Refused, limit
from lianxin.base.files.picture_child import HEIC, MOST_PIXELS, TOO_MANY_PIXELS, is_heic

CPU_SECONDS = 240
MOST_PAGES = 300
LONGEST_SIDE = 2480  # about 210 dpi on A4
DPI = 200
QUALITY = 85
COLOURED = 24  # of 255: what a channel must differ by at some place, for the page to be kept in colours
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF")

_NO_SCAN = "这个文件不是能打开的扫描件。请上传 PDF、TIFF，或 JPG、PNG 照片。"
_LOCKED = "PDF 加了密码，不能读取。请去掉密码后再上传。"
_TOO_MANY = f"一个文件最多 {MOST_PAGES} 页，请分成几个文件扫描。"
_NO_PAGES = "文件里没有页面，请核对后重新上传。"
_NO_MEMORY = "文件太大，没有读完。请用 200 dpi 灰度重新扫描，再上传。"


def pages(data: bytes) -> Iterator[Image.Image]:
    """Every page of the file, upright as the file says, not larger than needed. Raises `Refused`."""
    if data[:1024].lstrip().startswith(b"%PDF"):
        yield from _pdf(data)
    else:
        yield from _frames(data)


def _pdf(data: bytes) -> Iterator[Image.Image]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(_LOCKED if "password" in str(error).lower() else _NO_SCAN) from error
    _must_be_few(len(document))
    for number in range(len(document)):
        try:
            page = document[number]
            scale = min(DPI / 72, LONGEST_SIDE / max(1.0, *page.get_size()))
            yield page.render(scale=scale).to_pil()
            page.close()
        except (pypdfium2.PdfiumError, ValueError, OSError) as error:
            raise Refused(_NO_SCAN) from error


def _frames(data: bytes) -> Iterator[Image.Image]:
    if is_heic(data):
        raise Refused(HEIC)
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        _must_be_few(count)
        for number in range(count):
            picture.seek(number)
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(TOO_MANY_PIXELS)
            if picture.format == "JPEG":
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            yield _upright(picture)
    except Image.DecompressionBombError as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, ArithmeticError, LookupError) as error:
        raise Refused(_NO_SCAN) from error


def _must_be_few(count: int) -> None:
    if count < 1:
        raise Refused(_NO_PAGES)
    if count > MOST_PAGES:
        raise Refused(_TOO_MANY)


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as its mark of orientation says (which then is gone), on white where it is transparent."""
    upright = picture.copy()
    with contextlib.suppress(Exception):
        upright = ImageOps.exif_transpose(upright) or upright
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        seen = upright.convert("RGBA")
        white = Image.new("RGB", seen.size, (255, 255, 255))
        white.paste(seen, mask=seen.getchannel("A"))
        return white
    return upright.convert("L" if upright.mode in ("1", "L", "I;16", "I") else "RGB")


def clean(page: Image.Image) -> bytes:
    """重新编码: the pixels of the page alone, grey where it has no colours."""
    page = page.convert("RGB") if page.mode not in ("L", "RGB") else page
    page.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if page.mode == "RGB" and not _has_colours(page):
        page = page.convert("L")
    image = Image.new(page.mode, page.size)  # new: Pillow writes what clings to the old one
    image.paste(page)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _has_colours(page: Image.Image) -> bool:
    red, green, blue = page.resize((400, 560)).split()
    ends = [ImageChops.difference(one, other).getextrema()[1] for one, other in ((red, green), (green, blue))]
    return max(int(str(end)) for end in ends) > COLOURED


def main() -> None:
    """Read standard input, write the pages; a refusal is an answer too, not an exit code."""
    limit(cpu_seconds=CPU_SECONDS)
    warnings.simplefilter("ignore")
    out = sys.stdout.buffer
    try:
        for page in pages(sys.stdin.buffer.read()):
            data = clean(page)
            out.write(json.dumps({"length": len(data)}).encode() + b"\n" + data)
            out.flush()
        out.write(b'{"end": true}\n')
    except Refused as refusal:
        out.write(json.dumps({"refused": str(refusal)}).encode() + b"\n")
    except MemoryError:
        out.write(json.dumps({"refused": _NO_MEMORY}).encode() + b"\n")


if __name__ == "__main__":
    main()
