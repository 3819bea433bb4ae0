"""The office's HSM: the issuer's key, and the answer to a card's challenge (fact sheet 2.5)."""

from __future__ import annotations

from kiosk_sim.card_keys import FACTOR, ROOT, card_key, cryptogram

_PROVINCE = "51"  # whose cards it has a key for


class NoKey(Exception):
    """There is no key for cards of this region."""


class KeyVault:
    """Keeps `root`; nothing of it comes out but proofs."""

    def __init__(self, root: bytes = ROOT) -> None:
        self._root = root

    def prove(
        self, region: str, historical: bytes, algorithm: str, challenge: bytes, *, wrongly: bool = False
    ) -> tuple[bytes, bytes]:
        """Cryptogram and factor for a card's challenge; `wrongly`: with a key of nothing. Raises `NoKey`."""
        if not region.startswith(_PROVINCE):
            raise NoKey
        key = card_key(bytes(len(self._root)) if wrongly else self._root, region, historical, algorithm)
        return cryptogram(key, challenge, FACTOR, algorithm), FACTOR
