"""The error tree. A refusal to answer is a value, not an error.

    GeungeoError
    ├── PageError             one page cannot become an article; the batch goes on
    │   ├── EmptyPage         nothing in it
    │   ├── UndecodablePage   not text in any encoding we know
    │   ├── PageTooLarge      more bytes than a page may have
    │   ├── PageTooDeep       nested deeper than the parser keeps
    │   ├── PageTimeout       cleaning took too long, or the cleaner died
    │   └── NoBody            no article text left after cleaning
    ├── InvalidQuestion       empty, too long or not text
    ├── SettingsError         a setting is unknown, missing or contradictory
    │   └── PromptError       a prompt file is not as it has to be, or what it is filled with is not what it asks for
    ├── MissingExtra          an optional dependency is not installed; names the command
    ├── NotFound              no such article
    ├── DataFolderBusy        another process owns the data folder
    ├── StoreError            the article store cannot be read or written
    ├── ModelUnavailable      an embedding model or a re-ranker cannot be loaded or does not answer
    ├── ChatError             the chat model gave no answer that can be used
    │   ├── ChatUnavailable   it cannot be reached, fails, or has failed so often that it is left alone for a while
    │   ├── ChatRejected      it does not accept the key, the model's name or the request
    │   ├── ChatBusy          too many requests, its own limit or ours
    │   ├── ChatTimeout       the time that the answer may take is over
    │   ├── ChatMalformed     what it sent is not what the protocol says: HTML, broken JSON, nothing
    │   └── ChatCutShort      it stopped before its answer was whole
    └── IndexDamaged          a derived index cannot be trusted; it is rebuilt from the store
        └── ModelMismatch     stored vectors come from another embedding model

Every message is one sentence for people: what is wrong and what to do. No message holds a secret.
"""

from __future__ import annotations


class GeungeoError(Exception):
    """Anything that Geungeo raises on purpose."""


class PageError(GeungeoError):
    """One page cannot become an article."""


class EmptyPage(PageError):
    """The page holds nothing but white space."""


class UndecodablePage(PageError):
    """The bytes are not text in any encoding we know."""


class PageTooLarge(PageError):
    """More bytes than one page may have."""


class PageTooDeep(PageError):
    """HTML nested deeper than the parser keeps without losing text."""


class PageTimeout(PageError):
    """The page's cleaning was stopped: too slow, or too much memory."""


class NoBody(PageError):
    """Nothing that reads like an article is left after cleaning."""


class InvalidQuestion(GeungeoError):
    """The question is empty, too long or not text. The message is Korean, for readers."""


class SettingsError(GeungeoError):
    """A setting is unknown, missing or contradictory."""


class PromptError(SettingsError):
    """A prompt file is not as it has to be, or what it is filled with is not what it asks for. Names the file."""


class MissingExtra(GeungeoError):
    """An optional dependency is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an extra that is not installed: run  pip install 'geungeo[{extra}]'")


class NotFound(GeungeoError):
    """There is no such article or version."""


class DataFolderBusy(GeungeoError):
    """Another process owns the data folder."""


class StoreError(GeungeoError):
    """The article store cannot be read or written."""


class ModelUnavailable(GeungeoError):
    """An embedding model or a re-ranker cannot be loaded, does not answer, or answers nonsense."""


class ChatError(GeungeoError):
    """The chat model gave no answer that can be used."""


class ChatUnavailable(ChatError):
    """The chat model cannot be reached, fails, or has failed so often that it is left alone for a while."""


class ChatRejected(ChatError):
    """The chat model does not accept the key, the model's name or the request. Asking again does not help."""


class ChatBusy(ChatError):
    """Too many requests at once: the model's own limit or ours."""


class ChatTimeout(ChatError):
    """The time that the answer may take is over."""


class ChatMalformed(ChatError):
    """What the chat model sent is not what the protocol says."""


class ChatCutShort(ChatError):
    """The chat model stopped before its answer was whole. `reason`: length, content_filter or closed."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class IndexDamaged(GeungeoError):
    """A derived index cannot be trusted."""


class ModelMismatch(IndexDamaged):
    """Stored vectors come from another embedding model than the setting names."""
