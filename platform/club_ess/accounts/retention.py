"""What accounts no longer need is not kept."""

from datetime import timedelta

from sqlalchemy import delete, or_

from club_ess.accounts.models import SignIn, Token
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation

LINKS_KEPT = timedelta(days=7)
SIGN_INS_KEPT = timedelta(days=90)


@operation
def sweep_accounts() -> None:
    """Deletes links that have died, and sign-ins that ended long ago."""
    now = clock.now()
    db.session.execute(delete(Token).where(Token.expires_at < now - LINKS_KEPT))
    ended = or_(SignIn.expires_at < now - SIGN_INS_KEPT, SignIn.revoked_at < now - SIGN_INS_KEPT)
    db.session.execute(delete(SignIn).where(ended))
