"""The application is killed between "request sent" and "answer written": activated once, and the journal says so."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kiosk.journal import Act, ActState, Journal
from kiosk.wiring import utc_now
from kiosk_sim.bench import Bench
from kiosk_sim.kiosk_process import KioskProcess
from kiosk_sim.office.acts import Request
from kiosk_sim.people import PEOPLE
from tests.room import CONFIG

pytestmark = pytest.mark.glass


@contextlib.asynccontextmanager
async def _room() -> AsyncIterator[tuple[Bench, Path, list[str]]]:
    with tempfile.TemporaryDirectory(prefix="kiosk-cut-") as name:
        folder = Path(name)
        async with Bench(folder) as bench:
            files = [f'files.journal="{folder / "journal.db"}"', f'files.log="{folder / "kiosk.jsonl"}"']
            yield bench, folder / "journal.db", [*bench.settings(), *files]


def _acts(journal: Path) -> list[Act]:
    opened = Journal(journal, utc_now)
    try:
        return opened.acts()
    finally:
        opened.close()


def _request(key: str, number: str) -> Request:
    """What the kiosk sent, as the office reads it."""
    person = PEOPLE[key]
    assert person.card is not None
    return Request(number, person.document.name, person.document.number, person.card.number)


async def _confirm_activation(bench: Bench, kiosk: KioskProcess) -> None:
    await kiosk.wait("Attract")
    await kiosk.tap("offer:activate")
    bench.lay("collected")
    await kiosk.wait("InsertCard")
    await bench.insert("collected")
    await kiosk.wait("ConfirmAct")
    await kiosk.tap("primary")


async def _settled(journal: Path) -> list[Act]:
    """Poll the file, as another process has it open; bounded by the test's own time limit."""
    while True:
        acts = _acts(journal)
        if acts and all(act.state not in (ActState.INTENDED, ActState.SENT) for act in acts):
            return acts
        await asyncio.sleep(0.05)


def test_killed_after_the_office_has_acted() -> None:
    async def cut() -> None:
        async with _room() as (bench, journal, settings):
            faults, store = bench.office.faults, bench.office.store
            faults.hold_next_answer("activate")
            async with KioskProcess(CONFIG, settings) as kiosk:
                await _confirm_activation(bench, kiosk)
                await faults.held()
                await kiosk.kill()
            [act] = _acts(journal)
            assert act.state is ActState.SENT
            assert store.activations(act.number) == 1
            faults.clear()
            async with KioskProcess(CONFIG, settings) as kiosk:
                [act] = await _settled(journal)
            assert act.state is ActState.DONE
            assert store.activations(act.number) == 1

    asyncio.run(cut())


def test_killed_before_the_request_arrived() -> None:
    async def cut() -> None:
        async with _room() as (bench, journal, settings):
            faults, store = bench.office.faults, bench.office.store
            faults.hold_next_request("activate")
            async with KioskProcess(CONFIG, settings) as kiosk:
                await _confirm_activation(bench, kiosk)
                await faults.held()
                await kiosk.kill()
            async with KioskProcess(CONFIG, settings) as kiosk:
                [act] = await _settled(journal)
            assert act.state is ActState.VOID
            late = store.act(_request("collected", act.number), bench.today)
            assert (late.outcome, late.reason) == ("refused", "void")
            assert store.activations(act.number) == 0

    asyncio.run(cut())
