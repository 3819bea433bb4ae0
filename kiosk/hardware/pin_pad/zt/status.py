"""What a ZT588 or ZT598 says about how it did: its status byte (fact sheet 5.1)."""

from __future__ import annotations

import enum
from typing import Self


class ZtStatus(enum.IntEnum):
    """A refusal and what it means. E0 to EF [2+], EA and the rest from the ZT598 driver alone [1]."""

    meaning: str

    def __new__(cls, code: int, meaning: str) -> Self:
        """One row of the table."""
        row = int.__new__(cls, code)
        row._value_ = code
        row.meaning = meaning
        return row

    SM2_ENCRYPTION = 0xD0, "SM2 encryption failed"
    SM2_DECRYPTION = 0xD1, "SM2 decryption failed"
    SM2_SIGNING = 0xD2, "SM2 signing failed"
    SM2_SIGNATURE_WRONG = 0xD3, "SM2 signature not verified"
    SM2_EXCHANGE = 0xD4, "SM2 key exchange failed"
    SM2_EXCHANGE_WRONG = 0xD5, "SM2 key exchange not verified"
    SM_CHIP_ERROR = 0xD6, "SM chip reports an error"
    SM_CHIP_SILENT = 0xD7, "SM chip does not answer"
    SM4_KEY_INVALID = 0xD8, "SM4 key value invalid"
    SM_UNNAMED = 0xD9, "SM chip error without a name"
    RSA_KEY_MISSING = 0xDA, "RSA key not initialised"
    RSA_KEY_THERE = 0xDB, "RSA key already initialised"
    COMMAND_MAC_WRONG = 0xDC, "MAC of the command wrong"
    TAMPERED = 0xDD, "the pad has been tampered with"
    SM_CHIP_MISSING = 0xDE, "SM chip not mounted"
    BATTERY = 0xE0, "battery low"
    IMK_MISSING = 0xE1, "initial master key missing"
    TMK_MISSING = 0xE2, "terminal master key missing"
    KEY_SIZE = 0xE3, "key size wrong"
    KEY_MISSING = 0xE4, "key missing"
    KEY_UNFIT = 0xE5, "key missing or not made for this"
    KEY_PARITY = 0xE6, "key parity wrong"
    KEY_INVALID = 0xE7, "key invalid"
    COMMAND_LENGTH = 0xE8, "length of the command wrong"
    DATA_WRONG = 0xE9, "data of the command wrong"
    CODE_MISSING = 0xEA, "code information missing"
    PARAMETER = 0xEB, "parameter wrong"
    NOT_AUTHORISED = 0xEC, "authorisation required"
    AUTHORISATION_LOCKED = 0xED, "authorisation locked"
    INPUT_TIMED_OUT = 0xEE, "input timed out"
    GENERAL = 0xEF, "general error, or no PIN entered"
    REMOVED = 0xFF, "the pad has been removed from its mount"


# What the pad may answer to the probe, when it is the pad itself that is unwell.
UNWELL = frozenset(
    {
        ZtStatus.BATTERY,
        ZtStatus.SM_CHIP_ERROR,
        ZtStatus.SM_CHIP_SILENT,
        ZtStatus.SM_CHIP_MISSING,
        ZtStatus.TAMPERED,
        ZtStatus.REMOVED,
    }
)


def meaning(status: int) -> str:
    """What a refusal means, in words for the technician."""
    return next((row.meaning for row in ZtStatus if row == status), "unknown status")
