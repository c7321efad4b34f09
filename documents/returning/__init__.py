"""A draft that was sent out in Word and came back: what is which section, and what each author proposes."""
