"""Links inside a rendered text, on the day that the reader has chosen.

A text is rendered once and read on many days; the links in it that lead to other texts, or to how a clause
has read, are given the day as the page is made.
"""

import re

from markupsafe import Markup

from registry.web.rendering import PageContext

_CLAUSE = re.compile(r'href="(/dokumenter/[^"?#]+)"')
_HISTORY = re.compile(r'href="(\?historikk=[^"&#]+)"')


def on_the_day(html: str, page: PageContext) -> str:
    """The same HTML, its own links to documents and to histories leading to the day that is shown."""
    if page.is_today:
        return html
    html = _CLAUSE.sub(lambda found: f'href="{Markup.escape(page.to(found[1]))}"', html)
    return _HISTORY.sub(lambda found: f'href="{found[1]}&amp;dato={page.on.isoformat()}"', html)
