"""When is a version adopted, and from which day does it apply? When all have adopted these very words."""

from datetime import date

from documents.lifecycle import Stage
from registry.queries import adoption
from tests.registry.builders import DAY, TRUST, a_circle


def test_try(writing):
    circle = a_circle(writing)
    version = circle.frozen(circle.document())
    a = circle.decides("granvik", version)
    print(a.verdict)
    b = circle.decides("storelv", version)
    assert version.stage is Stage.FROZEN
    c = circle.decides(TRUST, version)
    print(c.verdict)
    assert version.stage is Stage.ADOPTED
    print(version.valid_from)
    assert 0
