"""What we know of the language. The only place where Kiwi is imported."""
