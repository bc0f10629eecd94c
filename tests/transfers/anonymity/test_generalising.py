"""Is this teaser wide enough? Judged on counts made for the purpose."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from club_ess.transfers.anonymity.cells import Cell
from club_ess.transfers.anonymity.generalising import LOSS, WIDEST, Counting, K, assess
from club_ess.transfers.enums import Statute, Workforce

SMALL_NURSERY = Cell("Q", "nord", Workforce.SMALL, Statute.ESS)
PARTS = ["mulhouse", "nord"]
FULL_CELLS = st.tuples(
    st.sampled_from("EQ"), st.sampled_from(PARTS), st.sampled_from(list(Workforce)),
    st.sampled_from([None, Statute.ESS]),
)
CELLS = st.builds(
    Cell, st.sampled_from(["E", "Q", None]), st.sampled_from([*PARTS, "m2a"]),
    st.sampled_from([None, *Workforce]), st.sampled_from([None, Statute.ESS, Statute.ESUS]),
)


def no_reference(cell: Cell) -> int | None:
    return None


def summing(numbers: Mapping[tuple[str, str, Workforce, Statute | None], int]) -> Counting:
    """Counts as the database would, with statutes other than ESS unknown."""

    def count(cell: Cell) -> int | None:
        if cell.statute is Statute.ESUS:
            return None
        return sum(
            number for (section, zone, size, statute), number in numbers.items()
            if cell.section in (None, section) and cell.zone in ("m2a", zone)
            and cell.workforce in (None, size) and statute == cell.statute
        )

    return count


def fixed(**numbers: int) -> Counting:
    """Counts by the fields told, such as `section_zone=3`; whatever is not given is plenty."""

    def count(cell: Cell) -> int | None:
        told = [field for field in ("section", "zone", "workforce", "statute") if getattr(cell, field) != WIDEST[field]]
        return numbers.get("_".join(told), 100)

    return count


def test_five_who_could_be_meant_are_enough_and_four_are_not() -> None:
    assert assess(SMALL_NURSERY, fixed(section_zone_workforce_statute=5)).is_publishable
    refused = assess(SMALL_NURSERY, fixed(section_zone_workforce_statute=4))
    assert not refused.is_publishable
    assert refused.number == 4


def test_the_author_sees_which_field_gives_them_away_the_most_useful_first() -> None:
    count = fixed(
        section_zone_workforce_statute=1, section_zone_workforce=1, section_workforce_statute=3,
        section_zone_statute=9, zone_workforce_statute=40,
    )
    culprits = assess(SMALL_NURSERY, count).culprits
    assert [(culprit.field, culprit.number_if_widened) for culprit in culprits] == [
        ("section", 40), ("workforce", 9), ("zone", 3),
    ]
    assert culprits[1].label == "l’effectif « 10 à 49 salariés »"
    assert culprits[2].label == "la zone « Bassin potassique et nord »"


def test_a_teaser_that_passes_blames_no_field() -> None:
    assessment = assess(SMALL_NURSERY, fixed())
    assert assessment.culprits == []
    assert assessment.widened == SMALL_NURSERY


def test_the_statute_goes_first_then_the_zone_then_the_size_and_the_sector_last() -> None:
    numbers = {"section_zone_workforce_statute": 1}
    assert assess(SMALL_NURSERY, fixed(**numbers)).widened == Cell("Q", "nord", Workforce.SMALL)
    numbers["section_zone_workforce"] = 1
    assert assess(SMALL_NURSERY, fixed(**numbers)).widened == Cell("Q", "m2a", Workforce.SMALL, Statute.ESS)
    numbers |= {"section_workforce_statute": 4, "section_workforce": 4, "section_zone_statute": 2, "section_zone": 2}
    assert assess(SMALL_NURSERY, fixed(**numbers)).widened == Cell("Q", "m2a", None, Statute.ESS)
    numbers |= {"section_statute": 4, "section": 4}
    assert assess(SMALL_NURSERY, fixed(**numbers)).widened == Cell(None, "nord", Workforce.SMALL, Statute.ESS)


def test_fields_that_only_help_together_are_blamed_together() -> None:
    count = summing({("E", "mulhouse", Workforce.LARGE, None): 7})
    assessment = assess(Cell("E", "nord", Workforce.SMALL), count)
    assert [culprit.field for culprit in assessment.culprits] == ["zone", "workforce"]
    assert assessment.widened == Cell("E")


def test_a_sector_of_four_structures_is_not_told_at_all() -> None:
    assessment = assess(Cell("B"), fixed(section=4))
    assert not assessment.is_publishable
    assert [culprit.field for culprit in assessment.culprits] == ["section"]
    assert assessment.widened == Cell(None)


def test_an_area_without_five_structures_publishes_nothing() -> None:
    assessment = assess(Cell("Q", "nord"), lambda cell: 2)
    assert not assessment.is_publishable
    assert assessment.widened is None


def test_before_any_reference_only_the_widest_teaser_is_published() -> None:
    for widest in (Cell("Q"), Cell(None)):
        assessment = assess(widest, no_reference)
        assert assessment.is_publishable
        assert assessment.is_reference_missing
    for narrow in (Cell("Q", "nord"), Cell("Q", "m2a", Workforce.LARGE), Cell(None, "m2a", None, Statute.ESS)):
        assert not assess(narrow, no_reference).is_publishable
    refused = assess(SMALL_NURSERY, no_reference)
    assert refused.widened == Cell("Q")
    assert {culprit.field for culprit in refused.culprits} == {"zone", "workforce", "statute"}
    assert {culprit.number_if_widened for culprit in refused.culprits} == {None}


def test_a_statute_that_nobody_counted_is_refused_and_it_alone_is_blamed() -> None:
    count = summing({("Q", "nord", Workforce.SMALL, None): 8})
    assessment = assess(Cell("Q", "nord", Workforce.SMALL, Statute.ESUS), count)
    assert not assessment.is_publishable
    assert assessment.is_reference_missing
    assert [culprit.field for culprit in assessment.culprits] == ["statute"]
    assert assessment.widened == Cell("Q", "nord", Workforce.SMALL)


@given(CELLS, st.dictionaries(FULL_CELLS, st.integers(0, 6)))
def test_what_is_proposed_always_passes_and_loses_the_least(cell: Cell, numbers: dict) -> None:  # type: ignore[type-arg]
    count = summing(numbers)
    assessment = assess(cell, count)
    assert assessment.is_publishable == ((count(cell) or 0) >= K)
    if assessment.widened is None:
        assert (count(Cell(None)) or 0) < K
        return
    assert (count(assessment.widened) or 0) >= K
    hidden = [field for field in LOSS if getattr(assessment.widened, field) != getattr(cell, field)]
    assert all(getattr(assessment.widened, field) == WIDEST[field] for field in hidden)
    assert assess(assessment.widened, count).widened == assessment.widened
