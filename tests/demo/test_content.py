"""The demonstration club, read as a visitor would: everyone it names exists, and nobody in it is real."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import club_ess.demo
import search_index
from club_ess.reference.communes import communes
from club_ess.reference.legal import ess_families, family_of_legal_form, legal_forms, siae_kinds
from club_ess.reference.sectors import naf_labels

DATA = Path(club_ess.demo.__file__).parent / "data"
THESAURUS = Path(search_index.__file__).parent / "data" / "thesaurus_competences.csv"
FILES = ("organizations", "people", "needs", "offers", "threads")
POSTINGS = ("needs", "offers")
LARGEST_FILE = 390_000  # bytes: a file people can still open and review
SIZES = {"flash", "advice", "project", "long"}
STATES = {"published", "draft", "closed"}

Entry = dict[str, Any]


@cache
def read(name: str) -> list[Entry]:
    entries: list[Entry] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return entries


@cache
def by_key(name: str) -> dict[str, Entry]:
    return {entry["key"]: entry for entry in read(name)}


@cache
def skill_families() -> dict[str, str]:
    with THESAURUS.open(encoding="utf-8", newline="") as file:
        return {row["competence"]: row["famille"] for row in csv.DictReader(file)}


def repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def texts(value: object) -> Iterator[str]:
    """Every string people will read or follow, however deep it lies."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in texts(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in texts(inner))


@pytest.mark.parametrize("name", FILES)
def test_a_reviewer_can_open_every_file(name: str) -> None:
    assert (DATA / f"{name}.json").stat().st_size < LARGEST_FILE


@pytest.mark.parametrize("name", FILES[:4])
def test_nobody_and_nothing_is_there_twice(name: str) -> None:
    assert not repeated([entry["key"] for entry in read(name)])


@pytest.mark.parametrize("organization", read("organizations"), ids=lambda entry: entry["key"])
def test_a_visitor_of_the_directory_finds_a_true_place_trade_and_form(organization: Entry) -> None:
    assert organization["commune"] in communes()
    assert organization["naf"] in naf_labels()
    assert organization["legal_form"] in legal_forms()
    assert set(organization["skills"]) <= skill_families().keys()
    assert len(organization["skills"]) <= 6
    assert 60 <= len(organization["presentation"]) <= 600


@pytest.mark.parametrize("organization", read("organizations"), ids=lambda entry: entry["key"])
def test_an_ess_structure_has_the_family_of_its_form_and_nobody_else_has_one(organization: Entry) -> None:
    if organization["kind"] == "ess_structure":
        assert organization["ess_family"] in ess_families()
        assert organization["ess_family"] == family_of_legal_form()[organization["legal_form"]]
    elif organization["kind"] != "adviser":
        assert organization["ess_family"] is None
    if organization["siae_kind"]:
        assert organization["siae_kind"] in siae_kinds()
        assert organization["kind"] == "ess_structure"


def test_the_directory_shows_the_whole_variety_of_the_area() -> None:
    organizations = read("organizations")
    structures = [entry for entry in organizations if entry["kind"] == "ess_structure"]
    kinds = Counter(entry["kind"] for entry in organizations)
    assert kinds["ess_structure"] >= 80
    assert kinds["company"] >= 45
    assert kinds["public_body"] == 5
    assert kinds["adviser"] == 10
    assert {entry["siae_kind"] for entry in structures} >= siae_kinds().keys()
    assert {entry["ess_family"] for entry in structures} == ess_families().keys()
    assert len({entry["commune"] for entry in organizations}) >= 30
    assert not repeated([entry["name"] for entry in organizations])


def test_every_person_has_an_organization_of_the_club_or_none() -> None:
    without = [person for person in read("people") if person["organization"] is None]
    named = {person["organization"] for person in read("people")} - {None}
    assert named == by_key("organizations").keys()
    assert len(without) == 20
    assert all(person["presentation"] and not person["is_administrator"] for person in without)


def test_every_organization_has_somebody_to_administer_it() -> None:
    administered = {person["organization"] for person in read("people") if person["is_administrator"]}
    assert administered == by_key("organizations").keys()


def test_nobody_shares_a_name_an_address_or_a_presentation() -> None:
    people = read("people")
    assert not repeated([f"{person['first_name']} {person['last_name']}" for person in people])
    assert not repeated([person["email"] for person in people])
    assert not repeated([person["presentation"] for person in people if person["presentation"]])


@pytest.mark.parametrize(
    ("key", "organization", "kind"),
    [
        ("alice", "Les Ateliers du Drouot", "ess_structure"),
        ("bob", "Mécanique du Rhin", "company"),
        ("charlie", "Bois & Compagnons", "ess_structure"),
        ("dana", "Agglomération de démonstration", "public_body"),
    ],
)
def test_the_cast_of_the_story_is_at_home(key: str, organization: str, kind: str) -> None:
    person = by_key("people")[key]
    home = by_key("organizations")[person["organization"]]
    assert (person["email"], person["is_administrator"]) == (f"{key}@exemple.test", True)
    assert (home["name"], home["kind"]) == (organization, kind)


@pytest.mark.parametrize("posting", [*read("needs"), *read("offers")], ids=lambda entry: entry["key"])
def test_a_need_or_an_offer_could_have_been_posted_through_the_form(posting: Entry) -> None:
    assert 10 <= len(posting["title"]) <= 110
    assert 150 <= len(posting["description"]) <= 900
    assert 1 <= len(set(posting["skills"])) == len(posting["skills"]) <= 5
    assert set(posting["skills"]) <= skill_families().keys()
    assert posting["size"] in SIZES
    assert posting["state"] in STATES
    assert posting["days"] is None or posting["days"] >= 0.5
    assert posting["commune"] is None or posting["commune"] in communes()
    assert posting["commune"] or posting["is_remote"]


@pytest.mark.parametrize("posting", [*read("needs"), *read("offers")], ids=lambda entry: entry["key"])
def test_the_days_of_a_posting_lie_ahead_and_in_order(posting: Entry) -> None:
    starts, ends = posting["starts_in_days"], posting["ends_in_days"]
    assert (starts is None) == (ends is None)
    assert starts is None or 0 <= starts < ends


@pytest.mark.parametrize(
    ("name", "kinds"), [("needs", {"ess_structure", "public_body"}), ("offers", {"company"})]
)
def test_the_author_of_a_posting_speaks_for_its_organization(name: str, kinds: set[str]) -> None:
    for posting in read(name):
        assert by_key("organizations")[posting["organization"]]["kind"] in kinds
        assert by_key("people")[posting["author"]]["organization"] == posting["organization"]


@pytest.mark.parametrize("name", POSTINGS)
def test_no_two_postings_say_the_same_thing(name: str) -> None:
    assert not repeated([posting["title"].casefold() for posting in read(name)])
    openings = [posting["description"].casefold()[:40] for posting in read(name)]
    assert not repeated(openings)


@pytest.mark.parametrize("name", POSTINGS)
def test_the_lists_look_like_a_living_club(name: str) -> None:
    postings = read(name)
    assert len(postings) >= 105
    assert {posting["size"] for posting in postings} == SIZES
    assert {posting["state"] for posting in postings} == STATES
    assert sum(posting["state"] == "published" for posting in postings) >= 100
    assert len({posting["organization"] for posting in postings}) >= 45
    used = {skill for posting in postings for skill in posting["skills"]}
    assert {skill_families()[skill] for skill in used} == set(skill_families().values())
    assert {posting["is_remote"] for posting in postings} == {True, False}


def published(name: str) -> list[Entry]:
    return [posting for posting in read(name) if posting["state"] == "published"]


def test_most_needs_have_an_offer_with_all_the_skills_they_ask() -> None:
    offered = [set(offer["skills"]) for offer in published("offers")]
    answered = [need for need in published("needs") if any(set(need["skills"]) <= one for one in offered)]
    assert len(answered) >= 0.75 * len(published("needs"))


def test_alice_has_offers_from_three_companies_and_bobs_has_all_she_asks() -> None:
    need, bobs = by_key("needs")["b-machines"], by_key("offers")["o-meca-maint"]
    wanted = set(need["skills"])
    close = {offer["organization"] for offer in published("offers") if wanted & set(offer["skills"])}
    assert (need["author"], bobs["author"]) == ("alice", "bob")
    assert bobs in published("offers")
    assert wanted <= set(bobs["skills"])
    assert len(close) >= 3


def test_alice_and_bob_talk_and_charlie_is_in_no_conversation() -> None:
    between = [{message["author"] for message in thread["messages"]} for thread in read("threads")]
    assert any({"alice", "bob"} <= authors for authors in between)
    assert not any("charlie" in authors for authors in between)


@pytest.mark.parametrize("thread", read("threads"), ids=lambda entry: f"{entry['need']}-{entry['offer']}")
def test_a_conversation_is_between_the_two_structures_and_in_order(thread: Entry) -> None:
    need, offer = by_key("needs")[thread["need"]], by_key("offers")[thread["offer"]]
    messages = thread["messages"]
    speaking = {by_key("people")[message["author"]]["organization"] for message in messages}
    ages = [message["minutes_ago"] for message in messages]
    assert speaking == {need["organization"], offer["organization"]}
    assert need["state"] == offer["state"] == "published"
    assert 3 <= len(messages) <= 14
    assert ages == sorted(set(ages), reverse=True)
    assert ages[-1] > 0


def test_no_pair_talks_in_two_places() -> None:
    assert not repeated([f"{thread['need']} {thread['offer']}" for thread in read("threads")])


@pytest.mark.parametrize("name", FILES)
def test_nobody_real_can_be_written_to_or_called(name: str) -> None:
    for text in texts(read(name)):
        assert not re.search(r"\b0\d([ .\u00a0]?\d\d){4}\b", text), text
        assert all(address == "exemple.test" for address in re.findall(r"@([\w.-]+)", text)), text
        sites = re.findall(r"https?://(.*)", text)
        assert all(re.match(r"[a-z0-9-]+\.exemple\.test$", site) for site in sites), text


@pytest.mark.parametrize("name", FILES)
def test_an_association_of_alsace_is_never_said_to_be_under_the_law_of_1901(name: str) -> None:
    assert not [text for text in texts(read(name)) if "1901" in text]


def test_people_type_both_apostrophes() -> None:
    descriptions = [posting["description"] for name in POSTINGS for posting in read(name)]
    assert any("’" in text for text in descriptions)
    assert any("'" in text for text in descriptions)


@pytest.mark.parametrize("name", FILES)
def test_a_line_never_begins_with_a_punctuation_mark(name: str) -> None:
    """French sets a non-breaking space before double punctuation and inside « »."""
    assert not [text for text in texts(read(name)) if re.search(r" [;:!?»]|« ", text)]
