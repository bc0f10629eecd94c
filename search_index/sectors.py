"""Nearness of two NAF rev. 2 codes, at any level from the section (a letter) to the sub-class."""

# First division of each section, in order (NAF rev. 2, INSEE).
_SECTION_STARTS = {
    "A": 1, "B": 5, "C": 10, "D": 35, "E": 36, "F": 41, "G": 45, "H": 49, "I": 55, "J": 58, "K": 64,
    "L": 68, "M": 69, "N": 77, "O": 84, "P": 85, "Q": 86, "R": 90, "S": 94, "T": 97, "U": 99,
}  # fmt: skip
SAME_SECTION = 0.6


def sector_likeness(a: str | None, b: str | None) -> float | None:
    """1 in the same division, 0.6 in the same section, 0 elsewhere; None when a code is missing or
    unknown."""
    section_a, section_b = _section(a), _section(b)
    if section_a is None or section_b is None:
        return None
    if section_a != section_b:
        return 0.0
    return 1.0 if str(a)[:2] == str(b)[:2] else SAME_SECTION


def _section(code: str | None) -> str | None:
    if not code:
        return None
    if code[0].upper() in _SECTION_STARTS:
        return code[0].upper()
    if not code[:2].isdigit():
        return None
    started = [section for section, first in _SECTION_STARTS.items() if first <= int(code[:2])]
    return started[-1] if started else None
