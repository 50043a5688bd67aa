"""Figures as hand-written inline SVG: shapes only. Each starts with a `<title>` that says in words what the eye sees."""
