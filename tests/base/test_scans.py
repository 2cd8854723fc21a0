"""扫描件: PDF, TIFF and photographs taken apart in a child process; nothing but pixels comes back."""

import io

import pytest
from PIL import Image, ImageDraw

from lianxin.base.files import scans
from lianxin.base.files.scans import Unreadable, read_pages


def page(word: str, colour: tuple[int, int, int] = (0, 0, 0)) -> Image.Image:
    made = Image.new("RGB", (600, 850), (255, 255, 255))
    ImageDraw.Draw(made).rectangle((100, 100, 100 + 60 * len(word), 300), fill=colour)
    return made


def saved(kind: str, *pages: Image.Image, **more: object) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, kind, save_all=True, append_images=list(pages[1:]), **more)
    return out.getvalue()


class TestScans:
    @pytest.mark.parametrize("kind", ["PDF", "TIFF"])
    def test_gives_every_page_of_a_file_in_its_order(self, kind: str) -> None:
        found = [Image.open(io.BytesIO(one)) for one in read_pages(saved(kind, page("a"), page("bbbb"), page("cc")))]

        ink = [sum(one.convert("L").histogram()[:128]) / (one.width * one.height) for one in found]
        assert len(found) == 3 and ink[0] < ink[2] < ink[1]

    def test_keeps_pixels_alone_and_turns_the_photograph_upright(self) -> None:
        exif = Image.Exif()
        exif[0x0112], exif[0x010F] = 6, "SecretPhone"
        out = io.BytesIO()
        page("a").save(out, "JPEG", exif=exif.tobytes())
        (found,) = read_pages(out.getvalue())

        upright = Image.open(io.BytesIO(found))
        assert b"SecretPhone" not in found and not upright.getexif() and upright.width > upright.height

    @pytest.mark.thorough
    def test_keeps_colours_where_there_are_any(self) -> None:
        (grey,), (red,) = read_pages(saved("PDF", page("a"))), read_pages(saved("PDF", page("a", (220, 30, 30))))

        assert Image.open(io.BytesIO(grey)).mode == "L" and Image.open(io.BytesIO(red)).mode == "RGB"

    @pytest.mark.parametrize(
        "data", [b"", b"%PDF-1.7 nothing", b"MM\x00*\x00\x00\x00\x08", b"PK\x03\x04 no picture", b"\x00" * 99]
    )
    def test_refuses_in_a_sentence_what_is_none(self, data: bytes) -> None:
        with pytest.raises(Unreadable, match="。"):
            list(read_pages(data))

    def test_refuses_what_is_too_large_or_takes_too_long(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(Unreadable, match="太久"):
            list(read_pages(saved("PDF", page("a")), wall_seconds=0.01))
        monkeypatch.setattr(scans, "MAX_BYTES", 10)
        with pytest.raises(Unreadable, match="60 MB"):
            list(read_pages(b"0" * 11))
