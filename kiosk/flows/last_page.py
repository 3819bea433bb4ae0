"""The page a service ends with: what came of it, a slip if that is wanted, and where the citizen goes on."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain.receipt import Receipt
from kiosk.domain.text import Text, text
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH, PRINT, can_print, hand_over
from kiosk.flows.service import Visit
from kiosk.views import Action, Fact, Outcome, Tone, View


async def last_page(
    visit: Visit,
    page: View[str],
    slip: Callable[[], Receipt] | None = None,
    instead: tuple[Text, ...] = (),
    facts: tuple[Fact, ...] = (),
) -> str | None:
    """Show it, hand the slip over if that is wanted (`instead`, `facts`: see `hand_over`). None: they have finished."""
    wish = await visit.display.ask(page)
    if wish == PRINT and slip is not None:
        return await hand_over(visit, slip(), instead, facts)
    return None if wish == FINISH.key else wish


async def say(visit: Visit, tone: Tone, sentence: str, *more: Action[str], advice: str = "") -> str | None:
    """As `last_page`, of a sentence with its own advice, or another one. `more`: what makes sense now, most first."""
    return await last_page(
        visit,
        Outcome(
            tone=tone,
            sentence=text(sentence),
            details=(text(advice or f"{sentence}.advice"),),
            actions=(*more, FINISH, ANOTHER_SERVICE),
        ),
    )


def to_print(visit: Visit, words: Text) -> tuple[Action[str], ...]:
    """Print, by this verb; nothing where no slip can be had now."""
    return (Action(PRINT, words, "printer"),) if can_print(visit) else ()
