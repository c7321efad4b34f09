"""Word files written: one template, real numbering, a title page, and the same bytes for the same text."""
