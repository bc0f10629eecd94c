"""One validation for pages, JSON and sockets: every error at once, in French, and nothing typed lost."""

from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field
from werkzeug.datastructures import MultiDict

from club_ess.kit.errors import Invalid
from club_ess.kit.forms import Asked, Text, parse, read


class Colour(StrEnum):
    RED = "red"


class Order(Asked):
    title: Text = Field(title="Titre", min_length=3, max_length=10)
    count: int = Field(title="Nombre", ge=1)
    colour: Colour = Field(title="Couleur")
    on: date | None = Field(None, title="Date")
    tags: list[Text] = Field(default_factory=list, title="Étiquettes", max_length=2)


def test_all_errors_come_at_once_in_french_and_nothing_typed_is_lost() -> None:
    typed = MultiDict([("title", "ab"), ("count", "beaucoup"), ("colour", "mauve"), ("on", "demain"), ("tags", "<b>")])
    form = read(Order, typed)
    assert form.asked is None
    assert form.errors == {
        "title": "Au moins 3 caractères sont attendus.",
        "count": "Un nombre entier est attendu.",
        "colour": "Ce choix n’existe pas.",
        "on": "Cette date n’est pas reconnue : jour, mois, année.",
    }
    assert [form.value("title"), form.value("count"), form.values("tags")] == ["ab", "beaucoup", ["<b>"]]


def test_an_empty_answer_counts_as_not_given() -> None:
    form = read(Order, MultiDict([("title", "  "), ("count", ""), ("on", "")]))
    assert form.errors["title"] == form.errors["count"] == "Cette réponse est obligatoire."
    assert "on" not in form.errors


def test_json_gets_the_same_errors_as_data() -> None:
    with pytest.raises(Invalid) as refused:
        parse(Order, {"title": 7, "count": [], "tags": "x"})
    assert set(refused.value.errors) == {"title", "count", "colour", "tags"}


def test_what_is_not_asked_for_is_ignored() -> None:
    form = read(Order, MultiDict([("title", "Sucre"), ("count", "2"), ("colour", "red"), ("is_moderator", "1")]))
    assert form.asked is not None
    assert "is_moderator" not in form.asked.model_dump()


def test_labels_and_limits_come_from_the_model() -> None:
    form = read(Order, MultiDict())
    assert (form.label("title"), form.max_length("title"), form.is_required("on")) == ("Titre", 10, False)


@given(st.dictionaries(st.sampled_from(["title", "count", "colour", "on", "tags"]), st.text(max_size=40)))
def test_any_text_is_accepted_or_refused_never_a_crash(typed: dict[str, str]) -> None:
    form = read(Order, MultiDict(list(typed.items())))
    assert (form.asked is None) == bool(form.errors)


@given(st.text())
def test_direction_overrides_and_control_characters_never_pass(text: str) -> None:
    form = read(Order, {"title": f"\u202e{text}\x00", "count": 1, "colour": "red"})
    if form.asked is not None:
        assert not set(form.asked.title) & {"\u202e", "\x00"}
