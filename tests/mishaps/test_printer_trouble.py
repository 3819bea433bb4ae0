"""The printer is out of paper, silent or gone: "printed" only when it said so, never "no paper" for silence."""

from __future__ import annotations

import pytest

from kiosk.events import SlipFailed, SlipPrinted
from kiosk.views import Goodbye, Outcome, StageLine, TakeBack, Tone
from tests.room import Room
from tests.virtual_time import run


async def _print(room: Room) -> Outcome[object]:
    room.glass.answer("print")
    return await room.glass.until(Outcome)


def test_no_paper_then_paper_again() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.lay("ready")
            await room.glass.until(StageLine)
            room.bench.printer.run_out()
            sorry = await _print(room)
            assert (sorry.tone, sorry.sentence.key) == (Tone.SORRY, "print-no-paper")
            assert "028-00000001" in repr(sorry.details)
            room.bench.printer.load_paper()
            printed = await _print(room)
            assert printed.sentence.key == "printed"
            assert len(room.slips()) == 1

    run(mishap())


def test_paper_that_ends_in_the_middle_is_not_called_printed() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.lay("ready")
            await room.glass.until(StageLine)
            room.bench.printer.run_out_after(3)
            sorry = await _print(room)
            assert (sorry.tone, sorry.sentence.key) == (Tone.SORRY, "print-part")

    run(mishap())


def test_what_is_printed_after_a_part_says_that_it_is_a_reprint() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.lay("ready")
            await room.glass.until(StageLine)
            room.bench.printer.run_out_after(3)
            assert (await _print(room)).sentence.key == "print-part"
            assert (await _print(room)).sentence.key == "print-no-paper"  # nothing of it; what was out stays out
            room.bench.printer.load_paper()
            assert (await _print(room)).sentence.key == "printed"
            [slip] = room.slips()
            assert slip.startswith("补打\n")
            assert [e.reprint for e in room.log.events if isinstance(e, SlipFailed)] == [False, True]
            assert [e.reprint for e in room.log.events if isinstance(e, SlipPrinted)] == [True]

    run(mishap())


def test_nothing_printed_is_no_reprint() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.lay("ready")
            await room.glass.until(StageLine)
            room.bench.printer.open_cover()
            assert (await _print(room)).sentence.key == "print-cover-open"
            room.bench.printer.close_cover()
            assert (await _print(room)).sentence.key == "printed"
            [slip] = room.slips()
            assert "补打" not in slip

    run(mishap())


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("overheated", "print-too-hot"),
        ("broken", "print-broken"),
        ("off-line", "print-failed"),
        ("silent", "print-failed"),
        ("knife-jam", "print-part"),
        ("no-answer-in-order", "print-unconfirmed"),
    ],
)
def test_each_trouble_has_its_sentence(fault: str, sentence: str) -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.lay("ready")
            await room.glass.until(StageLine)
            room.bench.printer.faults[fault].begin()
            told = await _print(room)
            assert told.sentence.key == sentence
            assert [action.key for action in told.actions] == ["finish", "print", "home"]
            assert told.details[0].key == "print-note-down"

    run(mishap())


def test_a_stuck_knife_is_named_when_it_is_known() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.lay("ready")
            await room.glass.until(StageLine)
            room.bench.printer.jam_knife()
            room.bench.printer.change(knife_stuck=True)
            assert (await _print(room)).sentence.key == "print-cutter"

    run(mishap())


def test_a_printer_that_falls_silent_is_not_out_of_paper() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.lay("ready")
            await room.glass.until(StageLine)
            room.bench.printer.fall_silent()
            sorry = await _print(room)
            assert sorry.sentence.key in ("print-failed", "print-unconfirmed")
            room.glass.answer("finish")
            await room.glass.until(TakeBack)
            room.bench.id_reader.lift()
            await room.glass.until(Goodbye)

    run(mishap())


def test_a_printer_known_to_be_out_of_paper_is_not_offered() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.printer.run_out()
            await room.until_report("printer", "faulty")
            room.bench.lay("ready")
            view = await room.glass.until(StageLine)
            assert "print" not in [action.key for action in view.actions]
            assert view.advice is not None
            assert view.advice.key == "two-sentences"
            assert "print-not-now" in repr(view.advice)

    run(mishap())


def test_the_cable_is_pulled_and_put_back() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await room.bench.printer_line.unplug()
            await room.until_report("printer", "unplugged")
            await room.bench.printer_line.start()
            await room.until_report("printer", "up")
            room.bench.lay("ready")
            await room.glass.until(StageLine)
            assert (await _print(room)).sentence.key == "printed"

    run(mishap())
