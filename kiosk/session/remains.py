"""At the end of a visit nothing of the person remains: the code that ends it counts what does."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable

from kiosk.backend_client.models import Situation
from kiosk.domain.balance import Balance
from kiosk.domain.card import ChipCard
from kiosk.domain.identity import Identity
from kiosk.domain.personal import ScannedCode
from kiosk.domain.photo import Photo
from kiosk.domain.pin import CardPin
from kiosk.domain.progress import Progress
from kiosk.domain.relative import Relative
from kiosk.events import Log, PersonRemains
from kiosk.flows.service import Visit

# What no view holds: the glass keeps its last picture until the next one, and forgets by itself what it showed.
# All other personal values are parts of these while a visit lasts.
KINDS: frozenset[type] = frozenset(
    {Visit, Identity, ChipCard, Progress, Situation, Balance, Relative, Photo, CardPin, ScannedCode}
)


class Remains:
    """Compares with what there was before the first visit: on a machine nothing, in a test what other tests hold."""

    def __init__(self) -> None:
        self._before = remains(KINDS)

    def report(self, log: Log) -> None:
        """Tell the log what of a person is still in memory; after `gc.collect()`, with no visit begun."""
        for kind, count in sorted((remains(KINDS) - self._before).items()):
            log.write(PersonRemains(kind, count))


def remains(kinds: Iterable[type]) -> Counter[str]:
    """How many objects of these very types there are, by the type's name."""
    wanted = frozenset(kinds)
    return Counter(type(thing).__name__ for thing in gc.get_objects() if type(thing) in wanted)
