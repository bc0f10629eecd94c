"""Which moves a need or an offer may make."""

from club_ess.postings.enums import PostingState

MOVES = {
    PostingState.DRAFT: frozenset({PostingState.PUBLISHED, PostingState.CLOSED}),
    PostingState.PUBLISHED: frozenset({PostingState.CLOSED}),
    PostingState.CLOSED: frozenset({PostingState.PUBLISHED}),
}
