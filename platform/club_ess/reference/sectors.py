"""Sectors of activity (NAF rév. 2)."""

from functools import cache

from club_ess.reference.tables import label, rows


@cache
def naf_labels() -> dict[str, str]:
    """Label by code, sections (A) to subclasses (01.11Z)."""
    return {row["code"]: label(row) for row in rows("naf_rev2")}


@cache
def _parents() -> dict[str, str]:
    return {row["code"]: row["code_parent"] for row in rows("naf_rev2")}


def naf_section(code: str | None) -> str | None:
    """The section letter above a code; None for an unknown code."""
    seen = code
    while seen and _parents().get(seen):
        seen = _parents()[seen]
    return seen if seen in naf_labels() else None


@cache
def sections() -> dict[str, str]:
    return {row["code"]: label(row) for row in rows("naf_rev2") if row["niveau"] == "section"}


@cache
def divisions() -> dict[str, str]:
    """The 88 divisions: what people are asked to choose from."""
    return {row["code"]: label(row) for row in rows("naf_rev2") if row["niveau"] == "division"}
