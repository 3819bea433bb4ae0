"""An outlet's card: the phone larger than the address, because people should call before they go."""

from __future__ import annotations

from kivy.metrics import dp

from kiosk.domain.outlet import Outlet
from kiosk.screens import theme
from kiosk.screens.screen import Room
from kiosk.screens.widgets.card import Card, IconBadge
from kiosk.screens.widgets.part import Part, Row, Space, Stack
from kiosk.screens.widgets.zh_label import Icon, ZhLabel

_SHORT_NUMBER = 13  # characters: an area code and eight digits, with what stands between


class OutletDown(Card):
    """For a narrow column: name, phone, address, hours from top to bottom, spread over the height given."""

    def __init__(self, room: Room, outlet: Outlet, *, tight: bool) -> None:
        super().__init__(
            ZhLabel(outlet.name, theme.BODY if tight else theme.LEAD, bold=True),
            _call(room, outlet, 60) if tight else _call_down(room, outlet),
            *_where(outlet),
            gap=4 if tight else 18,
            pad=20 if tight else 32,
            spread=True,
        )


def outlet_across(room: Room, outlet: Outlet, advice: ZhLabel | None = None) -> Part:
    """For a wide place: name, address and hours left, the phone right; under it `advice` where room is short."""
    tight = advice is not None
    name = ZhLabel(outlet.name, theme.BODY if tight else theme.LEAD, bold=True)
    words = Stack(name, *_where(outlet), gap=0 if tight else 8)
    call = _call(room, outlet, 84, natural=not tight)
    right: Part = call if advice is None else Stack(call, advice, gap=4)
    words.share = 1.85
    row = Row(edge(), words, right, edge(), gap=20) if tight else Row(words, right, gap=32)
    return Card(row, pad=12 if tight else 24, centred=True)


def outlet_wide(room: Room, outlet: Outlet, width: float) -> Part:
    """For the whole width of a panel: whichever of the two is less high, for this outlet."""
    ways = (outlet_across(room, outlet), OutletDown(room, outlet, tight=True))
    return min(ways, key=lambda way: way.tall(width))


def edge() -> Part:
    """Nothing: in a row it adds a gap, where a card with little height to spare would crowd its words."""
    nothing = Space()
    nothing.wide = 0.0
    return nothing


def _call_down(room: Room, outlet: Outlet) -> Part:
    """The phone as large as the column allows: what to do above it, the number on a line of its own."""
    first = ZhLabel(room.word("glass-call-first"), theme.BODY, theme.GREEN, bold=True)
    return Stack(Row(IconBadge("phone", 60, theme.GREEN), first, gap=18), _number(outlet, large=True), gap=4)


def _number(outlet: Outlet, *, large: bool) -> ZhLabel:
    # A space in a number is no place to break it.
    words = outlet.phone.replace(" ", "\u00a0")
    size = theme.HEAD if large and len(words) <= _SHORT_NUMBER else theme.STRONG
    return ZhLabel(words, size, theme.GREEN, bold=True)


def _call(room: Room, outlet: Outlet, badge: float, *, natural: bool = False) -> Part:
    """The phone; `natural`: as wide as the number, for a row."""
    number = _number(outlet, large=natural)
    first = ZhLabel(room.word("glass-call-first"), theme.NOTE, theme.GREEN, bold=True)
    call = Row(IconBadge("phone", badge, theme.GREEN), Stack(first, number), gap=18)
    if natural:
        call.wide = dp(badge + 18 + 8) + max(number.natural_width(), first.natural_width())
    return call


def _where(outlet: Outlet) -> list[Part]:
    return [
        Row(
            Icon(icon, 42, theme.QUIET, beside=theme.BODY), ZhLabel(words, theme.BODY, theme.QUIET), gap=14, at_top=True
        )
        for icon, words in (("map-marker", outlet.address), ("clock-outline", outlet.hours))
        if words
    ]
