"""谁信这张证书: which names are of a county's own net, and whether the world's authorities vouch for a certificate; no Django.

People from outside come by public names, and their browsers trust the world's authorities alone (ASVS 12.2.2); in a
closed net, where the site installs an authority of its own on each machine, it says so (`--inside`).
"""

import ssl
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

#: names that nobody outside can look up (RFC 2606, 6761, 6762, 8375, and ICANN's .internal)
ENDINGS = (".local", ".lan", ".internal", ".home.arpa", ".localhost", ".test", ".example", ".invalid")


def is_public(host: str) -> bool:
    """Whether such a name or address is one of the world's and not of a closed net."""
    bare = host.removeprefix("*").lstrip(".").strip("[]").lower()
    try:
        return ip_address(bare).is_global
    except ValueError:
        return "." in bare and not f".{bare}".endswith(ENDINGS)


def is_vouched_for(
    chain: Sequence[x509.Certificate], hosts: Sequence[str], at: datetime, roots: Path | None = None
) -> bool:
    """Whether one of the world's authorities vouches for the first certificate of the chain, by one of these names."""
    file = roots or Path(ssl.get_default_verify_paths().cafile or "/nowhere")
    if not file.is_file():
        return False
    policy = PolicyBuilder().store(Store(list(_roots(file)))).time(at.replace(tzinfo=None))
    for host in hosts:
        try:
            policy.build_server_verifier(_subject(host)).verify(chain[0], list(chain[1:]))
        except VerificationError:
            continue
        return True
    return False


def _subject(host: str) -> x509.DNSName | x509.IPAddress:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host.replace("*", "any", 1))


def _roots(file: Path) -> Iterator[x509.Certificate]:
    """The authorities of a file; an old one that is not written by the rules is left out."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cafile=str(file))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for found in context.get_ca_certs(binary_form=True):
            with suppress(ValueError, Warning):
                yield x509.load_der_x509_certificate(found)
