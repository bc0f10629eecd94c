"""Parts of the agglomeration: every commune in one, and nothing of a commune in what is told."""

import pytest

from club_ess.reference.communes import Commune, communes, distance_km, find_commune
from club_ess.reference.zones import M2A, center_of, zone_of, zones

INSIDE = [commune for commune in communes().values() if commune.is_m2a]


def test_the_whole_comes_first_then_four_parts() -> None:
    assert list(zones()) == [M2A, "mulhouse", "nord", "hardt-rhin", "collines"]
    assert zones()[M2A] == "m2A, toute l’agglomération"


def test_every_commune_of_m2a_is_in_one_part_and_no_other_commune_is() -> None:
    assert {commune.code for commune in communes().values() if zone_of(commune.code)} == {c.code for c in INSIDE}
    assert {zone_of(commune.code) for commune in INSIDE} == set(zones()) - {M2A}
    assert zone_of("67482") is None
    assert zone_of(None) is None


def test_no_part_is_so_small_that_it_names_a_commune() -> None:
    for zone in set(zones()) - {M2A}:
        assert sum(zone_of(commune.code) == zone for commune in INSIDE) >= 5


def test_the_centre_is_where_people_live() -> None:
    mulhouse = find_commune("Mulhouse")
    assert mulhouse is not None
    whole = center_of(M2A)
    assert whole.name == zones()[M2A]
    where = Commune("", "", (), "68", whole.latitude, whole.longitude, True)
    assert distance_km(where, mulhouse) < 3
    assert center_of("nord").latitude > whole.latitude > center_of("collines").latitude
    assert center_of("hardt-rhin").longitude > whole.longitude
    with pytest.raises(KeyError):
        center_of("atlantis")
