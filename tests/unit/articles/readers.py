"""An HtmlReader for tests of the pure rules: it gives the page it was made with, or splits paragraphs of a fragment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rag.ports import HtmlPage

EMPTY = HtmlPage(linked_data=(), meta=(), selected={}, scripts=(), main_text=(), text=())


@dataclass
class GivenPage:
    """Returns `page` for a whole document, and the paragraphs of a fragment as lines."""

    page: HtmlPage = EMPTY
    read_html: list[str] = field(default_factory=list)

    def read(self, html: str) -> HtmlPage:
        self.read_html.append(html)
        if '<div id="articleBody">' in html:
            lines = [re.sub(r"<[^>]+>", "", part).strip() for part in re.split(r"</p>|<br\s*/?>", html)]
            return HtmlPage((), (), {"#articleBody": tuple(filter(None, lines))}, (), (), ())
        return self.page
