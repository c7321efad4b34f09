"""Two texts held against each other: what became of every place, and how that is shown."""
