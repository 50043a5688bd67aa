"""Stage 4: the rubric is a table (`rubric.toml`), one fold over it gives the four scores."""
