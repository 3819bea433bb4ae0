"""A reader is gone: its services are closed with the reason, and open again when it is back."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.events import Mishap
from kiosk.hardware.receipt_printer.device import ReceiptPrinter
from kiosk.views import Attract, InsertCard, Outcome, PresentDocument, Situation, StageLine, TakeBack
from tests.room import Room
from tests.virtual_time import real_time, run


def test_without_id_reader_a_chip_card_still_tells_and_documents_are_read_again_when_it_is_back() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await room.bench.id_reader_line.unplug()
            await room.glass.until_where(Attract, lambda view: not _open(view)["progress"])
            await room.insert("active")
            await room.glass.until(Situation)
            room.glass.leave()
            await room.glass.until(TakeBack)
            await room.pull()
            await room.bench.id_reader_line.start()
            await room.glass.until_where(Attract, lambda view: _open(view)["progress"])
            room.bench.lay("ready")
            await room.glass.until(StageLine)

    run(mishap())


def _open(view: Attract) -> dict[str, bool]:
    return {offer.key: offer.closed is None for offer in view.offers}


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
            await room.bench.pcsc.stop_service()
            view = await room.glass.until_where(Attract, lambda view: any(offer.closed for offer in view.offers))
            opened = _open(view)
            assert (opened["progress"], opened["activate"], opened["more"]) == (True, False, True)
            room.bench.lay("ready")
            await room.glass.until(StageLine)

    run(mishap())


def test_the_reader_service_dies_while_a_card_is_asked_for() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.glass.answer("activate")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            async with real_time():
                await room.bench.pcsc.stop_service()
                sorry = await room.glass.until(Outcome, within=15)
            assert sorry.sentence.key == "sorry-device"

    run(mishap())


def test_a_card_nobody_can_see_any_more_is_not_called_left_behind() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await room.insert("collected")
            await room.glass.until(Situation)
            async with real_time():
                await room.bench.pcsc.stop_service()
                room.glass.leave()
                await room.glass.until(TakeBack)
            view = await room.glass.until(Attract)
            assert view.notice is None

    run(mishap())


def test_an_error_nobody_foresaw_in_one_device_does_not_stop_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    async def mishap() -> None:
        async with Room() as room:
            with monkeypatch.context() as patched:
                patched.setattr(ReceiptPrinter, "check", _baffled)
                await room.until_report("printer", "unknown")
            await room.until_report("printer", "up")
            assert any(isinstance(event, Mishap) and event.where == "printer" for event in room.log.events)

    run(mishap())


async def _baffled(_printer: ReceiptPrinter) -> None:
    raise RuntimeError("synthetic")


@pytest.mark.parametrize("device", ["id-reader", "printer"])
def test_a_cable_pulled_out_is_noticed_at_once_and_so_is_its_return(device: str) -> None:
    async def mishap() -> None:
        async with Room() as room:
            thing = room.bench.thing(device)
            pulled = asyncio.get_running_loop().time()
            await thing.unplug()
            await asyncio.sleep(0.2)
            await thing.plug()
            await room.until_report(device, "unplugged")
            await room.until_report(device, "up")
            assert asyncio.get_running_loop().time() - pulled < 5

    run(mishap())
