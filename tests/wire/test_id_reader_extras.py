"""The ID reader's driver with what a configuration may ask for: newest address, photo by a vendor's plug-in."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from kiosk.config import IdReader as Settings
from kiosk.domain.photo import Photo
from kiosk.events import PhotoNotDecoded
from kiosk.hardware.id_reader import device
from kiosk.hardware.id_reader.errors import PhotoFailed
from kiosk_sim.id_documents import IdDocument
from tests.virtual_time import run
from tests.wire.id_reader_desk import DOCUMENTS, ONE, desk

ADDED = replace(ONE, newest_address="样例区测试路9号")
FOREIGN = DOCUMENTS["Y, foreign permanent residence card of 2023, English name in two parts"]


def photo_by(decoder: str) -> dict[str, Any]:
    """Settings for a plug-in of the tests."""
    return {"photo_decoder": f"tests.photo_decoders:{decoder}"}


@pytest.mark.parametrize(
    ("document", "asked", "address"),
    [
        (ONE, False, None),
        (ADDED, False, None),
        (ONE, True, ONE.address),
        (ADDED, True, ADDED.newest_address),
        (FOREIGN, True, None),
    ],
)
def test_the_newest_address_is_read_when_it_is_asked_for(
    document: IdDocument, asked: bool, address: str | None
) -> None:
    async def work() -> None:
        async with desk(settings={"newest_address": asked}) as d:
            before = d.device.commands
            d.device.lay(document)
            told = (await d.read()).address
            assert (told and told.reveal()) == address
            assert d.device.commands - before == (4 if asked else 3), "find, select, read, and perhaps the address"

    run(work())


def test_an_address_that_cannot_be_had_is_not_known() -> None:
    async def work() -> None:
        async with desk(settings={"newest_address": True}) as d:
            d.device.knows_address = False
            d.device.lay(ADDED)
            assert (await d.read()).address is None, "the printed one may be the old one"

    run(work())


def test_a_photo_is_decoded_by_the_plug_in_and_kept_nowhere_without_one() -> None:
    async def work() -> None:
        async with desk(settings=photo_by("dots")) as d:
            d.device.lay(ONE)
            photo = (await d.read()).photo
            assert photo is not None
            assert photo.reveal() == ONE.photo()[6:7] * (3 * 102 * 126)
        async with desk() as d:
            d.device.lay(ONE)
            assert (await d.read()).photo is None

    run(work())


@pytest.mark.parametrize(
    ("decoder", "reason"),
    [
        ("raises", "the plug-in raised ValueError"),
        ("ends", "the plug-in ended with -6"),
        ("gives_rubbish", "what the plug-in gave is no picture"),
        ("hangs", "no picture within 1.5 s"),
    ],
)
def test_a_plug_in_that_fails_is_logged_and_the_document_is_read(decoder: str, reason: str) -> None:
    async def work() -> None:
        async with desk(settings=photo_by(decoder)) as d:
            d.device.lay(ONE)
            identity = await d.read()
            assert (identity.number.reveal(), identity.photo) == (ONE.number, None)
            assert [event for event in d.events if isinstance(event, PhotoNotDecoded)] == [PhotoNotDecoded(reason)]

    run(work())


def test_a_call_cancelled_while_the_photo_is_decoded_leaves_the_document_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decoding = asyncio.Event()

    async def hang(wlt: bytes, decoder: str) -> Photo:
        decoding.set()
        await asyncio.Event().wait()
        raise AssertionError("never")

    async def fail(wlt: bytes, decoder: str) -> Photo:
        raise PhotoFailed("not today")

    async def work() -> None:
        async with desk(settings=photo_by("dots")) as d:
            monkeypatch.setattr(device, "develop", hang)
            d.device.lay(ONE)
            reading = asyncio.create_task(d.read())
            await decoding.wait()
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
            monkeypatch.setattr(device, "develop", fail)
            assert (await d.read()).number.reveal() == ONE.number

    run(work())


@pytest.mark.parametrize("decoder", ["vendor.wlt:decode", "", "v:d"])
def test_a_plug_in_is_named_by_module_and_function(decoder: str) -> None:
    assert Settings(port="x", baud=9600, photo_decoder=decoder).photo_decoder == decoder


@pytest.mark.parametrize("decoder", ["vendor", "vendor:", ":decode", "vendor:decode:again", "vendor/wlt:decode", "1:2"])
def test_another_name_for_a_plug_in_is_refused(decoder: str) -> None:
    with pytest.raises(ValueError, match="photo_decoder"):
        Settings(port="x", baud=9600, photo_decoder=decoder)
