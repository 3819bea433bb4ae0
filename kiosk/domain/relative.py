"""A relative whom the office has registered as one, and whose progress may be asked for."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class Relation(enum.Enum):
    """What the relative is to whoever stands here; the value is the word on the wire."""

    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    OTHER = "other"


@dataclass(frozen=True)
class Relative:
    """One relative. The office gives neither name nor number, but a mask and a reference for a few minutes."""

    ref: str = field(repr=False)
    masked_name: str = field(repr=False)  # as the office masks it: may be shown
    relation: Relation
