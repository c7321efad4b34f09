"""The rule of entry into force as data, what is possible by the meetings that are set, and both in words."""
