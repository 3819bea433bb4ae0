"""The social security card: what its chip says of issuer and holder, through any `CardChannel`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kiosk.domain import gb18030
from kiosk.domain.card import ChipCard
from kiosk.domain.personal import CardNumber, IdNumber, PersonName
from kiosk.hardware.smartcard import apdu, tlv
from kiosk.hardware.smartcard.apdu import Answer, Apdu, CardChannel
from kiosk.hardware.smartcard.errors import BadCardData, CardRefused, HolderDataLocked, NotOurCard

T = TypeVar("T")

_DEVICE = "card-reader"
# A card answers a right length once and the rest in pieces of up to 256 bytes; more rounds is a broken card.
_MOST_ROUNDS = 8


@dataclass(frozen=True)
class Issued:
    """EF05, the issuer's data; readable on every card (fact sheet 2.3 and 2.5, [2+])."""

    region: str
    version: str
    number: CardNumber
    valid_until: date | None


async def exchange(channel: CardChannel, command: Apdu) -> Answer:
    """Send a command and bring its whole answer: 61xx and 6Cxx are settled here and nowhere else.

    Asking again after 6Cxx is safe for every command: the card says it has done nothing (fact sheet 2.2, [2+]).
    Raises what `channel` raises, and `BadCardData` for an answer without status word or without end.
    """
    data = b""
    for _ in range(_MOST_ROUNDS):
        part = _decoded(apdu.answer, await channel.transmit(command.encode()))
        data += part.data
        if part.more is not None:
            command = apdu.GetResponse(part.more)
        elif part.right_length is not None:
            command = Apdu(command.ins, command.p1, command.p2, command.data, part.right_length, command.cla)
        else:
            return Answer(data, part.sw)
    raise BadCardData(_DEVICE, f"no end of the answer after {_MOST_ROUNDS} rounds")


async def read_card(channel: CardChannel) -> ChipCard:
    """Read EF05 and EF06 of the card: fact sheet 2.2 and 2.3, [2+] except where the parts say less.

    Raises `NotOurCard`, `HolderDataLocked` (version 3.00, before external authentication), `CardRefused`,
    `BadCardData`, and what `channel` raises.
    """
    await select(channel)
    issued = await read_issued(channel)
    holder, holder_number = await read_holder(channel)
    return ChipCard(issued.region, issued.version, issued.number, holder, holder_number, issued.valid_until)


async def select(channel: CardChannel) -> None:
    """Select the social security application by its name. Raises `NotOurCard` when the card refuses that."""
    answered = await exchange(channel, apdu.SelectApplication())
    if answered.sw != apdu.DONE:
        raise NotOurCard(_DEVICE, f"no social security application ({answered.sw:04X} {apdu.meaning(answered.sw)})")


async def read_issued(channel: CardChannel) -> Issued:
    """Read EF05 by tag; the region is the first 3 bytes of the card identification code (fact sheet 2.4, [1])."""
    _done(await exchange(channel, apdu.SelectFile(apdu.EF05)), "issuer data")
    # Only the region: the rest is not BCD on every card (its end looks like an authentication code, [I]).
    region = _decoded(tlv.digits, (await _record(channel, 0x01))[:3])
    version = _decoded(tlv.ascii_text, await _record(channel, 0x03))
    valid_until = _decoded(tlv.day, await _record(channel, 0x06))
    number = _decoded(tlv.ascii_text, await _record(channel, 0x07))
    return Issued(region, version, CardNumber(number), valid_until)


async def read_holder(channel: CardChannel) -> tuple[PersonName, IdNumber]:
    """Read EF06 by tag; a name longer than its 30 bytes goes on in the extension 4E, which 1.00 cards lack."""
    _done(await exchange(channel, apdu.SelectFile(apdu.EF06)), "holder data")
    number = _decoded(tlv.ascii_text, await _record(channel, 0x08))
    name = tlv.text_bytes(await _record(channel, 0x09))
    # Joined before decoding: nothing says that a character may not lie across the two fields.
    name += tlv.text_bytes(await _record(channel, 0x4E, optional=True))
    if not name or not number:
        raise BadCardData(_DEVICE, "the holder's name or number is empty")
    return PersonName(_decoded(gb18030.decode, name)), IdNumber(number)


async def _record(channel: CardChannel, tag: int, *, optional: bool = False) -> bytes:
    answered = await exchange(channel, apdu.ReadRecord(tag))
    if optional and answered.sw == apdu.NO_RECORD:
        return b""
    _done(answered, f"record {tag:02X}")
    return _decoded(lambda data: tlv.value(data, tag), answered.data)


def _done(answered: Answer, what: str) -> None:
    if answered.sw == apdu.DONE:
        return
    refusal = HolderDataLocked if answered.sw == apdu.LOCKED else CardRefused
    raise refusal(_DEVICE, f"{what}: {apdu.meaning(answered.sw)}", answered.sw)


def _decoded(decode: Callable[[bytes], T], data: bytes) -> T:
    """Decode, or say what is wrong; our decoders quote nothing of a value, so their words may be passed on."""
    try:
        return decode(data)
    except ValueError as error:
        fact = str(error)
    raise BadCardData(_DEVICE, fact)
