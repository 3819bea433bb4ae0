"""A reader is gone: its services are closed with the reason, and open again when it is back."""

from __future__ import annotations

from kiosk.views import Attract, Outcome, OutOfService, PresentDocument, StageLine
from tests.room import Room
from tests.virtual_time import run


def test_without_id_reader_nothing_can_be_done_and_it_comes_back_by_itself() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await room.bench.id_reader_line.unplug()
            await room.glass.until(OutOfService)
            await room.bench.id_reader_line.start()
            await room.glass.until(Attract)
            room.bench.lay("ready")
            await room.glass.until(StageLine)

    run(mishap())


def test_the_id_reader_is_unplugged_while_it_waits_for_a_document() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.glass.answer("progress")
            await room.glass.until(PresentDocument)
            await room.bench.id_reader_line.unplug()
            sorry = await room.glass.until(Outcome)
            assert sorry.sentence.key == "sorry-device"

    run(mishap())


def test_without_card_reader_only_activation_is_closed() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await room.bench.cards.stop_service()
            view = await room.glass.until_where(Attract, lambda view: any(offer.closed for offer in view.offers))
            assert {offer.key: offer.closed is None for offer in view.offers} == {"progress": True, "activate": False}
            room.bench.lay("ready")
            await room.glass.until(StageLine)

    run(mishap())
