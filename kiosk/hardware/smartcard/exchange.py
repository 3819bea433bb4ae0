"""One command to a card and its whole answer: 61xx and 6Cxx are settled here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kiosk.hardware.smartcard import apdu
from kiosk.hardware.smartcard.apdu import Answer, Apdu, CardChannel
from kiosk.hardware.smartcard.errors import BadCardData
from kiosk.hardware.smartcard.refusals import DEVICE

D = TypeVar("D")
T = TypeVar("T")

# A card answers a right length once and the rest in pieces of up to 256 bytes; more rounds is a broken card.
_MOST_ROUNDS = 8


async def exchange(channel: CardChannel, command: Apdu) -> Answer:
    """Send a command and bring its whole answer.

    Asking again after 6Cxx is safe: the card says it has done nothing (fact sheet 2.2, [2+]). A command that is
    not repeatable and wants no data is not asked again even so: there is no length that could have been wrong.
    Raises what `channel` raises, and `BadCardData` for an answer without status word or without end.
    """
    data = b""
    for _ in range(_MOST_ROUNDS):
        part = decoded(apdu.answer, await channel.transmit(command.encode()))
        data += part.data
        if part.more is not None:
            command = apdu.GetResponse(part.more)
        elif part.right_length is not None and (command.repeatable or command.le is not None):
            command = Apdu(command.ins, command.p1, command.p2, command.data, part.right_length, command.cla)
        else:
            return Answer(data, part.sw)
    raise BadCardData(DEVICE, f"no end of the answer after {_MOST_ROUNDS} rounds")


def decoded(decode: Callable[[D], T], data: D) -> T:
    """Decode, or say what is wrong; our decoders quote nothing of a value, so their words may be passed on."""
    try:
        return decode(data)
    except ValueError as error:
        fact = str(error)
    raise BadCardData(DEVICE, fact)
