"""身份提供方 of the stories: keys, tokens with real signatures, and a server of this machine that people are sent to."""

import base64
import hashlib
import json
import ssl
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

HOST, CLIENT, SECRET = "idp.county.example", "lianxin", "word:of/the client"


@cache
def secret(name: str) -> Any:
    """A private key by its name: what begins with "ec" is on P-256, all else RSA of 2048 bits."""
    return ec.generate_private_key(ec.SECP256R1()) if name.startswith("ec") else rsa.generate_private_key(65537, 2048)


def public(name: str, **more: Any) -> dict[str, Any]:
    """Its public half as a provider lists it."""
    algorithm = jwt.algorithms.ECAlgorithm if name.startswith("ec") else jwt.algorithms.RSAAlgorithm
    found: dict[str, Any] = algorithm.to_jwk(secret(name).public_key(), as_dict=True)
    return {**found, "kid": name, "use": "sig", **more}


def signed(told: dict[str, Any], *, key: str = "rsa1", algorithm: str = "", **heads: Any) -> str:
    """A token."""
    algorithm = algorithm or ("ES256" if key.startswith("ec") else "RS256")
    return jwt.encode(told, secret(key), algorithm, headers={"kid": key, **heads})


def certified(place: Path, host: str) -> Path:
    """A certificate that vouches for itself."""
    key, name, now = ec.generate_private_key(ec.SECP256R1()), x509.Name([]), datetime.now(UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=True)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    (place / "cert.pem").write_bytes(built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    (place / "key.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))  # fmt: skip
    return place / "cert.pem"


class FakeProvider:
    """It knows whom it let through, gives each code once, and asks for the verifier; a test makes it tell lies."""

    def __init__(self, certificate: Path, now: Callable[[], float]) -> None:
        self.now, self.certificate = now, certificate
        self.begin_anew()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, certificate.with_name("key.pem"))
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.issuer = f"https://{HOST}:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def begin_anew(self) -> None:
        """An honest one, whom nobody has asked yet."""
        self.codes: dict[str, dict[str, Any]] = {}
        self.asked: list[str] = []
        self.keys = [public("rsa1")]
        self.lies: dict[str, Any] = {}  # claims that are not as they ought to be; None leaves one out
        self.description: dict[str, Any] = {}
        self.misdeeds: dict[str, str] = {}  # by path: "slow", "drip", "huge", "away", "broken", "text", "list"
        self.make: Callable[[dict[str, Any]], str] = signed

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def said(self) -> dict[str, Any]:
        """What it says of itself."""
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            "code_challenge_methods_supported": ["S256"], **self.description,
        }  # fmt: skip

    def let_through(self, there: str, subject: str, **more: Any) -> str:
        """Somebody logs in there as that subject: the address to which his browser is sent back."""
        asked = dict(parse_qsl(urlsplit(there).query))
        assert there.startswith(f"{self.issuer}/authorize?") and asked["client_id"] == CLIENT
        assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
        code = f"code{len(self.codes)}"
        self.codes[code] = {**asked, "sub": subject, **more}
        return f"{urlsplit(asked['redirect_uri']).path}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """The exchange, by the book."""
        basic = base64.b64encode(b"lianxin:word%3Aof%2Fthe%20client").decode()
        held = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        is_right = (
            held is not None and authorization == f"Basic {basic}" and held["redirect_uri"] == form["redirect_uri"]
            and held["code_challenge"] == challenge.rstrip(b"=").decode()
        )  # fmt: skip
        if not is_right or held is None:
            return 400, {"error": "invalid_grant"}
        now = int(self.now())
        told = {
            "iss": self.issuer,
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "nonce": held["nonce"],
            "sub": held["sub"],
        }
        told |= {name: held[name] for name in ("acr", "amr", "name") if name in held} | self.lies
        told = {name: value for name, value in told.items() if value is not None}
        return 200, {"token_type": "Bearer", "access_token": "unused", "id_token": self.make(told)}


def _handler(provider: FakeProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = {"/.well-known/openid-configuration": provider.said(), "/keys": {"keys": provider.keys}}
            self.answer(200, found.get(self.path, {}))

        def do_POST(self) -> None:
            told = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            form = {name: values[0] for name, values in told.items()}
            self.answer(*provider.token(form, self.headers.get("Authorization", "")))

        def answer(self, status: int, told: dict[str, Any]) -> None:
            provider.asked.append(self.path)
            misdeed, data = provider.misdeeds.get(self.path, ""), json.dumps(told).encode()
            if misdeed == "slow":
                time.sleep(1)
            if misdeed == "drip":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                for _n in range(40):
                    self.wfile.write(b"a")
                    self.wfile.flush()
                    time.sleep(0.05)
            data = {"huge": b"[" + b" " * 400_000 + b"]", "text": b"<html>", "list": b"[]"}.get(misdeed, data)
            self.send_response({"away": 302, "broken": 500}.get(misdeed, status))
            if misdeed == "away":
                self.send_header("Location", f"{provider.issuer}/elsewhere")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_words: Any) -> None:
            pass

    return Handler
