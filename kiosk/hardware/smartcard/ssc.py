"""The social security card: what its chip says of issuer and holder, through any `CardChannel`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from kiosk.domain.card import ChipCard
from kiosk.hardware.smartcard import apdu, foreign, records, tlv
from kiosk.hardware.smartcard.apdu import CardChannel
from kiosk.hardware.smartcard.atr import Atr, atr
from kiosk.hardware.smartcard.authority import Algorithm, Authority, Question
from kiosk.hardware.smartcard.errors import (
    BadCardData,
    Blocked,
    HolderDataLocked,
    KeyBlocked,
    NotAllowed,
    NotOurCard,
    ProofRefused,
    RecordMissing,
    TryLost,
)
from kiosk.hardware.smartcard.exchange import decoded, exchange
from kiosk.hardware.smartcard.records import Holder, Issued
from kiosk.hardware.smartcard.refusals import DEVICE, check


class PoweredCard(CardChannel, Protocol):
    """A channel to one card that has said its ATR; what a reader's session is."""

    @property
    def atr(self) -> bytes:
        """Its answer to reset."""


async def read_card(
    channel: PoweredCard, authority: Authority | None = None, algorithm: Algorithm = Algorithm.TRIPLE_DES
) -> ChipCard:
    """Read EF05, unlock EF06 with the help of `authority` if this version of the card needs it, read EF06.

    Fact sheet 2.2 to 2.5, [2+] except where the parts say less. Raises `NotOurCard`, `HolderDataLocked` (3.00
    without an authority), what `unlock` raises, other `CardRefused`, `BadCardData`, and what `channel` raises.
    """
    await select(channel)
    issued = await read_issued(channel)
    if issued.guarded:
        if authority is None:
            raise HolderDataLocked(DEVICE, "holder data: nobody to prove to the card who asks", apdu.LOCKED)
        await unlock(channel, issued, authority, algorithm)
    holder = await read_holder(channel)
    return ChipCard(
        region=issued.region,
        version=issued.version,
        number=issued.number,
        holder=holder.name,
        holder_number=holder.number,
        valid_until=issued.valid_until,
        code=issued.code,
    )


async def is_still(channel: CardChannel, card: ChipCard) -> bool:
    """Whether this is the card that was read before, by its EF05: it is free to read and no two cards' are the same.

    Raises as `read_issuer_only`.
    """
    now = await read_issuer_only(channel)
    seen = now.code, now.version, now.number, now.valid_until
    return seen == (card.code, card.version, card.number, card.valid_until)


async def read_issuer_only(channel: CardChannel) -> Issued:
    """Select the application and read EF05: enough to know one card from another, and free on every version."""
    await select(channel)
    return await read_issued(channel)


async def select(channel: CardChannel) -> None:
    """Select the social security application by its name.

    Raises `NotOurCard`, with what the card is instead, and `ApplicationBlocked` when it is ours and of no more use.
    """
    answered = await exchange(channel, apdu.SelectApplication())
    if answered.sw in (apdu.DONE, apdu.BLOCKED_FOR_EVER):
        check(answered, "social security application")
        return
    fact = f"no social security application ({answered.sw:04X} {apdu.meaning(answered.sw)})"
    raise NotOurCard(DEVICE, fact, await foreign.kind(channel))


async def read_issued(channel: CardChannel, *, details: bool = False) -> Issued:
    """Read EF05 by tag; with `details` the category, who initialised the card and the day of issue as well.

    No service needs those, and each record is one more command that a bad contact can spoil.
    """
    check(await exchange(channel, apdu.SelectFile(apdu.EF05)), "issuer data")
    found = await _read(channel, records.ISSUER_MUST, records.ISSUER_MAY if details else ())
    return decoded(records.issued, found)


async def read_holder(channel: CardChannel, *, details: bool = False) -> Holder:
    """Read EF06 by tag: number and name; with `details` sex, nation, place and day of birth as well.

    No service needs those, so nobody reads them unasked. Raises `HolderDataLocked` before `unlock` on a 3.00 card.
    """
    try:
        check(await exchange(channel, apdu.SelectFile(apdu.EF06)), "holder data")
        more = records.HOLDER_MAY if details else ()
        found = await _read(channel, records.HOLDER_MUST, (records.NAME_EXTENSION, *more))
    except NotAllowed as refused:
        status = refused.status
    else:
        return decoded(records.holder, found)
    raise HolderDataLocked(DEVICE, f"holder data: {apdu.meaning(status)}", status)


async def unlock(channel: PoweredCard, issued: Issued, authority: Authority, algorithm: Algorithm) -> None:
    """External authentication for EF06 (fact sheet 2.5): challenge, ask the authority, give the card its proof.

    Each challenge is used for one proof and each proof is given once, whatever comes of it: a wrong one costs the
    card a try for ever, and a card swapped meanwhile knows nothing of the challenge. Raises `ProofRefused`,
    `KeyBlocked`, `AuthorityRefused` and what else `authority` raises, `BadCardData`, other `CardRefused`, and what
    `channel` raises.
    """
    known: Atr = decoded(atr, channel.atr)
    answered = await exchange(channel, apdu.GetChallenge())
    check(answered, "challenge")
    if len(answered.data) != apdu.CHALLENGE_BYTES:
        raise BadCardData(DEVICE, f"a challenge of {len(answered.data)} bytes")
    question = Question(issued.region, known.historical, algorithm, issued.code, answered.data)
    proof = await authority(question)
    answered = await exchange(channel, apdu.ExternalAuthenticate(proof.cryptogram, proof.factor))
    try:
        check(answered, "proof for the holder data")
    except TryLost as lost:
        refused: ProofRefused | KeyBlocked = ProofRefused(DEVICE, lost.fact, lost.status, lost.attempts_left)
    except NotAllowed as lost:
        refused = ProofRefused(DEVICE, lost.fact, lost.status, None)
    except Blocked as blocked:
        refused = KeyBlocked(DEVICE, blocked.fact, blocked.status)
    else:
        return
    raise refused


async def _read(channel: CardChannel, must: Sequence[int], may: Iterable[int]) -> dict[int, bytes]:
    found = {tag: await _record(channel, tag) for tag in must}
    for tag in may:
        try:
            found[tag] = await _record(channel, tag)
        except RecordMissing:
            continue
    return found


async def _record(channel: CardChannel, tag: int) -> bytes:
    answered = await exchange(channel, apdu.ReadRecord(tag))
    check(answered, f"record {tag:02X}")
    return decoded(lambda data: tlv.value(data, tag), answered.data)
