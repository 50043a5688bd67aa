"""Stage 6: an `Audit` in, bytes out. One format per module, each exposing `FORMAT`."""
