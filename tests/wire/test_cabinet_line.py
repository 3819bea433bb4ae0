"""The cabinet's driver on bad lines: late answers, noise, another speed, a cable that spoils what it carries."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from collections.abc import Sequence

import pytest

from kiosk.events import NoiseHeard
from kiosk.hardware.cabinet.lights import Light
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceGarbled
from kiosk.hardware.known import Known
from kiosk_sim.cabinet import CabinetBoard
from kiosk_sim.serving import Reply
from tests.virtual_time import run
from tests.wire.cabinet_bench import CALM, cabinet

YES, NO = Known.YES, Known.NO


@pytest.mark.parametrize("late", [0.53, 0.6, 0.8, 1.0])
def test_a_late_answer_to_an_old_question_is_not_taken_for_the_answer_to_a_new_one(late: float) -> None:
    """The contacts are asked for twice, both answers come: the second one while the outputs are being asked for."""

    class Slow(CabinetBoard):
        late = 0.0

        def receive(self, data: bytes) -> list[Reply]:
            replies = [Reply(reply.data, self.late or reply.after) for reply in super().receive(data)]
            if replies:
                self.late = 0.0
            return replies

    async def work() -> None:
        board = Slow()
        async with cabinet(board, {"poll_seconds": 60.0}) as b:
            b.cabinet.light("id-reader", Light.BUSY)
            await asyncio.sleep(5)
            board.late = late
            before = len(b.sent(2)), len(b.sent(15)) + len(b.sent(5))
            assert (await b.cabinet.check()).state is State.UP
            assert (len(b.sent(2)), len(b.sent(15)) + len(b.sent(5))) == (before[0] + 2, before[1])
            assert b.cabinet.contacts == CALM

    run(work())


def test_noise_between_the_answers_is_told_once_a_minute() -> None:
    async def work() -> None:
        async with cabinet() as b:
            for bytes_ in [b"\x00\xff", b"\x01\x02\xfa", b"\x01\x02\x01\x16 \x00", b"\x01" * 7] * 3:
                b.server.send(bytes_)
                await asyncio.sleep(0.37)
            await b.until(near=NO)
            b.board.open_door()
            await b.until(door_open=YES)
            assert 1 <= len([event for event in b.events if isinstance(event, NoiseHeard)]) <= 2

    run(work())


def test_a_board_that_only_makes_noise_is_garbled() -> None:
    class Wrong(CabinetBoard):
        def receive(self, data: bytes) -> Sequence[Reply]:  # type: ignore[override] # another speed: bytes, no frames
            return [Reply(b"\xf8\x00\x86")] if super().receive(data) else []

    async def work() -> None:
        async with cabinet() as b:
            await b.cabinet.close()
            b.server._device = Wrong()
            with pytest.raises(DeviceGarbled):
                await b.cabinet.open()

    run(work())


def test_a_very_bad_cable_never_invents_an_open_door_or_a_wrong_lamp() -> None:
    async def work() -> None:
        async with cabinet(seed=11) as b:
            await b.until(door_open=NO)
            b.line.flip = b.line.drop = 0.02
            seen = set()
            for light in (Light.BUSY, Light.FAULT, Light.OFF) * 4:
                b.cabinet.light("id-reader", light)
                await asyncio.sleep(1.5)
                seen.add(b.cabinet.contacts.door_open)
            assert YES not in seen
            assert {colour for device, colour in b.board.shown if device != "id-reader"} <= {"off"}
            b.line.flip = b.line.drop = 0.0
            await b.until_lit("id-reader", "off")

    run(work())


def test_watching_leaves_nothing_behind() -> None:
    async def work() -> None:
        async with cabinet() as b:
            b.cabinet._conversation._link._tap = None  # type: ignore[union-attr] # the test's own list would grow
            await asyncio.sleep(5)
            gc.collect()
            tracemalloc.start()
            before, tasks = tracemalloc.get_traced_memory()[0], len(asyncio.all_tasks())
            await asyncio.sleep(50)
            gc.collect()
            grown = tracemalloc.get_traced_memory()[0] - before
            tracemalloc.stop()
            assert len(asyncio.all_tasks()) == tasks
            assert grown < 10_000, "bytes, after fifty looks"

    run(work())
