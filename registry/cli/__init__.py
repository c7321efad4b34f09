"""The same operations in a terminal. One file a group of commands.

Web and database are imported within the commands, so that `--help` is quick.
"""
