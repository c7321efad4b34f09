"""Data to begin from: a fictional helsefellesskap with its whole course, and start kits with real parties."""
