"""保险箱: what was written comes back; whatever was done to the file in between is seen."""

import doctest
import io
from random import Random

import pytest

from lianxin.pure import strongbox
from lianxin.pure.codes import ALPHABET
from lianxin.pure.strongbox import KEY_BYTES, PIECE, SALT_BYTES, TAG, NotWhole, WrongCode, WrongKey

KEY = Random(1).randbytes(KEY_BYTES)


def boxed(data: bytes, key: bytes = KEY, salt: int = 1) -> bytes:
    file = io.BytesIO()
    about = {"made_at": "2026-11-03T12:00:00+08:00"}
    with strongbox.Writer(file, key, about, salt=Random(salt).randbytes(SALT_BYTES)) as box:
        for start in range(0, len(data), 10_000):
            box.write(data[start : start + 10_000])
    return file.getvalue()


def unboxed(file: bytes, key: bytes = KEY) -> bytes:
    return strongbox.Reader(io.BytesIO(file), key).read()


def head_and_pieces(file: bytes) -> tuple[bytes, list[bytes]]:
    at = file.index(b"\n", len(strongbox.MAGIC)) + 1
    return file[:at], [file[start : start + PIECE + TAG] for start in range(at, len(file), PIECE + TAG)]


class TestABox:
    @pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7])
    def test_gives_back_what_was_put_in_and_shows_nothing_of_it(self, size):
        data = Random(size).randbytes(size)

        file = boxed(data)

        assert unboxed(file) == data and strongbox.Reader(io.BytesIO(file), KEY).read(100) == data[:100]
        assert size < 100 or data[:100] not in file
        assert strongbox.read_head(io.BytesIO(file))[0]["made_at"].startswith("2026-11-03")

    def test_is_another_file_each_time_under_the_same_key(self):
        first, second = (head_and_pieces(boxed(b"same" * 99, salt=salt))[1] for salt in (1, 2))

        assert first != second

    def test_opens_under_its_own_key_alone_and_says_so(self):
        other = Random(2).randbytes(KEY_BYTES)

        with pytest.raises(WrongKey, match=strongbox.key_id(other)):
            unboxed(boxed(b"records"), other)

    def test_with_any_byte_changed_or_cut_off_is_refused(self):
        random, file = Random(3), boxed(Random(4).randbytes(2 * PIECE + 999))
        head = len(head_and_pieces(file)[0])
        for _try in range(100):
            place = random.choice((random.randrange(head), random.randrange(head, len(file))))
            changed = bytearray(file)
            changed[place] ^= 1 << random.randrange(8)
            for bad in (bytes(changed), file[:place], file + random.randbytes(1 + place % 40)):
                with pytest.raises((NotWhole, WrongKey)):
                    unboxed(bad)

    def test_with_its_pieces_cut_swapped_doubled_or_exchanged_is_refused(self):
        head, (one, two, three) = head_and_pieces(boxed(Random(5).randbytes(3 * PIECE)))
        other_head, others = head_and_pieces(boxed(Random(5).randbytes(3 * PIECE), salt=9))

        assert unboxed(head + one + two + three)
        for bad in ([one], [one, two], [two, three], [one, three], [two, one, three], [one, two, two, three],
                    [one, two, three, three], [others[0], two, three], []):  # fmt: skip
            with pytest.raises(NotWhole):
                unboxed(head + b"".join(bad))
        with pytest.raises(NotWhole):
            unboxed(other_head + one + two + three)

    def test_left_by_an_exception_is_never_taken_for_a_whole_one(self):
        file = io.BytesIO()
        with pytest.raises(OSError, match="full"), strongbox.Writer(
            file, KEY, {"made_at": "now"}, salt=bytes(SALT_BYTES)
        ) as box:  # fmt: skip
            box.write(bytes(2 * PIECE))
            raise OSError("full")

        with pytest.raises(NotWhole):
            unboxed(file.getvalue())

    @pytest.mark.parametrize("junk", [b"", b"PK\x03\x04", strongbox.MAGIC, strongbox.MAGIC + b"[" * 9000, b"\0" * 9999])
    def test_is_told_from_any_other_file(self, junk):
        with pytest.raises(NotWhole):
            unboxed(junk)


class TestTheRecoveryCode:
    def test_is_the_key_however_it_is_typed(self):
        for seed in range(200):
            key = Random(seed).randbytes(KEY_BYTES)
            code = strongbox.code_of(key)
            assert strongbox.key_of(code) == strongbox.key_of(code.lower().replace("0", "o").replace(" ", "-")) == key

    def test_with_one_wrong_character_or_two_swapped_names_the_group(self):
        random = Random(7)
        for seed in range(300):
            code = strongbox.code_of(Random(seed).randbytes(KEY_BYTES)).split()
            place, at = random.randrange(8), random.randrange(4)
            wrong = list(code[place])
            if seed % 2:
                wrong[at] = random.choice([one for one in ALPHABET if one != wrong[at]])
            elif wrong[at] == wrong[at + 1]:
                continue
            else:
                wrong[at], wrong[at + 1] = wrong[at + 1], wrong[at]
            with pytest.raises(WrongCode, match=f"第 {place + 1} 组"):
                strongbox.key_of(" ".join([*code[:place], "".join(wrong), *code[place + 1 :]]))

    @pytest.mark.parametrize("typed", ["", "7025", "七零二五" * 10, "U" * 40])
    def test_is_refused_with_a_sentence_when_it_is_none(self, typed):
        with pytest.raises(WrongCode, match="。$"):
            strongbox.key_of(typed)


def test_the_example_runs() -> None:
    assert doctest.testmod(strongbox).failed == 0
