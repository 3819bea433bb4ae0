"""Nobody is here: the invitation to lay the ID card down, and the services for those who come with a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kivy.metrics import dp

from kiosk.domain.text import Text
from kiosk.screens import theme
from kiosk.screens.screen import Room, Screen
from kiosk.screens.widgets.card import Callout, Card, IconBadge, Panel
from kiosk.screens.widgets.machine import Deed, MachineDrawing
from kiosk.screens.widgets.part import Grid, Part, Row, Space, Stack
from kiosk.screens.widgets.touchable import Touchable
from kiosk.screens.widgets.zh_label import Icon, ZhLabel
from kiosk.views import Attract, Offer

_TWO_COLUMNS_FROM = 5  # offers; fewer are easier to read one under the other
_LEFT_SHARE, _BETWEEN = 1.12, 44  # in landscape: how much wider the drawing is, and what lies between


class AttractScreen(Screen[Attract]):
    """The drawing and the sentence on top (or left), the services below (or right)."""

    helping = "glass-help-attract"

    def build(self, tight: bool) -> Part:
        room = self.room
        drawing = MachineDrawing(
            frozenset({Deed.LAY}),
            room.word("glass-reader-here"),
            "" if tight else room.word("glass-slot-here"),
            least=300 if tight else 520 if room.portrait else 440,
        )
        drawing.grow = 1
        size = theme.HUGE if room.portrait and not tight else theme.SENTENCE
        invitation = Card(
            ZhLabel(room.word("glass-attract"), size, bold=True, align="center", even=True),
            ZhLabel(room.word("glass-attract-more"), theme.LEAD, theme.QUIET, align="center", even=True),
            Space(8),
            drawing,
            pad=24 if tight else 36,
            gap=6 if tight else 12,
        )
        invitation.grow = 1
        if room.portrait:
            return Stack(*self._notice(), invitation, self._offers(tight), gap=24 if tight else 36)
        invitation.share = _LEFT_SHARE
        return Row(invitation, self._right(), gap=_BETWEEN, fill=True)

    def _right(self) -> Part:
        """Notice and offers; the drawing beside them may be tight while they have all the room they want."""
        wide = (self.width - dp(_BETWEEN)) / (1 + _LEFT_SHARE)
        for tight in (False, True):
            right = Stack(*self._notice(), self._offers(tight), gap=28, centred=True)
            if right.tall(wide) <= self.height:
                break
        right.grow = 1
        return right

    def _notice(self) -> list[Part]:
        return notice(self.room, self.view.notice)

    def _offers(self, tight: bool) -> Part:
        heading = ZhLabel(self.room.word("glass-attract-or"), theme.LEAD, theme.QUIET, bold=True)
        return Stack(heading, offer_tiles(self.room, self.view.offers, tight), gap=18)


def notice(room: Room, words: Text | None) -> list[Part]:
    """A line above the services that everybody should see, or nothing."""
    return (
        [] if words is None else [Callout(room.say(words), "alert-circle", theme.AMBER, theme.AMBER_SOFT, theme.LEAD)]
    )


def offer_tiles(room: Room, offers: Sequence[Offer], tight: bool, least: float = 0) -> Part:
    """The services as tiles, in one column or two; each at least `least` high."""
    columns = 2 if len(offers) >= _TWO_COLUMNS_FROM else 1
    look = _SHORT if columns == 2 and tight else _SMALL if columns == 2 or tight else _LARGE
    tiles = [
        Tile(
            offer,
            room.say(offer.title),
            room.say(offer.closed or offer.subtitle),
            theme.ACCENTS[index % len(theme.ACCENTS)],
            lambda key=offer.key: room.answer(key),  # type: ignore[misc]
            look,
            least,
        )
        for index, offer in enumerate(offers)
    ]
    return Grid(*tiles, columns=columns, gap=24 if look.subtitled else 16)


@dataclass(frozen=True)
class _Look:
    """The measures of a tile."""

    title: int
    subtitle: int
    badge: int
    pad: int
    subtitled: bool = True
    chevron: bool = False


_LARGE = _Look(theme.STRONG, theme.BODY, 116, 34, chevron=True)
_SMALL = _Look(theme.LEAD, theme.NOTE, 84, 24)
_SHORT = _Look(theme.BODY, theme.NOTE, 72, 16, subtitled=False)  # many services on a low panel


class Tile(Touchable):
    """One service; a closed one is grey, says why, and takes no touch."""

    def __init__(
        self,
        offer: Offer,
        title: str,
        subtitle: str,
        accent: theme.Colour,
        on_tap: Callable[[], None],
        look: _Look,
        least: float,
    ) -> None:
        super().__init__(f"offer:{offer.key}", on_tap)
        self.words = title
        self.disabled = closed = offer.closed is not None
        self._least = dp(least)
        ink = theme.QUIET if closed else theme.INK
        self._panel = Panel(self, theme.FAINT if closed else theme.PAPER, shadow=not closed)
        texts: list[Part] = [ZhLabel(title, look.title, ink, bold=True)]
        if look.subtitled or closed:
            texts.append(ZhLabel(subtitle, look.subtitle, theme.QUIET))
        badge = IconBadge(offer.icon, look.badge, theme.QUIET if closed else accent)
        chevron = [Icon("chevron-right", 72, accent)] if look.chevron and not closed else []
        row = Row(badge, Stack(*texts, gap=4), *chevron, gap=24)
        self._inside = Stack(row, pad=look.pad, centred=True)
        self.add_widget(self._inside)

    def tall(self, width: float) -> float:
        return max(self._least, self._inside.tall(width))

    def arrange(self) -> None:
        self._panel.lay(*self.pos, *self.size)
        self._inside.place(*self.pos, *self.size)

    def press(self, down: bool) -> None:
        self._panel.paint(theme.PRIMARY_SOFT if down else theme.PAPER)
