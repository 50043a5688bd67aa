"""Stage 5: findings and gaps in, the most useful actions out."""
