"""证书: a browser that trusts the county's authority really comes in by https; one that does not is kept out."""

import http.client
import os
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from lianxin.project import cli, serve, tls, trusted

NOW = datetime.now(UTC)
HERE = ["127.0.0.1", "localhost"]
APP = """
def app(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.url_scheme"].encode()]
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: Any) -> Iterator[Any]:
    """The web server as `lianxin serve --tls` starts it, with a page of one word."""
    folder = tmp_path_factory.mktemp("tls")
    (folder / "word.py").write_text(APP, "utf-8")
    own = tls.own(folder / "keys", HERE, NOW)
    port = serve.free_port("127.0.0.1", 18443)
    told = {**os.environ, "PYTHONPATH": str(folder)}
    child = subprocess.Popen([sys.executable, *serve.web_arguments("127.0.0.1", port, 1, 1, own, "word:app")], env=told)
    children: Any = SimpleNamespace(running={"web": child})
    try:
        assert serve._wait_ready(children, "127.0.0.1", port, own)
        yield own, port
    finally:
        child.terminate()
        child.wait(20)


def ask(port: int, context: ssl.SSLContext, host: str = "127.0.0.1") -> tuple[str, str | None]:
    connection = http.client.HTTPSConnection(host, port, timeout=10, context=context)
    connection.request("GET", "/")
    version = connection.sock.version() if connection.sock else None
    return connection.getresponse().read().decode(), version


class TestTheServer:
    def test_answers_by_https_whoever_trusts_the_county(self, served: Any) -> None:
        own, port = served
        context = ssl.create_default_context(cafile=str(own.trust))

        for host in HERE:
            word, version = ask(port, context, host)
            assert word == "https" and version in ("TLSv1.2", "TLSv1.3")

    def test_is_refused_by_whoever_does_not(self, served: Any) -> None:
        with pytest.raises(ssl.SSLCertVerificationError):
            ask(served[1], ssl.create_default_context())

    def test_speaks_no_old_tls_and_no_plain_http(self, served: Any) -> None:
        own, port = served
        old = ssl.create_default_context(cafile=str(own.trust))
        old.set_ciphers("ALL:@SECLEVEL=0")
        with pytest.warns(DeprecationWarning):
            old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        with pytest.raises((ssl.SSLError, OSError)):
            ask(port, old)
        plain = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with pytest.raises((http.client.HTTPException, OSError)):
            plain.request("GET", "/")
            plain.getresponse()

    @pytest.mark.parametrize(
        "weak", ["AES128-SHA", "AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384"]
    )
    def test_takes_no_cipher_without_forward_secrecy_and_seal(self, served: Any, weak: str) -> None:
        own, port = served
        context = ssl.create_default_context(cafile=str(own.trust))
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(f"{weak}:@SECLEVEL=0")
        with pytest.raises((ssl.SSLError, OSError)):
            ask(port, context)

        context.set_ciphers("ECDHE-ECDSA-AES256-GCM-SHA384")
        assert ask(port, context)[0] == "https"

    @pytest.mark.thorough
    def test_shows_a_certificate_of_another_authority_to_nobody_for_long(self, served: Any, tmp_path: Path) -> None:
        other = tls.own(tmp_path, HERE, NOW)
        with pytest.raises(ssl.SSLCertVerificationError):
            ask(served[1], ssl.create_default_context(cafile=str(other.trust)))
        children: Any = SimpleNamespace(running={"web": SimpleNamespace(poll=lambda: None)})
        began, serve.READY_SECONDS = serve.READY_SECONDS, 1
        try:
            assert not serve._wait_ready(children, "127.0.0.1", served[1], other), "somebody else listens there"
        finally:
            serve.READY_SECONDS = began


class TestOnesOwn:
    def test_stays_while_it_fits_and_is_renewed_before_its_end(self, tmp_path: Path) -> None:
        first = tls.own(tmp_path, HERE, NOW)
        assert tls.own(tmp_path, HERE, NOW + timedelta(days=360)).until == first.until

        renewed = tls.own(tmp_path, HERE, NOW + timedelta(days=370))
        assert renewed.until > first.until and renewed.fingerprint == first.fingerprint, "nothing to install anew"

        other = tls.own(tmp_path, [*HERE, "10.1.2.3"], NOW)
        assert other.fingerprint != first.fingerprint
        assert {one.stat().st_mode & 0o777 for one in tmp_path.glob("*-key.pem")} == {0o600}

    def test_authority_vouches_for_these_names_alone(self, tmp_path: Path) -> None:
        own = tls.own(tmp_path, [*HERE, "*.county.example"], NOW)
        found = x509.load_pem_x509_certificate(own.trust.read_bytes()).extensions
        may = found.get_extension_for_class(x509.NameConstraints)
        assert may.critical and {str(one.value) for one in may.value.permitted_subtrees or []} == {
            "127.0.0.1/32", "localhost", ".county.example",
        }  # fmt: skip
        assert found.get_extension_for_class(x509.BasicConstraints).value.path_length == 0
        assert tls.fingerprint(x509.load_pem_x509_certificate(own.trust.read_bytes())) in tls.told(own)

    def test_is_made_for_the_names_people_come_by(self) -> None:
        assert tls.hosts_of("10.1.2.3, .county.example,[::1]", "0.0.0.0") == ["10.1.2.3", "*.county.example", "::1"]
        assert tls.hosts_of("localhost", "10.1.2.3") == ["localhost", "10.1.2.3"]
        with pytest.raises(tls.Unusable, match="写明地址"):
            tls.hosts_of("*", "0.0.0.0")


class TestTheWorlds:
    """Who comes from outside comes by a public name, and his browser trusts the world's authorities alone."""

    @pytest.mark.parametrize(("host", "is_public"), [
        ("10.1.2.3", False), ("127.0.0.1", False), ("::1", False), ("fd00::1", False), ("8.8.8.8", True), ("localhost", False),
        ("lianxin", False), ("*.county.example", False), ("lianxin.local", False), ("lianxin.county.gov.cn", True),
        ("*.county.gov.cn", True),
    ])  # fmt: skip
    def test_names_are_told_from_those_of_a_closed_net(self, host: str, is_public: bool) -> None:
        assert trusted.is_public(host) == is_public

    def test_names_get_no_certificate_of_ones_own(self, tmp_path: Path) -> None:
        with pytest.raises(tls.Unusable, match="公网"):
            tls.own(tmp_path, ["lianxin.county.gov.cn", "10.1.2.3"], NOW)

        assert not list(tmp_path.iterdir())
        assert tls.own(tmp_path, ["lianxin.county.gov.cn"], NOW, is_inside=True).is_own

    def test_certificates_must_be_vouched_for(self, tmp_path: Path) -> None:
        host = ["lianxin.county.gov.cn"]
        made = tls.own(tmp_path / "ours", host, NOW, is_inside=True)
        with pytest.raises(tls.Unusable, match="公认的机构"):
            tls.given(tmp_path, made.chain, made.key, host, NOW)
        with pytest.raises(tls.Unusable, match="公认的机构"):
            tls.given(tmp_path, made.chain, made.key, host, NOW, roots=tmp_path / "nowhere.pem")

        assert not tls.given(tmp_path, made.chain, made.key, host, NOW, is_inside=True).is_own
        root, chain, key = world(tmp_path, host[0])
        assert not tls.given(tmp_path, chain, key, host, NOW, roots=root).is_own


def world(folder: Path, host: str) -> tuple[Path, Path, Path]:
    """An authority as the world's are, and a certificate that it gave for this name."""
    files = {name: folder / f"{name}.pem" for name in ("ca", "ca-key", "server", "server-key")}
    secret = ec.generate_private_key(ec.SECP256R1())
    identifier = x509.SubjectKeyIdentifier.from_public_key(secret.public_key())
    ca = (
        tls._begun("World CA", "World CA", 3650, NOW).public_key(secret.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(tls._usage(signs=True), critical=True).add_extension(identifier, critical=False)
        .sign(secret, hashes.SHA256())
    )  # fmt: skip
    files["ca"].write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    tls._write(files["ca-key"], tls._pem(secret))
    tls._make_server(files, [host], NOW)
    return files["ca"], files["server"], files["server-key"]


class TestTheGiven:
    @pytest.fixture
    def files(self, tmp_path: Path) -> Any:
        own = tls.own(tmp_path / "ours", HERE, NOW)
        return SimpleNamespace(chain=own.chain, key=own.key, folder=tmp_path)

    def test_is_taken_as_it_is(self, files: Any) -> None:
        found = tls.given(files.folder, files.chain, files.key, ["localhost"], NOW)

        assert not found.is_own and str(files.chain) in tls.told(found) and found.key.stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize(("spoilt", "why"), [
        ("missing", "没有这个文件"), ("text", "不是 PEM 证书"), ("other", "不是这张证书的私钥"), ("locked", "有口令"),
        ("late", "已过期"), ("elsewhere", "没有这些地址"),
    ])  # fmt: skip
    def test_is_refused_with_a_sentence_where_it_cannot_be_used(self, files: Any, spoilt: str, why: str) -> None:
        chain, key, hosts, at = files.chain, files.key, ["localhost"], NOW
        secret = ec.generate_private_key(ec.SECP256R1())
        lock = serialization.BestAvailableEncryption(b"secret") if spoilt == "locked" else serialization.NoEncryption()
        made = files.folder / "made.pem"
        form = serialization.PrivateFormat.PKCS8
        made.write_bytes(secret.private_bytes(serialization.Encoding.PEM, form, lock))
        if spoilt == "missing":
            chain = files.folder / "nowhere.pem"
        elif spoilt == "text":
            chain = made
        elif spoilt in ("other", "locked"):
            key = made
        elif spoilt == "late":
            at = NOW + timedelta(days=4000)
        else:
            hosts = ["lianxin.example"]

        with pytest.raises(tls.Unusable, match=why):
            tls.given(files.folder, chain, key, hosts, at)

    def test_alone_without_its_key_ends_with_a_sentence(self, files: Any, capsys: Any) -> None:
        assert cli.main(["serve", "--cert", str(files.chain)]) == 2
        assert "--key 要一起写" in capsys.readouterr().err
        begun = time.monotonic()
        assert cli.main(["serve", "--cert", str(files.chain), "--key", str(files.folder / "no.pem")]) == 2
        assert time.monotonic() - begun < 20
