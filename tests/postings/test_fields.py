"""What people type is read as they meant it, or refused with a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club_ess.kit.forms import read
from club_ess.needs.inputs import PostNeed
from club_ess.needs.models import Need
from club_ess.postings.fields import check_skills, read_date, read_days, read_skills
from club_ess.postings.readiness import DEADLINE, missing_from

READ_DAYS = [("2,5", 2.5), ("2.5", 2.5), (" 1 ", 1), ("0,5", 0.5), ("400", 400), (3, 3)]


@pytest.mark.parametrize(("typed", "days"), READ_DAYS)
def test_days_are_read_with_a_comma_or_a_point(typed: object, days: float) -> None:
    assert read_days(typed) == days


@pytest.mark.parametrize("typed", ["0", "0,3", "400,5", "-1", "nan", "inf", "1e2", "deux", "٢", "1 000", True, [], {}])
def test_other_days_are_refused(typed: object) -> None:
    with pytest.raises(ValueError, match="demi-journées"):
        read_days(typed)


@pytest.mark.parametrize("typed", ["2027-03-12", "12/03/2027", "12.3.2027", "12-03-2027", date(2027, 3, 12)])
def test_dates_are_read_as_people_write_them(typed: object) -> None:
    assert read_date(typed) == date(2027, 3, 12)


@pytest.mark.parametrize("typed", ["31/02/2027", "2027-13-01", "demain", 0, 1.5, "1700000000", [], "٢٠٢٧-٠٣-١٢"])
def test_other_dates_are_refused(typed: object) -> None:
    with pytest.raises(ValueError, match="pas reconnue"):
        read_date(typed)


@given(st.lists(st.text(max_size=80), max_size=12))
def test_skills_are_clean_distinct_and_bounded(typed: list[str]) -> None:
    skills = read_skills(typed)
    assert len({skill.casefold() for skill in skills}) == len(skills)
    assert all(skill and "," not in skill and skill == " ".join(skill.split()) for skill in skills)
    if len(skills) > 8:
        with pytest.raises(ValueError, match="8 compétences"):
            check_skills(skills)


def test_the_end_does_not_come_before_the_start() -> None:
    form = read(PostNeed, {"starts_on": "2090-05-02", "ends_on": "2090-05-01"})
    assert "avant le début" in form.errors["ends_on"]


ANYTHING = st.one_of(st.text(), st.integers(), st.none(), st.booleans(), st.lists(st.text()))


@given(st.dictionaries(st.sampled_from(sorted(PostNeed.model_fields)), ANYTHING))
def test_whatever_is_typed_gets_french_errors_never_a_crash(typed: dict[str, object]) -> None:
    form = read(PostNeed, typed)
    assert form.asked is not None or all(isinstance(sentence, str) and sentence for sentence in form.errors.values())


def test_a_draft_is_told_what_would_help() -> None:
    vague = Need(title="Besoin d’un coup de main", description="On voudrait un peu d’aide pour le site.")
    assert len(missing_from(vague)) == 4
    complete = "Julie, notre coordinatrice, veut apprendre à le tenir avant septembre."
    assert missing_from(Need(title="Refaire notre site", description=complete)) == []
    assert missing_from(Need(title="x", description="", starts_on=date(2027, 1, 1))).count(DEADLINE) == 0
