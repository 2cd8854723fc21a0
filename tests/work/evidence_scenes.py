"""照片 of a lamp, drawn; with a position in it as a telephone writes one."""

import functools
import io
import random

from PIL import Image, ImageDraw

GPS = 0x8825
SOUND = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00" + b"\0" * 40


@functools.cache
def lamp(size: tuple[int, int] = (320, 240)) -> bytes:
    """A white picture with a dark post, taken at a place that nobody is to know."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((size[0] // 2, 20, size[0] // 2 + 8, size[1]), fill="navy")
    exif = Image.Exif()
    exif[0x010F] = "LIANXIN-CANARY"
    exif.get_ifd(GPS).update({1: "N", 2: (38.0, 12.0, 1.5), 3: "E", 4: (101.0, 5.0, 2.5)})
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture again."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def patches(seed: int, size: tuple[int, int] = (640, 480), quality: int = 85, light: int = 0) -> bytes:
    """A picture of many patches of light and dark, each seed another one; a little brighter, smaller or coarser."""
    chance = random.Random(seed)
    picture = Image.new("L", (12, 9))
    picture.putdata([chance.randrange(20, 200) + light for _spot in range(12 * 9)])
    out = io.BytesIO()
    picture.resize(size, Image.Resampling.BICUBIC).convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()
