"""The layers that see the words around: convolutions over three tokens, with a third fewer products.

Two outputs of a convolution of width three share their inputs: by Winograd's minimal filtering four products give what six would, and the
rest is additions. The first layer sees words alone, and a page says few of them many times: its products are made once for each distinct
word. Same weights, vectors equal to the last digits (compared when the model is loaded, and the entities over every corpus in
`tests/analyse/nlp/test_nlp.py`), half of the time. A model of another build keeps its own layers.

Shmuel Winograd, "Arithmetic Complexity of Computations", 1980; for networks Lavin & Gray 2016, https://arxiv.org/abs/1509.09308.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    import numpy
    from numpy.typing import NDArray
    from thinc.api import Model

    from ereput.analyse.nlp.words import Floats

    Places = NDArray[numpy.intp]
    Encode: TypeAlias = "Callable[[Floats, Places, Sequence[int]], Floats]"
    """(vectors of distinct words, which of them each token is, tokens of each text) -> one row a token."""

LEAVES = ["expand_window", "maxout", "layernorm", "dropout"]
ALIKE = 1e-4
"""The largest difference of a number of a vector, of about 5, for which it is the same; measured: 5e-6."""
EPSILON = 1e-8  # of thinc's LayerNorm


def encoder(layers: Model[Any, Any]) -> Encode:
    """What `layers` computes, by fewer products if they are the ones that this module knows."""

    def plain(vectors: Floats, places: Places, lengths: Sequence[int]) -> Floats:
        import numpy

        encoded: list[Floats] = layers.predict(numpy.split(vectors[places], numpy.cumsum(lengths)[:-1]))
        return numpy.concatenate(encoded)

    if not _known(layers):
        return plain
    ours = Encoder(layers)
    return ours if _alike(ours, plain, layers.get_dim("nO")) else plain


def _known(layers: Model[Any, Any]) -> bool:
    """Whether they are residual convolutions over three tokens, of one width, in texts apart from one another."""
    stack = layers.layers[0].layers if layers.name.startswith("with_array(residual(") else []
    leaves = [[node for node in layer.walk(order="dfs_pre") if not node.layers] for layer in stack]
    return layers.attrs.get("pad", 0) >= len(stack) > 0 and all(
        layer.name.startswith("residual(")
        and [node.name for node in nodes] == LEAVES
        and nodes[0].attrs["window_size"] == 1
        and nodes[1].get_dim("nI") == 3 * nodes[1].get_dim("nO") == 3 * layers.get_dim("nO")
        for layer, nodes in zip(stack, leaves, strict=True)
    )


def _alike(ours: Encode, plain: Encode, width: int) -> bool:
    """Whether both give the same for two texts of arbitrary words."""
    import numpy

    vectors = numpy.random.default_rng(7).standard_normal((9, width), dtype="float32")
    texts = vectors, numpy.array([0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 0, 2]), (7, 5)
    return numpy.allclose(ours(*texts), plain(*texts), rtol=0, atol=ALIKE)


class Layer(NamedTuple):
    """A convolution, the largest of its pieces, normalised: the weights of the three tokens, and those of the four products."""

    taps: Sequence[Floats]
    products: Sequence[Floats]
    bias: Floats
    scale: Floats
    shift: Floats
    average: Floats


class Encoder:
    """The layers as arrays. Tokens are kept as two halves, the even ones and the odd ones, so that neighbours are rows of whole arrays."""

    def __init__(self, layers: Model[Any, Any]) -> None:
        stack = layers.layers[0].layers
        self._gap, self._width = len(stack), layers.get_dim("nO")
        product: Any = layers.ops.gemm  # the faster one of this machine (`loading.choose_product`)
        self._product: Callable[[Floats, Floats], Floats] = product
        self._layers = [_layer(*(node for node in layer.walk() if node.name in {"maxout", "layernorm"})) for layer in stack]

    def __call__(self, vectors: Floats, places: Places, lengths: Sequence[int]) -> Floats:
        """As `layers.predict`, in one array."""
        import numpy

        words = numpy.concatenate([numpy.zeros((1, self._width), dtype="float32"), vectors])
        rows = self._rows(lengths)
        index = numpy.zeros(2 * (int(rows[-1]) // 2 + self._gap + 1), dtype="intp")  # 0 is the gap: no word
        index[rows] = places + 1
        even, odd = self._first(words, index[0::2], index[1::2])
        for layer in self._layers[1:]:
            even, odd = self._next(layer, even, odd)
        encoded = numpy.empty((len(index), self._width), dtype="float32")
        encoded[0::2], encoded[1::2] = even, odd
        return encoded[rows]

    def _rows(self, lengths: Sequence[int]) -> Places:
        """Where each token stands when texts are so far apart that no layer sees from one into another."""
        import numpy

        gaps = numpy.repeat(numpy.arange(1, len(lengths) + 1), lengths)
        rows: Places = numpy.arange(len(gaps)) + gaps * self._gap + 1
        return rows

    def _first(self, words: Floats, even: Places, odd: Places) -> tuple[Floats, Floats]:
        """The first layer: the products of each distinct word with the three weights, looked up."""
        layer = self._layers[0]
        before, here, after = (self._product(words, weights) for weights in layer.taps)
        into = _empty(len(even), self._width), _empty(len(odd), self._width)
        one: Floats = before[even[:-1]]
        one += here[odd[:-1]]
        one += after[even[1:]]
        other: Floats = before[odd[:-1]]
        other += here[even[1:]]
        other += after[odd[1:]]
        _finish(one, layer, words[odd[:-1]], into[1][:-1])
        _finish(other, layer, words[even[1:]], into[0][1:])
        return into

    def _next(self, layer: Layer, even: Floats, odd: Floats) -> tuple[Floats, Floats]:
        """Another layer: of rows a, b, c, d, the outputs at b and c."""
        import numpy

        into = _empty(len(even), self._width), _empty(len(odd), self._width)
        first, total, alternate, third = layer.products
        a, b, c, d = even[:-1], odd[:-1], even[1:], odd[1:]
        one = self._product(numpy.subtract(a, c), first)
        other = self._product(numpy.add(b, c), total)
        both = self._product(numpy.subtract(c, b), alternate)
        one += other
        one += both
        other -= both
        other -= self._product(numpy.subtract(b, d), third)
        _finish(one, layer, b, into[1][:-1])
        _finish(other, layer, c, into[0][1:])
        return into


def _layer(maxout: Any, norm: Any) -> Layer:
    import numpy

    width, pieces = maxout.get_dim("nO"), maxout.get_dim("nP")
    first, second, third = maxout.get_param("W").transpose(2, 1, 0).reshape(3, width, pieces * width).astype("float64")
    products = first, (first + second + third) / 2, (first - second + third) / 2, third

    def narrow(wide: Sequence[NDArray[numpy.float64]]) -> list[Floats]:
        return [numpy.ascontiguousarray(weights, dtype="float32") for weights in wide]

    bias, average = maxout.get_param("b").T.reshape(-1), numpy.full(width, 1 / width, dtype="float32")
    return Layer(narrow((first, second, third)), narrow(products), bias, norm.get_param("G"), norm.get_param("b"), average)


def _finish(pieces: Floats, layer: Layer, before: Floats, into: Floats) -> None:
    """The largest piece of each number, normalised over the row, added to what the row was `before` the layer."""
    import numpy

    width = before.shape[1]
    pieces += layer.bias
    row = pieces[:, :width]
    for at in range(width, pieces.shape[1], width):
        row = numpy.maximum(row, pieces[:, at : at + width])
    row -= (row @ layer.average)[:, None]
    spread = numpy.einsum("ij,ij->i", row, row)
    spread /= width
    spread += EPSILON
    row /= numpy.sqrt(spread)[:, None]
    row *= layer.scale
    row += layer.shift
    numpy.add(row, before, out=into)


def _empty(rows: int, width: int) -> Floats:
    """Rows to fill; the outermost ones have no neighbours, stay nought, and are too far from any token to be seen."""
    import numpy

    return numpy.zeros((rows, width), dtype="float32")
