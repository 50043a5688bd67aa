"""A body as it comes, bounded: bytes are counted after decompression, so a bomb is cut at the limit and not after it.

httpx decodes whole chunks whatever they grow to; here zlib is asked for at most what is left.
"""

from __future__ import annotations

import zlib

ACCEPT = "gzip, deflate"
"""What we ask for. Brotli and zstd have no bounded decoder in the standard library: an answer that uses them unasked is refused."""


class TooLarge(Exception):
    """The decompressed body passes the limit."""


class BadEncoding(Exception):
    """The body is not what Content-Encoding says."""


class Body:
    """Collects one answer. `add` raw chunks, then `finish`; raises TooLarge or BadEncoding."""

    def __init__(self, encoding: str, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._raw_size = 0
        self._coding = encoding.strip().lower()
        self._inflate = None if self._coding in ("", "identity") else self._decoder()

    def _decoder(self) -> zlib._Decompress:
        if self._coding in ("gzip", "x-gzip"):
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        if self._coding == "deflate":
            return zlib.decompressobj()
        raise BadEncoding

    def add(self, chunk: bytes) -> None:
        self._raw_size += len(chunk)
        if self._inflate is None:
            self._keep(chunk)
            return
        try:
            self._inflated(chunk)
        except zlib.error as error:
            if self._coding != "deflate" or self._size or self._raw_size != len(chunk):
                raise BadEncoding from error
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)  # RFC 9110 8.4.1.2: some send raw deflate
            self._raw(chunk)

    def _raw(self, chunk: bytes) -> None:
        try:
            self._inflated(chunk)
        except zlib.error as error:
            raise BadEncoding from error

    def _inflated(self, chunk: bytes) -> None:
        assert self._inflate is not None
        self._keep(self._inflate.decompress(chunk, self._limit - self._size + 1))
        while self._inflate.unconsumed_tail:
            self._keep(self._inflate.decompress(self._inflate.unconsumed_tail, self._limit - self._size + 1))

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise TooLarge
        self._parts.append(part)

    def finish(self) -> bytes:
        """The whole body. A compressed stream that ends early is BadEncoding; an empty one is empty."""
        if self._inflate is not None and self._raw_size and not self._inflate.eof:
            raise BadEncoding
        return b"".join(self._parts)
