"""Every exchange of every act with the office goes wrong in every way, two deep: one effect, no untruth, all settled.

The kiosk lives on here; it is killed in `test_killed.py`. Time is virtual, so that pauses cost nothing.
"""

from __future__ import annotations

import asyncio
import functools
import itertools
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from kiosk.flows.acts import Settled
from kiosk.journal import ActKind, ActState
from kiosk_sim.office.faults import Faults, Shot, Spoil
from tests.cuts.lone_kiosk import PLAYS, LoneKiosk, switched_on
from tests.cuts.office_there import OfficeThere, hold_together, office_there
from tests.virtual_time import real_time, run

KINDS = [kind for kind in ActKind if not kind.on_card]
DEADLINE = 0.15  # real seconds; of the kiosk, where it is waited for
PATIENT = 5.0  # where every answer comes, or the line breaks: nobody waits so long, and no busy machine is late
ENQUIRIES = 3  # while the citizen waits
WAYS = (None, *Shot)
_HELD = {Shot.HOLD_REQUEST, Shot.HOLD_ANSWER}

Play = Callable[[OfficeThere, LoneKiosk], Coroutine[Any, Any, tuple[Settled, ...]]]
by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)


def played(kind: ActKind, filled: Path, folder: Path, play: Play, *, deadline: float = PATIENT, acts: int = 1) -> None:
    """As `cut`, once."""
    run(cut(kind, filled, folder, play, deadline=deadline, acts=acts))


async def cut(
    kind: ActKind, filled: Path, folder: Path, play: Play, *, deadline: float, late: bool = False, acts: int = 1
) -> None:
    """A kiosk does an act at an office where things go wrong; then all must hold together."""
    async with office_there(folder, filled) as there:
        async with switched_on(there.journal, there.settings(deadline)) as kiosk:
            told = await play(there, kiosk)
        await hold_together(there, kind, *told, late=late, acts=acts)


def arm(faults: Faults, way: Shot | None, operation: str) -> None:
    """Let the next exchange of an operation go wrong."""
    if way is not None:
        faults.command(f"{way.value} {operation}")


@pytest.mark.parametrize("first", WAYS, ids=lambda way: way.value if way else "well")
@by_kind
def test_every_way_to_lose_the_act_and_then_the_question(
    kind: ActKind, first: Shot | None, filled: Path, tmp_path: Path
) -> None:
    """What is held arrives before the next start asks again, or after it."""
    reached = ActState.VOID if first in (Shot.DROP_REQUEST, Shot.HOLD_REQUEST) else ActState.DONE

    async def play(second: Shot | None, there: OfficeThere, kiosk: LoneKiosk) -> tuple[Settled, ...]:
        arm(there.office.faults, first, PLAYS[kind].operation)
        arm(there.office.faults, second, "enquire")
        settled = await kiosk.act(kind)
        assert settled.state is reached
        return (settled,)

    async def all_ways() -> None:
        for number, (second, late) in enumerate(itertools.product(WAYS, (False, True))):
            held = bool(_HELD & {first, second})
            deadline = DEADLINE if held else PATIENT
            if held or not late:
                folder = tmp_path / str(number)
                await cut(kind, filled, folder, functools.partial(play, second), deadline=deadline, late=late)

    run(all_ways())


@pytest.mark.parametrize("way", Shot)
@by_kind
def test_the_citizen_is_told_that_it_is_not_known_and_it_is_found_out_later(
    kind: ActKind, way: Shot, filled: Path, tmp_path: Path
) -> None:
    async def play(there: OfficeThere, kiosk: LoneKiosk) -> tuple[Settled, ...]:
        there.office.faults.busy_enquiries = ENQUIRIES
        arm(there.office.faults, way, PLAYS[kind].operation)
        settled = await kiosk.act(kind)
        assert settled.state is ActState.SENT
        return (settled,)

    played(kind, filled, tmp_path / "cut", play, deadline=DEADLINE if way in _HELD else PATIENT)


@by_kind
def test_answers_that_cannot_be_believed(kind: ActKind, filled: Path, tmp_path: Path) -> None:
    async def play(spoil: Spoil | int, there: OfficeThere, kiosk: LoneKiosk) -> tuple[Settled, ...]:
        if isinstance(spoil, Spoil):
            there.office.faults.spoiled = spoil
        else:
            there.office.faults.status = spoil
        settled = await kiosk.act(kind)
        assert settled.state is ActState.SENT, spoil
        return (settled,)

    async def all_ways() -> None:
        for spoil in (*Spoil, 500, 503):
            deadline = DEADLINE if spoil is Spoil.DRIP else PATIENT
            await cut(kind, filled, tmp_path / str(spoil), functools.partial(play, spoil), deadline=deadline)

    run(all_ways())


@by_kind
def test_an_office_that_is_away(kind: ActKind, filled: Path, tmp_path: Path) -> None:
    async def play(there: OfficeThere, kiosk: LoneKiosk) -> tuple[Settled, ...]:
        port = int(there.office.url.rpartition(":")[2])
        async with real_time():
            await there.office.stop()
        settled = await kiosk.act(kind)
        assert settled.state is ActState.VOID
        async with real_time():
            await there.office.start(port=port)
        return (settled,)

    played(kind, filled, tmp_path / "cut", play)


@pytest.mark.parametrize("way", [Shot.HOLD_REQUEST, Shot.HOLD_ANSWER])
@by_kind
def test_an_office_that_is_restarted_in_the_middle(kind: ActKind, way: Shot, filled: Path, tmp_path: Path) -> None:
    async def play(there: OfficeThere, kiosk: LoneKiosk) -> tuple[Settled, ...]:
        arm(there.office.faults, way, PLAYS[kind].operation)
        acting = asyncio.create_task(kiosk.act(kind))
        await there.office.faults.held()
        async with real_time():
            await there.restart()
        settled = await acting
        assert settled.state is (ActState.DONE if way is Shot.HOLD_ANSWER else ActState.VOID)
        return (settled,)

    played(kind, filled, tmp_path / "cut", play)


@pytest.mark.parametrize("skew", [-86_400.0, -400.0, 400.0, 86_400.0])
@by_kind
def test_a_clock_that_is_wrong(kind: ActKind, skew: float, filled: Path, tmp_path: Path) -> None:
    """The office refuses the act, and by its word nothing was done; the citizen tries again, and then it is done."""

    async def play(there: OfficeThere, kiosk: LoneKiosk) -> tuple[Settled, ...]:
        there.office.faults.skew = skew
        refused = await kiosk.act(kind)
        assert refused.state is ActState.VOID
        assert there.effects() == []
        done = await kiosk.act(kind)
        assert done.state is ActState.DONE
        return (done,)

    played(kind, filled, tmp_path / "cut", play, acts=2)


@by_kind
def test_a_double_tap(kind: ActKind, filled: Path, tmp_path: Path) -> None:
    async def play(there: OfficeThere, kiosk: LoneKiosk) -> tuple[Settled, ...]:
        told = await asyncio.gather(kiosk.act(kind), kiosk.act(kind))
        assert [settled.state for settled in told] == [ActState.DONE] * 2
        assert sorted(settled.reason is None for settled in told) == [False, True]
        return tuple(told)

    played(kind, filled, tmp_path / "cut", play, acts=2)


@by_kind
def test_whoever_asks_again_after_an_answer_was_lost(kind: ActKind, filled: Path, tmp_path: Path) -> None:
    async def play(there: OfficeThere, kiosk: LoneKiosk) -> tuple[Settled, ...]:
        there.office.faults.busy_enquiries = ENQUIRIES
        arm(there.office.faults, Shot.LOSE_ANSWER, PLAYS[kind].operation)
        first = await kiosk.act(kind)
        second = await kiosk.act(kind)
        assert (first.state, second.state) == (ActState.SENT, ActState.DONE)
        assert second.reason is not None
        return (second,)

    played(kind, filled, tmp_path / "cut", play, acts=2)
