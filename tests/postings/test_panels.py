"""What is on line shows on the page of its organization; other rooms may add to the page of a posting."""

import pytest

from club_ess.organizations.panels import Panel
from club_ess.postings import panels
from club_ess.postings.enums import Audience, PostingState
from tests.cast import Club
from tests.postings.trades import Trade, both


@both
def test_the_page_of_an_organization_shows_what_it_has_on_line(club: Club, trade: Trade) -> None:
    trade.make(club, title="Un texte pour tout le monde")
    trade.make(club, title="Un texte pour les membres", audience=Audience.MEMBERS)
    trade.make(club, title="Un brouillon caché", state=PostingState.DRAFT)
    address = f"/structures/{trade.author(club).organization_id}"
    visitor = club.browser().get(address).get_data(as_text=True)
    assert "Un texte pour tout le monde" in visitor
    assert "Un texte pour les membres" not in visitor
    member = club.browser(trade.author(club)).get(address).get_data(as_text=True)
    assert "Un texte pour les membres" in member
    assert "Un brouillon caché" not in member


@both
def test_a_panel_of_another_room_is_shown_to_whom_it_speaks(
    club: Club, trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panel(posting: object, actor: object) -> Panel | None:
        return Panel("site/_waiting.html", {}) if actor else None

    monkeypatch.setattr(panels, "PANELS", [panel])
    posting_id = trade.make(club)
    assert "Qu’est-ce qui m’attend" in club.browser(club.charlie).get(trade.url(posting_id)).get_data(as_text=True)
    assert "Qu’est-ce qui m’attend" not in club.browser().get(trade.url(posting_id)).get_data(as_text=True)
