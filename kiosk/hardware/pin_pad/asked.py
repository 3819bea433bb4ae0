"""What somebody typed for `kiosk wire encode`, as the commands of a PIN pad take it; and keys as people read them."""

from __future__ import annotations

from kiosk.hardware.explain import Fields, Private
from kiosk.hardware.pin_pad.keys import Key


def number(name: str, text: str, base: int = 10) -> int:
    """A number, from 0 to 255. Raises `ValueError` with a sentence that does not repeat the text."""
    try:
        value = int(text, base)
    except ValueError:
        value = -1
    if not 0 <= value <= 0xFF:
        raise ValueError(
            f"{name} must be a {'hex ' if base == 16 else ''}number from 0 to {'FF' if base == 16 else 255}"
        )
    return value


def one_of(name: str, text: str, known: tuple[str, ...]) -> str:
    """One of some words. Raises `ValueError` with a sentence."""
    if text not in known:
        raise ValueError(f"{name} must be one of {', '.join(known)}")
    return text


def pressed(key: Key) -> Fields:
    """A key press; a digit is shown only to somebody who asks for it."""
    digits = key.digits.decode("ascii")
    if digits:
        return {"message": "key", "key": "digit", "digit": Private(digits)}
    return {"message": "key", "key": key.value}
