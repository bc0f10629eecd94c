"""Parts of the agglomeration: the finest place that an anonymous listing may tell. The parts are the club's own."""

from functools import cache
from typing import NamedTuple

from club_ess.reference.tables import rows

M2A = "m2a"


class Center(NamedTuple):
    """Where people live in a zone, on average; degrees (WGS 84). `name` is the zone's label."""

    latitude: float
    longitude: float
    name: str


@cache
def zones() -> dict[str, str]:
    """Label by code: the whole agglomeration first, then its parts."""
    return {M2A: "m2A, toute l’agglomération"} | {row["code_zone"]: row["zone"] for row in rows("zones_m2a")}


@cache
def _zone_by_commune() -> dict[str, str]:
    return {row["code_insee"]: row["code_zone"] for row in rows("zones_m2a")}


def zone_of(commune_code: str | None) -> str | None:
    """The part a commune belongs to; None outside m2A."""
    return _zone_by_commune().get(commune_code) if commune_code else None


@cache
def center_of(zone: str) -> Center:
    """The centre of a zone, communes weighing by their population. Raises KeyError for an unknown zone."""
    inside = [
        (float(row["population"]), float(row["latitude"]), float(row["longitude"]))
        for row in rows("communes_grand_est")
        if (part := zone_of(row["code_insee"])) and zone in (part, M2A)
    ]
    label, people = zones()[zone], sum(weight for weight, _, _ in inside)
    latitude = sum(weight * lat for weight, lat, _ in inside) / people
    longitude = sum(weight * lon for weight, _, lon in inside) / people
    return Center(latitude, longitude, label)
