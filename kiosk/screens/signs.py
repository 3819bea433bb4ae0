"""The quiet icons of the bar: the network and the devices, told apart by their shapes and not only by a colour."""

from __future__ import annotations

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.part import Part, Row
from kiosk.screens.widgets.zh_label import Icon
from kiosk.views import Status

SIZE, GAP = 36, 14
_PRINTER = "printer"


class Signs(Part):
    """One icon for the network and one for the devices; struck through when something is missing."""

    def __init__(self) -> None:
        super().__init__()
        self._row: Row | None = None
        self.names: tuple[str, ...] = ()
        self.wide = float(dp(2 * SIZE + GAP))

    def tell(self, status: Status) -> None:
        """Draws only when a sign changes."""
        names = signs(status)
        if names == self.names:
            return
        self.names = names
        self.clear_widgets()
        self._row = Row(*(Icon(name, SIZE, theme.BAR_INK) for name in names), gap=GAP)
        self.add_widget(self._row)
        self.arrange()

    def tall(self, width: float) -> float:
        return float(dp(SIZE))

    def arrange(self) -> None:
        if self._row is not None:
            self._row.place(*self.pos, *self.size)


def signs(status: Status) -> tuple[str, ...]:
    """The icons, by name. A printer that is missing closes no service, and has a sign of its own."""
    network = "server-network-off" if status.office_away else "server-network"
    if not status.missing:
        return network, "monitor"
    return network, "printer-off" if status.missing == (_PRINTER,) else "power-plug-off"
