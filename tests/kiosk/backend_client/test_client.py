"""The client against the simulated office over real HTTP: typed answers, every fault, nothing ever done twice."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import time

import pytest

from kiosk import config
from kiosk.backend_client.client import Office
from kiosk.backend_client.errors import OfficeError, OfficeGarbled, OfficeSilent, OfficeUnreachable
from kiosk.backend_client.models import ActAnswer, ActOutcome, NotHolder, Reason
from kiosk.domain.card import CardState
from kiosk.domain.personal import CardNumber
from kiosk.domain.progress import Stage, Trouble
from kiosk_sim.office import service
from kiosk_sim.people import PEOPLE
from tests.kiosk.backend_client.office_call import (
    DEADLINE,
    TODAY,
    at_the_office,
    calls,
    card_of,
    client,
    fresh,
    identity,
    question,
)

DONE = ActAnswer(ActOutcome.DONE)
VOID = ActAnswer(ActOutcome.VOID)
ALREADY = ActAnswer(ActOutcome.DONE, Reason.ALREADY)


def test_today() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        assert await here.today() == TODAY

    at_the_office(visit)


def test_progress_of_everybody() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        for key, person in PEOPLE.items():
            progress = await here.progress(identity(key))
            if person.application is None:
                assert progress is None
                continue
            assert progress is not None
            assert {s.value: day for s, day in progress.reached.items()} == person.application.reached(TODAY)
            assert progress.bank == person.application.bank
            assert (progress.trouble and progress.trouble.value) == person.application.trouble
            assert progress.deadline(TODAY).overdue == (key == "overdue")

    at_the_office(visit)


def test_the_outlet_that_holds_the_card() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        progress = await here.progress(identity("outlet-changed"))
        assert progress is not None
        assert (progress.stage, progress.trouble) == (Stage.READY, Trouble.OUTLET_CHANGED)
        assert progress.outlet is not None
        assert progress.outlet.phone == "028-00000002"
        nowhere = await here.progress(identity("factory"))
        assert nowhere is not None
        assert nowhere.outlet is None

    at_the_office(visit)


def test_cards() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        for key, state in (("collected", CardState.SEALED), ("active", CardState.NORMAL), ("lost", CardState.LOST)):
            status = await here.card(identity(key), card_of(key))
            assert status is not None
            assert not isinstance(status, NotHolder)
            assert status.state is state
        assert await here.card(identity("collected"), card_of("stranger")) == NotHolder()
        assert await here.card(identity("collected"), CardNumber("T99999999")) is None

    at_the_office(visit)


def test_the_answer_to_a_card_s_challenge() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        proof = await here.prove(*question())
        assert proof is not None
        assert (proof.cryptogram.hex(), proof.factor.hex()) == ("b0949e51dec31b5b", "0102030405060708")
        assert "b0949e" not in repr(proof).lower()
        assert await here.prove("000000", *question()[1:]) is None

    at_the_office(visit)


def test_activation_and_every_refusal() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        number = fresh()
        assert await here.activate(number, identity("collected"), card_of("collected")) == DONE
        assert await here.enquire(number) == DONE
        assert await here.activate(fresh(), identity("collected"), card_of("collected")) == ALREADY
        for holder, card, reason in (
            ("lost", card_of("lost"), Reason.WRONG_STATE),
            ("collected", card_of("stranger"), Reason.NOT_HOLDER),
            ("collected", CardNumber("T99999999"), Reason.UNKNOWN_CARD),
        ):
            number = fresh()
            answer = ActAnswer(ActOutcome.REFUSED, reason)
            assert await here.activate(number, identity(holder), card) == answer
            assert await here.enquire(number) == answer

    at_the_office(visit)


def test_an_enquiry_makes_nothing_happened_final() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        number = fresh()
        assert await here.enquire(number) == VOID
        late = await here.activate(number, identity("collected"), card_of("collected"))
        assert late == ActAnswer(ActOutcome.REFUSED, Reason.VOID)
        assert await here.enquire(number) == VOID

    at_the_office(visit)


def test_pending_is_told() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        there.faults.busy_enquiries = 1
        number = fresh()
        assert await here.enquire(number) == ActAnswer(ActOutcome.PENDING)
        assert await here.enquire(number) == VOID

    at_the_office(visit)


def test_a_silent_office_is_given_up_on_within_the_deadline() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        await here.today()
        there.faults.silent()
        begun = time.monotonic()
        with pytest.raises(OfficeSilent, match=r"activate: (no answer within 0\.5 s|ReadTimeoutError)"):
            await here.activate(fresh(), identity("collected"), card_of("collected"))
        assert DEADLINE <= time.monotonic() - begun < DEADLINE + 3

    at_the_office(visit, DEADLINE)


def test_a_late_answer_is_found_by_enquiring() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        there.faults.hold_next_answer("activate")
        number = fresh()
        with pytest.raises(OfficeSilent):
            await here.activate(number, identity("collected"), card_of("collected"))
        assert await here.enquire(number) == DONE
        assert there.store.activations(number) == 1

    at_the_office(visit, DEADLINE)


def test_a_request_that_arrives_after_the_enquiry_does_nothing() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        there.faults.hold_next_request("activate")
        number = fresh()
        with pytest.raises(OfficeSilent):
            await here.activate(number, identity("collected"), card_of("collected"))
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
        with pytest.raises(OfficeSilent):
            await here.activate(number, identity("collected"), card_of("collected"))
        assert there.store.activations(number) == 1
        assert await here.enquire(number) == DONE

    at_the_office(visit)


def test_an_act_whose_request_was_dropped_is_not_sent_again() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        await here.today()
        there.faults.drop_next_request("activate")
        number = fresh()
        with pytest.raises(OfficeSilent):
            await here.activate(number, identity("collected"), card_of("collected"))
        assert await here.enquire(number) == VOID

    at_the_office(visit)


def test_a_question_is_asked_once_more_on_a_connection_that_died() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        there.faults.drop_next_request()
        with pytest.raises(OfficeSilent):  # the first connection of all cannot have died of age
            await here.progress(identity("ready"))
        await here.today()
        there.faults.drop_next_request()
        assert await here.progress(identity("ready")) is not None

    at_the_office(visit)


def test_an_error_status_is_told_with_its_code() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        there.faults.status = 503
        for call in calls(here):
            with pytest.raises(OfficeError) as caught:
                await call()
            assert (caught.value.status, caught.value.code) == (503, "unavailable")

    at_the_office(visit)


def test_garbage_is_told() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        there.faults.garbage = True
        for call in calls(here):
            with pytest.raises(OfficeGarbled):
                await call()

    at_the_office(visit)


def test_an_office_that_is_away_was_sent_nothing_and_is_found_again() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        await here.today()
        port = int(there.url.rpartition(":")[2])
        await there.stop()
        for call in calls(here):
            with pytest.raises(OfficeUnreachable):
                await call()
        await there.start(port=port)
        assert await here.today() == TODAY

    at_the_office(visit)


def test_no_such_host_means_nothing_was_sent() -> None:
    async def visit() -> None:
        async with contextlib.aclosing(client("http://office.invalid")) as here:
            with pytest.raises(OfficeUnreachable):
                await here.activate(fresh(), identity("collected"), card_of("collected"))

    asyncio.run(visit())


def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

    async def visit(here: Office, there: service.Office) -> None:
        assert await here.today() == TODAY

    at_the_office(visit)


def test_importing_the_client_is_cheap() -> None:
    code = "import sys, kiosk.backend_client.client; sys.exit(bool({'requests', 'urllib3'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("machine", ["", "seventeen-letters", "has space", "测试"])
def test_a_machine_number_that_fits_no_header_is_refused(machine: str) -> None:
    with pytest.raises(ValueError, match="machine number"):
        Office(config.Office(url="http://office.invalid"), machine)


def test_a_request_number_must_be_a_uuid() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        with pytest.raises(ValueError, match="badly formed"):
            await here.enquire("../today")

    at_the_office(visit)
