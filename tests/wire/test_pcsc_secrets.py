"""What is secret or of one stay, over a real pcscd: PINs, proofs, what the tap sees, what a swap makes void."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.domain.card import ChipCard
from kiosk.domain.pin import CardPin
from kiosk.hardware.link import Traffic
from kiosk.hardware.smartcard import ssc
from kiosk.hardware.smartcard.authority import Proof, Question
from kiosk.hardware.smartcard.errors import CardMute, CardPulled, HolderDataLocked, ProofRefused, SessionOver, WrongPin
from kiosk.hardware.smartcard.pcsc import PcscReader
from kiosk.hardware.smartcard.pin import change_pin, verify_pin
from kiosk.hardware.smartcard.session import Stay
from kiosk_sim import card_keys
from kiosk_sim.cards import SocialSecurityCard
from tests.wire.pcsc_bench import FIRST, PATIENCE, SECOND, bench, runs, soon, until


async def office(question: Question) -> Proof:
    """An authority beside the simulated office: it knows the room's key."""
    algorithm = question.algorithm.value
    key = card_keys.card_key(card_keys.ROOT, question.region, question.historical, algorithm)
    return Proof(card_keys.cryptogram(key, question.challenge, card_keys.FACTOR, algorithm), card_keys.FACTOR)


def newest(person: tuple[str, str, str], serial: str = "510100240301") -> SocialSecurityCard:
    return SocialSecurityCard(*person, version="3.00", via_get_response=True, exact_le=True, serial=serial)


@runs
async def test_a_card_of_version_3_is_unlocked_by_contact_and_laid_on() -> None:
    async with bench(contactless="00 01") as (room, reader):
        for contactless in (False, True):
            await room.insert(newest(FIRST), contactless=contactless)
            await soon(reader.wait_card())
            async with reader.session() as channel:
                assert (await ssc.read_card(channel, office)).holder.reveal() == FIRST[0]
            async with reader.session() as channel:  # what one session proved, the next has not
                await ssc.select(channel)
                with pytest.raises(HolderDataLocked):
                    await ssc.read_holder(channel)
            await room.pull(contactless=contactless)
            await soon(reader.wait_removed())


@runs
async def test_a_swap_between_challenge_and_proof_costs_nobody_a_try() -> None:
    async with bench() as (room, reader):
        card, other = newest(FIRST), newest(SECOND, "510100260301")
        await room.insert(card)
        await soon(reader.wait_card())

        async def while_it_is_swapped(question: Question) -> Proof:
            await room.swap(other)
            return await office(question)

        async with reader.session() as channel:
            with pytest.raises(CardPulled):
                await ssc.read_card(channel, while_it_is_swapped)
            with pytest.raises(SessionOver):  # pcscd itself would answer from the other card here
                await ssc.read_holder(channel)
            assert channel.stay.over is not None
        assert (card.key.left, other.key.left) == (3, 3)


@runs
async def test_a_wrong_proof_does_not_end_the_session() -> None:
    async with bench() as (room, reader):
        card = newest(FIRST)
        await room.insert(card)
        await soon(reader.wait_card())

        async def wrong(_: Question) -> Proof:
            return Proof(bytes(8), bytes(8))

        async with reader.session() as channel:
            with pytest.raises(ProofRefused):
                await ssc.read_card(channel, wrong)
            assert (await ssc.read_issuer_only(channel)).version == "3.00"
        assert card.key.left == 2


@runs
async def test_pins_over_the_wire() -> None:
    async with bench() as (room, reader):
        card = SocialSecurityCard(*FIRST, via_get_response=True)
        await room.insert(card)
        await soon(reader.wait_card())
        async with reader.session() as channel:
            await ssc.select(channel)
            with CardPin(bytearray(b"654321")) as pin, pytest.raises(WrongPin) as caught:
                await verify_pin(channel, pin)
            assert caught.value.attempts_left == 2
            with CardPin(bytearray(b"123456")) as old, CardPin(bytearray(b"654321")) as new:
                await verify_pin(channel, old)
                await change_pin(channel, old, new)
            assert (card.pin.digits, card.pin.left) == ("654321", 3)


@runs
async def test_the_tap_sees_selections_and_of_all_else_the_length() -> None:
    seen: list[Traffic] = []
    async with bench(tap=seen.append) as (room, reader):
        await room.insert(newest(FIRST))
        await soon(reader.wait_card())
        async with reader.session() as channel:
            await ssc.read_card(channel, office)
            with CardPin(bytearray(b"123456")) as pin:
                await verify_pin(channel, pin)
    shown = [traffic.data for traffic in seen if traffic.data is not None]
    assert {data[:2].hex() for data in shown} == {"00a4", "6113", "6106"}
    assert [traffic for traffic in seen if traffic.data is None and traffic.length == 21]  # the proof
    assert [traffic for traffic in seen if traffic.data is None and traffic.length == 8]  # the PIN
    assert len(seen) % 2 == 0


@runs
async def test_a_stay_goes_on_over_sessions_until_something_happens_to_the_card() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        async with reader.session() as channel:
            first = channel.stay
            await ssc.select(channel)
        async with reader.session() as channel:
            assert channel.stay is first
        await reader.check()
        assert first.over is None
        await room.pull()
        await until(reader, lambda: first.over is not None)
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        async with reader.session() as channel:
            assert channel.stay is not first


@runs
async def test_a_swap_nobody_saw_ends_the_stay_with_the_next_session() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        async with reader.session() as channel:
            first = channel.stay
            card = await ssc.read_card(channel)
        other = SocialSecurityCard(*SECOND, serial="510100260301")
        await room.swap(other)
        async with asyncio.timeout(PATIENCE):
            while not await _is_another(reader, other, card, first):
                await reader.check()


async def _is_another(reader: PcscReader, other: SocialSecurityCard, card: ChipCard, first: Stay) -> bool:
    """One session after a swap. The first may fail, as pcscd still has the card that is gone (seen)."""
    try:
        async with reader.session() as channel:
            assert channel.atr == other.atr
            assert not await ssc.is_still(channel, card)
            assert first.over is not None
            assert channel.stay is not first
            return True
    except (CardMute, CardPulled):
        return False
