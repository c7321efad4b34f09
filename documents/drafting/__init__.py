"""A draft under work: one section written, sections set in order, two people's work brought together."""
