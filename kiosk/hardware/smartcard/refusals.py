"""Which status word is which refusal: one table, complete for the fact sheet's (2.6, [2+])."""

from __future__ import annotations

from kiosk.hardware.smartcard import apdu
from kiosk.hardware.smartcard.apdu import Answer
from kiosk.hardware.smartcard.errors import (
    ApplicationBlocked,
    Blocked,
    CardRefused,
    FileMissing,
    KeyMissing,
    MacWrong,
    NotAllowed,
    NotUnderstood,
    OutOfOrder,
    RecordMissing,
    TryLost,
)

DEVICE = "card-reader"

REFUSALS: dict[int, type[CardRefused]] = {
    0x6700: NotUnderstood,
    0x6981: NotUnderstood,
    apdu.LOCKED: NotAllowed,
    apdu.BLOCKED: Blocked,
    0x6984: OutOfOrder,
    0x6985: OutOfOrder,
    0x6988: MacWrong,
    0x6A80: NotUnderstood,
    0x6A81: NotUnderstood,
    apdu.NO_FILE: FileMissing,
    apdu.NO_RECORD: RecordMissing,
    0x6A86: NotUnderstood,
    0x6A88: KeyMissing,
    0x6B00: NotUnderstood,
    0x6D00: NotUnderstood,
    0x6E00: NotUnderstood,
    0x9302: NotUnderstood,
    apdu.BLOCKED_FOR_EVER: ApplicationBlocked,
    0x9403: KeyMissing,
    0x9406: MacWrong,
}


def check(answered: Answer, what: str) -> None:
    """Raise the refusal an answer is, if it is one; `what` was asked for. A status word not in the table is one too."""
    if answered.sw == apdu.DONE:
        return
    fact = f"{what}: {apdu.meaning(answered.sw)}"
    if answered.attempts_left is not None:
        raise TryLost(DEVICE, fact, answered.sw, answered.attempts_left)
    raise REFUSALS.get(answered.sw, CardRefused)(DEVICE, fact, answered.sw)
