"""A kiosk without glass and devices: a journal, the office client, and one act; as a process it can be killed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import multiprocessing
import os
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, cast

from kiosk import config_office
from kiosk.backend_client.client import Office
from kiosk.backend_client.models import ActAnswer
from kiosk.domain.identity import Identity
from kiosk.domain.personal import CardNumber
from kiosk.flows.acts import Settled, act_once, settle_open
from kiosk.flows.service import Visit
from kiosk.journal import ActKind, Journal
from tests.cuts.journal_writes import Cut, Writes
from tests.glass_by_script import ScriptedGlass
from tests.kiosk.backend_client.office_call import MACHINE, card_of, identity
from tests.room import ListLog

WITHIN = 20.0  # seconds; only a process that hangs takes so long
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.cuts.lone_kiosk", "requests"])

Ask = Callable[[Office, str, Identity, CardNumber], Awaitable[ActAnswer]]


@dataclass(frozen=True)
class Play:
    """Whose act it is, the office's name for it, and how it is asked for."""

    who: str
    operation: str
    ask: Ask


PLAYS = {
    ActKind.ACTIVATE: Play("collected", "activate", lambda o, n, p, c: o.activate(n, p, c)),
    ActKind.RESET_PIN: Play("locked", "reset-pin", lambda o, n, p, c: o.reset_pin(n, p, c)),
    ActKind.REPORT_LOSS: Play("active", "report-loss", lambda o, n, p, _: o.report_loss(n, p)),
    ActKind.RELEASE_LOSS: Play("temporarily-lost", "release-loss", lambda o, n, p, c: o.release_loss(n, p, c)),
    ActKind.TRANSFER: Play("mianyang-active", "transfer", lambda o, n, p, c: o.transfer(n, p, c)),
}


class LoneKiosk:
    """One start of a kiosk: what it knows of earlier ones stands in the journal."""

    def __init__(self, journal: Path, settings: config_office.Office) -> None:
        self.journal = Journal(journal, lambda: datetime.now(UTC))
        self.office = Office(settings, MACHINE)
        self.log = ListLog()
        self._visit = Visit(
            display=ScriptedGlass(),
            rack=cast(Any, None),  # an act needs no device
            office=self.office,
            journal=self.journal,
            outbox=cast(Any, None),
            call_staff=lambda: True,
            log=self.log,
            config=cast(Any, None),
            words=cast(Any, None),
            now=lambda: datetime.now(UTC),
            in_force=lambda: cast(Any, None),
        )

    async def act(self, kind: ActKind) -> Settled:
        """As a flow does it once the citizen has confirmed; what comes of it is what they are told."""
        play = PLAYS[kind]
        who, card = identity(play.who), card_of(play.who)
        return await act_once(self._visit, kind, lambda number: play.ask(self.office, number, who, card))

    async def settle(self) -> None:
        """As at its start, and by the timer."""
        await settle_open(self.office, self.journal, self.log)

    async def close(self) -> None:
        self.journal.close()
        await self.office.aclose()


@contextlib.asynccontextmanager
async def switched_on(journal: Path, settings: config_office.Office) -> AsyncIterator[LoneKiosk]:
    kiosk = LoneKiosk(journal, settings)
    try:
        yield kiosk
    finally:
        await kiosk.close()


# --- a kiosk that is killed ---------------------------------------------------------------------


@dataclass(frozen=True)
class Ending:
    """How a process ended: `killed`, or what its citizen was told, after how many changes of the journal."""

    killed: bool
    told: str = ""
    writes: int = 0


async def process(journal: Path, settings: config_office.Office, kind: ActKind, cut: Cut | None = None) -> Ending:
    """Let a kiosk of its own do an act, killed at `cut` if it comes to that."""
    started = begin(journal, settings, kind, cut)
    return await ended(started, journal)


def begin(journal: Path, settings: config_office.Office, kind: ActKind, cut: Cut | None = None) -> ForkServerProcess:
    """Start such a kiosk, to be killed at any moment by `kill`."""
    started = _PROCESSES.Process(target=_alone, args=(journal, settings, kind, cut), daemon=True)
    started.start()
    return started


async def ended(started: ForkServerProcess, journal: Path) -> Ending:
    """Wait for its end."""
    await asyncio.to_thread(started.join, WITHIN)
    if started.exitcode == -signal.SIGKILL:
        return Ending(killed=True)
    assert started.exitcode == 0, f"exit status {started.exitcode}"
    return Ending(killed=False, **json.loads(_report(journal).read_text()))


def _alone(journal: Path, settings: config_office.Office, kind: ActKind, cut: Cut | None) -> None:
    writes = Writes(lambda: os.kill(os.getpid(), signal.SIGKILL))

    async def life() -> None:
        async with switched_on(journal, settings) as kiosk:
            writes.anew(cut)
            settled = await kiosk.act(kind)
            _report(journal).write_text(json.dumps({"told": settled.state.value, "writes": writes.count}))

    threading.Timer(WITHIN, os._exit, (1,)).start()
    with writes.watched():
        asyncio.run(life())
    os._exit(0)  # the client's threads may hang for a moment yet


def _report(journal: Path) -> Path:
    return journal.with_suffix(".told")
