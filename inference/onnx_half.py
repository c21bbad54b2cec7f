"""A network in half precision: the same ONNX file with 16-bit weights and sums, for GPUs that are faster so.

Rewrites the few fields of protobuf's wire format that matter (onnx.proto3 of ONNX 1.x), since the application carries
no ONNX library. Whether the answer is still right is for the golden patch to say, not for this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from inference.onnx_check import varint

_FLOAT, _HALF = 1, 10  # of TensorProto.DataType
_MODEL_GRAPH = 7
_NODES, _INITIALIZER, _INPUT, _OUTPUT, _VALUE_INFO = 1, 5, 11, 12, 13
_NODE_INPUT, _NODE_OUTPUT, _NODE_OP, _NODE_ATTRIBUTE = 1, 2, 4, 5
_ATTRIBUTE_NAME, _ATTRIBUTE_INT, _ATTRIBUTE_TENSOR, _ATTRIBUTE_TYPE = 1, 3, 5, 20
_AN_INT = 2  # of AttributeProto.AttributeType
_TENSOR_TYPE, _TENSOR_FLOATS, _TENSOR_NAME, _TENSOR_RAW = 2, 4, 8, 9
_SCALES = {"Resize": 2, "Upsample": 1}  # which input stays in single precision, by ONNX's own rule

Field = tuple[int, int, int | bytes]  # number, wire type, value


def halved(model: bytes) -> bytes:
    """Return a sound model that computes in half precision between its inputs and outputs, which stay as they are."""
    return b"".join(
        _written(number, kind, _graph(value) if number == _MODEL_GRAPH and isinstance(value, bytes) else value)
        for number, kind, value in _fields(model)
    )


def _graph(data: bytes) -> bytes:
    fields = [field for field in _fields(data) if field[0] != _VALUE_INFO]  # types in between are told anew
    inputs, outputs = (_names(fields, what) for what in (_INPUT, _OUTPUT))
    single = _scales(fields)
    within = {name: name + b".half" for name in (*inputs, *outputs)}
    casts_in = b"".join(_written(_NODES, 2, _cast(name, within[name], _HALF)) for name in inputs)
    casts_out = b"".join(_written(_NODES, 2, _cast(within[name], name, _FLOAT)) for name in outputs)
    body = b"".join(_written(number, kind, _converted(number, value, within, single)) for number, kind, value in fields)
    return casts_in + body + casts_out


def _converted(number: int, value: int | bytes, within: Mapping[bytes, bytes], single: set[bytes]) -> int | bytes:
    if number == _NODES and isinstance(value, bytes):
        return _node(value, within, single)
    if number == _INITIALIZER and isinstance(value, bytes) and _name(value, _TENSOR_NAME) not in single:
        return _tensor(value)
    return value


def _node(data: bytes, within: Mapping[bytes, bytes], single: set[bytes]) -> bytes:
    fields = list(_fields(data))
    is_cast = any(number == _NODE_OP and value == b"Cast" for number, _, value in fields)
    stays = any(number == _NODE_OUTPUT and value in single for number, _, value in fields)

    def part(number: int, value: int | bytes) -> int | bytes:
        if number in (_NODE_INPUT, _NODE_OUTPUT) and isinstance(value, bytes):
            return within.get(value, value)
        if number == _NODE_ATTRIBUTE and isinstance(value, bytes) and not stays:
            return _attribute(value, is_cast)
        return value

    return b"".join(_written(number, kind, part(number, value)) for number, kind, value in fields)


def _attribute(data: bytes, is_cast: bool) -> bytes:
    """A constant's tensor, and what a cast casts to."""
    to = is_cast and _name(data, _ATTRIBUTE_NAME) == b"to"

    def part(number: int, value: int | bytes) -> int | bytes:
        if to and number == _ATTRIBUTE_INT and value == _FLOAT:
            return _HALF
        if number == _ATTRIBUTE_TENSOR and isinstance(value, bytes):
            return _tensor(value)
        return value

    return b"".join(_written(number, kind, part(number, value)) for number, kind, value in _fields(data))


def _tensor(data: bytes) -> bytes:
    """A tensor of single precision in half; any other as it is."""
    fields = list(_fields(data))
    if not any(number == _TENSOR_TYPE and value == _FLOAT for number, _, value in fields):
        return data
    floats = b"".join(_floats(number, value) for number, _, value in fields)
    most = float(np.finfo(np.float16).max)
    half = np.clip(np.frombuffer(floats, dtype="<f4"), -most, most).astype("<f2").tobytes()
    kept = [field for field in fields if field[0] not in (_TENSOR_TYPE, _TENSOR_FLOATS, _TENSOR_RAW)]
    return b"".join(_written(*field) for field in [*kept, (_TENSOR_TYPE, 0, _HALF), (_TENSOR_RAW, 2, half)])


def _floats(number: int, value: int | bytes) -> bytes:
    """The bytes of single-precision numbers that a tensor's field holds: as they are, or one by one."""
    return value if number in (_TENSOR_RAW, _TENSOR_FLOATS) and isinstance(value, bytes) else b""


def _scales(fields: list[Field]) -> set[bytes]:
    found = set()
    for number, _, value in fields:
        if number == _NODES and isinstance(value, bytes):
            parts = list(_fields(value))
            operator = next((each for what, _, each in parts if what == _NODE_OP), b"")
            place = _SCALES.get(operator.decode() if isinstance(operator, bytes) else "")
            inputs = [each for what, _, each in parts if what == _NODE_INPUT]
            if place is not None and len(inputs) > place and isinstance(inputs[place], bytes):
                found.add(bytes(inputs[place]))
    return found


def _names(fields: list[Field], what: int) -> list[bytes]:
    return [_name(value, 1) for number, _, value in fields if number == what and isinstance(value, bytes)]


def _name(data: bytes, what: int) -> bytes:
    return next((value for number, _, value in _fields(data) if number == what and isinstance(value, bytes)), b"")


def _cast(name: bytes, to_name: bytes, to: int) -> bytes:
    attribute = _written(_ATTRIBUTE_NAME, 2, b"to") + _written(_ATTRIBUTE_INT, 0, to)
    attribute += _written(_ATTRIBUTE_TYPE, 0, _AN_INT)
    parts: list[Field] = [(_NODE_INPUT, 2, name), (_NODE_OUTPUT, 2, to_name), (_NODE_OP, 2, b"Cast")]
    return b"".join(_written(*part) for part in [*parts, (_NODE_ATTRIBUTE, 2, attribute)])


def _fields(data: bytes) -> Iterator[Field]:
    """Each field of a message that was checked before."""
    view, at = memoryview(data), 0
    while at < len(view):
        key, at = varint(view, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(view, at)
            yield key >> 3, kind, value
            continue
        size = {1: 8, 5: 4}.get(kind)
        if size is None:
            size, at = varint(view, at)
        yield key >> 3, kind, bytes(view[at : at + size])
        at += size


def _written(number: int, kind: int, value: int | bytes) -> bytes:
    key = _number(number << 3 | kind)
    if isinstance(value, int):
        return key + _number(value)
    return key + (_number(len(value)) if kind == 2 else b"") + value


def _number(value: int) -> bytes:
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])
