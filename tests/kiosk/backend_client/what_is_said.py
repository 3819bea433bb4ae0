"""Everything an error can say of itself, and what it must never say; the helper of the client's tests of privacy."""

from __future__ import annotations

import traceback

from kiosk_sim.people import PEOPLE
from tests.kiosk.backend_client.office_call import RELATIVE, SCANNED, card_of, question

SECRETS = (
    PEOPLE["collected"].document.name,
    PEOPLE["collected"].document.name.encode("unicode_escape").decode("ascii"),
    PEOPLE["collected"].document.number,
    card_of("collected").reveal(),
    SCANNED,
    RELATIVE.ref,
    *(part.hex().upper() for part in question()[1:] if isinstance(part, bytes)),
)


def chain(error: BaseException | None) -> list[BaseException]:
    """An error and all that it hides behind it, shown in tracebacks or not."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting:
        if (one := waiting.pop()) is not None and one not in found:
            found.append(one)
            waiting += [one.__cause__, one.__context__]
    return found


def words(error: BaseException) -> str:
    """Everything an error can say of itself."""
    parts = [f"{one!s} {one!r} {one.args!r} {vars(one)!r}" for one in chain(error)]
    return "".join([*parts, *traceback.format_exception(error)])


def secrets_in(text: str) -> list[str]:
    """What was given away."""
    return [secret for secret in SECRETS if secret in text]
