"""An office in a file, so that it can be restarted, and what must hold between it and a journal after recovery."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select

from kiosk import config_office
from kiosk.flows.acts import Settled
from kiosk.journal import Act as Entry
from kiosk.journal import ActKind, ActState
from kiosk_sim.office import service
from kiosk_sim.office.acts import Act
from kiosk_sim.office.models import Effect
from kiosk_sim.office.store import Store
from tests.cuts.lone_kiosk import PLAYS, switched_on
from tests.kiosk.backend_client.office_call import MACHINE, TODAY, keys, settings

SUITE = "Ed25519"  # quick; which suite signs makes no difference here


class OfficeThere:
    """The office of one cut."""

    def __init__(self, folder: Path, template: Path) -> None:
        folder.mkdir()
        self._database = folder / "office.db"
        shutil.copy(template, self._database)
        self.journal = folder / "journal.db"
        self.office = self._opened()

    def settings(self, deadline: float = 5.0) -> config_office.Office:
        """For a kiosk that asks this office."""
        return settings(self.office.url, deadline, SUITE)

    async def restart(self) -> None:
        """Its process ends, whatever is under way, and another one begins with the same database, at the same place."""
        port = int(self.office.url.rpartition(":")[2])
        await self.office.close()
        self.office = self._opened()
        await self.office.start(port=port)

    def mend(self) -> None:
        """End every fault; what is held goes on."""
        self.office.faults.clear()
        self.office.faults.delay = 0

    def effects(self) -> list[tuple[str, str]]:
        """As `effects_at`, here."""
        return effects_at(self.office.store)

    def _opened(self) -> service.Office:
        office = service.Office(self._database, today=TODAY, keys=keys(SUITE, "office"), suite=SUITE)
        office.trust(MACHINE, keys(SUITE, "machine").public)
        office.faults.delay = 0
        return office


def template(folder: Path, today: date = TODAY) -> Path:
    """A filled database to copy."""
    path = folder / f"{today}.db"
    service.Office(path, today=today).store.close()
    return path


@contextlib.asynccontextmanager
async def office_there(folder: Path, template_: Path) -> AsyncIterator[OfficeThere]:
    there = OfficeThere(folder, template_)
    await there.office.start()
    try:
        yield there
    finally:
        await there.office.close()


async def hold_together(
    there: OfficeThere, kind: ActKind, *told: Settled | str, late: bool = False, acts: int = 1
) -> None:
    """After a fresh start of the kiosk: journal and office agree, no word was untrue, and one effect is all there is.

    `told`: what the citizen was told, by state; nothing when the power failed before that. `late`: what is held
    arrives only after the kiosk has asked what became of it. `acts`: how often it was asked for, at most.
    """
    async with switched_on(there.journal, there.settings()) as kiosk:
        if late:
            await kiosk.settle()
        there.mend()
        await _all_worked_on(there)
        await kiosk.settle()
        assert len(kiosk.journal.acts()) <= acts
        effects = agreed(kiosk.journal.acts(), there.office.store, kind)
        for words in told:
            _was_true(words, effects)
        again = await kiosk.act(kind)
        assert again.state is ActState.DONE
        assert (again.reason is not None and again.reason.value == "already") == bool(effects)
        assert len(effects_at(there.office.store)) == 1


def agreed(acts: Sequence[Entry], store: Store, kind: ActKind) -> list[tuple[str, str]]:
    """What was really done: once at most. Journal and office say the same of every act, and none is open."""
    effects = effects_at(store)
    assert len(effects) <= 1
    for entry in acts:
        assert entry.kind is kind
        assert entry.state is ActState(store.enquire(entry.number).outcome)
        did = entry.state is ActState.DONE and entry.reason != "already"
        mine = [effect for effect in effects if effect[0] == entry.number]
        assert mine == [(entry.number, Act(PLAYS[kind].operation).value)] * did
    return effects


def effects_at(store: Store) -> list[tuple[str, str]]:
    """Everything that was ever really done at this office: request number and act."""
    with store._transaction() as db:
        return [(row.number, row.act) for row in db.execute(select(Effect.number, Effect.act))]


async def _all_worked_on(there: OfficeThere) -> None:
    """Whatever was let go has been worked on: the office takes one call after the other."""
    for _ in range(5):
        await asyncio.sleep(0.01)
        there.office.store.effects("")


def _was_true(told: Settled | str, effects: list[tuple[str, str]]) -> None:
    state = told if isinstance(told, str) else told.state.value
    match state:
        case "done":
            assert len(effects) == 1
        case "void" | "refused":
            assert effects == []
        case _:
            assert state in ("", "sent")  # nothing was said, or that it is not known yet
