"""Text as DICOM's character sets write it, strictly: bytes that a character set does not hold are no text.

pydicom decodes leniently, and takes the bytes 3D and 5C inside Japanese and Chinese characters for the separators that
they are outside of them; here code extensions (PS3.5 6.1.2) are followed byte by byte.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence

from pydicom.charset import convert_encodings
from pydicom.valuerep import PersonName

UTF_8 = "ISO_IR 192"
TEXT_VRS = frozenset({"LO", "LT", "PN", "SH", "ST", "UC", "UT"})  # whose bytes the character set gives their meaning

_ESCAPE = b"\x1b"
_WHOLE = {"ISO_IR 192": "utf-8", "GB18030": "gb18030", "GBK": "gbk"}  # without code extensions
_SINGLE = {  # by the number of ISO's register
    "6": "ascii",
    "13": "shift_jis",
    "100": "latin_1",
    "101": "iso8859_2",
    "109": "iso8859_3",
    "110": "iso8859_4",
    "126": "iso8859_7",
    "127": "iso8859_6",
    "138": "iso8859_8",
    "144": "iso8859_5",
    "148": "iso8859_9",
    "166": "tis_620",
}
_EXTENSIONS = {  # escape sequence: register and codec; what begins with $ but not $) is of two bytes in G0
    b"\x1b(B": ("6", "ascii"),
    b"\x1b(J": ("13", "shift_jis"),
    b"\x1b)I": ("13", "shift_jis"),
    b"\x1b-A": ("100", "latin_1"),
    b"\x1b-B": ("101", "iso8859_2"),
    b"\x1b-C": ("109", "iso8859_3"),
    b"\x1b-D": ("110", "iso8859_4"),
    b"\x1b-F": ("126", "iso8859_7"),
    b"\x1b-G": ("127", "iso8859_6"),
    b"\x1b-H": ("138", "iso8859_8"),
    b"\x1b-L": ("144", "iso8859_5"),
    b"\x1b-M": ("148", "iso8859_9"),
    b"\x1b-T": ("166", "tis_620"),
    b"\x1b$B": ("87", "iso2022_jp"),
    b"\x1b$(D": ("159", "iso2022_jp_2"),
    b"\x1b$)C": ("149", "euc_kr"),
    b"\x1b$)A": ("58", "gb2312"),
}
_PARTS = re.compile(rb"(\x1b\$?[()\-]?[A-Z])([^\x1b]*)", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ESCAPED = re.compile(r"\x1b\$?[()\-]?[A-Z]")
_NAME_DELIMITERS = re.compile(rb"[\^=\\]")
_TEXT_DELIMITERS = re.compile(rb"[\\\r\n\f]")


def decoded(value: bytes, vr: str, character_set: Sequence[str]) -> str | None:
    """Text of an element of one of :data:`TEXT_VRS`; None where the bytes are not of the character set.

    Parameters
    ----------
    value
        As it stands in the file, several values with their backslashes.
    vr
        ``"PN"`` ends code extensions at other characters than the rest.
    character_set
        Specific Character Set's values, as recorded; none is ASCII.

    """
    value = value.rstrip(b" \0")
    terms = [term.strip() for term in character_set] or [""]
    try:
        if terms[0] in _WHOLE:
            return None if _ESCAPE in value else value.decode(_WHOLE[terms[0]])
        registers = ["6" if not term else _register(term) for term in terms]
        if len(terms) == 1:
            return None if _ESCAPE in value else value.decode(_SINGLE[registers[0]])
        return _extended(value, _NAME_DELIMITERS if vr == "PN" else _TEXT_DELIMITERS, registers)
    except (KeyError, UnicodeError):
        return None


def readable(text: str) -> str:
    """What can be shown of text in which code extensions or control characters were left undecoded.

    Of a person's name the spellings that hold such are left out where another is whole: nothing of them is guessed.
    """
    if not _CONTROL.search(text):
        return text
    plain = re.sub(r"[\t\n\f\r]+", " ", text)
    spellings = plain.split("=")
    whole = [each for each in spellings if not _CONTROL.search(each)]
    if any(whole):
        return "=".join(whole)
    return _CONTROL.sub("", _ESCAPED.sub("", plain))


def holds_name(name: str, character_set: Sequence[str]) -> bool:
    """Whether a person's name can be written in a character set so that every reader reads it back."""
    if name.isascii():
        return True
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")  # the encoder warns, and writes question marks
        encodings = convert_encodings(list(character_set) or None)
        try:
            value = bytes(PersonName(name).encode(encodings))
        except (LookupError, UnicodeError):
            return False
        by_the_library = str(PersonName(value, encodings).decode())
    return not told and by_the_library == name and decoded(value, "PN", character_set) == name


def _register(term: str) -> str:
    """Return the register's number of ``ISO_IR 100`` or ``ISO 2022 IR 100``."""
    found = re.fullmatch(r"ISO(?:_| 2022 )IR (\d+)", term)
    if found is None:
        raise KeyError(term)
    return found[1]


def _extended(value: bytes, delimiters: re.Pattern[bytes], registers: Sequence[str]) -> str:
    """Decode a value with code extensions, each part by its escape sequence."""
    first = _SINGLE.get(registers[0], "ascii")
    begin = value.find(_ESCAPE)
    if begin < 0:
        return value.decode(first)
    text = value[:begin].decode(first)
    parts = _PARTS.findall(value[begin:])
    if b"".join(escape + part for escape, part in parts) != value[begin:]:
        raise KeyError("an escape sequence that DICOM does not know")
    for escape, part in parts:
        register, codec = _EXTENSIONS[escape]
        if register not in registers and register not in ("6", "13"):  # the way back is always open
            raise KeyError(register)
        if escape in (b"\x1b$B", b"\x1b$(D"):  # delimiters' bytes are halves of characters here
            text += (escape + part).decode(codec)
            continue
        end = found.start() if (found := delimiters.search(part)) else len(part)
        text += part[:end].decode(codec) + part[end:].decode(first)
    return text
