"""The child that reads a photograph: plain Python and Pillow, limited by the kernel as `child.py` is.

Started by `pictures.py` as `python -m lianxin.base.files.picture_child`. Standard input: one line of JSON
(`{"most": 1600, "boxes": [[x, y, width, height], …]}`), then the file. Standard output: one line of JSON with
what was made, then the picture and its small one; or `{"refused": "…"}` with the sentence for people.
It opens no file, no network, no database.
"""

import contextlib
import io
import json
import math
import sys
import warnings
from collections.abc import Iterable
from typing import Any

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from lianxin.base.files.child import Refused, limit

MOST_PIXELS = 50_000_000
MOST_BYTES_OUT = 400_000
SMALL = 240
QUALITY, LEAST_QUALITY = 80, 40
#: a JPEG smears what stood in a square of 16 pixels over the whole square, so whole squares are blacked out
GRID = 16
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")  # of several in one file (MPO) the first is taken
BLACK = (0, 0, 0)
LEAST_SEEN = 10  # of 64; a white wall or a sheet of paper looks like any other
Box = tuple[float, float, float, float]

NO_PICTURE = "这个文件不是能打开的照片。请用手机或相机拍成 JPG、PNG 格式，再上传。"
HEIC = "暂不能读取苹果手机的 HEIC 照片。请在“设置—相机—格式”里选“兼容性最佳”后再拍，或先截屏，再上传。"
TOO_MANY_PIXELS = "照片超过 5000 万像素，不能上传。请先缩小，或截屏后再上传。"
NO_MEMORY = "照片太大，没有读完。请先缩小，或截屏后再上传。"
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


def re_encode(data: bytes, *, most: int, boxes: Iterable[Box] = ()) -> tuple[bytes, bytes, tuple[int, int]]:
    """重新编码: the picture as a fresh JPEG without any metadata, its small one, its size; raises `Refused`.

    Position, device, time, colour profile, comments and embedded previews do not pass: only the pixels do, turned
    upright, no side longer than `most`. `boxes` are fractions of width and height and become black before encoding.
    """
    picture = _upright(_opened(data, most))
    picture.thumbnail((most, most))
    clean = Image.new("RGB", picture.size, (255, 255, 255))  # new: Pillow writes what clings to the old one
    clean.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    draw = ImageDraw.Draw(clean)
    for box in boxes:
        draw.rectangle(_pixels(box, clean.size), fill=BLACK)
    small = clean.copy()
    small.thumbnail((SMALL, SMALL))
    return _jpeg(clean), _jpeg(small), clean.size


def look_of(small: bytes) -> str:
    """画面指纹 of a small picture: 64 bits as 16 hexadecimal digits; empty for a picture with hardly anything in it.

    Each bit says whether of two neighbouring spots of a picture of 9 × 8 the left one is brighter (dHash): the same for
    the same picture made smaller, brighter or coarser, another one for another picture.
    """
    spots = Image.open(io.BytesIO(small), formats=("JPEG",)).convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = [spots[9 * row + n] > spots[9 * row + n + 1] for row in range(8) for n in range(8)]
    return f"{sum(bit << n for n, bit in enumerate(bits)):016x}" if LEAST_SEEN <= sum(bits) <= 64 - LEAST_SEEN else ""


def is_heic(data: bytes) -> bool:
    """Whether this is a photograph as some telephones keep it, which Pillow cannot open."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS


def _opened(data: bytes, most: int) -> Image.Image:
    if is_heic(data):
        raise Refused(HEIC)
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:  # known from the head, before any pixel is unpacked
            raise Refused(TOO_MANY_PIXELS)
        if picture.format in ("JPEG", "MPO"):
            picture.draft("RGB", (most, most))
        picture.load()
    except Image.DecompressionBombError as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, ArithmeticError, LookupError) as error:
        raise Refused(NO_PICTURE) from error
    return picture


def _upright(picture: Image.Image) -> Image.Image:
    with contextlib.suppress(Exception):  # a broken mark of orientation is no reason to lose the photograph
        picture = ImageOps.exif_transpose(picture) or picture
    has_alpha = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha else "RGB")


def _pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The box in pixels, rounded outwards to whole squares; the last row and column belong to it."""
    x, y, width, height = box
    left, top = (math.floor(start * side / GRID) * GRID for start, side in zip((x, y), size, strict=True))
    right, bottom = (math.ceil(end * side / GRID) * GRID - 1
                     for end, side in zip((x + width, y + height), size, strict=True))  # fmt: skip
    return left, top, max(right, left), max(bottom, top)


def _jpeg(image: Image.Image) -> bytes:
    """As a JPEG; one with very much detail a little coarser, so that a photograph stays below 400 kB."""
    for quality in range(QUALITY, LEAST_QUALITY - 1, -10):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= MOST_BYTES_OUT:
            break
    return out.getvalue()


def main() -> None:
    """Read standard input, write the answer; a refusal is an answer too, not an exit code."""
    limit()
    warnings.simplefilter("ignore")
    asked: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    out = sys.stdout.buffer
    try:
        boxes = [(x, y, width, height) for x, y, width, height in asked["boxes"]]
        data, small, size = re_encode(sys.stdin.buffer.read(), most=asked["most"], boxes=boxes)
        head = {"lengths": [len(data), len(small)], "size": size, "look": look_of(small)}
        out.write(json.dumps(head).encode() + b"\n" + data + small)
    except Refused as refusal:
        out.write(json.dumps({"refused": str(refusal)}).encode() + b"\n")
    except MemoryError:
        out.write(json.dumps({"refused": NO_MEMORY}).encode() + b"\n")


if __name__ == "__main__":
    main()
