"""Every act, from the glass to the office and back, goes wrong where it can: one effect, no untruth, all found right.

A citizen comes to the confirmation of each kind of act in a whole room and confirms. What may happen then is
enumerated; the changes of the journal at which the kiosk dies are counted in a visit that nothing disturbs.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.flows.acts import short_number
from kiosk.journal import SETTLED, ActKind, ActState
from kiosk.views import Attract, ConfirmAct, Outcome, Tone, View
from kiosk_sim.office.faults import Faults
from tests.cuts.at_the_glass import WAYS, come, go, take_all
from tests.cuts.journal_writes import Cut, Writes
from tests.cuts.lone_kiosk import PLAYS
from tests.cuts.office_there import agreed, effects_at
from tests.room import Room
from tests.virtual_time import real_time, run

KINDS = [kind for kind in ActKind if not kind.on_card]
SUITE = "Ed25519"  # quick; which suite signs makes no difference here
DAY = 86_400.0
by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)


class Killed(BaseException):
    """The kiosk is dead: no part of it may catch this."""


def test_every_kind_of_act_has_its_way_at_the_glass() -> None:
    assert set(WAYS) == set(KINDS)


# --- what may happen ----------------------------------------------------------------------------


async def _nothing(_: Room) -> None:
    """Nothing happens."""


async def _restart(room: Room) -> None:
    async with real_time():
        await room.bench.restart_office()


async def _stop(room: Room) -> None:
    async with real_time():
        await room.bench.office.stop()


async def _begin_again(room: Room) -> None:
    async with real_time():
        await room.bench.office.start(port=int(room.bench.office.url.rpartition(":")[2]))


@dataclass(frozen=True)
class Trouble:
    """`arm`: what is wrong when the citizen confirms, or from the start when it is `early`.

    `held`: what happens while the request, or its answer, is held on its way; `mend`: once the citizen has read what
    came of it. `state`: as which the act is told.
    """

    state: ActState
    arm: Callable[[Faults, str], object] = lambda faults, operation: None
    held: Callable[[Room], Awaitable[None]] | None = None
    mend: Callable[[Room], Awaitable[None]] = _nothing
    early: bool = False


def _clock(skew: float) -> Callable[[Faults, str], object]:
    return lambda faults, operation: setattr(faults, "skew", skew)


TROUBLES = {
    "nothing, and an impatient finger": Trouble(ActState.DONE),
    "request lost": Trouble(ActState.VOID, Faults.drop_next_request),
    "answer lost": Trouble(ActState.DONE, Faults.lose_next_answer),
    "office restarted before it came": Trouble(ActState.VOID, Faults.hold_next_request, _restart),
    "office restarted after it was done": Trouble(ActState.DONE, Faults.hold_next_answer, _restart),
    "office away before it came": Trouble(ActState.SENT, Faults.hold_next_request, _stop, _begin_again),
    "office away after it was done": Trouble(ActState.SENT, Faults.hold_next_answer, _stop, _begin_again),
    "clock a day slow": Trouble(ActState.VOID, _clock(DAY)),
    "clock a day fast": Trouble(ActState.VOID, _clock(-DAY)),
    "clock a day slow from the start": Trouble(ActState.DONE, _clock(DAY), early=True),
    "clock a day fast from the start": Trouble(ActState.DONE, _clock(-DAY), early=True),
}


@pytest.mark.parametrize("trouble", TROUBLES)
@by_kind
def test_confirmed_in_a_whole_room(kind: ActKind, trouble: str, filled_today: Path, tmp_path: Path) -> None:
    async def cut(happens: Trouble) -> None:
        async with Room(database=_office(filled_today, tmp_path), suite=SUITE) as room:
            if happens.early:
                happens.arm(room.bench.office.faults, PLAYS[kind].operation)
            told = await _confirm(room, kind, happens)
            _is_true(room, kind, told, happens.state)
            await happens.mend(room)
            await go(room)
            await _all_settled(room)
            await _found_right(room, kind)

    run(cut(TROUBLES[trouble]))


@by_kind
def test_killed_at_every_write(kind: ActKind, filled_today: Path, tmp_path: Path) -> None:
    writes = Writes(_die)

    async def watch(room: Room) -> int:
        writes.anew()
        await _confirm(room, kind, TROUBLES["nothing, and an impatient finger"])
        return writes.count

    async def cut(room: Room, at: Cut) -> None:
        await _anew(room, filled_today, tmp_path)
        writes.anew(at)
        room.start_kiosk()
        assert isinstance(await come(room, kind), ConfirmAct)
        shown = len(room.glass.seen)
        room.glass.answer(True)
        with pytest.raises(Killed):
            await room.end()
        assert not _outcomes(room.glass.seen[shown:]), f"{at}: something was told"
        await take_all(room)
        writes.anew()
        room.start_kiosk()
        await _found_right(room, kind)

    async def all_cuts() -> None:
        async with Room(database=_office(filled_today, tmp_path), suite=SUITE) as room:
            count = await watch(room)
            assert count >= 3  # intended, sent, settled
            for write in range(1, count + 1):
                for after in (False, True):
                    await cut(room, Cut(write, after))

    with writes.watched():
        run(all_cuts())


# --- what is done, and what must hold -----------------------------------------------------------


async def _confirm(room: Room, kind: ActKind, happens: Trouble) -> Outcome[str]:
    """Come and confirm; gives what is told. Whoever touches twice finds nothing to touch until then."""
    assert isinstance(await come(room, kind), ConfirmAct)
    faults = room.bench.office.faults
    if not happens.early:
        happens.arm(faults, PLAYS[kind].operation)
    shown = len(room.glass.seen)
    room.glass.answer(True)
    if happens.held is not None:
        await faults.held()
        await happens.held(room)
    while not _outcomes(room.glass.seen[shown:]):
        assert not room.glass.asks, f"{type(room.glass.view).__name__} can be touched"
        await room.glass.change()
    return await room.glass.until(Outcome)


def _is_true(room: Room, kind: ActKind, told: Outcome[str], state: ActState) -> None:
    """Whether what is on the glass was so when it was said, of the one act there is."""
    way, [act] = WAYS[kind], room.acts()
    effects = effects_at(room.bench.office.store)
    tone, words, done = {
        ActState.DONE: (Tone.DONE, way.done, [1]),
        ActState.VOID: (Tone.SORRY, f"{way.words}-not-done", [0]),
        ActState.SENT: (Tone.UNCERTAIN, f"{way.words}-uncertain", [0, 1]),
    }[state]
    assert (act.state, told.tone, told.sentence.key) == (state, tone, words)
    assert len(effects) in done
    assert told.number == short_number(act.number)
    again = way.again in [action.key for action in told.actions]
    assert again == (state is ActState.VOID), "trying again is for what has not happened, and never will"


async def _all_settled(room: Room) -> None:
    """Wait until the machine has found out by itself what became of everything."""
    for _ in range(30):
        if all(act.state in SETTLED for act in room.acts()):
            return
        await asyncio.sleep(5)
    raise AssertionError("an act is still open")


async def _found_right(room: Room, kind: ActKind) -> None:
    """Journal and office agree, and the next visit finds it so; it does what has not been done yet, once."""
    await room.glass.until(Attract)
    store = room.bench.office.store
    effects = agreed(room.acts(), store, kind)
    told = await come(room, kind)
    agreed(room.acts(), store, kind)
    if isinstance(told, ConfirmAct):
        room.glass.answer(True)
        told = await room.glass.until(Outcome)
    assert (told.tone, told.sentence.key) == (WAYS[kind].found if effects else (Tone.DONE, WAYS[kind].done))
    assert len(agreed(room.acts(), store, kind)) == 1


def _die() -> None:
    raise Killed


def _office(filled: Path, folder: Path) -> Path:
    return Path(shutil.copy(filled, folder / "office.db"))


async def _anew(room: Room, filled: Path, folder: Path) -> None:
    """Another kiosk and another office in the same room, and nobody there."""
    async with real_time():
        await room.stop_kiosk()
        await room.bench.office.close()
        _office(filled, folder)
        await room.bench.restart_office()
    await take_all(room)
    for file in room.folder.glob("journal.db*"):
        file.unlink()


def _outcomes(seen: list[View[object]]) -> list[View[object]]:
    return [view for view in seen if isinstance(view, Outcome)]
