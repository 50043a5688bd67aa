"""One public source per module, each exposing `COLLECTOR`."""
