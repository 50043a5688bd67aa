"""Official taxonomies brought by the user: ROME 4.0 (France Travail) and ESCO (European Commission)."""
