"""Whom the client believes: the office's time over its own clock, our CA's word and no other, one key each."""

from __future__ import annotations

import asyncio
import contextlib
import time
from pathlib import Path
from typing import Any

import pytest

from kiosk.backend_client.client import Office
from kiosk.backend_client.envelope import OfficeClock
from kiosk.backend_client.errors import OfficeGarbled, OfficeRefused, OfficeTrouble, OfficeUnreachable
from kiosk.backend_client.models import ActAnswer, ActOutcome
from kiosk.backend_client.signing import KeyFileWrong
from kiosk_sim.office import service
from kiosk_sim.office.certificates import Authority, Certificate, tls
from tests.kiosk.backend_client.office_call import (
    ACTS,
    MACHINE,
    TODAY,
    Asked,
    against,
    at_the_office,
    calls,
    card_of,
    fresh,
    identity,
    keys,
    saying,
    settings,
)

DONE = ActAnswer(ActOutcome.DONE)


class WrongClock:
    """A machine's clock that is wrong, and may be set right."""

    def __init__(self, wrong_by: float) -> None:
        self.wrong_by = wrong_by

    def __call__(self) -> float:
        return time.time() + self.wrong_by


@pytest.mark.parametrize("wrong_by", [-36_000.0, 36_000.0, -1_700_000_000.0])
def test_a_wrong_clock_costs_one_more_question_and_no_service(wrong_by: float) -> None:
    clock = OfficeClock(WrongClock(wrong_by))

    async def visit(here: Office, there: service.Office) -> None:
        assert await here.today() == TODAY
        assert abs((clock.now() - there.now()).total_seconds()) < 5
        assert await here.activate(fresh(), identity("collected"), card_of("collected")) == DONE

    at_the_office(visit, clock=clock)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_with_a_wrong_clock_is_not_sent_again_and_known_as_not_done(name: str) -> None:
    clock = OfficeClock(WrongClock(-36_000))

    async def visit(here: Office, there: service.Office) -> None:
        with pytest.raises(OfficeRefused, match="status 401 stale") as caught:
            await calls(here)[name]()
        assert caught.value.nothing_done
        assert abs((clock.now() - there.now()).total_seconds()) < 5
        await calls(here)[name]()  # the citizen tries again

    at_the_office(visit, clock=clock)


def test_a_clock_set_in_the_middle_of_the_day_is_not_noticed() -> None:
    wall = WrongClock(0)

    async def visit(here: Office, there: service.Office) -> None:
        await here.today()
        wall.wrong_by = 86_400
        assert await here.activate(fresh(), identity("collected"), card_of("collected")) == DONE

    at_the_office(visit, clock=OfficeClock(wall))


def test_an_office_that_finds_every_time_wrong_is_asked_twice_and_no_more() -> None:
    asked_for: list[str] = []

    def stale(asked: Asked) -> bytes:
        asked_for.append(asked.nonce)
        return asked.problem("401 Unauthorized", "stale")

    error, _ = against(saying(stale), lambda here: here.progress(identity("ready")))
    assert isinstance(error, OfficeRefused)
    assert len(set(asked_for)) == 2
    asked_for.clear()
    error, _ = against(saying(stale), lambda here: here.activate(fresh(), identity("collected"), card_of("collected")))
    assert isinstance(error, OfficeRefused)
    assert len(asked_for) == 1


@pytest.mark.parametrize(
    ("status", "code", "nothing_done"),
    [
        ("400 Bad Request", "malformed", True),
        ("401 Unauthorized", "bad-signature", True),
        ("401 Unauthorized", "replayed", False),  # a gateway brought it twice: what became of the first is not known
        ("404 Not Found", "not-offered", True),
        ("409 Conflict", "number-reused", True),
        ("500 Internal Server Error", "unavailable", False),
        ("503 Service Unavailable", "unavailable", False),
    ],
)
def test_what_a_problem_says_about_an_act(status: str, code: str, nothing_done: bool) -> None:
    answer = saying(lambda asked: asked.problem(status, code))
    error, _ = against(answer, lambda here: here.activate(fresh(), identity("collected"), card_of("collected")))
    assert isinstance(error, OfficeRefused)
    assert error.nothing_done is nothing_done


def test_a_machine_the_office_does_not_know_is_told_so() -> None:
    async def visit(here: Office, there: service.Office) -> None:
        there.trust(MACHINE, keys("SM2-SM3", "somebody else").public)
        with pytest.raises(OfficeRefused, match="status 401 bad-signature"):
            await here.today()

    at_the_office(visit)


def test_an_office_with_another_key_is_not_the_office() -> None:
    async def visit() -> None:
        async with service.Office(today=TODAY, keys=keys("SM2-SM3", "somebody else")) as there:
            there.trust(MACHINE, keys("SM2-SM3", "machine").public)
            async with contextlib.aclosing(Office(settings(there.url), MACHINE)) as here:
                with pytest.raises(OfficeGarbled, match="not signed by the office"):
                    await here.today()

    asyncio.run(visit())


def over_tls(ours: Authority, server: Certificate, machine: Certificate) -> object:
    """What a question over TLS brings where both sides trust `ours`: the date, or the trouble."""

    async def visit() -> object:
        there = service.Office(today=TODAY, keys=keys("SM2-SM3", "office"))
        there.trust(MACHINE, keys("SM2-SM3", "machine").public)
        there.faults.delay = 0
        await there.start(tls=tls(server, ours.path))
        try:
            own: dict[str, Any] = {"ca": ours.path, "certificate": machine.certificate, "certificate_key": machine.key}
            async with contextlib.aclosing(Office(settings(there.url, **own), MACHINE)) as here:
                return (await asyncio.gather(here.today(), return_exceptions=True))[0]
        finally:
            await there.close()

    return asyncio.run(visit())


def test_tls_with_the_machine_s_own_certificate(tmp_path: Path) -> None:
    ours = Authority(tmp_path)
    assert over_tls(ours, ours.office(), ours.machine(MACHINE)) == TODAY


@pytest.mark.parametrize("wrong", ["expired", "elsewhere", "another CA"])
def test_an_office_our_ca_does_not_vouch_for_is_sent_nothing(wrong: str, tmp_path: Path) -> None:
    ours, other = Authority(tmp_path), Authority(tmp_path / "other", "other")
    server = {"expired": ours.office(expired=True), "elsewhere": ours.office(elsewhere=True)}.get(wrong, other.office())
    found = over_tls(ours, server, ours.machine(MACHINE))
    assert isinstance(found, OfficeUnreachable)
    assert not found.sent


def test_a_machine_without_the_office_s_certificate_is_not_served(tmp_path: Path) -> None:
    ours, other = Authority(tmp_path), Authority(tmp_path / "other", "other")
    found = over_tls(ours, ours.office(), other.machine(MACHINE))
    assert isinstance(found, OfficeTrouble)


def test_files_that_are_no_use_for_tls_are_named(tmp_path: Path) -> None:
    ours = Authority(tmp_path)
    machine = ours.machine(MACHINE)
    good: dict[str, Any] = {"ca": ours.path, "certificate": machine.certificate, "certificate_key": machine.key}
    broken = tmp_path / "broken.pem"
    broken.touch(0o600)
    broken.write_text("-----BEGIN CERTIFICATE-----\nxxxx\n-----END CERTIFICATE-----\n", "ascii")
    for name in good:
        for path in (broken, tmp_path / "none.pem"):
            with pytest.raises(KeyFileWrong) as caught:
                Office(settings("https://office.invalid", **{**good, name: path}), MACHINE)
            named = machine.certificate if (name, path) == ("certificate_key", broken) else path
            assert str(named) in str(caught.value)
    machine.key.chmod(0o644)
    with pytest.raises(KeyFileWrong, match="others than its owner can read it"):
        Office(settings("https://office.invalid", **good), MACHINE)
