"""A bare pyscard script that reads a card with the kiosk's APDUs; prints seconds a read, connect to disconnect."""

from __future__ import annotations

import statistics
import sys
import time

from smartcard import scard

# SELECT SSSE, all of EF05, EF06 with tags 08 09 4E: what kiosk.hardware.smartcard.ssc reads.
_APDUS = [
    bytes.fromhex(apdu)
    for apdu in (
        "00A404000F7378312E73682EC9E7BBE1B1A3D5CF",
        "00A4020002EF05",
        *(f"00B2{tag}0000" for tag in ("01", "03", "06", "07", "02", "04", "05")),
        "00A4020002EF06",
        *(f"00B2{tag}0000" for tag in ("08", "09", "4E")),
    )
]


def _read(context: int, reader: str) -> float:
    began = time.perf_counter()
    result, card, _ = scard.SCardConnect(context, reader, scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_PROTOCOL_T0)
    if result:
        raise SystemExit(f"connect: {scard.SCardGetErrorMessage(result)}")
    for apdu in _APDUS:
        result, answer = scard.SCardTransmit(card, scard.SCARD_PCI_T0, list(apdu))
        if result or answer[-2:] != [0x90, 0x00]:
            raise SystemExit("an APDU was not answered with 9000")
    scard.SCardDisconnect(card, scard.SCARD_UNPOWER_CARD)
    return time.perf_counter() - began


def main() -> None:
    """Read the first reader's card so many times; print the median."""
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    _, readers = scard.SCardListReaders(context, [])
    print(statistics.median(_read(context, readers[0]) for _ in range(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
