"""A link on lines that fail in every way: no wrong answer, no waiting beyond the deadline, and back when it is over."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.errors import DeviceError, DeviceGarbled, DeviceGone, DeviceSilent
from kiosk_sim.faults import Fault
from kiosk_sim.line_faults import LINE_FAULTS, WAYS
from tests.wire.line_in_memory import Ask, AskAgain, Cable, Note, run_in_memory

WITHIN = 0.5
TRIES = 3
# What each fault may do to a question that can be repeated, as long as it lasts. None: it is answered all the same.
HARD: dict[str, type[DeviceError] | None] = {
    "split": None,
    "merge": None,
    "delay": DeviceSilent,
    "duplicate": None,
    "noise": None,
    "wrong-baud": DeviceSilent,
    "cut": DeviceSilent,
    "silent": DeviceSilent,
    "slow": None,
    "half-frame": DeviceGarbled,
    "late": None,  # the answer to the first try comes with the second
    "unplugged": DeviceGone,
}


@dataclass(frozen=True)
class Trouble:
    """One fault for so many questions, in one direction or as it is."""

    name: str
    way: str
    questions: int

    def on(self, cable: Cable) -> Fault:
        """The fault on this cable."""
        return LINE_FAULTS[self.name].on(cable, self.way if LINE_FAULTS[self.name].ways else "")


troubles = st.builds(Trouble, st.sampled_from(sorted(LINE_FAULTS)), st.sampled_from(["", *WAYS]), st.integers(1, 4))


class _Asker:
    """Asks question after question, and holds each to what a link promises."""

    def __init__(self, cable: Cable) -> None:
        self._cable = cable
        self._numbers: Iterator[int] = itertools.cycle(range(256))

    async def ask(self, kind: type[Ask] = AskAgain) -> type[DeviceError] | None:
        """Ask one: gives None when the right answer came, or what was raised instead."""
        question, link, loop = Note(next(self._numbers), len(self._cable.asked) % 251), self._cable.link, _loop()
        assert link is not None
        begun, asked = loop.time(), self._cable.asked.count(question)
        error: type[DeviceError] | None = None
        try:
            answer = await link.request(kind(question), WITHIN, TRIES, fits=lambda note: note.number == question.number)
            assert answer == question.answer()
        except (DeviceSilent, DeviceGone) as raised:
            error = type(raised)
        tries = TRIES if kind.repeatable else 1
        assert loop.time() - begun <= WITHIN * tries + 0.001
        if not self._cable.line.to_device.twice:
            assert self._cable.asked.count(question) - asked <= tries
        return error


def _loop() -> asyncio.AbstractEventLoop:
    return asyncio.get_running_loop()


async def _do(done: object) -> None:
    if isinstance(done, Awaitable):
        await done


@settings(max_examples=150, deadline=None)
@given(st.integers(), st.lists(troubles, min_size=1, max_size=4), st.booleans())
def test_never_a_wrong_answer_never_too_long_and_back_when_it_is_over(
    seed: int, plan: list[Trouble], at_once: bool
) -> None:
    """`at_once`: the troubles lie one over the other, else one begins when the last one is over."""

    async def talk() -> None:
        async with Cable(seed) as cable:
            asker, begun = _Asker(cable), list[Fault]()
            for trouble in plan:
                begun.append(trouble.on(cable))
                await _do(begun[-1].begin())
                for kind, _ in zip(itertools.cycle((Ask, AskAgain)), range(trouble.questions), strict=False):
                    await asker.ask(kind)
                while begun and not at_once:
                    await _do(begun.pop().end())
                    await _recovers(cable, asker)
            while begun:
                await _do(begun.pop().end())
            await _recovers(cable, asker)

    run_in_memory(talk())


async def _recovers(cable: Cable, asker: _Asker) -> None:
    if cable.link is not None and cable.link.gone:
        await cable.unplug()
        await cable.start()  # the rack opens it anew
    await asyncio.sleep(3.2)  # what was late both ways has come, or will be late no more
    assert await asker.ask() is None
    for _ in range(3):
        assert await asker.ask(Ask) is None


@pytest.mark.parametrize("name", HARD)
def test_what_each_fault_does_to_a_question_as_long_as_it_lasts(name: str) -> None:
    async def talk() -> list[type[DeviceError] | None]:
        async with Cable(0) as cable:
            asker = _Asker(cable)
            await _do(LINE_FAULTS[name].on(cable).begin())
            return [await asker.ask() for _ in range(4)]

    first, *others = run_in_memory(talk())
    assert others == [HARD[name]] * 3
    assert first in (HARD[name], DeviceGarbled if name == "cut" else HARD[name]), "half an answer came"


def test_every_fault_is_looked_at() -> None:
    by_chance = {"drop", "flip", "double"}
    assert set(HARD) | by_chance == set(LINE_FAULTS)


def test_a_late_answer_is_never_taken_for_the_answer_to_the_next_question() -> None:
    async def talk() -> None:
        async with Cable(0) as cable:
            asker = _Asker(cable)
            cable.line.to_kiosk.late = True
            assert [await asker.ask(Ask) for _ in range(5)] == [DeviceSilent] * 5
            assert len(cable.asked) == 5, "each was done, and nobody knows"
            cable.line.mend()
            assert await asker.ask(Ask) is None

    run_in_memory(talk())


def test_the_beginning_of_a_long_frame_that_never_comes_is_forgotten() -> None:
    async def talk() -> None:
        async with Cable(0) as cable:
            cable.crackle(bytes.fromhex("02FF"))
            await asyncio.sleep(1)
            assert await _Asker(cable).ask(Ask) is None

    run_in_memory(talk())


def test_what_cannot_be_told_apart_may_be_confused() -> None:
    """Why `fits` must look at more than the kind of a message: without it the late answer is taken."""

    async def talk() -> None:
        async with Cable(0) as cable:
            assert cable.link is not None
            cable.line.to_kiosk.late = True
            with pytest.raises(DeviceSilent):
                await cable.link.request(Ask(Note(1, 1)), WITHIN)
            assert await cable.link.request(Ask(Note(2, 2)), WITHIN) == Note(1, 1).answer()

    run_in_memory(talk())
