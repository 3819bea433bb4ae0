"""The printer is out of paper, silent or gone: "printed" only when it said so, never "no paper" for silence."""

from __future__ import annotations

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
