"""The same operations in a terminal. One file a group of commands; web and database are imported within them."""
