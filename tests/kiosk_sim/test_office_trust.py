"""Whom the office trusts: signatures of both suites, time and nonce; and what it says when it does not."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import ssl
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_sim.office import signatures
from kiosk_sim.office.certificates import Authority, tls
from kiosk_sim.office.service import Office
from tests.kiosk_sim.office_visit import (
    CHINA,
    KEYS,
    MACHINE,
    OPERATIONS,
    Caller,
    act_on,
    at_the_office,
    envelope,
    exchange,
    fresh,
    holding,
    person,
    request,
)

BOTH = pytest.mark.parametrize("suite", signatures.SUITES)
PATH = "/v2/progress"

# GB/T 32918.5-2017, annex A: the published signature over "message digest".
SM2_PUBLIC = (
    "SM2-SM3 09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
SM2_SIGNATURE = bytes.fromhex(
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
)
# The point of the private key 11; its x begins with 04, which some take for the mark of an uncompressed point.
SM2_BEGINS_WITH_04 = signatures.KeyPair(
    f"SM2-SM3 {11:064x}",
    "SM2-SM3 04b3cb10c9c6d8e27c1aab770f67f543125dcdd589c2ff82668c74d78ce20ace"
    "63516355287e39fe4918e5c02e2b0b930c94816e63c4bc72739a8fd805174a4b",
)
# RFC 8032, 7.1, test 2.
ED25519_PUBLIC = "Ed25519 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
ED25519_SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_the_published_signatures_hold() -> None:
    assert signatures.verifier(SM2_PUBLIC).verify(SM2_SIGNATURE, b"message digest")
    assert signatures.verifier(ED25519_PUBLIC).verify(ED25519_SIGNATURE, b"\x72")


def test_a_key_may_begin_with_any_byte() -> None:
    signature = signatures.signer(SM2_BEGINS_WITH_04.private).sign(b"message")
    assert signatures.verifier(SM2_BEGINS_WITH_04.public).verify(signature, b"message")


@BOTH
@settings(max_examples=25, deadline=None)
@given(message=st.binary(max_size=64), place=st.integers(0, 511))
def test_a_signature_is_of_its_bytes_and_its_key_only(suite: str, message: bytes, place: int) -> None:
    pair = KEYS[suite]
    signature = signatures.signer(pair.private).sign(message)
    verifier = signatures.verifier(pair.public)
    broken = bytearray(signature)
    broken[place // 8] ^= 1 << place % 8
    assert len(signature) == 64
    assert verifier.verify(signature, message)
    assert not verifier.verify(signature, message + b"\n")
    assert not verifier.verify(bytes(broken), message)
    assert not signatures.verifier(signatures.make_pair(suite).public).verify(signature, message)


@BOTH
@pytest.mark.parametrize("signature", [b"", bytes(64), bytes(63), b"\xff" * 64, bytes(31) + b"\x01" + bytes(32)])
def test_what_is_no_signature_does_not_hold(suite: str, signature: bytes) -> None:
    assert not signatures.verifier(KEYS[suite].public).verify(signature, b"message")


@pytest.mark.parametrize("line", ["", "SM2-SM3", "SM2-SM3 00", "RSA 00", "Ed25519 " + "0" * 66, "Ed25519 " + "x" * 64])
def test_a_line_that_is_no_key_is_refused(line: str) -> None:
    with pytest.raises(signatures.WrongKey):
        signatures.verifier(line)


def test_a_key_pair_shows_nothing_private() -> None:
    pair = KEYS["SM2-SM3"]
    assert pair.private.split()[1] not in repr(pair)


@BOTH
def test_a_signed_request_is_answered_with_a_signed_answer(suite: str) -> None:
    async def visit(call: Caller) -> None:
        assert (await call("today"))[0] == 200
        assert (await call("progress", person("unknown"))) == (404, "nothing-known")
        call.office.offer_content("1", b"zip")
        assert await call("content", {"version": "1"}) == (200, b"zip")

    at_the_office(visit, suite=suite)


@BOTH
def test_one_bit_less_of_trust_is_none(suite: str) -> None:
    async def visit(call: Caller) -> None:
        body = request(person("ready"))
        good = call.signature("POST", PATH, body)
        other_suite, key_id, value = good.split(";")
        other_suite = next(name for name in signatures.SUITES if name != other_suite)
        for code, header in (
            ("bad-signature", ""),
            ("bad-signature", "x"),
            ("bad-signature", good[:-4] + "AAA="),
            ("bad-signature", f"{other_suite};{key_id};{value}"),
            ("bad-signature", call.signature("POST", "/v2/card", body)),
            ("bad-signature", call.signature("GET", PATH, body)),
            ("bad-signature", call.signature("POST", PATH, body + b" ")),
            ("unknown-machine", call.signature("POST", PATH, body, machine="CD-OTHER")),
        ):
            answer = await call.raw("progress", body, headers={"X-Signature": header}, sign=False)
            assert (answer.status, answer.json()["code"]) == (401, code)
        assert (await call.raw("progress", body)).status == 200  # and the nonce was not used up by others

    at_the_office(visit, suite=suite)


def test_the_envelope_must_name_the_machine_that_signed() -> None:
    async def visit(call: Caller) -> None:
        call.office.trust("CD-OTHER", KEYS["Ed25519"].public)
        answer = await call.raw("progress", request(person("ready"), machine="CD-OTHER"))
        assert (answer.status, answer.json()["code"]) == (401, "bad-signature")

    at_the_office(visit)


@pytest.mark.parametrize(("seconds", "status"), [(-305, 401), (-295, 200), (0, 200), (295, 200), (305, 401)])
def test_the_time_must_be_near_the_office_s_own(seconds: int, status: int) -> None:
    async def visit(call: Caller) -> None:
        told = (datetime.now(CHINA) + timedelta(seconds=seconds)).isoformat()
        answer = await call.raw("progress", request(person("ready"), time=told))
        assert answer.status == status
        if status == 401:
            problem = answer.json()
            assert problem["code"] == "stale"
            theirs = datetime.fromisoformat(problem["envelope"]["server_time"])
            assert abs(theirs - datetime.now(CHINA)) < timedelta(seconds=5)

    at_the_office(visit)


def test_an_office_whose_clock_is_wrong_takes_nobody() -> None:
    async def visit(call: Caller) -> None:
        call.office.faults.command("skew 3600")
        assert await call("activate", act_on("collected", fresh())) == (401, "stale")
        call.office.faults.clear()
        assert (await call("card", holding("collected")))[1]["aaz502"] == "0"

    at_the_office(visit)


def test_no_request_is_taken_twice_whatever_it_is_sent_to(database: str) -> None:
    async def visit(call: Caller) -> None:
        body = request(act_on("collected", fresh()))
        assert (await call.raw("activate", body)).status == 200
        for operation in ("activate", "card", "today"):
            answer = await call.raw(operation, body)
            assert (answer.status, answer.json()["code"]) == (401, "replayed")

    at_the_office(visit, database)


def test_a_nonce_is_remembered_over_a_restart_and_forgotten_when_it_is_stale(database: str) -> None:
    body = request(person("ready"))
    later = datetime.now(CHINA) + timedelta(seconds=601)

    async def first(call: Caller) -> None:
        assert (await call.raw("progress", body)).status == 200

    async def after(call: Caller) -> None:
        assert (await call.raw("progress", body)).json()["code"] == "replayed"
        call.office.clock = lambda: later
        assert (await call.raw("progress", body)).json()["code"] == "stale"
        reused = request(person("ready"), time=later.isoformat(), nonce=json.loads(body)["envelope"]["nonce"])
        assert (await call.raw("progress", reused)).status == 200

    at_the_office(first, database)
    at_the_office(after, database)


def test_what_is_not_trusted_changes_nothing() -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        body = request(act_on("collected", number))
        for headers in ({}, {"X-Signature": call.signature("POST", "/v2/card", body)}):
            answer = await call.raw("activate", body, headers=headers, sign=False)
            assert answer.status == 401
        assert call.office.store.effects(number) == ()
        assert await call("activate", act_on("collected", number)) == (200, {"outcome": "done", "reason": None})

    at_the_office(visit)


def test_every_call_is_to_be_signed() -> None:
    async def visit(call: Caller) -> None:
        for operation, (_, method, _) in OPERATIONS.items():
            if method == "POST":
                answer = await call.raw(operation, request({}), fresh(), sign=False)
                assert (answer.status, answer.json()["code"]) == (401, "bad-signature")

    at_the_office(visit)


def test_tls_is_for_machines_with_a_certificate_of_our_authority(tmp_path: Path) -> None:
    ours, strangers = Authority(tmp_path / "ours"), Authority(tmp_path / "strangers")
    machine, stranger = ours.machine(MACHINE), strangers.machine(MACHINE)

    def context(trusted: Authority, own: tuple[Path, Path] | None) -> ssl.SSLContext:
        made = ssl.create_default_context(cafile=str(trusted.path))
        if own:
            made.load_cert_chain(*own)
        return made

    async def ask(office: Office, tls_: ssl.SSLContext) -> int:
        return (await exchange(office.url, "GET", "/v2/health", {}, b"", tls_)).status

    async def visit() -> None:
        office = Office()
        office.faults.delay = 0
        good = context(ours, dataclasses.astuple(machine))
        await office.start(tls=tls(ours.office(), ours.path))
        assert office.url.startswith("https://")
        assert await ask(office, good) == 200
        for wrong in (context(ours, None), context(ours, dataclasses.astuple(stranger)), context(strangers, None)):
            with pytest.raises((ConnectionError, ssl.SSLError, EOFError)):
                await ask(office, wrong)
        await office.stop()
        for kind in ({"expired": True}, {"elsewhere": True}):
            await office.start(tls=tls(ours.office(**kind), ours.path))
            with pytest.raises(ssl.SSLCertVerificationError):
                await ask(office, good)
            await office.stop()
        await office.close()

    asyncio.run(visit())


def test_the_envelope_comes_back_with_every_answer() -> None:
    async def visit(call: Caller) -> None:
        asked = envelope()
        answer = await call.raw("today", json.dumps({"envelope": asked, "param": {}}).encode())
        told = answer.json()["envelope"]
        assert (told["business_date"], told["nonce"]) == ("2026-11-19", asked["nonce"])

    at_the_office(visit)
