"""An outlet's card: the phone larger than the address, because people should call before they go."""

from __future__ import annotations

from kivy.metrics import dp

from kiosk.domain.outlet import Outlet
from kiosk.screens import theme
from kiosk.screens.screen import Room
from kiosk.screens.widgets.card import Card, IconBadge
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.zh_label import Icon, ZhLabel


class OutletDown(Card):
    """For a narrow column: name, phone, address, hours from top to bottom, spread over the height given."""

    def __init__(self, room: Room, outlet: Outlet, *, tight: bool) -> None:
        super().__init__(
            ZhLabel(outlet.name, theme.BODY if tight else theme.LEAD, bold=True),
            _call(room, outlet, 60),
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
    return Card(Row(words, right, gap=32), pad=12 if tight else 24, centred=True)


def _call(room: Room, outlet: Outlet, badge: float, *, natural: bool = False) -> Part:
    """The phone; `natural`: as wide as the number, for a row."""
    # A space in a number is no place to break it.
    number = ZhLabel(outlet.phone.replace(" ", "\u00a0"), theme.STRONG, theme.GREEN, bold=True)
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
