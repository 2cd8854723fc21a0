"""证书: the server's own, made by a small authority of the county's, or the files that were given; no Django here.

The authority may vouch for these very names and nothing else (name constraints), so that whoever takes its key from the
server cannot pretend to be a bank. It lives beside the other keys, never in a backup of the data.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from lianxin.project.trusted import is_public, is_vouched_for

AUTHORITY_DAYS, SERVER_DAYS, RENEW_DAYS = 3650, 397, 30  # browsers take no server's certificate for longer than 398
A_DAY = timedelta(days=1)


class Unusable(Exception):
    """不能用: with a sentence that says what is the matter and what to do."""


@dataclass(frozen=True)
class Tls:
    """一套证书: the chain and the key for the server, whom to trust for it, and what is to be compared by eye."""

    chain: Path
    key: Path
    trust: Path
    fingerprint: str
    until: datetime
    is_own: bool


def hosts_of(environment: str, listening: str) -> list[str]:
    """The names and addresses by which people come: LIANXIN_HOSTS, and where the server listens if that is one address."""
    hosts = [one.strip().strip("[]") for one in environment.split(",") if one.strip()]
    if listening not in ("0.0.0.0", "::", *hosts):  # noqa: S104
        hosts.append(listening)
    if "*" in hosts:
        raise Unusable(
            "LIANXIN_HOSTS=* 时不知道给哪个地址做证书。请写明地址，如 LIANXIN_HOSTS=10.1.2.3,lianxin.example"
        )
    return [f"*{one}" if one.startswith(".") else one for one in hosts]


def own(folder: Path, hosts: Sequence[str], at: datetime, *, is_inside: bool = False) -> Tls:
    """自制证书: what is there as long as it fits these names and has a month to go; else a new one. Raises Unusable."""
    public = [] if is_inside else [host for host in hosts if is_public(host)]
    if public:
        raise Unusable(
            f"{'、'.join(public)} 是公网上的名称，来的人不信自制证书。请用正式证书（--cert 和 --key）；只在内网用、"
            "每台电脑都装了本县机构的，加 --inside。"
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = {name: folder / f"{name}.pem" for name in ("ca", "ca-key", "server", "server-key")}
    if not (files["ca"].exists() and files["ca-key"].exists()) or not _fits(files["ca"], hosts, at):
        _make_authority(files, hosts, at)
        files["server"].unlink(missing_ok=True)
    if not files["server"].exists() or not _fits(files["server"], hosts, at):
        _make_server(files, hosts, at)
    authority, server = _read(files["ca"]), _read(files["server"])
    return Tls(
        files["server"], files["server-key"], files["ca"], fingerprint(authority), server.not_valid_after_utc, True
    )


def given(
    folder: Path, chain: Path, key: Path, hosts: Sequence[str], at: datetime, *, is_inside: bool = False,
    roots: Path | None = None,
) -> Tls:  # fmt: skip
    """给定的证书: looked at before the server starts. Raises Unusable."""
    for file in (chain, key):
        if not file.is_file():
            raise Unusable(f"没有这个文件：{file}")
    try:
        certificate = _read(chain)
    except ValueError as problem:
        raise Unusable(f"{chain} 不是 PEM 证书。请用服务器证书在前、中间证书在后的 PEM 文件。") from problem
    secret = _secret(key)
    if secret.public_key() != certificate.public_key():
        raise Unusable(f"{key} 不是这张证书的私钥。")
    if certificate.not_valid_after_utc <= at:
        raise Unusable(f"证书 {certificate.not_valid_after_utc:%Y-%m-%d} 已过期，请换新的。")
    missing = [host for host in hosts if host not in _names(certificate) and not _by_wildcard(host, certificate)]
    if len(missing) == len(hosts):
        raise Unusable(
            f"证书上没有这些地址：{'、'.join(missing)}。请换一张证书，或者把 LIANXIN_HOSTS 写成证书上的地址。"
        )
    public = [] if is_inside else [host for host in hosts if host not in missing and is_public(host)]
    if public and not is_vouched_for(x509.load_pem_x509_certificates(chain.read_bytes()), public, at, roots):
        raise Unusable(
            f"{'、'.join(public)} 是公网上的名称，这张证书却不是公认的机构签发的（或缺中间证书），浏览器会拦下。"
            "请换正式证书；只在内网用、每台电脑都装了签发机构的，加 --inside。"
        )
    kept = folder / "given-key.pem"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(kept, _pem(secret))  # the server reads keys in this form alone
    return Tls(chain, kept, chain, fingerprint(certificate), certificate.not_valid_after_utc, False)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 指纹 in pairs, as browsers show it."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def told(tls: Tls) -> str:
    """What whoever starts the server is to do with it."""
    if not tls.is_own:
        return f"证书 {tls.chain}，到 {tls.until:%Y-%m-%d}。\n  指纹 {tls.fingerprint}"
    return (
        f"自制证书，到 {tls.until:%Y-%m-%d}，到期前启动服务时自动换新。\n"
        f"  请把 {tls.trust} 装进每台电脑、手机的“受信任的根证书颁发机构”，装之前核对指纹：\n  {tls.fingerprint}\n"
        "  没有装的浏览器会提示不安全，不要点“继续访问”。有正式证书时用 --cert 和 --key。"
    )


def _fits(file: Path, hosts: Sequence[str], at: datetime) -> bool:
    certificate = _read(file)
    return _names(certificate) >= set(hosts) and certificate.not_valid_after_utc - at > RENEW_DAYS * A_DAY


def _names(certificate: x509.Certificate) -> set[str]:
    """The names a certificate is good for: of a server's its own, of the authority's those it may vouch for."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        return {str(one.value) for one in found}
    except x509.ExtensionNotFound:
        pass
    try:
        may = certificate.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    except x509.ExtensionNotFound:
        return set()
    return {_as_written(one) for one in may}


def _as_written(one: x509.GeneralName) -> str:
    """A name that an authority may vouch for, as it stands among the hosts: 10.1.2.3, localhost, *.county.example."""
    words = str(one.value)
    if isinstance(one, x509.IPAddress):
        return words.partition("/")[0]
    return f"*{words}" if words.startswith(".") else words


def _by_wildcard(host: str, certificate: x509.Certificate) -> bool:
    return f"*.{host.partition('.')[2]}" in _names(certificate)


def _general(host: str, *, as_net: bool) -> x509.GeneralName:
    try:
        address = ip_address(host)
    except ValueError:
        return x509.DNSName(host.removeprefix("*") if as_net else host)
    return x509.IPAddress(ip_network(host) if as_net else address)


def _begun(name: str, issuer: str, days: int, at: datetime) -> x509.CertificateBuilder:
    def named(words: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])

    made = x509.CertificateBuilder().subject_name(named(name)).issuer_name(named(issuer))
    made = made.serial_number(x509.random_serial_number())
    return made.not_valid_before(at.astimezone(UTC) - A_DAY).not_valid_after(at.astimezone(UTC) + days * A_DAY)


def _make_authority(files: dict[str, Path], hosts: Sequence[str], at: datetime) -> None:
    key, name = ec.generate_private_key(ec.SECP256R1()), f"Lianxin CA {at:%Y-%m-%d}"
    may = [_general(host, as_net=True) for host in hosts]
    made = (
        _begun(name, name, AUTHORITY_DAYS, at).public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints(permitted_subtrees=may, excluded_subtrees=None), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )  # fmt: skip
    _write(files["ca-key"], _pem(key))
    _write(files["ca"], made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM), 0o644)


def _make_server(files: dict[str, Path], hosts: Sequence[str], at: datetime) -> None:
    authority, secret = _read(files["ca"]), _secret(files["ca-key"])
    if not isinstance(secret, ec.EllipticCurvePrivateKey):
        raise Unusable(f"{files['ca-key']} 不是本程序做的，请移走整个目录再启动。")
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = str(authority.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(secret.public_key())
    made = (
        _begun(hosts[0].removeprefix("*."), issuer, SERVER_DAYS, at).public_key(key.public_key())
        .add_extension(x509.SubjectAlternativeName([_general(host, as_net=False) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_usage(signs=False), critical=True).add_extension(identifier, critical=False)
    )  # fmt: skip
    chain = [made.sign(secret, hashes.SHA256()), authority]
    _write(files["server-key"], _pem(key))
    _write(files["server"], b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain), 0o644)


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs, key_cert_sign=signs, crl_sign=signs, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _read(file: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificates(file.read_bytes())[0]


def _secret(file: Path) -> PrivateKeyTypes:
    try:
        return serialization.load_pem_private_key(file.read_bytes(), password=None)
    except TypeError as problem:
        raise Unusable(f"{file} 有口令，服务器自己启动时打不开。请先去掉口令。") from problem
    except ValueError as problem:
        raise Unusable(f"{file} 不是 PEM 私钥。") from problem


def _pem(key: PrivateKeyTypes) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def _write(file: Path, data: bytes, mode: int = 0o600) -> None:
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_EXCL, mode), "wb") as handle:
        handle.write(data)
    new.replace(file)
