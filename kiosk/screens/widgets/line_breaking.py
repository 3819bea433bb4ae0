"""Where Chinese and English lines may break, and how a text looks best in few lines.

Kivy takes a run of Han without spaces for one word and lets closing punctuation start a line
(kivy #7998, #7496, #7323), so lines are broken here and handed to Kivy one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

NO_START = frozenset("，。、；：！？）》〉」』】〕”’％…·～,.;:!?)]}%")
NO_END = frozenset("（《〈「『【〔“‘([{")
_LONELY = re.compile("[^ -~]{1,2}[，。、；：！？）》”]?|[!-~]{1,6}")  # what should not be all of a last line
_PAUSE = re.compile("[，；：。！？](?![”’）》])|[,;:.!?] ")

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = "!-')-Z\\\\-z|-~\u00a0-ɏ–"  # no opening bracket: a line may begin with one
_WORD = rf"[(\[{{]*[{_LATIN}]+(?:’[{_LATIN}]+)*"
# What a reader takes in at one glance: names, dates, days of the week, an amount, a short quotation.
_ONE = (
    "制卡进度查询|天府市民云|支付宝|云闪付|社保卡|身份证|磁条卡|大厅|工作人员|去之前|不用|另外|节假日|服务网点|读卡区|出纸口"
    "|归属地转移|初始密码|合作银行|看病|买药|挂失|有效期?|哪里|即时制卡|社保密码|银行密码|领卡网点|个人账户|养老金|密码键盘"
    "|周[一二三四五六日](?:至周[一二三四五六日])?|(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日|\\d+(?:个工作日|[个号楼米])|“[^“”]{1,12}”"
)
# These stay together; "第 12 个": a number with its counter; a Latin word; spaces; any single character.
_TOKEN = re.compile(rf"{_ONE}|(?:[{_HAN}] )?\d{{1,3}} [{_HAN}]|{_WORD}| +|.")
_LOOSE_TOKEN = re.compile(rf"{_WORD}| +|.")

Width = Callable[[str], float]


def wrap(words: str, width_of: Width, limit: float) -> list[str]:
    """`words` in lines no wider than `limit`, broken only where reading allows it."""
    return [line for paragraph in words.split("\n") for line in _wrap_paragraph(paragraph, width_of, limit)]


def tidy(words: str, width_of: Width, limit: float) -> list[str]:
    """Like `wrap`, in as few lines, but without one or two lonely characters or a short word on the last."""
    lines = wrap(words, width_of, limit)
    narrower, least = limit, max(limit * 0.8, _widest(words, width_of, limit))
    while len(lines) > 1 and _LONELY.fullmatch(lines[-1]) and narrower - limit / 40 > least:
        narrower -= limit / 40
        again = wrap(words, width_of, narrower)
        if len(again) > len(lines):
            break
        lines = again
    return lines


def balance(words: str, width_of: Width, limit: float) -> list[str]:
    """Like `wrap`, in as few lines, but of nearly equal length; two lines part at a comma where they can."""
    lines = wrap(words, width_of, limit)
    if len(lines) < 2:
        return lines
    if len(lines) == 2 and (parts := _at_a_pause(words, width_of, limit)):
        return parts
    low, high = max(limit / 2, _widest(words, width_of, limit)), limit
    while high - low > limit / 50:
        middle = (low + high) / 2
        if len(wrap(words, width_of, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return wrap(words, width_of, high)


def shortened(lines: list[str], most: int, width_of: Width, limit: float) -> list[str]:
    """The first `most` of the lines, the last of them ending in an ellipsis if any were left out."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(f"{last}…") > limit:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip('，、； ,;')}…"]


def _at_a_pause(words: str, width_of: Width, limit: float) -> list[str] | None:
    """The two most equal halves that fit and part after a comma or colon; None without such."""
    cuts = [match.end() for match in _PAUSE.finditer(words)]
    halves = [[words[:cut].rstrip(), words[cut:].lstrip()] for cut in cuts if words[cut:].strip()]
    fitting = [pair for pair in halves if all(width_of(half) <= limit for half in pair)]
    return min(fitting, key=lambda pair: max(map(width_of, pair)), default=None)


def _wrap_paragraph(words: str, width_of: Width, limit: float) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for token in _tokens(words, width_of, limit):
        width = width_of(token)
        if lines[-1] and used + width > limit and not token.isspace():
            carried = _carry(lines[-1], token)
            lines.append([*carried, token])
            used = sum(map(width_of, lines[-1]))
        elif lines[-1] or not token.isspace() or len(lines) == 1:
            lines[-1].append(token)
            used += width
    return ["".join(line).rstrip() for line in lines]


def _tokens(words: str, width_of: Width, limit: float) -> list[str]:
    """The pieces that may be parted; one wider than a whole line is cut: first loosely, then by characters."""
    pieces: list[str] = []
    for token in _TOKEN.findall(words):
        for piece in (token,) if _needs(token, width_of) <= limit else _LOOSE_TOKEN.findall(token):
            pieces.extend((piece,) if width_of(piece) <= limit else piece)
    return pieces


def _needs(token: str, width_of: Width) -> float:
    """The width of a token; Han that stay together may have to take a comma along."""
    return width_of(token) + (width_of("，") if len(token) > 1 and not token.isascii() else 0)


def _widest(words: str, width_of: Width, limit: float) -> float:
    """What the widest piece needs: a narrower line would cut it."""
    return max((_needs(piece, width_of) for piece in _tokens(words, width_of, limit)), default=0.0)


def _carry(line: list[str], first: str) -> list[str]:
    """What must leave the end of `line` so that neither line breaks a rule; `line` is shortened."""
    carried: list[str] = []
    while len(line) > 1 and (first[0] in NO_START or line[-1].isspace() or line[-1][-1] in NO_END):
        piece = line.pop()
        first = first if piece.isspace() else piece
        carried.insert(0, piece)
    if first[0] in NO_START and len(line[-1]) > 1:  # nothing but one word left: its last character goes along
        carried.insert(0, line[-1][-1])
        line[-1] = line[-1][:-1]
    while carried and carried[0].isspace():  # a line starts with no space
        carried.pop(0)
    return carried
