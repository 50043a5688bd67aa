"""Activity, networks, coherence, readability by machines: one check per module, each exposing `CHECK`."""
