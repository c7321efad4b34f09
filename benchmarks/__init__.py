"""Figures that the documentation quotes. Each is one command and prints medians and ratios."""
