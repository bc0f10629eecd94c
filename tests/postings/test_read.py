"""The page of one posting, and what it invites its reader to do."""

from tests.cast import Club


def test_a_company_and_a_visitor_are_told_how_to_answer_a_need(club: Club) -> None:
    need_id = club.need(club.alice)
    for reader, is_invited in ((None, True), (club.bob, True), (club.charlie, False), (club.alice, False)):
        page = club.browser(reader).get(f"/besoins/{need_id}").get_data(as_text=True)
        assert ("Vous pourriez aider" in page) is is_invited, reader
        assert ("Retirer du site" in page) is (reader == club.alice)


def test_a_structure_is_told_how_to_answer_an_offer(club: Club) -> None:
    offer_id = club.offer(club.bob)
    assert "Cette offre vous aiderait" in club.browser(club.alice).get(f"/offres/{offer_id}").get_data(as_text=True)
    assert "Cette offre vous aiderait" not in club.browser(club.bob).get(f"/offres/{offer_id}").get_data(as_text=True)
