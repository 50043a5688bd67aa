"""Stage 2: is it the same person? Mentions in, one `Match` each out."""
