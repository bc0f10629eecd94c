"""People's Markdown is safe, and addresses to go back to stay on this site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club_ess.kit.pages import local_target
from club_ess.kit.text import excerpt, markdown

ATTACKS = [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](x onerror=alert(1))", '<img src=x onerror="x()">',
    "<svg/onload=alert(1)>", '"><iframe src=//evil>', "<a href='vbscript:x'>",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown_never_lets_a_script_through(attack: str) -> None:
    html = str(markdown(attack)).lower()
    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert "<iframe" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html


def test_markdown_keeps_what_people_use() -> None:
    html = str(markdown("**Bonjour**\n- un\n- deux\n\nhttps://exemple.test"))
    assert "<strong>Bonjour</strong>" in html
    assert html.count("<li>") == 2
    assert 'rel="noopener noreferrer nofollow ugc"' in html


@given(st.text())
def test_any_text_becomes_html_without_scripts(text: str) -> None:
    assert "<script" not in str(markdown(text)).lower()


@pytest.mark.parametrize(
    "target",
    ["https://evil.test", "//evil.test", "/\\evil.test", "javascript:x", "\\\\evil", "/a\\b", "", None, "/\nx"],
)
def test_the_next_page_is_never_elsewhere(target: str | None) -> None:
    assert local_target(target, "/accueil") == "/accueil"


def test_the_next_page_may_be_any_page_of_ours() -> None:
    assert local_target("/besoins?page=2", "/") == "/besoins?page=2"


@given(st.text(max_size=400), st.integers(10, 200))
def test_an_excerpt_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(excerpt(text, length)) <= length + 1
