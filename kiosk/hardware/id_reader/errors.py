"""What can be wrong with a document on the ID reader; the facts never hold what the document says."""

from __future__ import annotations


class DocumentUnreadable(Exception):
    """The reader gave the document's text whole, and it is not what the format says.

    Reading again will not help. `fact` names the field and the rule, never the value.
    """

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact
