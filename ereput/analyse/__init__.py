"""Stage 3: what the mentions say: personal data, keywords, presence."""
