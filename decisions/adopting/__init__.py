"""How one party stands with a text: what it did, what is known of it, and what must happen now."""
