"""Builds the fonts this project ships from Debian's Noto Sans CJK and npm's Material Design Icons.

Writes down too which rare characters Debian's large fonts show; those are installed and not shipped. The results are
committed, since neither a kiosk nor a test needs what they were made from. Run by `make fonts`, needed only to add an
icon or to take up a newer release. The same inputs give the same bytes.
"""

import hashlib
import json
import logging
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
KIOSK_FONTS = ROOT / "kiosk" / "fonts"
SIM_FONTS = ROOT / "kiosk_sim" / "fonts"

NOTO_PACKAGE = "fonts-noto-cjk"
NOTO_FOLDER = Path("usr/share/fonts/opentype/noto")
RARE_FONTS = {
    "fonts-babelstone-han": Path("usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf"),
    "fonts-hanazono": Path("usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
}
# Radicals, strokes, unified and compatibility ideographs: all as wide as high, which the screens rely on.
HAN = ((0x2E80, 0x2FDF), (0x31C0, 0x31EF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
NOTO_VERSION = "Version 2.004"  # NOTICE names it
# The faces of the collection are JP, KR, SC, TC, HK. Kivy opens only the first: Japanese shapes of 骨 直 返.
SIMPLIFIED_CHINESE = 2

ICONS_PACKAGE = "@mdi/font@7.4.47"
ICONS_SHA256 = "66131558352dc8df724feac30f3b7bf7ee7311a79e4f8436f3637c0993edb773"
ICONS = """
    account account-alert account-cancel account-card account-card-outline account-cash account-check
    account-child account-child-circle account-circle account-clock account-edit account-group
    account-heart account-multiple account-plus account-question account-search account-switch account-tie
    account-tie-outline account-tie-voice account-voice alert alert-circle alert-circle-outline
    alert-decagram alert-octagon apps arrow-down arrow-down-bold arrow-left arrow-right arrow-right-bold
    arrow-up arrow-up-bold backspace backspace-outline bank bank-outline bank-transfer barcode-scan
    battery-alert bell bell-ring book-open-variant briefcase bus calendar calendar-check calendar-clock
    calendar-question camera card-account-details card-account-details-outline card-account-phone
    card-bulleted card-multiple card-plus card-remove card-search card-text cash cash-check cash-clock
    cash-multiple cellphone cellphone-check cellphone-key cellphone-link cellphone-nfc check check-bold
    check-circle check-circle-outline check-decagram check-underline-circle chevron-down chevron-left
    chevron-right chevron-up circle circle-medium circle-outline circle-slice-8 city city-switch
    city-variant-outline clipboard-check clipboard-list clipboard-text clock-check-outline clock-outline
    close close-circle close-circle-outline close-thick cog comment-question contactless-payment
    contrast-circle counter credit-card credit-card-check credit-card-chip credit-card-chip-outline
    credit-card-lock credit-card-lock-outline credit-card-marker credit-card-off credit-card-outline
    credit-card-plus credit-card-refresh credit-card-remove credit-card-scan credit-card-search
    credit-card-settings credit-card-sync credit-card-wireless crosshairs-gps database-edit delete dialpad
    domain door door-open dots-horizontal draw emoticon-cry-outline emoticon-excited-outline
    emoticon-frown-outline emoticon-happy-outline emoticon-neutral-outline emoticon-outline
    emoticon-sad-outline eraser exit-to-app eye eye-off face-recognition factory family-tree file-account
    file-check file-document file-document-outline file-search filter-variant fingerprint flash
    form-textbox-password format-font-size-decrease format-font-size-increase format-list-bulleted
    format-list-numbered format-size frequently-asked-questions gesture-tap gesture-tap-button
    hand-back-right hand-coin hand-extended hand-front-right hand-heart hand-wave headset heart-outline
    heart-pulse help help-circle help-circle-outline history home home-account home-city hospital-box
    hospital-building human human-cane human-child human-female-girl human-greeting human-male-child
    human-male-female-child human-queue human-wheelchair information information-outline key key-alert
    key-change key-variant keyboard-outline lan-disconnect lifebuoy lightbulb-on-outline link-variant lock
    lock-alert lock-check lock-open lock-open-variant lock-remove lock-reset login-variant logout magnet
    magnify map map-legend map-marker map-marker-check map-marker-distance map-marker-multiple
    map-marker-path map-marker-question map-marker-radius map-marker-right map-marker-star map-search
    medical-bag menu message-text minus minus-circle monitor monitor-dashboard navigation-variant numeric
    numeric-off office-building office-building-marker package package-check package-variant
    package-variant-closed paperclip pause-circle pencil phone phone-alert phone-check phone-classic
    phone-in-talk phone-off piggy-bank pill play-circle plus plus-circle power power-plug-off printer
    printer-alert printer-check printer-off printer-pos progress-check progress-clock progress-question
    progress-wrench qrcode qrcode-remove qrcode-scan radiobox-blank radiobox-marked receipt-text
    receipt-text-check refresh restart scan-helper school script-text seal send serial-port server-network
    server-network-off share shield-account shield-alert shield-check shield-half-full shield-key
    shield-lock signal-off skip-next-circle sleep smart-card smart-card-off smart-card-off-outline
    smart-card-outline smart-card-reader smart-card-reader-outline sort-numeric-variant speaker stamper
    star star-outline stop-circle store store-clock store-marker store-search swap-horizontal
    swap-horizontal-bold sync sync-alert tag-text text-box-check thermometer thumb-up thumb-up-outline
    ticket-confirmation timer-sand timer-sand-complete toolbox tools transfer translate tray-arrow-down
    tray-arrow-up truck-delivery truck-fast tune umbrella undo-variant upload usb usb-port video-off
    volume-high volume-off walk wallet weather-night web-off wheelchair-accessibility wifi wifi-off wrench
    wrench-clock
""".split()


def main() -> None:
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of the icons' odd but harmless dates
    with tempfile.TemporaryDirectory() as scratch:
        noto = find(NOTO_PACKAGE, NOTO_FOLDER, Path(scratch))
        regular = build_face(noto / "NotoSansCJK-Regular.ttc", KIOSK_FONTS / "NotoSansCJKsc-Regular.otf")
        bold = build_face(noto / "NotoSansCJK-Bold.ttc", KIOSK_FONTS / "NotoSansCJKsc-Bold.otf")
        if regular != bold:
            sys.exit("Regular and Bold show different characters; coverage.json speaks for both")
        write_json(KIOSK_FONTS / "coverage.json", list(ranges(regular)))
        files = [find(package, file, Path(scratch)) for package, file in RARE_FONTS.items()]
        write_json(KIOSK_FONTS / "rare.json", {file.name: rare_characters(file, regular) for file in files})
        build_face(noto / "NotoSansCJK-Regular.ttc", SIM_FONTS / "printer-rom.otf", printer_rom_characters())
        build_icons(fetch_icons(Path(scratch)))


def find(package: str, path: Path, scratch: Path) -> Path:
    """What Debian's package installs at `path`; if it is not installed, the package is unpacked in scratch."""
    installed = Path("/") / path
    if installed.exists():
        return installed
    subprocess.run(["apt-get", "download", "-q", package], cwd=scratch, check=True)
    archive = next(scratch.glob(f"{package}_*.deb"))
    subprocess.run(["dpkg-deb", "-x", archive.name, "."], cwd=scratch, check=True)
    return scratch / path


def rare_characters(file: Path, carried: set[int]) -> list[tuple[int, int]]:
    """The Han characters of a font that is only installed, without those we carry."""
    points = set(TTFont(file, lazy=True).getBestCmap()) - carried
    return list(ranges(point for point in points if any(first <= point <= last for first, last in HAN)))


def build_face(collection: Path, result: Path, wanted: Iterable[int] | None = None) -> set[int]:
    """Writes the simplified Chinese face, all but Hangul or only what is wanted; says what it can show."""
    font = TTCollection(collection, lazy=True).fonts[SIMPLIFIED_CHINESE]
    if not font["name"].getDebugName(5).startswith(NOTO_VERSION):
        sys.exit(f"{collection} is not {NOTO_VERSION}: read its licence, then name the new one in NOTICE")
    points = set(font.getBestCmap())
    keep_only(font, {c for c in points if not is_hangul(c)} if wanted is None else points & set(wanted))
    save(font, result)
    return set(font.getBestCmap())


def is_hangul(point: int) -> bool:
    """Korean syllables are a quarter of all glyphs, and no document a kiosk reads here is written in them."""
    return 0xAC00 <= point <= 0xD7FF or 0x1100 <= point <= 0x11FF or 0xA960 <= point <= 0xA97F


def printer_rom_characters() -> set[int]:
    """What a receipt printer with a plain GB2312 ROM can print; rarer characters in names come out wrong."""
    ascii_points = set(range(0x20, 0x7F))
    pairs = [bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF)]
    held = [pair for pair in pairs if pair.decode("gb2312", errors="ignore")]
    # Read as GB18030, in which printers are written to: there A1A4 is the · of names and A1AA the —; Python's
    # gb2312 takes them for a Japanese dot and another dash.
    return ascii_points | {ord(pair.decode("gb18030")) for pair in held}


def fetch_icons(scratch: Path) -> Path:
    fetch = ["npm", "pack", "--silent", ICONS_PACKAGE]
    subprocess.run(fetch, cwd=scratch, check=True, stdout=subprocess.DEVNULL)
    archive = next(scratch.glob("mdi-font-*.tgz"))
    if hashlib.sha256(archive.read_bytes()).hexdigest() != ICONS_SHA256:
        sys.exit(f"{archive.name} is not the archive that was looked at when this was written")
    with tarfile.open(archive) as packed:
        packed.extractall(scratch)
    return scratch / "package"


def build_icons(package: Path) -> None:
    listing = (package / "scss" / "_variables.scss").read_text()
    entries = re.findall(r'^ *"([a-z0-9-]+)": ([0-9A-F]+)', listing, re.MULTILINE)
    known = {name: int(point, 16) for name, point in entries}
    if unknown := sorted(set(ICONS) - set(known)):
        sys.exit(f"no such icons: {' '.join(unknown)}")
    font = TTFont(package / "fonts" / "materialdesignicons-webfont.ttf", recalcTimestamp=False)
    keep_only(font, {known[name] for name in ICONS})
    save(font, KIOSK_FONTS / "icons.ttf")
    write_json(KIOSK_FONTS / "icons.json", {name: f"{known[name]:X}" for name in sorted(ICONS)}, indent=0)


def keep_only(font: TTFont, points: set[int]) -> None:
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True  # else a missing character is an invisible blank instead of a box
    options.name_IDs = ["*"]  # the licence travels inside the font
    # Only layout features dropped above and vertical text, of which there is none, would read these.
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)


def save(font: TTFont, result: Path) -> None:
    font.recalcTimestamp = False
    font.save(result)
    size = result.stat().st_size / 1e6
    print(f"{result.relative_to(ROOT)}: {len(font.getBestCmap())} characters, {size:.2f} MB")


def ranges(points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring code points, each as its first and last."""
    first = last = -1
    for point in sorted(points):
        if point != last + 1:
            if last >= 0:
                yield first, last
            first = point
        last = point
    yield first, last


def write_json(path: Path, value: object, indent: int | None = None) -> None:
    path.write_text(json.dumps(value, indent=indent, separators=(",", ": " if indent == 0 else ":")) + "\n")


if __name__ == "__main__":
    main()
