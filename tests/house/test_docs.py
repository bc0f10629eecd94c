"""Documents name what exists."""

import re
from pathlib import Path

import pytest

from club_ess.access import DOORS
from club_ess.config import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
CODE = "\n".join(f.read_text(encoding="utf-8") for f in ROOT.glob("platform/club_ess/**/*.py"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda f: str(f.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = [t.split("#")[0] for t in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in t]
    assert [t for t in targets if not (document.parent / t).exists()] == []


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    names = {f"CLUB_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"`(CLUB_[A-Z_]+)`", text)) >= names
    assert {name for name in re.findall(r"CLUB_[A-Z_]+", text)} <= names


def test_every_command_in_the_documents_is_one_of_run_sh() -> None:
    known = set(re.findall(r"^  ([a-z]+)\)", (ROOT / "run.sh").read_text(encoding="utf-8"), re.MULTILINE))
    for document in DOCUMENTS:
        used = set(re.findall(r"\./run\.sh ([a-z]+)", document.read_text(encoding="utf-8")))
        assert used <= known, document.name


def test_every_code_word_of_the_glossary_exists() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\|[^|]+\|([^|]+)\|", glossary, re.MULTILINE)
    words = {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}
    assert words
    assert [word for word in words if word.split(".")[-1] not in CODE] == []


def test_every_json_address_and_socket_event_is_documented() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    promised = [door.rule for door in DOORS if door.rule.startswith("/api/") or door.methods == "SOCKET"]
    assert [rule for rule in promised if rule not in text and rule != "connect"] == []


def test_the_two_copies_of_the_thesaurus_are_one() -> None:
    name = "thesaurus_competences.csv"
    ours = ROOT / "platform" / "club_ess" / "reference" / "data" / name
    assert ours.read_bytes() == (ROOT / "search_index" / "data" / name).read_bytes()
