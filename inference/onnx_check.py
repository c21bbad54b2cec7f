"""Look into an ONNX file without loading it: no operators of unknown domains, no data outside the file.

Walks protobuf's wire format over the few fields that matter (onnx.proto3 of ONNX 1.x); anything odd is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import PackageRefused

_KNOWN_DOMAINS = frozenset({"", "ai.onnx"})
_REMEDY = "Ask whoever made the package for a sound one."
_DEEPEST = 16

# Field numbers: ModelProto, GraphProto, NodeProto, AttributeProto, SparseTensorProto, TensorProto
_MODEL_GRAPH, _MODEL_FUNCTIONS = 7, 25
_GRAPH_NODE, _GRAPH_INITIALIZER, _GRAPH_SPARSE = 1, 5, 15
_NODE_ATTRIBUTE, _NODE_DOMAIN = 5, 7
_ATTRIBUTE_TENSOR, _ATTRIBUTE_GRAPH, _ATTRIBUTE_TENSORS, _ATTRIBUTE_GRAPHS = 5, 6, 10, 11
_ATTRIBUTE_SPARSE, _ATTRIBUTE_SPARSES = 22, 23
_SPARSE_VALUES, _SPARSE_INDICES = 1, 2
_TENSOR_DIMS, _TENSOR_EXTERNAL_DATA, _TENSOR_DATA_LOCATION = 1, 13, 14
_WEIGHT_RANK = 5  # of a convolution's weights in three dimensions


def check(model: bytes) -> None:
    """Refuse a model that asks for more than its own file and ONNX's own operators.

    Raises
    ------
    PackageRefused
        For an unknown operator domain, model-local functions, external data, or bytes that are no ONNX model.

    """
    try:
        graphs = 0
        for field, value in _fields(memoryview(model)):
            if field == _MODEL_FUNCTIONS:
                raise PackageRefused("The model defines operators of its own.", _REMEDY)
            if field == _MODEL_GRAPH and isinstance(value, memoryview):
                graphs += 1
                _graph(value, 0)
    except (IndexError, ValueError) as error:
        raise PackageRefused("The model in the package is no ONNX model.", _REMEDY) from error
    if graphs != 1:
        raise PackageRefused("The model in the package is no ONNX model.", _REMEDY)


def first_features(model: bytes, channels: int) -> int:
    """How many features a sound model's first convolution of so many channels gives at full size; 1 if unknown."""
    for field, graph in _fields(memoryview(model)):
        if field != _MODEL_GRAPH or not isinstance(graph, memoryview):
            continue
        for within, tensor in _fields(graph):
            if within == _GRAPH_INITIALIZER and isinstance(tensor, memoryview):
                sizes = _sizes(tensor)
                if len(sizes) == _WEIGHT_RANK and sizes[1] == channels:
                    return max(1, sizes[0])
    return 1


def _sizes(tensor: memoryview) -> list[int]:
    """Written one by one, or all in one field."""
    sizes: list[int] = []
    for field, value in _fields(tensor):
        if field == _TENSOR_DIMS and isinstance(value, int):
            sizes.append(value)
        elif field == _TENSOR_DIMS and isinstance(value, memoryview):
            at = 0
            while at < len(value):
                size, at = varint(value, at)
                sizes.append(size)
    return sizes


def _graph(data: memoryview, depth: int) -> None:
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    for field, value in _fields(data):
        if field == _GRAPH_NODE and isinstance(value, memoryview):
            _node(value, depth)
        elif field == _GRAPH_INITIALIZER and isinstance(value, memoryview):
            _tensor(value)
        elif field == _GRAPH_SPARSE and isinstance(value, memoryview):
            _sparse(value)


def _node(data: memoryview, depth: int) -> None:
    for field, value in _fields(data):
        if field == _NODE_DOMAIN and isinstance(value, memoryview):
            domain = bytes(value).decode()
            if domain not in _KNOWN_DOMAINS:
                raise PackageRefused(f"The model uses operators of an unknown domain, {domain}.", _REMEDY)
        elif field == _NODE_ATTRIBUTE and isinstance(value, memoryview):
            _attribute(value, depth)


def _attribute(data: memoryview, depth: int) -> None:
    for field, value in _fields(data):
        if not isinstance(value, memoryview):
            continue
        if field in (_ATTRIBUTE_TENSOR, _ATTRIBUTE_TENSORS):
            _tensor(value)
        elif field in (_ATTRIBUTE_SPARSE, _ATTRIBUTE_SPARSES):
            _sparse(value)
        elif field in (_ATTRIBUTE_GRAPH, _ATTRIBUTE_GRAPHS):
            _graph(value, depth + 1)


def _sparse(data: memoryview) -> None:
    for field, value in _fields(data):
        if field in (_SPARSE_VALUES, _SPARSE_INDICES) and isinstance(value, memoryview):
            _tensor(value)


def _tensor(data: memoryview) -> None:
    for field, value in _fields(data):
        if field == _TENSOR_EXTERNAL_DATA or (field == _TENSOR_DATA_LOCATION and value != 0):
            raise PackageRefused("The model keeps data outside the package.", _REMEDY)


def _fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Field number and value of each field of one message; lengths are checked, contents are not."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
            yield key >> 3, value
            continue
        if kind == 2:
            size, at = varint(data, at)
        elif kind in (1, 5):
            size = 8 if kind == 1 else 4
        else:
            raise ValueError("unknown wire type")
        if at + size > len(data):
            raise ValueError("a field ends outside its message")
        yield key >> 3, data[at : at + size]
        at += size


def varint(data: memoryview, at: int) -> tuple[int, int]:
    """Read a number as protobuf writes it: its value, and where the next field begins."""
    value = 0
    for shift in range(0, 70, 7):
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return value, at
    raise ValueError("a number without end")
