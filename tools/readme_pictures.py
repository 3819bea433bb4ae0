"""Puts pictures of the last `make demo` side by side for README.md: docs/pictures/*.png."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps

_ROOT = Path(__file__).parent.parent
_DEMO = _ROOT / "out" / "demo"
_GROUND = "#D5DCE6"
_WIDTH, _GAP = 1600, 24

# What stands beside what; a name is the part of a picture's file name after its number.
_ROWS = {
    "progress.png": ("portrait/Attract", "portrait/PresentDocument", "portrait/StageLine", "portrait/slip"),
    "activation.png": ("acts/InsertCard", "acts/ConfirmAct", "acts/Outcome-activated", "acts/slip"),
    "services.png": (
        "portrait/Situation-collected",
        "guides/Pick-outlets",
        "acts/PinAtPad-new",
        "guides/Guide-strip-card",
    ),
    "landscape.png": ("landscape/Attract-english", "landscape/Situation"),
}


def main() -> None:
    """Compose every row anew."""
    folder = _ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, pictures in _ROWS.items():
        row = _side_by_side([Image.open(_picture(picture)).convert("RGB") for picture in pictures])
        row.quantize(256, Image.Quantize.FASTOCTREE).save(folder / name, optimize=True)
        print(f"docs/pictures/{name}: {row.width}x{row.height}, {(folder / name).stat().st_size // 1000} kB")


def _picture(name: str) -> Path:
    """The first picture of that name; `acts/08-slip` names one exactly."""
    folder, _, what = name.partition("/")
    found = sorted((_DEMO / folder).glob(f"{what}.png")) + sorted((_DEMO / folder).glob(f"[0-9][0-9]-{what}.png"))
    if not found:
        raise SystemExit(f"{name}: no such picture in {_DEMO}; run `make demo` first")
    return found[0]


def _side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """All pictures in frames as wide as the row allows and as tall as the first one; a slip fits in whole."""
    width = (_WIDTH - _GAP * (len(pictures) + 1)) // len(pictures)
    height = round(pictures[0].height * width / pictures[0].width)
    row = Image.new("RGB", (_WIDTH, height + 2 * _GAP), _GROUND)
    for place, picture in enumerate(pictures):
        small = ImageOps.contain(picture, (width, height), Image.Resampling.LANCZOS)
        left = _GAP + place * (width + _GAP) + (width - small.width) // 2
        row.paste(small, (left, _GAP))
    return row


if __name__ == "__main__":
    main()
