"""ereput: see your own digital double as a recruiter would, and take it in hand."""

__version__ = "0.1.0"
