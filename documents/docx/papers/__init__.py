"""Other papers of the office: hearing letter, case paper, minutes, compliance report.

A paper is a value: a head with facts, and a body of the same sections and blocks as a legal text. So one
writer makes it Word, Markdown, HTML and PDF, in the look of the exports. Facts come in as words and values;
nothing here knows a database. What the register does not know stands as a line to fill in, never as a guess.
"""

from documents.compliance import Compliance
from documents.docx.papers.case import Case, Decider, case_paper
from documents.docx.papers.changes import Changes
from documents.docx.papers.compliance import compliance_report
from documents.docx.papers.hearing import Hearing, hearing_letter
from documents.docx.papers.meeting import (
    Attendee,
    Correction,
    CounterProposal,
    Matter,
    Meeting,
    MemberVote,
    SeatHeld,
    SideVotes,
)
from documents.docx.papers.minutes import minutes
from documents.docx.papers.paper import Attachment, Paper
from documents.docx.papers.party_case import Enclosure, Others, PartyCase, party_case_paper
from documents.docx.papers.proposed import Proposed, Side, proposed_decision
from documents.docx.papers.writing import as_body, as_html, as_markdown, paper_pdf_front, write_paper

__all__ = [
    "Attachment",
    "Attendee",
    "Case",
    "Changes",
    "Compliance",
    "Correction",
    "CounterProposal",
    "Decider",
    "Enclosure",
    "Hearing",
    "Matter",
    "Meeting",
    "MemberVote",
    "Others",
    "Paper",
    "PartyCase",
    "Proposed",
    "SeatHeld",
    "Side",
    "SideVotes",
    "as_body",
    "as_html",
    "as_markdown",
    "case_paper",
    "compliance_report",
    "hearing_letter",
    "minutes",
    "paper_pdf_front",
    "party_case_paper",
    "proposed_decision",
    "write_paper",
]
