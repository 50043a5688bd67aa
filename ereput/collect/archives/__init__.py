"""One data export per module, each exposing `READER`."""
