"""The photo of a document, decoded: kept in memory while somebody stands here, and never anywhere else."""

from __future__ import annotations

from typing import Literal

Form = Literal["bmp", "rgb"]


class Photo:
    """A picture of a person. Nothing but `reveal` gives its bytes; `bmp` is a whole file, `rgb` three bytes a dot.

    Instances are immutable and cannot be pickled; `width` and `height` are in dots.
    """

    __slots__ = ("_picture", "form", "width", "height")
    _picture: bytes
    form: Form
    width: int
    height: int

    def __init__(self, picture: bytes, form: Form, width: int, height: int) -> None:
        for name, value in (("_picture", picture), ("form", form), ("width", width), ("height", height)):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("Photo cannot be changed")

    def reveal(self) -> bytes:
        """The picture itself. Only for the glass after an explicit press."""
        return self._picture

    def __repr__(self) -> str:
        return f"Photo({self.width} x {self.height})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Photo) and (self.form, self._picture) == (other.form, other._picture)

    def __hash__(self) -> int:
        return hash((self.form, self._picture))

    def __reduce__(self) -> str:
        raise TypeError("Photo must not be pickled: it would leave the process")
