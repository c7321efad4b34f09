"""What the log remembers of a text and of a decision, so that a changed byte is found."""

import hashlib
import json
from datetime import date, datetime

from registry.tables import Base, DecisionRow, MandateRuleRow, ReasonRow


def text_hash(text: str) -> str:
    """SHA-256 over the canonical bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def decision_hash(row: DecisionRow) -> str:
    """SHA-256 over every column of a decision but its database id, in hexadecimal."""
    return row_hash(row)


def rule_hash(row: MandateRuleRow) -> str:
    """SHA-256 over every column of a mandate rule but its database id, in hexadecimal."""
    return row_hash(row)


def reason_hash(row: ReasonRow) -> str:
    """SHA-256 over every column of a reason for a change but its database id, in hexadecimal."""
    return row_hash(row)


def row_hash(row: Base) -> str:
    """SHA-256 over every column of a row but its database id, in hexadecimal; of bytes, their own hash."""
    values = {
        column.key: _plain(getattr(row, column.key)) for column in row.__table__.columns if column.key != "id"
    }
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def remembered(*rows: Base) -> dict[str, str]:
    """What the log keeps of these rows under "rows": each hash by table and number, as "ruling:12"."""
    return {f"{row.__tablename__}:{_number(row)}": row_hash(row) for row in rows}


def _number(row: Base) -> object:
    (key,) = type(row).__mapper__.primary_key
    return getattr(row, str(key.key))


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value
