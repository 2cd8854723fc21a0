"""照片: what comes in with positions and devices goes out as pixels alone; black stays black; bombs are refused."""

import io
import random
import struct
import zlib

import pytest
from PIL import Image, ImageStat

from lianxin.base.files import picture_child
from lianxin.base.files.pictures import LONGEST_SIDE, MAX_BYTES, Unreadable, read_picture, sound_kind
from tests.work.evidence_scenes import lamp, patches

MAKER, GPS, ORIENTATION = 0x927C, 0x8825, 0x0112
PLANTED = (b"Exif", b"GPS", b"LIANXIN-CANARY", b"ICC_PROFILE", b"Photoshop", b"http://ns.adobe.com", b"JFXX", b"MPF")


def photograph(dice: random.Random, *, kind: str = "JPEG", size: tuple[int, int] = (96, 64), turn: int = 1) -> bytes:
    """A noisy picture with a position, a maker's note, a profile, a comment and a time in it."""
    picture = Image.frombytes("RGB", size, dice.randbytes(size[0] * size[1] * 3))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B], exif[ORIENTATION] = "LIANXIN-CANARY", "P9", "LIANXIN-CANARY", turn
    exif.get_ifd(GPS).update({1: "N", 2: (38.0, dice.randrange(60), 1.5), 3: "E", 4: (101.0, dice.randrange(60), 2.5)})
    exif.get_ifd(0x8769).update({MAKER: b"LIANXIN-CANARY" * 20, 0x9003: "2026:11:03 12:00:00"})
    out = io.BytesIO()
    extra = {"comment": b"LIANXIN-CANARY"} if kind == "JPEG" else {}
    picture.save(out, kind, exif=exif, icc_profile=b"LIANXIN-CANARY" * 10, **extra)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def with_position(data: bytes) -> bool:
    return bool(opened(data).getexif().get_ifd(GPS))


def png_of(width: int, height: int) -> bytes:
    """The head of a picture that unpacks to far more than it is: a few bytes say how many pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9999)) + chunk(b"IEND", b"")
    )


class TestAPhotograph:
    @pytest.mark.mechanism("F007")
    @pytest.mark.thorough
    def test_loses_position_device_and_every_other_trace(self) -> None:
        """security.md T16: of 200 photographs none keeps a position, nor anything but pixels."""
        dice = random.Random(7)
        for number in range(200):
            given = photograph(dice, kind=("JPEG", "JPEG", "PNG", "WEBP")[number % 4], turn=number % 8 + 1)
            assert with_position(given)

            made, small, _size = picture_child.re_encode(given, most=LONGEST_SIDE)

            for one in (made, small):
                assert dict(opened(one).getexif()) == {}
                assert not {"icc_profile", "comment", "exif", "xmp"} & set(opened(one).info)
                assert [trace for trace in PLANTED if trace in one] == []

    def test_stands_upright_and_is_no_longer_than_needed(self) -> None:
        made = read_picture(photograph(random.Random(1), size=(2400, 1200), turn=6))

        assert (made.width, made.height) == (800, 1600) == opened(made.data).size
        assert len(made.data) <= 400_000 and max(opened(made.small).size) <= picture_child.SMALL
        assert dict(opened(made.data).getexif()) == {} and b"LIANXIN-CANARY" not in made.data

    def test_is_black_where_it_was_blacked_out_and_nowhere_else(self) -> None:
        white = io.BytesIO()
        Image.new("RGB", (800, 600), "white").save(white, "PNG")

        made = read_picture(white.getvalue(), boxes=[(0.25, 0.5, 0.25, 0.2), (0.9, 0.9, 0.1, 0.1)])

        picture = opened(made.data).convert("L")
        for left, top, right, bottom in [(200, 300, 400, 420), (720, 540, 800, 600)]:
            assert picture.crop((left, top, right, bottom)).point(lambda v: 255 * (v > 3)).getbbox() is None
        assert ImageStat.Stat(picture.crop((0, 0, 800, 280))).mean[0] >= 254
        assert ImageStat.Stat(opened(made.small).convert("L").crop((70, 100, 110, 120))).mean[0] <= 3

    def test_leaves_nothing_of_what_was_under_the_black(self) -> None:
        """Two pictures that differ only under the box are the same afterwards, byte for byte."""
        plain, written = Image.new("RGB", (640, 480), "grey"), Image.new("RGB", (640, 480), "grey")
        written.paste(Image.frombytes("RGB", (101, 61), random.Random(3).randbytes(101 * 61 * 3)), (203, 107))
        found = []
        for picture in (plain, written):
            out = io.BytesIO()
            picture.save(out, "JPEG", quality=60)  # already smeared once, as every photograph is
            box = (203 / 640, 107 / 480, 101 / 640, 61 / 480)
            found.append(picture_child.re_encode(out.getvalue(), most=1600, boxes=[box])[0])

        assert found[0] == found[1]

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "空的"),
            (b"GIF89a no picture", "不是能打开的照片"),
            (b"%PDF-1.7 nothing here", "不是能打开的照片"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
            (b"\xff" * (MAX_BYTES + 1), "10 MB"),
            (png_of(9000, 9000), "5000 万像素"),
            (png_of(60000, 60000), "5000 万像素"),
            (photograph(random.Random(2))[:1500], "不是能打开的照片"),
        ],
        ids=["empty", "torn", "pdf", "heic", "large", "bomb", "great bomb", "cut off"],
    )
    def test_is_refused_with_what_to_do(self, data: bytes, words: str) -> None:
        with pytest.raises(Unreadable) as refused:
            read_picture(data)

        assert words in str(refused.value) and "请" in str(refused.value)

    def test_that_takes_too_long_is_given_up(self) -> None:
        with pytest.raises(Unreadable, match="太久"):
            read_picture(photograph(random.Random(4)), wall_seconds=0.001)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90", "audio/mpeg"),
        (b"\0\0\0\x20ftypM4A \0", "audio/mp4"),
        (b"OggS\0\x02", "audio/ogg"),
        (b"\x1a\x45\xdf\xa3\x01", "audio/webm"),
        (b"\0\0\0\x18ftypheic", ""),
        (b"\xff\xd8\xff\xe0", ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_sound_is_known_by_its_first_bytes(data: bytes, kind: str) -> None:
    assert sound_kind(data) == kind


class TestTheLookOfAPicture:
    @pytest.mark.thorough
    def test_is_the_same_for_the_same_picture_and_far_for_another_and_none_for_a_blank_one(self):
        def bits(*how):
            return int(read_picture(patches(*how)).look, 16)

        first = bits(1)
        for how in ((1, (320, 240)), (1, (640, 480), 40), (1, (900, 675), 85, 25)):
            assert (first ^ bits(*how)).bit_count() <= 5, how
        assert (first ^ bits(2)).bit_count() > 15
        assert read_picture(lamp()).look == ""
