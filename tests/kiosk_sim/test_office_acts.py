"""The office acts once per request number, does nothing after a void, and has faults that keep to that too."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import create_engine

from kiosk_sim.office.acts import Act, Request
from kiosk_sim.office.store import Store
from kiosk_sim.people import PEOPLE
from tests.kiosk_sim.office_visit import (
    DONE,
    TODAY,
    VOID,
    Caller,
    act_of,
    act_on,
    at_the_office,
    fresh,
    holding,
    person,
    refused,
    request,
)


def test_activation_changes_card_and_progress(database: str) -> None:
    async def visit(call: Caller) -> None:
        assert await call("activate", act_on("collected", fresh())) == (200, DONE)
        assert (await call("card", holding("collected")))[1]["aaz502"] == "1"
        stages = (await call("progress", person("collected")))[1]["stages"]
        assert stages[-1] == {"stage": "activated", "date": "2026-11-19"}

    at_the_office(visit, database)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (holding("lost"), "wrong-state"),
        (holding("collected", card_of="stranger"), "not-holder"),
        ({**holding("collected"), "aaz500": "T99999999"}, "unknown-card"),
    ],
    ids=["lost", "stranger", "no card"],
)
def test_refusals_are_recorded_answers(asked: dict[str, str], reason: str, database: str) -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        for _ in range(2):
            assert await call("activate", {"number": number, **asked}) == (200, refused(reason))
        assert await call("enquire", {}, number) == (200, refused(reason))
        assert call.office.store.activations(number) == 0

    at_the_office(visit, database)


def test_the_same_number_never_acts_twice(database: str) -> None:
    async def visit(call: Caller) -> None:
        asked = act_on("collected", fresh())
        answers = await asyncio.gather(*(call("activate", asked) for _ in range(20)))
        assert answers == [(200, DONE)] * 20
        assert call.office.store.effects(asked["number"]) == (Act.ACTIVATE,)

    at_the_office(visit, database)


def test_two_offices_on_one_database_act_once(database: str) -> None:
    """As two processes would: nothing but the database lies between them."""
    first, second = Store(database), Store(database)
    first.populate(PEOPLE.values(), TODAY)
    asked = [Request(fresh(), **holding("collected"), act=Act.ACTIVATE) for _ in range(4)]

    async def both() -> list[str]:
        work = [asyncio.to_thread(store.act, one, TODAY) for one in asked for store in (first, second)]
        return [answer.reason or answer.outcome for answer in await asyncio.gather(*work)]

    answers = asyncio.run(both())
    assert sorted(answers) == ["already"] * 6 + ["done"] * 2  # each number has one answer, told twice
    assert sum(first.activations(one.number) for one in asked) == 1
    first.close()
    second.close()


def test_a_number_cannot_be_used_for_somebody_else_or_something_else(database: str) -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        await call("activate", act_on("collected", number))
        assert await call("activate", act_on("foreign", number)) == (409, "number-reused")
        assert await call("reset-pin", act_on("collected", number)) == (409, "number-reused")
        assert await call("report-loss", act_of("collected", number)) == (409, "number-reused")
        assert (await call("card", holding("foreign")))[1]["aaz502"] == "0"
        assert call.office.store.effects(number) == (Act.ACTIVATE,)

    at_the_office(visit, database)


@pytest.mark.parametrize("act", Act)
def test_an_enquiry_voids_a_number_that_never_came(act: Act, database: str) -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        asked = act_of("active", number) if act is Act.REPORT_LOSS else act_on("active", number)
        for _ in range(2):
            assert await call("enquire", {}, number) == (200, VOID)
        for _ in range(2):
            assert await call(act.value, asked) == (200, refused("void"))
        assert await call("enquire", {}, number) == (200, VOID)
        assert call.office.store.effects(number) == ()
        assert (await call("card", holding("active")))[1]["aaz502"] == "1"

    at_the_office(visit, database)


def test_a_request_that_arrives_after_the_enquiry_does_nothing(database: str) -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        call.office.faults.hold_next_request("activate")
        late = asyncio.create_task(call("activate", act_on("collected", number)))
        await call.office.faults.held()
        assert await call("enquire", {}, number) == (200, VOID)
        call.office.faults.release()
        assert await late == (200, refused("void"))
        assert call.office.store.activations(number) == 0

    at_the_office(visit, database)


@pytest.mark.parametrize("table", ["requests", "acts"])
def test_act_and_record_stand_or_fall_together(table: str, database: str) -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        asked = act_on("collected", number)
        disk = create_engine(database if "://" in database else f"sqlite:///{database}")
        with disk.begin() as db:
            for line in _broken(table, disk.dialect.name):
                db.exec_driver_sql(line)
        answer = await call.send("POST", "/v2/activations", request(asked))
        assert answer.status == 500
        assert call.office.store.activations(number) == 0
        assert (await call("card", holding("collected")))[1]["aaz502"] == "0"
        with disk.begin() as db:
            db.exec_driver_sql(f"DROP TRIGGER fault{f' ON {table}' if '://' in database else ''}")
        disk.dispose()
        assert await call("activate", asked) == (200, DONE)
        assert call.office.store.activations(number) == 1

    at_the_office(visit, database)


def _broken(table: str, dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [f"CREATE TRIGGER fault BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'disk'); END"]
    return [
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk'; END $$",
        f"CREATE TRIGGER fault BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION fail()",
    ]


def test_records_survive_a_restart(database: str) -> None:
    done, void = fresh(), fresh()

    async def before(call: Caller) -> None:
        await call("activate", act_on("collected", done))
        await call("enquire", {}, void)

    async def after(call: Caller) -> None:
        assert await call("activate", act_on("collected", done)) == (200, DONE)
        assert await call("enquire", {}, void) == (200, VOID)
        assert call.office.store.activations(done) == 1
        assert (await call("card", holding("collected")))[1]["aaz502"] == "1"

    at_the_office(before, database)
    at_the_office(after, database)


def test_an_idempotency_key_must_be_the_number() -> None:
    async def visit(call: Caller) -> None:
        asked = act_on("collected", fresh())
        other = await call.raw("activate", request(asked), headers={"Idempotency-Key": fresh()})
        assert other.status == 400
        assert call.office.store.activations(asked["number"]) == 0
        same = await call.raw("activate", request(asked), headers={"Idempotency-Key": asked["number"]})
        assert same.json()["result"] == DONE

    at_the_office(visit)


def test_it_stops_at_once_though_requests_are_held_and_starts_again() -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        call.office.faults.silent()
        silent = asyncio.create_task(call("activate", act_on("collected", number)))
        await call.office.faults.held()
        url, port = call.office.url, int(call.office.url.rpartition(":")[2])
        async with asyncio.timeout(1):
            await call.office.stop()
        with pytest.raises((ConnectionError, EOFError)):
            await silent
        with pytest.raises(ConnectionRefusedError):
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
        first = asyncio.create_task(call("activate", act_on("collected", number)))
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
        assert await call("activate", act_on("collected", number)) == (200, DONE)
        assert await call("enquire", {}, number) == (200, DONE)

    at_the_office(visit)


@pytest.mark.parametrize(
    "line",
    ["", "sing", "error", "error 200", "error x", "delay soon", "drop-next-request tea", "clear all", "withhold card"],
)
def test_a_command_that_cannot_be_done_says_what_can(line: str) -> None:
    async def visit(call: Caller) -> None:
        with pytest.raises(ValueError, match="there is: silent, drop-next-request"):
            call.office.faults.command(line)

    at_the_office(visit)
