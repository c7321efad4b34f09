"""How the postings of an index are written and read: in Whoosh's files, term by term.

Whoosh sorts every posting by itself, weighs it by how long its field is, packs it, and reads it back one by
one. We gather postings by term as they come, so that only terms are sorted; our scores do without lengths;
and places are written as plain numbers, which are read a block at a time.
"""

import warnings
from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from pickle import dumps
from typing import Any, TypeAlias

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # settled code from before Python 3.12, which warns of its strings
    from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3LeafMatcher, W3PostingsWriter, W3TermInfo
    from whoosh.system import pack_ushort

BLOCK = 1024
"""Postings of a term that are written and read at a time."""

FEW = 8
"""Postings of a term that are written beside it at most, and not in blocks: most terms have one or two."""
OF_TERM = W3TermInfo._struct
PICKLED = 2
"""How Whoosh pickles, so that it reads it."""
OF_A_NUMBER = array("I").itemsize
"""Bytes of one place in a text."""

Postings: TypeAlias = "tuple[array[int], array[float], bytearray]"
"""Of one term: the places, how often it stands in each, and where in the text, in fields that keep that."""


class Gathered:
    """The postings of a segment until they are written; what Whoosh calls a pool."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, bytes], Postings] = {}

    def add(self, posting: tuple[str, bytes, int, float, bytes]) -> None:
        """One more; those of a term come in the order of their places."""
        field, term, place, times, where = posting
        key = field, term
        known = self._terms.get(key)
        if known is None:
            known = self._terms[key] = (array("I"), array("f"), bytearray())
        known[0].append(place)
        known[1].append(times)
        if where:
            known[2].extend(where)

    def iter_postings(self) -> Iterator[tuple[str, bytes, Postings]]:
        """All of them by term, in the order of fields and terms."""
        return ((*key, self._terms[key]) for key in sorted(self._terms))

    def cleanup(self) -> None:
        """Let go of them."""
        self._terms.clear()


class WriterOfTerms(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes what was gathered."""

    def add_postings(self, schema: Any, _: object, terms: Iterable[tuple[str, bytes, Postings]]) -> None:
        """All terms of all fields."""
        last = ""
        for field, term, postings in terms:
            if field != last:
                self.start_field(field, schema[field])
                last = field
            if len(postings[0]) <= FEW:
                key = pack_ushort(self._fieldid) + term
                self._tindex.add(key, _beside(postings))
                continue
            self.start_term(term)
            self._postwriter.write(postings)
            self.finish_term()


def _beside(postings: Postings) -> bytes:
    """A few postings as they stand beside their term, behind what Whoosh keeps of every term."""
    places, times, where = postings
    about = OF_TERM.pack(True, sum(times), len(places), 0, 0, max(times), places[0], places[-1])
    return bytes(about + dumps((bytes(places), _weights(times), bytes(where)), PICKLED))


def _weights(times: "array[float]") -> bytes | None:
    return bytes(times) if times.count(1.0) < len(times) else None


class InBlocks(W3PostingsWriter):  # type: ignore[misc]
    """Writes the postings of one term."""

    def write(self, postings: Postings) -> None:
        """All of them; the last block is written when the term is finished."""
        places, times, where = postings
        read = 0
        for start in range(0, len(places), BLOCK):
            if start:
                self._write_block()
            self._ids, self._weights = places[start : start + BLOCK], times[start : start + BLOCK]
            self._maxweight = max(self._weights)
            size = OF_A_NUMBER * int(sum(self._weights))
            self._values = where[read : read + size]
            read += size

    def _mini_ids(self) -> bytes:
        return bytes(self._ids)

    def _mini_weights(self) -> bytes | None:
        return _weights(self._weights)

    def _mini_values(self) -> bytes:
        return bytes(self._values)


class Blocks(W3LeafMatcher):  # type: ignore[misc]
    """Reads the postings of one term."""

    _ids: Any
    _weights: Any
    _values: Any

    def blocks(self) -> "Iterator[tuple[array[int], array[float]]]":
        """Places, and how often the term stands in each."""
        for _ in self._each_block():
            self._read_weights()
            yield self._ids, self._weights

    def where(self) -> "Iterator[tuple[array[int], tuple[bytes, ...]]]":
        """Places, and where the term stands in each."""
        for _ in self._each_block():
            self._read_values()
            yield self._ids, self._values

    def _each_block(self) -> Iterator[None]:
        while self.is_active():
            self._read_ids()
            yield
            self._next_block()

    def _read_ids(self) -> None:
        if self._data is None:
            self._read_data()
        self._ids = array("I", self._data[0])

    def _read_weights(self) -> None:
        if self._data is None:
            self._read_data()
        kept = self._data[1]
        self._weights = array("f", kept) if kept else array("f", [1.0]) * self._blocklength

    def _read_values(self) -> None:
        self._read_weights()
        kept = self._data[2]
        ends = accumulate(OF_A_NUMBER * int(often) for often in self._weights)
        self._values = tuple(kept[start:end] for start, end in pairwise((0, *ends)))


class Beside(Blocks):
    """Reads the few postings that stand beside their term."""

    def __init__(self, terminfo: Any, kept: Any, term: Any, scorer: Any) -> None:
        self.format, self._term, self.scorer, self._byteids = kept, term, scorer, None
        self._kept = terminfo.inlined_postings()
        self._blocklength, self._maxid = terminfo.doc_frequency(), terminfo.max_id()
        self._maxweight, self._minlength, self._maxlength = terminfo.max_weight(), None, 0
        self.reset()

    def reset(self) -> None:
        """Begin anew."""
        self._data = self._kept
        self._ids = self._weights = self._values = None  # read when they are asked for
        self._i, self._lastblock, self._atend = 0, True, False


class ByTerm(W3Codec):  # type: ignore[misc]
    """Writes and reads the files."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=BLOCK, compression=0)

    def field_writer(self, storage: Any, segment: Any) -> Any:
        """What writes the terms of a segment."""
        return WriterOfTerms(self, storage, segment)

    def postings_writer(self, file: Any, byteids: bool = False) -> Any:
        """What writes the postings of a term."""
        return InBlocks(file, blocklimit=BLOCK, byteids=byteids, compression=0)

    def postings_reader(
        self, file: Any, terminfo: Any, kept: Any, term: Any = None, scorer: Any = None
    ) -> Any:
        """What reads the postings of a term."""
        if terminfo.is_inlined():
            return Beside(terminfo, kept, term, scorer)
        return Blocks(file, *terminfo.extent(), kept, term=term, scorer=scorer)


def gathering(writer: Any) -> Any:
    """A writer that was just made, which gathers postings by term."""
    writer.pool = Gathered()
    return writer
