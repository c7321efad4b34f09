"""Word files read: a guarded package, its paragraphs in order, a legal text with remarks for all the rest."""
