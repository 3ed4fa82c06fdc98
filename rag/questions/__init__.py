"""Understanding a question before any article is looked at."""
