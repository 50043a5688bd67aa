"""One command per module: a thin click wrapper and a plain function that returns data. Only this room prints."""
