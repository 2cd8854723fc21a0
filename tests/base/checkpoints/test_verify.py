"""核验程序: the one file that stands alone: its signatures, its tree, and a thousand tamperings seen from outside."""

import hashlib
import json
import subprocess
import sys
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lianxin.base.checkpoints import verify
from lianxin.pure import merkle, notes, translog

#: RFC 8032 §7.1, tests 1 to 3: seed, public key, message, signature
VECTORS = [
    ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
]  # fmt: skip


class TestSignatures:
    @pytest.mark.parametrize("seed, public, message, signature", VECTORS)
    def test_are_those_of_the_standard(self, seed, public, message, signature):
        seed, public, message, signature = (bytes.fromhex(one) for one in (seed, public, message, signature))

        assert verify.public_of(seed) == public
        assert verify.sign(seed, message) == signature
        assert verify.is_signed(public, signature, message)
        assert not verify.is_signed(public, signature, message + b"x")

    def test_agree_with_the_library_and_refuse_every_bent_one(self):
        random = Random(9)
        for _each in range(12):
            seed, message = random.randbytes(32), random.randbytes(random.randrange(80))
            key = Ed25519PrivateKey.from_private_bytes(seed)
            public, signature = key.public_key().public_bytes_raw(), key.sign(message)
            assert verify.sign(seed, message) == signature
            assert verify.is_signed(public, signature, message)
            bent = bytearray(signature)
            bent[random.randrange(64)] ^= 1 << random.randrange(8)
            assert not verify.is_signed(public, bytes(bent), message)
            more = int.from_bytes(signature[32:], "little") + verify.ORDER  # the same number once round the group
            assert not verify.is_signed(public, signature[:32] + more.to_bytes(32, "little"), message)
        assert not verify.is_signed(b"\xff" * 32, signature, message)
        assert not verify.is_signed(public, signature[:63], message)


class TestTheTree:
    def test_is_the_same_by_recursion(self):
        leaves = [merkle.leaf(b"%d" % n) for n in range(66)]
        known = translog.hashes_of(leaves)
        size, heads = verify.heads(leaves, set(range(67)))
        assert size == 66
        for new in range(1, 67):
            root = translog.root(known, new)
            assert heads[new] == root
            for n in range(new):
                assert verify.up(leaves[n], n, new, translog.inclusion(known, n, new)) == root
            for old in range(1, new + 1):
                way, before = translog.consistency(known, old, new), translog.root(known, old)
                assert verify.both(old, new, way, before) == (before, root)

    def test_refuses_paths_of_the_wrong_length(self):
        for way in ([], [b"x" * 32] * 9, [b"x" * 32] * 5_000):
            with pytest.raises(verify.Wrong):
                verify.up(b"x" * 32, 3, 7, way)
            with pytest.raises(verify.Wrong):
                verify.both(3, 7, way, b"x" * 32)


def tampered(random, lines):
    """A journal somebody had his hands in: a bit, a line gone, one slipped in, two exchanged, the end cut off."""
    lines, n = list(lines), random.randrange(len(lines))
    match random.choice(("flip", "delete", "insert", "swap", "cut")):
        case "flip":
            bent = bytearray(lines[n])
            bent[random.randrange(len(bent))] ^= 1 << random.randrange(8)
            lines[n] = bytes(bent)
        case "delete":
            del lines[n]
        case "insert":
            lines.insert(n, lines[random.randrange(len(lines))])
        case "swap":
            other = (n + random.randrange(1, len(lines))) % len(lines)
            lines[n], lines[other] = lines[other], lines[n]
        case _:
            del lines[n:]
    return lines


class TestTampering:
    @pytest.mark.thorough
    def test_is_seen_a_thousand_times_of_a_thousand_from_outside(self):
        random = Random(2026)
        lines = [json.dumps({"n": n, "salt": random.randbytes(8).hex()}).encode() for n in range(1, 301)]
        size, before = verify.heads(map(verify.leaf, lines), {len(lines)})
        root, seen, silent = before[size], 0, 0
        for _each in range(1_000):
            other = tampered(random, lines)
            if b"\n".join(other) == b"\n".join(lines):
                silent += 1
                continue
            more = [*other, *(b"later %d" % n for n in range(random.randrange(3)))]  # life goes on afterwards
            found, roots = verify.heads(map(verify.leaf, more), {size})
            seen += found < size or roots[size] != root
        assert (seen, silent) == (1_000, 0)

    @pytest.mark.mechanism("F137")
    def test_is_told_by_the_program_run_alone(self, tmp_path):
        lines = [b'{"n":%d}' % n for n in range(1, 9)]
        root = merkle.root(lines).hex()
        file = tmp_path / "entries.jsonl"

        def run(*words):
            program = [sys.executable, "-I", "-S", verify.__file__, "journal", str(file), *words]
            answer = subprocess.run(program, capture_output=True, text=True, check=False, env={"PYTHONUTF8": "1"})
            return answer.returncode, answer.stdout

        file.write_bytes(b"\n".join(lines) + b"\n")
        printed = " ".join(root[n : n + 8] for n in range(0, 64, 8))
        assert run("--size", "8", "--root", printed) == (0, f"核验无误 · all right: 8 条流水，校验值 root {root}\n")
        assert "NOT compared" in run()[1]
        assert run("--size", "9", "--root", printed)[0] == 1
        file.write_bytes(b"\n".join([*lines[:3], b'{"n":44}', *lines[4:]]) + b"\n")
        code, said = run("--size", "8", "--root", printed)
        assert (code, "前 8 条与检查点不符" in said) == (1, True)


class TestWitnessing:
    """The upper unit, on its own computer, with nothing but the one file."""

    def test_signs_only_what_grew_from_its_own_checkpoint(self, tmp_path, capsys):
        leaves = [merkle.leaf(b"%d" % n) for n in range(20)]
        known = translog.hashes_of(leaves)
        old, new = (notes.Checkpoint("lianxin/journal/demo", n, translog.root(known, n)) for n in (7, 20))
        (tmp_path / "old.txt").write_text(old.note, encoding="utf-8")
        path = [one.hex() for one in translog.consistency(known, 7, 20)]
        (tmp_path / "proof.json").write_text(json.dumps({"new": new.note, "path": path}), encoding="utf-8")
        (tmp_path / "bent.json").write_text(json.dumps({"new": new.note, "path": path[::-1]}), encoding="utf-8")
        at = [str(tmp_path / one) for one in ("proof.json", "old.txt", "key", "cosigned.txt", "bent.json")]

        assert verify.main(["newkey", at[2], "--name", "大河市群工局"]) == 0
        witness = notes.key_of(capsys.readouterr().out.split("\n")[1])
        assert verify.main(["newkey", at[2], "--name", "大河市群工局"]) == 1  # never overwritten
        assert verify.main(["growth", at[0], "--against", at[1]]) == 0
        assert verify.main(["growth", at[4], "--against", at[1]]) == 1
        assert verify.main(["growth", at[0], "--size", "7", "--root", hashlib.sha256(b"x").hexdigest()]) == 1
        assert verify.main(["cosign", at[4], "--against", at[1], "--key", at[2], "--out", at[3]]) == 1
        assert not (tmp_path / "cosigned.txt").exists()

        assert verify.main(["cosign", at[0], "--against", at[1], "--key", at[2], "--out", at[3]]) == 0
        cosigned = notes.parse((tmp_path / "cosigned.txt").read_text(encoding="utf-8"))
        assert notes.signed_by(cosigned, witness, verify.is_signed)
        assert (
            verify.main(["growth", at[0], "--against", at[3], "--pin", str(witness)]) == 1
        )  # the newer one is not signed
