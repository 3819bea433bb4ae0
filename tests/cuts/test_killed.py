"""SIGKILL at every change of the journal, and at every exchange with the office, of every act: one effect, no untruth.

The cuts are enumerated: an undisturbed act is watched first, and then played once for each of its moments.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.journal import ActKind
from kiosk_sim.office.faults import Faults
from tests.cuts.journal_writes import Cut
from tests.cuts.lone_kiosk import PLAYS, Play, begin, ended, process
from tests.cuts.office_there import hold_together, office_there

KINDS = [kind for kind in ActKind if not kind.on_card]
Trouble = Callable[[Faults, Play], object]
TROUBLES: dict[str, Trouble] = {
    "undisturbed": lambda faults, play: None,
    "request lost": lambda faults, play: faults.drop_next_request(play.operation),
    "answer lost": lambda faults, play: faults.lose_next_answer(play.operation),
}
HELD: dict[str, Trouble] = {
    "on its way there": lambda faults, play: faults.hold_next_request(play.operation),
    "on its way back": lambda faults, play: faults.hold_next_answer(play.operation),
    "the question on its way there": lambda faults, play: _lost_and(faults, play, faults.hold_next_request),
    "the answer to the question": lambda faults, play: _lost_and(faults, play, faults.hold_next_answer),
}


def _lost_and(faults: Faults, play: Play, hold: Callable[[str], None]) -> None:
    faults.lose_next_answer(play.operation)
    hold("enquire")


def test_every_kind_of_act_at_the_office_has_its_play() -> None:
    assert set(PLAYS) == set(KINDS)


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)
def test_killed_at_every_write(kind: ActKind, trouble: str, filled: Path, tmp_path: Path) -> None:
    async def watch() -> int:
        async with office_there(tmp_path / "watched", filled) as there:
            TROUBLES[trouble](there.office.faults, PLAYS[kind])
            whole = await process(there.journal, there.settings(), kind)
            assert not whole.killed
            assert whole.told == ("void" if trouble == "request lost" else "done")
            await hold_together(there, kind, whole.told)
        return whole.writes

    async def cut(at: Cut) -> None:
        async with office_there(tmp_path / str(at), filled) as there:
            TROUBLES[trouble](there.office.faults, PLAYS[kind])
            ending = await process(there.journal, there.settings(), kind, at)
            assert ending.killed, f"it never came to {at}"
            await hold_together(there, kind)

    writes = asyncio.run(watch())
    assert writes >= 3  # intended, sent, settled
    for write in range(1, writes + 1):
        for after in (False, True):
            asyncio.run(cut(Cut(write, after)))


@pytest.mark.parametrize("then", ["never arrives", "arrives before we ask", "arrives after we asked"])
@pytest.mark.parametrize("where", HELD)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)
def test_killed_while_something_is_on_its_way(
    kind: ActKind, where: str, then: str, filled: Path, tmp_path: Path
) -> None:
    async def cut() -> None:
        async with office_there(tmp_path / "cut", filled) as there:
            HELD[where](there.office.faults, PLAYS[kind])
            started = begin(there.journal, there.settings(), kind)
            async with asyncio.timeout(10):
                await there.office.faults.held()
            started.kill()
            assert (await ended(started, there.journal)).killed
            if then == "never arrives":
                await there.restart()
            await hold_together(there, kind, late=then == "arrives after we asked")

    asyncio.run(cut())
