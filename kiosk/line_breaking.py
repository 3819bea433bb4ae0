"""Where Chinese and English lines may break, on glass and on paper, and how a text looks best in few lines.

The rules are those of GB/T 15834-2011, 5.1: commas, stops, closing brackets and quotes, hyphens and the dot of names
begin no line; opening ones end none; —— and …… are not torn. Kivy keeps none of them and takes a run of Han without
spaces for one word (kivy #7998, #7496, #7323), so that it is handed lines one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# The star belongs here because a masked name must not be torn off its surname.
NO_START = frozenset("，。、；：！？）》〉」』】〕〗”’％‰℃…—·～" + ",.;:!?)]}%*")
NO_END = frozenset("（《〈「『【〔〖“‘￥" + "([{$¥")

# Accents and selectors of variants: as wide as nothing, and part of the character before them.
_MARKS = "\u0300-\u036f\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"

_LONELY = re.compile("[^ -~]{1,2}[，。、；：！？）》”]?|[!-~]{1,6}")  # what should not be all of a last line
_PAUSE = re.compile(rf"(?:[，；：。！？]|[,;:.!?] )(?!\s*[{re.escape(''.join(NO_START))}{_MARKS}])")

_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IN_NAME = f"[{_HAN}{_MARKS}]"
_LATIN = f"!-')-Z\\\\-z|-~\u00a0-ɏͰ-ԯḀ-ỿ–{_MARKS}"  # no opening bracket: a line may begin with one
_WORD = rf"[(\[{{]*[{_LATIN}]+(?:’[{_LATIN}]+)*"
_ANY = f".[{_MARKS}]*"
# What a reader takes in at one glance: names, dates, days of the week, an amount, a short quotation.
_ONE = (
    "制卡进度查询|天府市民云|支付宝|云闪付|社保卡|身份证|磁条卡|大厅|工作人员|去之前|不用|另外|节假日|服务网点|读卡区|出纸口"
    "|归属地转移|初始密码|合作银行|看病|买药|挂失|有效期?|哪里|即时制卡|社保密码|银行密码|领卡网点|个人账户|养老金|密码键盘"
    "|周[一二三四五六日](?:至周[一二三四五六日])?|(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日|“[^“”]{1,12}”"
    "|第?\\d+(?:[.,]\\d+)*(?:个工作日|个月|小时|分钟|[个号楼米元天年月日岁位张次份层])"
)
_PHONE = "（0\\d{2,3}）\\d{7,8}|(?<!\\d)\\+?\\d{2,4}[ -]\\d{3,4}[ -]\\d{4}(?!\\d)"
# A name of several parts, as minorities have them, breaks at its dots only. A longer run of Han is more than a name.
_PART_OF_NAME = (
    f"(?:(?<=·)|(?<!{_IN_NAME})){_IN_NAME}{{1,9}}(?=·{_IN_NAME})|(?<={_IN_NAME}·){_IN_NAME}{{1,9}}(?!{_IN_NAME})"
)
_MISSING = "〓[0-9A-F]{4,6}"  # a character no font has, and its code point
# These stay together; "第 12 个": a number with its counter; a Latin word; spaces; any single character.
_TOKEN = re.compile(
    rf"{_PHONE}|{_PART_OF_NAME}|{_ONE}|(?:[{_HAN}] )?\d{{1,3}} [{_HAN}]|{_MISSING}|{_WORD}|\s+|—+|…+|{_ANY}"
)
_LOOSE_TOKEN = re.compile(rf"{_MISSING}|{_WORD}|\s+|—+|…+|{_ANY}")
_JOINT = re.compile(r"[^/.?&=_@-]*[/.?&=_@-]+|[^/.?&=_@-]+")  # where an address of the web is cut
_CHARACTER = re.compile(_ANY)

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


def by_clause(words: str, width_of: Width, limit: float) -> list[str]:
    """Like `tidy`, but each line rather ends where a reader takes breath, if that takes no further line."""
    return [line for paragraph in words.split("\n") for line in _clauses(paragraph, width_of, limit)]


def shortened(lines: list[str], most: int, width_of: Width, limit: float) -> list[str]:
    """The first `most` of the lines, the last of them ending in an ellipsis if any were left out."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(f"{last}…") > limit:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip('，、； ,;')}…"]


def _clauses(words: str, width_of: Width, limit: float) -> list[str]:
    lines = tidy(words, width_of, limit)
    if len(lines) == 1:
        return lines
    for pause in reversed(list(_PAUSE.finditer(words))):
        first, rest = words[: pause.end()].rstrip(), words[pause.end() :].lstrip()
        if rest and limit / 3 <= width_of(first) <= limit:
            parted = [first, *_clauses(rest, width_of, limit)]
            if len(parted) <= len(lines) and not _LONELY.fullmatch(parted[-1]):
                return parted
    return lines


def _at_a_pause(words: str, width_of: Width, limit: float) -> list[str] | None:
    """The two most equal halves that fit and part after a comma or colon; None without such."""
    cuts = [match.end() for match in _PAUSE.finditer(words)]
    halves = [[words[:cut].rstrip(), words[cut:].lstrip()] for cut in cuts if words[cut:].strip()]
    fitting = [pair for pair in halves if all(width_of(half) <= limit for half in pair)]
    return min(fitting, key=lambda pair: max(map(width_of, pair)), default=None)


def _wrap_paragraph(words: str, width_of: Width, limit: float) -> list[str]:
    lines, used = [""], 0.0
    for piece in _pieces(words, width_of, limit):
        if lines[-1] and used + width_of(piece.rstrip()) > limit:
            lines.append("")
            used = 0.0
        lines[-1] += piece
        used += width_of(piece)
    return [line.rstrip() for line in lines]


def _pieces(words: str, width_of: Width, limit: float) -> Iterator[str]:
    """The pieces between which a line may break, none wider than `limit`.

    One that is wider is cut into words, then at the joints of an address, then between any two characters that may
    be parted, and at last between any two.
    """
    rest = [(piece, 1) for piece in reversed(_glued(_TOKEN.findall(words.lstrip())))]
    cuts = (_LOOSE_TOKEN, _JOINT, _CHARACTER)
    while rest:
        piece, cut = rest.pop()
        if width_of(piece.rstrip()) <= limit or cut > len(cuts) + 1:
            yield piece
        elif cut <= len(cuts):
            rest += ((part, cut + 1) for part in reversed(_glued(cuts[cut - 1].findall(piece))))
        else:
            rest += ((part, cut + 1) for part in reversed(_CHARACTER.findall(piece)))


def _glued(tokens: list[str]) -> list[str]:
    """Each token with the punctuation that may not part from it; spaces stay with what they follow."""
    pieces: list[str] = []
    for token in tokens:
        if pieces and (token[0] in NO_START or token.isspace() or pieces[-1].rstrip()[-1:] in NO_END):
            pieces[-1] += token
        else:
            pieces.append(token)
    return pieces


def _widest(words: str, width_of: Width, limit: float) -> float:
    """What the widest piece needs: a narrower line would cut it."""
    pieces = (piece for paragraph in words.split("\n") for piece in _pieces(paragraph, width_of, limit))
    return max((width_of(piece.rstrip()) for piece in pieces), default=0.0)
