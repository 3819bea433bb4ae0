"""The client against every fault of the simulated office: what was sent is known, and nothing is sent twice."""

from __future__ import annotations

import asyncio
import contextlib
import time

import pytest

from kiosk.backend_client.client import Office
from kiosk.backend_client.errors import OfficeGarbled, OfficeRefused, OfficeUnreachable
from kiosk.backend_client.models import ActAnswer, ActOutcome, Reason
from kiosk_sim.office import service
from tests.kiosk.backend_client.office_call import (
    DEADLINE,
    TODAY,
    at_the_office,
    calls,
    card_of,
    client,
    fresh,
    identity,
)

DONE = ActAnswer(ActOutcome.DONE)
VOID = ActAnswer(ActOutcome.VOID)


def test_a_silent_office_is_given_up_on_within_the_deadline() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        await here.today()
        there.faults.silent()
        begun = time.monotonic()
        with pytest.raises(
            OfficeUnreachable, match=r"activate: (no answer within 1(\.0)? s|ReadTimeoutError)"
        ) as caught:
            await here.activate(fresh(), identity("collected"), card_of("collected"))
        assert caught.value.sent
        assert not caught.value.nothing_done
        assert DEADLINE <= time.monotonic() - begun < DEADLINE + 3

    at_the_office(visit, DEADLINE)


def test_a_late_answer_is_found_by_enquiring() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        there.faults.hold_next_answer("activate")
        number = fresh()
        with pytest.raises(OfficeUnreachable) as caught:
            await here.activate(number, identity("collected"), card_of("collected"))
        assert caught.value.sent
        assert await here.enquire(number) == DONE
        assert there.store.activations(number) == 1

    at_the_office(visit, DEADLINE)


def test_a_request_that_arrives_after_the_enquiry_does_nothing() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        there.faults.hold_next_request("activate")
        number = fresh()
        with pytest.raises(OfficeUnreachable) as caught:
            await here.activate(number, identity("collected"), card_of("collected"))
        assert caught.value.sent
        assert await here.enquire(number) == VOID
        there.faults.release()
        assert await here.activate(number, identity("collected"), card_of("collected")) == ActAnswer(
            ActOutcome.REFUSED, Reason.VOID
        )
        assert there.store.activations(number) == 0

    at_the_office(visit, DEADLINE)


def test_a_lost_answer_leaves_the_act_in_doubt_and_is_not_sent_again() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        await here.today()
        there.faults.lose_next_answer("activate")
        number = fresh()
        with pytest.raises(OfficeUnreachable) as caught:
            await here.activate(number, identity("collected"), card_of("collected"))
        assert caught.value.sent
        assert there.store.activations(number) == 1
        assert await here.enquire(number) == DONE

    at_the_office(visit)


def test_an_act_whose_request_was_dropped_is_not_sent_again() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        await here.today()
        there.faults.drop_next_request("activate")
        number = fresh()
        with pytest.raises(OfficeUnreachable) as caught:
            await here.activate(number, identity("collected"), card_of("collected"))
        assert caught.value.sent
        assert await here.enquire(number) == VOID

    at_the_office(visit)


def test_a_question_is_asked_once_more_on_a_connection_that_died() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        there.faults.drop_next_request()
        with pytest.raises(OfficeUnreachable):  # the first connection of all cannot have died of age
            await here.progress(identity("ready"))
        await here.today()
        there.faults.drop_next_request()
        assert await here.progress(identity("ready")) is not None

    at_the_office(visit)


def test_an_error_status_is_told_with_its_code() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        there.faults.status = 503
        for call in calls(here).values():
            with pytest.raises(OfficeRefused) as caught:
                await call()
            assert (caught.value.status, caught.value.code) == (503, "unavailable")
            assert not caught.value.nothing_done

    at_the_office(visit)


def test_garbage_is_told() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        there.faults.garbage = True
        for name, call in calls(here).items():
            if name == "content":  # bytes are bytes: whether they are a bundle, who unpacks it sees
                continue
            with pytest.raises(OfficeGarbled):
                await call()

    at_the_office(visit)


def test_an_office_that_is_away_was_sent_nothing_and_is_found_again() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        await here.today()
        port = int(there.url.rpartition(":")[2])
        await there.stop()
        for call in calls(here).values():
            with pytest.raises(OfficeUnreachable) as caught:
                await call()
            assert not caught.value.sent
            assert caught.value.nothing_done
        await there.start(port=port)
        assert await here.today() == TODAY

    at_the_office(visit)


def test_no_such_host_means_nothing_was_sent() -> None:
    async def visit() -> None:
        async with contextlib.aclosing(client("http://office.invalid")) as here:
            with pytest.raises(OfficeUnreachable) as caught:
                await here.activate(fresh(), identity("collected"), card_of("collected"))

            assert not caught.value.sent

    asyncio.run(visit())


def test_whether_the_office_can_be_reached_is_known_after_each_call() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        assert here.reachable is None
        changes: list[bool | None] = []

        async def watch() -> None:
            while True:
                await here.change()
                changes.append(here.reachable)

        watching = asyncio.create_task(watch())
        await asyncio.sleep(0)
        for fault, expected in ((0, True), (0, True), (503, False), (500, False), (0, True)):
            there.faults.status = fault
            with contextlib.suppress(OfficeRefused):
                await here.today()
            await asyncio.sleep(0)
            assert here.reachable is expected
        there.faults.garbage = True
        with pytest.raises(OfficeGarbled):
            await here.today()
        await asyncio.sleep(0)
        watching.cancel()
        assert changes == [True, False, True, False]

    at_the_office(visit)
