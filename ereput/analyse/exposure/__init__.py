"""Personal data that should not be out there: one recogniser per module, each exposing `RECOGNISER`."""
