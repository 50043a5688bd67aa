"""The ten sections of the report, one module each: a pure function from the `Book` to what its template shows."""
