"""GB 18030 in its 2022 edition: what cards, ID readers and receipt printers of this country speak.

Python's own codec is the 2000 edition: 25 two-byte codes of real characters become private-use code
points that no font draws (measured). A name must not lose a character.
"""

from __future__ import annotations

# Private-use code point of the 2000 edition -> the character. Sources: ICU 73.2 and the Unicode Technical
# Committee's L2/23-003R (the 18 of the 2022 edition), GB 18030-2005 (A8BC). All 23,940 two-byte codes were compared
# with ICU 78 in Node: besides the six below it differs in A3A0 only, which browsers read as a space.
_TWO_BYTES = {
    0xE78D: 0xFE10,  # A6D9, vertical forms of punctuation
    0xE78E: 0xFE12,  # A6DA
    0xE78F: 0xFE11,  # A6DB
    0xE790: 0xFE13,  # A6DC
    0xE791: 0xFE14,  # A6DD
    0xE792: 0xFE15,  # A6DE
    0xE793: 0xFE16,  # A6DF
    0xE794: 0xFE17,  # A6EC
    0xE795: 0xFE18,  # A6ED
    0xE796: 0xFE19,  # A6F3
    0xE7C7: 0x1E3F,  # A8BC ḿ
    0xE81E: 0x9FB4,  # FE59 龴
    0xE826: 0x9FB5,  # FE61 龵
    0xE82B: 0x9FB6,  # FE66 龶
    0xE82C: 0x9FB7,  # FE67 龷
    0xE832: 0x9FB8,  # FE6D 龸
    0xE843: 0x9FB9,  # FE7E 龹
    0xE854: 0x9FBA,  # FE90 龺
    0xE864: 0x9FBB,  # FEA0 龻
}

# These six have two codes. The 2022 edition writes the four-byte one (so does Python's codec) and leaves
# the two-byte one to private use; what old cards mean by it is the character (GB/T 22321.1-2018 names it).
_TWO_CODES = {
    0xE816: 0x20087,  # FE51 𠂇
    0xE817: 0x20089,  # FE52 𠂉
    0xE818: 0x200CC,  # FE53 𠃌
    0xE831: 0x215D7,  # FE6C 𡗗
    0xE83B: 0x2298F,  # FE76 𢦏
    0xE855: 0x241FE,  # FE91 𤇾
}

_TO_CHARACTER = _TWO_BYTES | _TWO_CODES
_TO_TWO_BYTES = {character: private for private, character in _TWO_BYTES.items()}


def modern(text: str) -> str:
    """The text with the real characters in place of the private-use ones that older tables made of them.

    For text that reached us as Unicode: the ID reader's UCS-2, what offices send.
    """
    return text.translate(_TO_CHARACTER)


def decode(data: bytes) -> str:
    """The text of GB 18030 bytes (GBK and GB 2312 are part of it).

    Raises `ValueError` when they are not GB 18030; its text quotes none of them.
    """
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        where = error.start
    else:
        return modern(text)
    raise ValueError(f"not GB 18030 at byte {where + 1} of {len(data)}")


def encode(text: str) -> bytes:
    """The GB 18030 bytes of a text. Every character has some, but an old printer may lack the four-byte ones.

    Raises `ValueError` for half a surrogate pair; its text quotes nothing.
    """
    try:
        return text.translate(_TO_TWO_BYTES).encode("gb18030")
    except UnicodeEncodeError as error:
        where = error.start
    raise ValueError(f"not a character at {where + 1} of {len(text)}")
