"""The doors: HTTP, and the page with a question box."""
