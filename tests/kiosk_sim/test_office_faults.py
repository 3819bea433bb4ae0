"""The office's spoiled answers: each is wrong in the way its name says, and the office has acted all the same."""

from __future__ import annotations

import asyncio
import json

import pytest

from kiosk_sim.office.acts import Act
from kiosk_sim.office.faults import Spoil
from kiosk_sim.office.service import Office
from tests.kiosk_sim.office_visit import (
    KEYS,
    MACHINE,
    TODAY,
    Answer,
    Caller,
    act_on,
    at_the_office,
    fresh,
    holding,
    person,
    request,
)
from tests.virtual_time import run

PATH = "/v2/activations"


async def activated(call: Caller, spoil: Spoil) -> Answer:
    """The spoiled answer to an activation that was done."""
    call.office.faults.command(spoil.value)
    number = fresh()
    body = request(act_on("collected", number))
    try:
        return await call.send("POST", PATH, body)
    finally:
        assert call.office.store.effects(number) == (Act.ACTIVATE,)
        call.office.faults.clear()
        assert (await call("card", holding("collected")))[0] == 200


def nonce_of(answer: Answer) -> str:
    return str(answer.json()["envelope"]["nonce"])


def test_broken_json_is_signed() -> None:
    async def visit(call: Caller) -> None:
        answer = await activated(call, Spoil.GARBAGE)
        with pytest.raises(json.JSONDecodeError):
            answer.json()
        assert "x-signature" in answer.headers

    at_the_office(visit)


def test_a_truncated_answer_ends_half_way() -> None:
    async def visit(call: Caller) -> None:
        with pytest.raises(asyncio.IncompleteReadError) as end:
            await activated(call, Spoil.TRUNCATED)
        assert end.value.expected is not None
        assert len(end.value.partial) == end.value.expected // 2

    at_the_office(visit)


def test_a_dripping_answer_takes_a_second_a_byte() -> None:
    async def visit() -> None:
        office = Office(today=TODAY, suite="Ed25519")
        office.trust(MACHINE, KEYS["Ed25519"].public)
        async with office:
            call = Caller(office, "Ed25519")
            before = asyncio.get_running_loop().time()
            answer = await activated(call, Spoil.DRIP)
            assert asyncio.get_running_loop().time() - before == pytest.approx(len(answer.body), rel=0.05)
            assert answer.json()["result"] == {"outcome": "done", "reason": None}

    run(visit())


def test_a_dripping_answer_ends_when_the_office_stops() -> None:
    async def visit(call: Caller) -> None:
        call.office.faults.command("drip")
        dripping = asyncio.create_task(call.send("POST", "/v2/today", request({})))
        await asyncio.sleep(0.05)
        async with asyncio.timeout(1):
            await call.office.stop()
        with pytest.raises((ConnectionError, EOFError)):
            await dripping

    at_the_office(visit)


def test_a_huge_answer_is_signed_and_more_than_anything_may_be() -> None:
    async def visit(call: Caller) -> None:
        answer = await activated(call, Spoil.HUGE)
        assert len(answer.body) > 8 * 1024 * 1024
        assert call.signed_by_the_office(answer, nonce_of(answer))

    at_the_office(visit)


def test_wrong_types_are_signed() -> None:
    async def visit(call: Caller) -> None:
        answer = await activated(call, Spoil.WRONG_TYPES)
        assert answer.json()["result"] == {"outcome": 7, "reason": [None]}
        assert call.signed_by_the_office(answer, nonce_of(answer))
        call.office.faults.command("wrong-types")
        asked: tuple[dict[str, str], ...] = ({}, person("ready"), person("unknown"))
        paths = ("/v2/today", "/v2/progress", "/v2/progress")
        results = [
            (await call.send("POST", path, request(param))).json() for path, param in zip(paths, asked, strict=True)
        ]
        assert results[0]["result"] == [0]
        assert isinstance(results[1]["result"]["stages"], dict)
        assert results[2]["code"] == 7

    at_the_office(visit)


@pytest.mark.parametrize("spoil", [Spoil.BAD_SIGNATURE, Spoil.NO_SIGNATURE])
def test_an_answer_whose_signature_is_not_the_office_s(spoil: Spoil) -> None:
    async def visit(call: Caller) -> None:
        answer = await activated(call, spoil)
        assert answer.json()["result"] == {"outcome": "done", "reason": None}
        if spoil is Spoil.NO_SIGNATURE:
            assert "x-signature" not in answer.headers
        else:
            assert not call.signed_by_the_office(answer, nonce_of(answer))

    at_the_office(visit)


def test_a_replayed_answer_is_the_one_before() -> None:
    async def visit(call: Caller) -> None:
        before = await call.send("POST", "/v2/today", request({}))
        answer = await activated(call, Spoil.REPLAY)
        assert (answer.body, answer.headers["x-signature"]) == (before.body, before.headers["x-signature"])

    at_the_office(visit)


@pytest.mark.parametrize(("spoil", "status"), [(Spoil.PORTAL, 200), (Spoil.GATEWAY, 502), (Spoil.REDIRECT, 307)])
def test_what_something_in_between_says_is_not_signed(spoil: Spoil, status: int) -> None:
    async def visit(call: Caller) -> None:
        answer = await activated(call, spoil)
        assert answer.status == status
        assert "x-signature" not in answer.headers
        if spoil is Spoil.REDIRECT:
            assert answer.headers["location"].endswith(PATH)

    at_the_office(visit)


def test_a_lost_answer_and_a_dropped_request_differ_in_what_was_done() -> None:
    async def visit(call: Caller) -> None:
        for line, effects in (("drop-next-request activate", ()), ("lose-next-answer activate", (Act.ACTIVATE,))):
            number = fresh()
            call.office.faults.command(line)
            assert (await call("today"))[0] == 200  # another call does not use it up
            with pytest.raises((ConnectionError, EOFError)):
                await call("activate", act_on("collected", number))
            assert call.office.store.effects(number) == effects

    at_the_office(visit)


def test_a_fault_without_a_name_spares_what_a_machine_does_by_itself() -> None:
    async def visit(call: Caller) -> None:
        call.office.faults.drop_next_request()
        assert (await call("today"))[0] == 200
        assert (await call("rate", {"id": fresh(), "service": "progress", "level": 5}))[0] == 200
        with pytest.raises((ConnectionError, EOFError)):
            await call("situation", person("ready"))
        assert (await call("situation", person("ready")))[0] == 200

    at_the_office(visit)


def test_every_spoiled_answer_is_a_command_and_ends_with_clear() -> None:
    async def visit(call: Caller) -> None:
        for spoil in Spoil:
            call.office.faults.command(spoil.value)
            assert call.office.faults.spoiled is spoil
            call.office.faults.command("clear")
            assert (await call("today"))[0] == 200

    at_the_office(visit)


def test_the_office_waits_in_virtual_time_and_does_not_tick() -> None:
    async def visit() -> None:
        office = Office(today=TODAY, suite="Ed25519")
        office.trust(MACHINE, KEYS["Ed25519"].public)
        async with office:
            loop = asyncio.get_running_loop()
            office.faults.delay = 3600.0
            before = loop.time()
            assert (await Caller(office, "Ed25519")("today"))[0] == 200
            assert loop.time() - before == pytest.approx(3600.0, abs=1.0)

    run(visit())
