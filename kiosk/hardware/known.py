"""A fact that may not be known: unknown is a value, and never means no."""

from __future__ import annotations

import enum


class Known(enum.Enum):
    """Yes, no, or nobody knows: no answer, or one that leaves it open."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
