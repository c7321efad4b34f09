"""The course of things: steps, each on its day, taken in the order of the days."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from registry.examples.circle import Loading


class Step(Protocol):
    """Something that was done one day."""

    @property
    def day(self) -> date:
        """The day it was done."""
        ...

    def take(self, load: Loading) -> None:
        """Do it, through the register's operations."""
        ...


def take_in_order(load: Loading, steps: Iterable[Step]) -> None:
    """Take the steps, the earliest first; those of one day in the order given.

    The order matters: a decision is judged by the rules in force on its day, and those come into force by
    earlier decisions. What has not happened yet by `load.now` is left out.
    """
    for step in sorted(steps, key=lambda step: step.day):
        if step.day <= load.now.date():
            step.take(load)
