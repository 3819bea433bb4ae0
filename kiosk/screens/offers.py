"""The services as tiles, and the line above them that everybody should see."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.domain.text import Text
from kiosk.screens import theme
from kiosk.screens.screen import Room
from kiosk.screens.widgets.card import Callout
from kiosk.screens.widgets.field import Field, FieldWords, Look
from kiosk.screens.widgets.part import Grid, Part, Stack
from kiosk.views import Offer

_TWO_COLUMNS_FROM = 5  # offers; fewer are easier to read one under the other
_MORE = "more"  # the offer that leads to all the others

_LARGE = Look(theme.STRONG, theme.BODY, 116, 34, chevron=True)
_SMALL = Look(theme.LEAD, theme.NOTE, 84, 24)
_BRIEF = Look(theme.LEAD, theme.NOTE, 84, 24, detailed=False)
_SHORT = Look(theme.BODY, theme.NOTE, 72, 8, detailed=False, detail_lines=1)  # many services on a low panel


TIGHTNESS = (0, 1, 2)  # of tiles: with what they are for, without it, small


def notice(room: Room, words: Text | None, tight: bool = False) -> list[Part]:
    """A line above the services that everybody should see, or nothing."""
    if words is None:
        return []
    size, pad = (theme.BODY, 16) if tight else (theme.LEAD, 28)
    return [Callout(room.say(words), "alert-circle", theme.AMBER, theme.AMBER_SOFT, size, pad=pad)]


def offer_tiles(room: Room, offers: Sequence[Offer], tightness: int, least: float = 0) -> Part:
    """The services as tiles, in one column or two, each at least `least` high; `tightness`: one of `TIGHTNESS`.

    "More" is quieter than the services, and stands under them all if it would otherwise stand alone in its row.
    """
    columns = 2 if len(offers) >= _TWO_COLUMNS_FROM else 1
    look = (_SMALL, _BRIEF, _SHORT)[tightness] if columns == 2 else _SMALL if tightness else _LARGE
    gap = 16 if look is _SHORT else 24
    below = [offer for offer in offers if offer.key == _MORE and len(offers) % columns]
    tiles = [
        offer_tile(room, offer, look, theme.ACCENTS[index % len(theme.ACCENTS)], least)
        for index, offer in enumerate(offers)
        if offer not in below
    ]
    grid = Grid(*tiles, columns=columns, gap=gap)
    return Stack(grid, *(offer_tile(room, offer, look, theme.PRIMARY, 0) for offer in below), gap=gap)


def offer_tile(room: Room, offer: Offer, look: Look, accent: theme.Colour, least: float = 0) -> Field:
    """One service."""
    closed = "" if offer.closed is None else _why_closed(room, offer.closed, look)
    more = offer.key == _MORE
    return Field(
        f"offer:{offer.key}",
        FieldWords(room.say(offer.title), room.say(offer.subtitle), offer.icon, closed=closed),
        lambda: room.answer(offer.key),
        look,
        accent=theme.PRIMARY if more else accent,
        fill=theme.PRIMARY_SOFT if more else theme.PAPER,
        least=max(least, theme.TOUCH),
    )


def _why_closed(room: Room, why: Text, look: Look) -> str:
    """Where the reason would be cut off, only that it is closed: the line above the tiles says why."""
    return room.word("glass-not-now") if look is _SHORT else room.say(why)
