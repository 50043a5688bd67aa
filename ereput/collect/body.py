"""A body as it comes, bounded: bytes are counted after decompression, so a bomb is cut at the limit and not after it.

httpx decodes whole chunks whatever they grow to; here zlib is asked for at most what is left.
"""

from __future__ import annotations

import zlib

ACCEPT = "gzip, deflate"
"""What we ask for. Brotli and zstd have no bounded decoder in the standard library: an answer that uses them unasked is refused."""


MEMBERS = 10_000
"""Members of one gzip stream that are read: what is appended to (a log, an archive) has one for each piece."""
_SLICE, _GZIP = 1 << 16, b"\x1f\x8b"
"""Bytes given to zlib at once, which copies what is left of them for each member; and how a member starts (RFC 1952 2.3.1)."""


class TooLarge(Exception):
    """The decompressed body passes the limit, or has members without end."""


class BadEncoding(Exception):
    """The body is not what Content-Encoding says."""


class Body:
    """Collects one answer. `add` raw chunks, then `finish`; raises TooLarge or BadEncoding."""

    def __init__(self, encoding: str, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._raw_size = 0
        self._members, self._after = 1, b""
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
        for start in range(0, len(chunk), _SLICE):
            left, self._after = self._after + chunk[start : start + _SLICE], b""
            while left:
                if self._inflate.eof and not self._begins(left):
                    self._after = left[:2]
                    break
                self._keep(self._inflate.decompress(left, self._limit - self._size + 1))
                left = self._inflate.unconsumed_tail or self._inflate.unused_data

    def _begins(self, left: bytes) -> bool:
        """Whether another member begins where one ended (RFC 1952 2.2); anything else there is no content."""
        if self._coding == "deflate" or not left.startswith(_GZIP):
            return False
        self._members += 1
        if self._members > MEMBERS:
            raise TooLarge
        self._inflate = self._decoder()
        return True

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
