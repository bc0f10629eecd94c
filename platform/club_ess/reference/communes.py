"""Communes of the Grand Est, those of m2A first."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import asin, cos, radians, sin, sqrt

from club_ess.reference.tables import rows

EARTH_KM = 6371.0


@dataclass(frozen=True)
class Commune:
    """`code` is INSEE's; latitude and longitude in degrees (WGS 84) of its centre."""

    code: str
    name: str
    postcodes: tuple[str, ...]
    department: str
    latitude: float
    longitude: float
    is_m2a: bool

    @property
    def label(self) -> str:
        return f"{self.name} ({self.postcodes[0]})" if self.postcodes else self.name


@cache
def communes() -> dict[str, Commune]:
    """All communes by INSEE code: m2A first, then the others, each in the order of names."""
    known = [
        Commune(
            row["code_insee"], row["nom"], tuple(row["codes_postaux"].split()), row["departement"],
            float(row["latitude"]), float(row["longitude"]), row["m2a"] == "1",
        )
        for row in rows("communes_grand_est")
    ]
    known.sort(key=lambda commune: (not commune.is_m2a, _key(commune.name)))
    return {commune.code: commune for commune in known}


def get_commune(code: str | None) -> Commune | None:
    return communes().get(code) if code else None


def commune_name(code: str | None) -> str | None:
    commune = get_commune(code)
    return commune.name if commune else None


def find_commune(name: str) -> Commune | None:
    """The commune of that name (case, accents and hyphens do not count); m2A and Haut-Rhin win over homonyms."""
    return _by_name().get(_key(name))


@cache
def _by_name() -> dict[str, Commune]:
    ranked = sorted(communes().values(), key=lambda c: (c.is_m2a, c.department == "68"))
    return {_key(commune.name): commune for commune in ranked}


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFD", name.replace("œ", "oe").lower())
    letters = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return " ".join("saint" if word == "st" else "sainte" if word == "ste" else word for word in letters.split())


def distance_km(a: Commune, b: Commune) -> float:
    """Great-circle distance between the centres."""
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def search_communes(text: str, limit: int = 12) -> list[Commune]:
    """Communes whose name or postcode begins with `text`, m2A first."""
    key = _key(text)
    if not key:
        return []
    hits = (commune for commune, typed in _typed() if any(k.startswith(key) for k in typed))
    return list(islice(hits, limit))


@cache
def _typed() -> list[tuple[Commune, tuple[str, ...]]]:
    """What people may type for each commune, folded once: it is asked at each letter."""
    return [(commune, (_key(commune.name), *commune.postcodes)) for commune in communes().values()]
