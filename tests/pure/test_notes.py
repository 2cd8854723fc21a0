"""签名便笺: what is a checkpoint and what is none, and whose signature it bears."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lianxin.pure import notes
from lianxin.pure.notes import BadNote, Checkpoint, Key, Signature

SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LOG = Key("lianxin/journal/demo", SECRET.public_key().public_bytes_raw())
WITNESS = Key("大河市群工局", LOG.public, notes.WITNESS)
PLAIN = Checkpoint(LOG.name, 12, bytes(range(32)), "2026-11-03T16:00:00Z")


def verify(public, signature, message):
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def signed(found, *keys):
    lines = []
    for key in keys:
        message = found.text.encode() if key.kind == notes.LOG else notes.cosigned(found.text, 1_700_000_000)
        when = b"" if key.kind == notes.LOG else (1_700_000_000).to_bytes(8, "big")
        lines.append(Signature(key.name, key.id, when + SECRET.sign(message)))
    return Checkpoint(found.origin, found.size, found.root, found.time, found.hash, tuple(lines))


class TestACheckpoint:
    def test_comes_back_from_its_text(self):
        found = signed(PLAIN, LOG, WITNESS)

        assert notes.parse(found.note) == found
        assert notes.parse(found.note.replace("\n", "\r\n") + "\r\n") == found  # as a mail program hands it on

    @pytest.mark.parametrize("bend", [
        lambda note: "", lambda note: note[:40], lambda note: note.replace("\n12\n", "\n012\n"),
        lambda note: note.replace("\n12\n", "\n-1\n"), lambda note: note.replace("\n12\n", "\n１２\n"),
        lambda note: note.replace("hash sha256", "hash sm3"), lambda note: note.replace("hash sha256\n", ""),
        lambda note: note.replace("AAECAw", "AAEC"), lambda note: note.replace("— ", "- "),
        lambda note: note.replace("time 2026", "when 2026"), lambda note: note.replace("\n\n", "\n"),
        lambda note: note + "— x\n", lambda note: note + "x" * 20_001, lambda note: "a b" + note,
    ])  # fmt: skip
    def test_is_nothing_else(self, bend):
        with pytest.raises(BadNote):
            notes.parse(bend(signed(PLAIN, LOG).note))


class TestASignature:
    def test_is_of_its_key_over_its_text(self):
        found = signed(PLAIN, LOG, WITNESS)

        assert notes.signed_by(found, LOG, verify)
        assert notes.signed_by(found, WITNESS, verify)
        assert not notes.signed_by(signed(PLAIN, LOG), WITNESS, verify)
        other = Checkpoint(found.origin, 13, found.root, found.time, found.hash, found.signatures)
        assert not notes.signed_by(other, LOG, verify)
        assert not notes.signed_by(other, WITNESS, verify)

    def test_is_named_by_a_key_that_can_be_typed(self):
        assert notes.key_of(f" {LOG} ") == LOG
        assert notes.key_of(str(WITNESS)) == WITNESS
        for wrong in ("", "x", str(LOG).replace("demo", "demp"), str(LOG)[:-8], str(LOG).replace("+", " ")):
            with pytest.raises(BadNote):
                notes.key_of(wrong)
