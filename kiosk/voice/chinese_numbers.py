"""Numbers in Chinese characters: counted, digit by digit, as money."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_TENS = ("", "十", "百", "千")
_MYRIADS = ("", "万", "亿", "万亿")
_ON_THE_PHONE = str.maketrans({"一": "幺"})  # yī and qī sound alike on a bad line


def digits(number: str) -> str:
    """Each digit by itself: ``2026`` is 二零二六. What is no digit stays as it is."""
    return "".join(_DIGITS[int(char)] if char in "0123456789" else char for char in number)


def dialled(number: str) -> str:
    """As a telephone number is told: one is yāo; groups become pauses."""
    groups = number.replace("-", " ").split()
    return "，".join(digits(group).translate(_ON_THE_PHONE) for group in groups)


def counted(number: int) -> str:
    """How many: 12 is 十二, 105 is 一百零五, 10010 is 一万零一十."""
    if number == 0:
        return _DIGITS[0]
    said = ""
    groups = _groups(number)
    gap = False  # a zero is owed before the next digit
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group == 0:
            gap = bool(said)
            continue
        gap = gap or (bool(said) and group < 1000)
        said += (_DIGITS[0] if gap else "") + _below_myriad(group) + _MYRIADS[place]
        gap = False
    return said.removeprefix("一") if said.startswith("一十") else said


def decimal(number: str) -> str:
    """A number as it is written, ``1,234.50`` or ``3.5``."""
    whole, point, rest = number.replace(",", "").partition(".")
    return counted(int(whole)) + ("点" + digits(rest) if point else "")


def money(amount: str) -> str:
    """Yuan as they are written, ``1,234.56`` or ``0.05``: what is nothing is left out."""
    whole, _, rest = amount.replace(",", "").partition(".")
    tenths, hundredths = (int(digit) for digit in f"{rest:0<2}"[:2])
    said = counted(int(whole)) + "元" if int(whole) or not (tenths or hundredths) else ""
    if tenths:
        said += _DIGITS[tenths] + "角"
    elif hundredths and said:
        said += _DIGITS[0]
    return said + (_DIGITS[hundredths] + "分" if hundredths else "")


def _groups(number: int) -> list[int]:
    """Four digits each, the last ones first."""
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    return groups


def _below_myriad(number: int) -> str:
    said = ""
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            said += _DIGITS[digit] + _TENS[place]
        elif said and not said.endswith(_DIGITS[0]):
            said += _DIGITS[0]
    return said.rstrip(_DIGITS[0])
