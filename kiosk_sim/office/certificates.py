"""Throw-away certificates for TLS in the room: an authority, the office's own, and the machine's."""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_HERE = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("localhost")])
_ELSEWHERE = x509.SubjectAlternativeName([x509.DNSName("office.invalid")])


@dataclass(frozen=True)
class Certificate:
    """Two files in PEM."""

    certificate: Path
    key: Path


class Authority:
    """Issues certificates into a folder; its own is `path`, which both sides are to trust alone."""

    def __init__(self, folder: Path, name: str = "ca") -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named(f"{name} of the simulated office")
        constraints = x509.BasicConstraints(ca=True, path_length=0)
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        unsigned = _certificate(self._name, self._name, self._key.public_key(), timedelta(days=1))
        unsigned = unsigned.add_extension(constraints, critical=True).add_extension(usage, critical=True)
        own = unsigned.add_extension(self._id(), critical=False).sign(self._key, SHA256())
        self.path = folder / f"{name}.pem"
        folder.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(own.public_bytes(Encoding.PEM))

    def office(self, *, expired: bool = False, elsewhere: bool = False) -> Certificate:
        """For the office on this machine, or one that is wrong in one way."""
        names = _ELSEWHERE if elsewhere else _HERE
        life = timedelta(seconds=-60) if expired else timedelta(days=1)
        return self._issue("office", ExtendedKeyUsageOID.SERVER_AUTH, names, life)

    def machine(self, number: str) -> Certificate:
        """For a machine."""
        return self._issue(number, ExtendedKeyUsageOID.CLIENT_AUTH, _ELSEWHERE, timedelta(days=1))

    def _issue(
        self, name: str, purpose: x509.ObjectIdentifier, names: x509.SubjectAlternativeName, life: timedelta
    ) -> Certificate:
        key = ec.generate_private_key(ec.SECP256R1())
        unsigned = _certificate(_named(name), self._name, key.public_key(), life)
        unsigned = unsigned.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        unsigned = unsigned.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        unsigned = unsigned.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False
        )
        signed = unsigned.add_extension(names, critical=False).sign(self._key, SHA256())
        made = Certificate(self._folder / f"{name}.pem", self._folder / f"{name}.key")
        made.certificate.write_bytes(signed.public_bytes(Encoding.PEM))
        made.key.touch(mode=0o600)
        made.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return made

    def _id(self) -> x509.SubjectKeyIdentifier:
        return x509.SubjectKeyIdentifier.from_public_key(self._key.public_key())


def tls(own: Certificate, trusted: Path) -> ssl.SSLContext:
    """What the office listens with: its certificate, and only machines whose certificate `trusted` has issued."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own.certificate, own.key)
    context.load_verify_locations(trusted)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, life: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=subject,
        public_key=key,
        serial_number=x509.random_serial_number(),
        not_valid_before=now - timedelta(hours=1),
        not_valid_after=now + life,
    )
