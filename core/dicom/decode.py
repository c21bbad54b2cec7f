"""The stored pixels of one image or frame, by decoders that refuse what is damaged instead of filling it in."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.encaps import generate_frames, get_frame
from pydicom.pixels.utils import pixel_array
from pydicom.uid import (
    UID,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000TransferSyntaxes,
    JPEGLSTransferSyntaxes,
    RLELossless,
)

from core.dicom.codestream import size_of

KEYWORDS = (
    "SamplesPerPixel", "PhotometricInterpretation", "PlanarConfiguration", "NumberOfFrames", "Rows", "Columns",
    "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation", "PixelData", "ExtendedOffsetTable",
    "ExtendedOffsetTableLengths",
)  # fmt: skip
"""What decoding needs of a data set."""
_HTJ2K = ("1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203")
SYNTAXES = (
    "1.2.840.10008.1.2.1",  # uncompressed
    "1.2.840.10008.1.2",
    "1.2.840.10008.1.2.2",
    "1.2.840.10008.1.2.1.99",  # deflated
    "1.2.840.10008.1.2.5",  # RLE
    "1.2.840.10008.1.2.4.50",  # JPEG; of the second, with loss, what has 8 bits
    "1.2.840.10008.1.2.4.51",
    "1.2.840.10008.1.2.4.57",
    "1.2.840.10008.1.2.4.70",
    "1.2.840.10008.1.2.4.80",  # JPEG-LS
    "1.2.840.10008.1.2.4.81",
    "1.2.840.10008.1.2.4.90",  # JPEG 2000
    "1.2.840.10008.1.2.4.91",
    *_HTJ2K,
)
"""Every transfer syntax that is decoded here; uncompressed first, for a sender may choose."""
_ITEM = b"\xfe\xff\x00\xe0"
_FEWEST_BITS = 8  # fewer make no MR image, and readers disagree about them
_START_OF_TILE, _END = b"\xff\x90", b"\xff\xd9"


def tell_syntax(dataset: Dataset) -> None:
    """Give a file without meta header the uncompressed syntax it was parsed by."""
    if "TransferSyntaxUID" not in dataset.file_meta:
        implicit, _ = dataset.original_encoding
        dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian


def stored_pixels(dataset: Dataset, frame: int | None) -> NDArray[np.generic]:
    """Decode an image, or one frame of it: (Y, X), or more axes where it is no grey image.

    Raises
    ------
    Exception
        Whatever a decoder makes of damaged pixels.

    """
    stored, allocated, high = int(dataset.BitsStored), int(dataset.BitsAllocated), int(dataset.HighBit)
    if not _FEWEST_BITS <= stored <= high + 1 <= allocated:
        raise ValueError("the bits stored are too few, or lie outside of those allocated")
    syntax = UID(dataset.file_meta.TransferSyntaxUID)
    if syntax.is_compressed and not is_filled(dataset.PixelData):
        raise ValueError("the fragments are not as long as they say")
    if syntax.is_compressed and syntax != RLELossless:
        return _unpacked(dataset, frame, syntax)
    if syntax == RLELossless:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # pydicom cuts runs that are too long, and only warns
            return _uncompressed(dataset, frame, stored, allocated, high)
    return _uncompressed(dataset, frame, stored, allocated, high)


def _uncompressed(dataset: Dataset, frame: int | None, stored: int, allocated: int, high: int) -> NDArray[np.generic]:
    """Cut the bits beside those stored.

    pydicom clears the bits above those stored, but only where they are the lowest ones; elsewhere it is done here.
    """
    if high == stored - 1:
        return np.asarray(pixel_array(dataset, index=frame))
    pixels = pixel_array(dataset, index=frame, correct_unused_bits=False)
    signed = np.dtype(f"{'i' if dataset.PixelRepresentation else 'u'}{allocated // 8}")
    moved = np.left_shift(pixels.astype(f"u{allocated // 8}"), allocated - 1 - high).view(signed)
    return np.asarray(np.right_shift(moved, allocated - stored))


def _unpacked(dataset: Dataset, frame: int | None, syntax: UID) -> NDArray[np.generic]:
    """Decode by GDCM, which stops at damage; OpenJPEG fills gaps, so it gets whole codestreams alone.

    pydicom, left to itself, asks the next decoder where one refuses, until one does not mind.
    """
    count = int(dataset.get("NumberOfFrames", 1) or 1)
    _refuse_another_size(dataset, get_frame(dataset.PixelData, frame or 0, number_of_frames=count))
    if syntax not in _HTJ2K:
        try:
            pixels = np.asarray(pixel_array(dataset, index=frame, decoding_plugin="gdcm"))
            return _signed(pixels, int(dataset.BitsStored)) if syntax in JPEGLSTransferSyntaxes else pixels
        except Exception:
            if syntax not in JPEG2000TransferSyntaxes:
                raise
    for number, stream in enumerate(generate_frames(dataset.PixelData, number_of_frames=count)):
        if number == (frame or 0) and not is_whole(stream):
            raise ValueError("the JPEG 2000 codestream has gaps")
    return np.asarray(pixel_array(dataset, index=frame, decoding_plugin="pylibjpeg"))


def _signed(pixels: NDArray[np.generic], stored: int) -> NDArray[np.generic]:
    """Where numbers are signed, carry the sign up from the highest bit stored: a JPEG-LS decoder leaves it there."""
    if pixels.dtype.kind != "i":
        return pixels
    above = 8 * pixels.itemsize - stored
    moved = np.left_shift(pixels.view(f"u{pixels.itemsize}"), above).view(pixels.dtype)
    return np.asarray(np.right_shift(moved, above))


def _refuse_another_size(dataset: Dataset, stream: bytes) -> None:
    size = size_of(stream)
    said = (int(dataset.Rows), int(dataset.Columns), int(dataset.get("SamplesPerPixel", 1)))
    if (size.rows, size.columns, size.samples) != said or (size.bits + 7) // 8 * 8 != int(dataset.BitsAllocated):
        raise ValueError("the packed image is not of the size that its header says")


def is_filled(packed: bytes) -> bool:
    """Whether packed pixels are items that fill them exactly: decoders take what is there of a cut one."""
    at = 0
    while at + 8 <= len(packed) and packed[at : at + 4] == _ITEM:
        at += 8 + int.from_bytes(packed[at + 4 : at + 8], "little")
    return at == len(packed) > 0


def is_whole(stream: bytes) -> bool:
    """Whether a JPEG 2000 codestream's tile parts are as long as they say, up to the end's mark."""
    at = stream.find(_START_OF_TILE)
    while at >= 0 and stream[at : at + 2] == _START_OF_TILE:
        length = int.from_bytes(stream[at + 6 : at + 10], "big")
        if length < 14:  # 0 stands for "to the end"
            return length == 0 and stream.rstrip(b"\0").endswith(_END)
        at += length
    return at > 0 and stream[at : at + 2] == _END
