"""Where it is written: the source of an answer and of which day it is, as a page and a slip say it."""

from __future__ import annotations

from kiosk.domain.text import Text, text
from kiosk.flows.service import Visit

_NOTICE = "notice"  # the source of that name in the content: the one that began all this (S-01)


def basis(visit: Visit) -> Text | None:
    """Of the rules of a guide, which are the notice's; None when the content does not name it."""
    return written_in(visit, _NOTICE) if _NOTICE in visit.content.sources else None


def written_in(visit: Visit, source: str) -> Text:
    """Of an item of the content, which always names its source."""
    named = visit.content.sources[source]
    return text("content-basis", source=named.title, day=named.date)
