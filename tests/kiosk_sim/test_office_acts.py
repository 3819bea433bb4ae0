"""The office acts once per request number, does nothing after a void, and has faults that keep to that too."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path

import aiohttp
import pytest

from tests.kiosk_sim.office_visit import (
    DONE,
    MACHINE,
    VOID,
    Caller,
    activation,
    at_the_office,
    fresh,
    holding,
    person,
    refused,
)


def test_activation_changes_card_and_progress() -> None:
    async def visit(call: Caller) -> None:
        assert await call("activate", activation("collected", fresh())) == (200, DONE)
        assert (await call("card", holding("collected")))[1]["aaz502"] == "1"
        stages = (await call("progress", person("collected")))[1]["stages"]
        assert stages[-1] == {"stage": "activated", "date": "2026-11-19"}

    at_the_office(visit)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (holding("active"), "already-active"),
        (holding("lost"), "wrong-state"),
        (holding("collected", card_of="stranger"), "not-holder"),
        ({**holding("collected"), "aaz500": "T99999999"}, "unknown-card"),
    ],
    ids=["active", "lost", "stranger", "no card"],
)
def test_refusals_are_recorded_answers(asked: dict[str, str], reason: str) -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        for _ in range(2):
            assert await call("activate", {"number": number, **asked}) == (200, refused(reason))
        assert await call("enquire", {}, number) == (200, refused(reason))
        assert call.office.store.activations(number) == 0

    at_the_office(visit)


def test_the_same_number_never_acts_twice() -> None:
    async def visit(call: Caller) -> None:
        body = activation("collected", fresh())
        answers = await asyncio.gather(*(call("activate", body) for _ in range(20)))
        assert answers == [(200, DONE)] * 20
        assert call.office.store.activations(body["number"]) == 1
        assert await call("activate", activation("collected", fresh())) == (200, refused("already-active"))

    at_the_office(visit)


def test_a_number_cannot_be_used_for_somebody_else() -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        await call("activate", activation("collected", number))
        status, problem = await call("activate", activation("foreign", number))
        assert (status, problem["code"]) == (409, "number-reused")
        assert (await call("card", holding("foreign")))[1]["aaz502"] == "0"

    at_the_office(visit)


def test_an_enquiry_voids_a_number_that_never_came() -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        for _ in range(2):
            assert await call("enquire", {}, number) == (200, VOID)
        for _ in range(2):
            assert await call("activate", activation("collected", number)) == (200, refused("void"))
        assert await call("enquire", {}, number) == (200, VOID)
        assert call.office.store.activations(number) == 0
        assert (await call("card", holding("collected")))[1]["aaz502"] == "0"

    at_the_office(visit)


def test_a_request_that_arrives_after_the_enquiry_does_nothing() -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        call.office.faults.hold_next_request("activate")
        late = asyncio.create_task(call("activate", activation("collected", number)))
        await call.office.faults.held()
        assert await call("enquire", {}, number) == (200, VOID)
        call.office.faults.release()
        assert await late == (200, refused("void"))
        assert call.office.store.activations(number) == 0

    at_the_office(visit)


def test_act_and_record_stand_or_fall_together(tmp_path: Path) -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        body = activation("collected", number)
        database = sqlite3.connect(tmp_path / "office")
        database.execute("CREATE TRIGGER fault BEFORE INSERT ON requests BEGIN SELECT RAISE(ABORT, 'disk'); END")
        async with call.http.post(call.office.url + "/v1/activations", json=body, headers=MACHINE) as response:
            assert response.status == 500
        assert call.office.store.activations(number) == 0
        assert (await call("card", holding("collected")))[1]["aaz502"] == "0"
        database.execute("DROP TRIGGER fault")
        assert await call("activate", body) == (200, DONE)
        assert call.office.store.activations(number) == 1

    at_the_office(visit, tmp_path / "office")


def test_records_survive_a_restart(tmp_path: Path) -> None:
    done, void = fresh(), fresh()

    async def before(call: Caller) -> None:
        await call("activate", activation("collected", done))
        await call("enquire", {}, void)

    async def after(call: Caller) -> None:
        assert await call("activate", activation("collected", done)) == (200, DONE)
        assert await call("enquire", {}, void) == (200, VOID)
        assert call.office.store.activations(done) == 1
        assert (await call("card", holding("collected")))[1]["aaz502"] == "1"

    at_the_office(before, tmp_path / "office")
    at_the_office(after, tmp_path / "office")


def test_an_idempotency_key_must_be_the_number() -> None:
    async def visit(call: Caller) -> None:
        body = activation("collected", fresh())
        other = {**MACHINE, "Idempotency-Key": fresh()}
        assert (await call.raw("activate", json.dumps(body).encode(), headers=other))[0] == 400
        assert call.office.store.activations(body["number"]) == 0
        same = {**MACHINE, "Idempotency-Key": body["number"]}
        assert await call.raw("activate", json.dumps(body).encode(), headers=same) == (200, DONE)

    at_the_office(visit)


def test_it_stops_at_once_though_requests_are_held_and_starts_again() -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        call.office.faults.silent()
        silent = asyncio.create_task(call("activate", activation("collected", number)))
        await call.office.faults.held()
        url, port = call.office.url, int(call.office.url.rpartition(":")[2])
        async with asyncio.timeout(1):
            await call.office.stop()
        with pytest.raises(aiohttp.ClientError):
            await silent
        with pytest.raises(aiohttp.ClientConnectorError):
            await call("health")
        await call.office.start(port=port)
        assert call.office.url == url
        assert call.office.store.activations(number) == 0
        assert (await call("health"))[0] == 200

    at_the_office(visit)


def test_after_the_silence_it_works_on_what_it_was_sent() -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        call.office.faults.silent()
        first = asyncio.create_task(call("activate", activation("collected", number)))
        await call.office.faults.held()
        second = asyncio.create_task(call("enquire", {}, number))
        call.office.faults.clear()
        assert await first == (200, DONE)
        assert (await second)[0] == 200

    at_the_office(visit)


def test_a_busy_office_says_pending_and_does_not_void() -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        call.office.faults.command("busy 1")
        assert await call("enquire", {}, number) == (200, {"outcome": "pending", "reason": None})
        assert await call("activate", activation("collected", number)) == (200, DONE)
        assert await call("enquire", {}, number) == (200, DONE)

    at_the_office(visit)


@pytest.mark.parametrize(
    "line", ["", "sing", "error", "error 200", "error x", "delay soon", "drop-next-request tea", "clear all"]
)
def test_a_command_that_cannot_be_done_says_what_can(line: str) -> None:
    async def visit(call: Caller) -> None:
        with pytest.raises(ValueError, match="there is: silent, drop-next-request"):
            call.office.faults.command(line)

    at_the_office(visit)
