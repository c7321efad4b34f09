"""Where letters to a party go."""

from sqlalchemy.orm import Session

from registry import audit, fields
from registry.audit import Event
from registry.errors import BadInput
from registry.mail import is_address
from registry.permissions import Actor
from registry.tables import PartyRow


def set_mail(session: Session, who: Actor, row: PartyRow, mail: str) -> PartyRow:
    """Say where letters to the party go: one address, or nothing where there is none to use."""
    words = mail.strip()
    if words and not is_address(words):
        raise BadInput(
            "Adressen er ikke lagret.",
            f"«{fields.shown(words)}» er ikke en e-postadresse.",
            "Skriv den som post@kommune.no. Den som sto der, står.",
            "mail",
        )
    if words != row.mail:
        row.mail = words
        session.flush()
        data = {"mail": bool(words)}
        audit.record(session, Event.PARTY_CHANGED, f"part:{row.ref}", who.ref, row.community_id, data)
    return row
