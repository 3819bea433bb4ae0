"""Signatures against the standards' own examples, what is no signature, and the files that hold keys."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest
from gmssl.sm2 import CryptSM2
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.backend_client import curve, sm2
from kiosk.backend_client.signing import (
    SUITES,
    KeyFileWrong,
    Signer,
    Suite,
    Verifier,
    new_key,
    read_signer,
    read_verifier,
)

VECTORS = tomllib.loads((Path(__file__).parents[2] / "vectors" / "signing.toml").read_text("utf-8"))
SM2 = {name: bytes.fromhex(value) for name, value in VECTORS["sm2"].items() if name != "message"}
MESSAGE = VECTORS["sm2"]["message"].encode()
KEYS: dict[Suite, str] = {"SM2-SM3": VECTORS["sm2"]["private"], "Ed25519": VECTORS["ed25519"][0]["private"]}


def signer(suite: Suite) -> Signer:
    return Signer(suite, bytes.fromhex(KEYS[suite]))


def test_sm2_reckons_as_the_standard_prints_it() -> None:
    assert sm2.public_of(SM2["private"]) == SM2["public"]
    assert sm2.digest(SM2["public"], MESSAGE) == SM2["digest"]
    random = int.from_bytes(SM2["random"], "big")
    assert sm2.sign_with(random, SM2["private"], SM2["digest"]) == SM2["signature"]
    assert Verifier("SM2-SM3", SM2["public"]).verify(MESSAGE, SM2["signature"])


@pytest.mark.parametrize("vector", VECTORS["ed25519"])
def test_ed25519_reckons_as_the_rfc_prints_it(vector: dict[str, str]) -> None:
    private, public, message, signature = map(bytes.fromhex, (vector[key] for key in vector))
    assert Signer("Ed25519", private).public.key == public
    assert Signer("Ed25519", private).sign(message) == signature
    assert Verifier("Ed25519", public).verify(message, signature)


@pytest.mark.parametrize("suite", SUITES)
def test_what_is_signed_is_known_again_and_nothing_else(suite: Suite) -> None:
    key = signer(suite)
    signature = key.sign(MESSAGE)
    assert len(signature) == 64
    assert key.public.verify(MESSAGE, signature)
    assert not key.public.verify(MESSAGE + b".", signature)
    for place in (0, 31, 32, 63):
        bent = bytearray(signature)
        bent[place] ^= 1
        assert not key.public.verify(MESSAGE, bytes(bent))


@pytest.mark.parametrize("suite", SUITES)
@given(signature=st.binary(max_size=80))
@settings(max_examples=25, deadline=None)
def test_noise_is_no_signature(suite: Suite, signature: bytes) -> None:
    assert not signer(suite).public.verify(MESSAGE, signature)


def test_sm2_takes_no_number_out_of_range() -> None:
    n, one = curve.N.to_bytes(32, "big"), (1).to_bytes(32, "big")
    nought = bytes(32)
    r, s = SM2["signature"][:32], SM2["signature"][32:]
    beyond = (int.from_bytes(s, "big") + curve.N).to_bytes(33, "big")[-32:]  # the same s, modulo the order
    opposite = (curve.N - int.from_bytes(r, "big")).to_bytes(32, "big")  # r + s is nought
    for wrong in (nought + s, r + nought, n + s, r + n, nought + nought, r + beyond, r + opposite, one + one):
        assert not sm2.verify(SM2["public"], SM2["digest"], wrong)


def test_points_that_meet_at_infinity_are_no_signature() -> None:
    # The public key of 1 is G itself: s G + (r + s) G is nothing when r is -2 s.
    base = sm2.public_of((1).to_bytes(32, "big"))
    s = 5
    signature = ((-2 * s) % curve.N).to_bytes(32, "big") + s.to_bytes(32, "big")
    assert not sm2.verify(base, SM2["digest"], signature)


def test_sm2_never_uses_a_random_number_twice() -> None:
    key = signer("SM2-SM3")
    assert len({key.sign(MESSAGE)[:32] for _ in range(5)}) == 5


@given(
    private=st.integers(1, curve.N - 2),
    random=st.integers(1, curve.N - 1),
    digested=st.binary(min_size=32, max_size=32),
)
@example(private=1, random=1, digested=bytes(32))
@example(private=curve.N - 2, random=curve.N - 1, digested=b"\xff" * 32)
@settings(max_examples=25, deadline=None)
def test_sm2_reckons_as_another_program_does(private: int, random: int, digested: bytes) -> None:
    key = private.to_bytes(32, "big")
    other = CryptSM2(key.hex(), "")
    other.public_key = sm2.public_of(key).hex()  # its constructor would strip digits
    signature = other.sign(digested, f"{random:064x}")
    assert sm2.sign_with(random, key, digested) == bytes.fromhex(signature or "")
    assert sm2.verify(sm2.public_of(key), digested, bytes.fromhex(signature))


def test_a_key_whose_digits_gmssl_would_strip() -> None:
    # gmssl takes a public key that begins with 04 for one with a prefix, and strips every leading 0 and 4.
    number = next(n for n in range(1, 2000) if sm2.public_of(n.to_bytes(32, "big"))[0] == 4)
    key = Signer("SM2-SM3", number.to_bytes(32, "big"))
    assert key.public.verify(MESSAGE, key.sign(MESSAGE))


@pytest.mark.parametrize("suite", SUITES)
def test_a_new_key_is_written_once_and_for_its_owner_only(suite: Suite, tmp_path: Path) -> None:
    path = tmp_path / "machine.key"
    public = new_key(path, suite)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_signer(path, suite).public == public
    before = path.read_bytes()
    with pytest.raises(KeyFileWrong, match=r"machine\.key: not written: File exists"):
        new_key(path, suite)
    assert path.read_bytes() == before
    (tmp_path / "machine.pub").write_text(public.line() + "\n", "ascii")
    assert read_verifier(tmp_path / "machine.pub", suite) == public


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o610])
def test_a_private_key_that_others_can_reach_is_refused(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "machine.key"
    new_key(path, "Ed25519")
    path.chmod(mode)
    with pytest.raises(KeyFileWrong, match="others than its owner can read it"):
        read_signer(path, "Ed25519")


OFF_CURVE = f"{SM2['public'][:63].hex()}14"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not a key file"),
        ("SM2-SM3", "not a key file"),
        (f"SM2-SM3 {KEYS['SM2-SM3']} {KEYS['SM2-SM3']}", "not a key file"),
        (f"SM2-SM3 {KEYS['SM2-SM3'][:-1]}g", "not a key file"),
        ("\x00" * 3000, "not a key file"),
        (f"Ed25519 {KEYS['Ed25519']}", "another suite"),
        (f"SM2-SM3 {KEYS['SM2-SM3'][:-2]}", "31 bytes where 32"),
        (f"SM2-SM3 {'00' * 32}", "not a private key of SM2"),
        (f"SM2-SM3 {'ff' * 32}", "not a private key of SM2"),
    ],
)
def test_what_is_no_private_key(text: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "machine.key"
    path.touch(0o600)
    path.write_text(text, "ascii")
    with pytest.raises(KeyFileWrong, match=complaint) as caught:
        read_signer(path, "SM2-SM3")
    told = f"{caught.value!s} {caught.value!r} {caught.value.args!r}"
    assert str(path) in told
    assert KEYS["SM2-SM3"][:16] not in told


def test_what_is_no_public_key(tmp_path: Path) -> None:
    path = tmp_path / "office.pub"
    with pytest.raises(KeyFileWrong, match=r"office\.pub: cannot be read: No such file"):
        read_verifier(path, "SM2-SM3")
    for text in (f"SM2-SM3 {OFF_CURVE}", f"SM2-SM3 {'ff' * 64}"):
        path.write_text(text, "ascii")
        with pytest.raises(KeyFileWrong, match="not a public key of SM2"):
            read_verifier(path, "SM2-SM3")


def test_no_key_shows_itself() -> None:
    for suite in SUITES:
        key = signer(suite)
        assert KEYS[suite][:8].lower() not in f"{key!r}{key}".lower()
        assert key.public.key.hex()[:8] not in repr(key.public)
