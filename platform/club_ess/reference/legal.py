"""Legal forms, ESS families and kinds of SIAE."""

from functools import cache

from club_ess.reference.tables import label, rows


@cache
def legal_forms() -> dict[str, str]:
    """Label by code of the 261 most precise forms (INSEE, level 3)."""
    return {row["code"]: label(row) for row in rows("categories_juridiques") if row["niveau"] == "3"}


@cache
def family_of_legal_form() -> dict[str, str]:
    """ESS family by code, where the form tells it: indicative only."""
    return {row["code"]: row["famille_ess"] for row in rows("categories_juridiques") if row["famille_ess"]}


@cache
def ess_families() -> dict[str, str]:
    return {row["code"]: label(row) for row in rows("ess_familles")}


@cache
def siae_kinds() -> dict[str, str]:
    return {row["code"]: label(row) for row in rows("siae_types")}
