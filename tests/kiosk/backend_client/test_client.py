"""The client against the simulated office over real HTTP: typed answers, every fault, nothing ever done twice."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.backend_client.client import Office
from kiosk.backend_client.errors import OfficeRefused
from kiosk.backend_client.models import ActAnswer, ActOutcome, NotHolder, Reason, Situation
from kiosk.domain.card import CardState
from kiosk.domain.identity import Proof
from kiosk.domain.personal import CardNumber, IdNumber, PersonName, ScannedCode
from kiosk.domain.progress import Stage, Trouble
from kiosk_sim.office import service
from kiosk_sim.people import PEOPLE
from tests.kiosk.backend_client.office_call import (
    BUNDLE,
    TODAY,
    at_the_office,
    calls,
    card_of,
    fresh,
    identity,
    question,
    settings,
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

    at_the_office(visit, suite="Ed25519")  # fast: many people


def test_the_outlet_that_holds_the_card() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        progress = await here.progress(identity("outlet-changed"))
        assert progress is not None
        assert (progress.stage, progress.trouble) == (Stage.READY, Trouble.OUTLET_CHANGED)
        assert progress.outlet is not None
        assert progress.outlet.phone == "028-00000002"
        nowhere = await here.progress(identity("factory"))
        assert nowhere is not None
        assert nowhere.holds_now is None
        assert nowhere.outlet == nowhere.collect_at
        assert nowhere.collect_at is not None

    at_the_office(visit)


def test_cards() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        for key, state in (("collected", CardState.SEALED), ("active", CardState.NORMAL), ("lost", CardState.LOST)):
            status = await here.card(identity(key), card_of(key))
            assert status is not None
            assert not isinstance(status, NotHolder)
            assert status.state is state
            assert (status.region, status.valid_until is not None) == ("510100", True)
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


def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

    async def visit(here: Office, there: service.Office) -> None:
        assert await here.today() == TODAY

    at_the_office(visit)


def test_importing_the_client_is_cheap() -> None:
    slow = {"requests", "urllib3", "gmssl", "cryptography"}
    code = f"import sys, kiosk.backend_client.client; sys.exit(bool({slow} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("machine", ["", "seventeen-letters", "has space", "half;colon", "测试"])
def test_a_machine_number_that_fits_no_header_is_refused(machine: str) -> None:
    with pytest.raises(ValueError, match="machine number"):
        Office(settings("http://office.invalid"), machine)


def test_a_request_number_must_be_a_uuid() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        with pytest.raises(ValueError, match="badly formed"):
            await here.enquire("../today")

    at_the_office(visit)


def test_how_things_stand() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        waiting = await here.situation(identity("ready"))
        assert waiting.application is not None
        assert (waiting.application.stage, waiting.card) == (Stage.READY, None)
        sealed = await here.situation(identity("collected"))
        assert sealed.card is not None
        assert sealed.card.state is CardState.SEALED
        nobody = replace(identity("ready"), name=PersonName("测试无此人"))
        assert await here.situation(nobody) == Situation(None, None)

    at_the_office(visit)


def test_progress_by_a_number_and_by_an_electronic_code() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        person = identity("ready")
        assert await here.progress_by_number(person.number) == await here.progress(person)
        assert await here.progress_by_number(IdNumber("000000000000000000")) is None
        assert await here.progress_by_number(person.number, person.name) == await here.progress(person)
        assert await here.progress_by_number(person.number, identity("collected").name) is None
        shown = await here.resolve(ScannedCode(there.electronic_code("ready")))
        assert shown is not None
        assert (shown.name, shown.number, shown.proof) == (person.name, person.number, Proof.ELECTRONIC_CARD)
        assert await here.resolve(ScannedCode("HRSS-TEST-NO-SUCH-CODE")) is None

    at_the_office(visit)


def test_balance_and_relatives() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        found = [await here.balance(identity(key)) for key in PEOPLE]
        assert {balance is None for balance in found} == {True, False}
        for key in PEOPLE:
            for relative in await here.relatives(identity(key)):
                assert "*" in relative.masked_name
                assert relative.ref not in repr(relative)
                await here.relative_progress(identity(key), relative)
                with pytest.raises(OfficeRefused, match="unknown-relative"):
                    await here.relative_progress(identity("ready"), replace(relative, ref="0" * 32))
                return
        raise AssertionError("nobody has a relative")

    at_the_office(visit, suite="Ed25519")  # fast: many people


def test_every_other_act_is_done_once_and_then_already() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        person, card = identity("active"), card_of("active")
        acts: list[Callable[[str], Awaitable[ActAnswer]]] = [
            lambda number: here.report_loss(number, person),
            lambda number: here.release_loss(number, person, card),
            lambda number: here.reset_pin(number, person, card),
        ]
        for act in acts:
            number = fresh()
            assert await act(number) == DONE
            assert await act(number) == DONE  # by hand: the client never does so by itself
            assert await here.enquire(number) == DONE
            assert await act(fresh()) == ALREADY
        anothers = await here.release_loss(fresh(), identity("temporarily-lost"), card_of("lost"))
        assert anothers == ActAnswer(ActOutcome.REFUSED, Reason.NOT_HOLDER)  # the card that is named counts
        assert await here.transfer(fresh(), person, card) == ALREADY
        assert await here.transfer(fresh(), identity("mianyang-active"), card_of("mianyang-active")) == DONE
        assert await here.transfer(fresh(), identity("mianyang-sealed"), card_of("mianyang-sealed")) == ActAnswer(
            ActOutcome.REFUSED, Reason.NOT_ACTIVATED
        )

    at_the_office(visit)


def test_reports_are_taken_twice_and_content_is_fetched() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        number = fresh()
        for _ in range(2):
            await here.rate(number, "progress", 5)
        with pytest.raises(OfficeRefused, match="number-reused"):
            await here.rate(number, "progress", 1)
        await here.call_staff(fresh(), "help")
        await here.tell_event(fresh(), "printer-faulty", datetime.now(UTC))
        offer = await here.content_offer("")
        assert offer is not None
        assert (offer.version, offer.size) == ("2026-11-19.1", len(BUNDLE))
        assert hashlib.sha256(await here.content(offer.version)).hexdigest() == offer.sha256
        assert await here.content_offer(offer.version) is None
        with pytest.raises(OfficeRefused, match="not-offered"):
            await here.content("2026-01-01.1")

    at_the_office(visit)


def test_what_an_office_does_not_offer_is_refused() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        for operation, name in (("balance", "balance"), ("relatives", "relatives"), ("resolve", "resolve")):
            there.faults.withhold(operation)
            with pytest.raises(OfficeRefused, match="status 404 not-offered"):
                await calls(here)[name]()
        assert here.reachable is True

    at_the_office(visit)


def test_the_other_suite() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        assert await here.today() == TODAY
        assert await here.activate(fresh(), identity("collected"), card_of("collected")) == DONE

    at_the_office(visit, suite="Ed25519")
