"""Libraries of other projects that lie within packages' wheels: which, under what licence, which files of a build.

A wheel tells little of what it was linked with. Here stands what was read from the files themselves; the version is
searched in them at each build. A library of a wheel that nobody is named for ends the build on Linux, where this list
was made: someone looks at it first.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

_DEFLATE = rb"deflate (\d[\d.]+) Copyright"
_TURBO = rb"libjpeg-turbo version (\d[\d.]+)"
_PNG = rb"libpng version (\d+(?:\.\d+)+)"
_NATIVE = re.compile(r"\.(so|dll|pyd|dylib)(\.[\d.a-z]+)?$")
_GFORTRAN = "GPL-3.0-or-later WITH GCC-exception-3.1"


@dataclass(frozen=True)
class Library:
    """A library inside a package.

    Parameters
    ----------
    package
        Normalised name of the package that brings it.
    name, licence
        Its own, the licence as an SPDX expression.
    text
        File of its licence's text beside ``versions.json``.
    files
        Patterns of the build's files that are its own, or, where it has none, of those it is linked into.
    told_by
        What in those files tells its version; empty where nothing does.
    version
        What is known of the version where the file does not tell it.
    own
        Whether the files are the library's own.

    """

    package: str
    name: str
    licence: str
    text: str
    files: tuple[str, ...]
    told_by: bytes = b""
    version: str = ""
    own: bool = True


def _inside(package: str, files: str, text: str, rows: Iterable[tuple[str, str, bytes]]) -> tuple[Library, ...]:
    """Libraries linked into a package's own files, as (name, licence, what tells the version)."""
    return tuple(Library(package, name, licence, text, (files,), told_by, own=False) for name, licence, told_by in rows)


_GDCM, _ITK = "parts-GDCM-third-parties.txt", "parts-ITK-third-parties.txt"
_QT, _VTK = "parts-Qt-third-parties.txt", "parts-VTK-third-parties.txt"


def _of_vtk(name: str, file: str, licence: str, text: str = _VTK, told_by: bytes = b"", own: bool = True) -> Library:
    return Library("vtk", name, licence, text, (f"*/libvtk{file}[.-]*", f"*/vtk{file}[.-]*"), told_by, own=own)


LIBRARIES: tuple[Library, ...] = (
    Library("numpy", "OpenBLAS", "BSD-3-Clause", "numpy.txt", ("numpy.libs/*openblas*",), rb"OpenBLAS (\d[\d.]+)"),
    Library("numpy", "libgfortran", _GFORTRAN, "numpy.txt", ("numpy.libs/*gfortran*",)),
    Library("numpy", "libquadmath", "LGPL-2.1-or-later", "numpy.txt", ("numpy.libs/*quadmath*",)),
    Library("scipy", "OpenBLAS", "BSD-3-Clause", "scipy.txt", ("scipy.libs/*openblas*",), rb"OpenBLAS (\d[\d.]+)"),
    Library("scipy", "libgfortran", _GFORTRAN, "scipy.txt", ("scipy.libs/*gfortran*",)),
    Library("scipy", "libquadmath", "LGPL-2.1-or-later", "scipy.txt", ("scipy.libs/*quadmath*",)),
    # Pillow's own bill of materials names most of these too: what it says of a library of the same name goes first.
    Library("pillow", "libXau", "MIT-open-group", "pillow.txt", ("pillow.libs/libXau*",)),
    Library("pillow", "libavif", "BSD-2-Clause", "pillow.txt", ("pillow.libs/libavif*",)),
    Library(
        "pillow",
        "libjpeg / libjpeg-turbo",
        "IJG AND BSD-3-Clause",
        "pillow.txt",
        ("pillow.libs/libjpeg*",),
        _TURBO,
    ),
    Library("pillow", "Little CMS 2", "MIT", "pillow.txt", ("pillow.libs/liblcms2*",)),
    Library(
        "pillow",
        "liblzma",
        "0BSD AND LicenseRef-public-domain",
        "pillow.txt",
        ("pillow.libs/liblzma*",),
        rb"(?:^|\0)(5\.\d+\.\d+)\0",
    ),
    Library("pillow", "OpenJPEG", "BSD-2-Clause", "pillow.txt", ("pillow.libs/libopenjp2*",)),
    Library("pillow", "libsharpyuv", "BSD-3-Clause", "pillow.txt", ("pillow.libs/libsharpyuv*",)),
    Library("pillow", "libtiff", "libtiff", "pillow.txt", ("pillow.libs/libtiff*",), rb"LIBTIFF, Version (\d[\d.]+)"),
    Library("pillow", "libwebp", "BSD-3-Clause", "pillow.txt", ("pillow.libs/libwebp*",)),
    Library("pillow", "libxcb", "X11", "pillow.txt", ("pillow.libs/libxcb*",)),
    Library(
        "pillow",
        "Zstandard",
        "BSD-3-Clause OR GPL-2.0-only",
        "pillow.txt",
        ("pillow.libs/libzstd*",),
        rb"(?:^|\0)(1\.\d+\.\d+)\0",
    ),
    Library(
        "python-gdcm",
        "openssl-libs",
        "OpenSSL",
        "parts-OpenSSL-1.1.txt",
        ("python_gdcm.libs/lib[cs][rs]*",),
        rb"OpenSSL (\d[\w.]+)",
    ),
    Library("python-gdcm", "CharLS", "BSD-3-Clause", "parts-CharLS.txt", ("_gdcm/libgdcmcharls*",)),
    Library("python-gdcm", "Expat", "MIT", "parts-Expat.txt", ("_gdcm/libgdcmexpat*",), rb"expat_(\d[\d.]+)"),
    Library("python-gdcm", "IJG JPEG", "IJG", _GDCM, ("_gdcm/libgdcmjpeg*",), rb"\0(6b)  27-Mar-1998"),
    Library("python-gdcm", "OpenJPEG", "BSD-2-Clause", _GDCM, ("_gdcm/libgdcmopenjp2*",), rb"\0(2\.\d\.\d)\0"),
    Library("python-gdcm", "libuuid", "BSD-3-Clause", _GDCM, ("_gdcm/libgdcmuuid*",)),
    Library("python-gdcm", "zlib", "Zlib", "parts-zlib.txt", ("_gdcm/libgdcmzlib*",), _DEFLATE),
    Library("python-gdcm", "socket++", "LicenseRef-socketxx", "parts-socketxx.txt", ("_gdcm/libsocketxx*",)),
    # Its locked wheel is made from a source that holds this version.
    Library("pyjpegls", "CharLS", "BSD-3-Clause", "parts-CharLS.txt", ("_CharLS*",), version="2.4.2", own=False),
    Library("pylibjpeg-openjpeg", "OpenJPEG", "BSD-2-Clause", "pylibjpeg-openjpeg.txt", ("_openjpeg*",), own=False),
    Library(
        "openvino",
        "oneTBB",
        "Apache-2.0",
        "openvino.txt",
        ("openvino/libs/*tbb*",),
        rb"\0(20\d\d\.\d+(?:\.\d+)?)\0",
    ),
    Library("openvino", "hwloc", "BSD-3-Clause", "openvino.txt", ("openvino/libs/*hwloc*",)),
    Library(
        "pyside6-essentials", "ICU", "Unicode-DFS-2016", "parts-ICU.txt", ("PySide6/*icu*",), rb"\0icudt(\d\d)[lb]"
    ),
    *_inside(
        "pyside6-essentials",
        "PySide6/*Qt6Gui*",
        "parts-libpng.txt",
        [("libpng", "libpng-2.0", _PNG)],
    ),
    *_inside("pyside6-essentials", "PySide6/*Qt6Gui*", "parts-HarfBuzz.txt", [("HarfBuzz", "MIT-Modern-Variant", b"")]),
    *_inside(
        "pyside6-essentials",
        "PySide6/*/imageformats/*qjpeg*",
        "parts-libjpeg-turbo.txt",
        [("libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib", _TURBO)],
    ),
    *_inside("pyside6-essentials", "PySide6/*Qt6Core*", "parts-PCRE2.txt", [("PCRE2", "BSD-3-Clause", b"")]),
    *_inside(
        "pyside6-essentials",
        "PySide6/*Qt6Core*",
        "parts-double-conversion.txt",
        [("double-conversion", "BSD-3-Clause", b"")],
    ),
    *_inside(
        "pyside6-essentials",
        "PySide6/*Qt6Core*",
        _QT,
        [
            ("BLAKE2", "CC0-1.0 OR Apache-2.0", b""),
            ("Easing Equations", "BSD-3-Clause", b""),
            ("forkfd", "MIT", b""),
            ("SHA-3", "CC0-1.0", b""),
            ("SipHash", "CC0-1.0", b""),
            ("TinyCBOR", "MIT", b""),
        ],
    ),
    *_inside(
        "pyside6-essentials",
        "PySide6/*Qt6Gui*",
        _QT,
        [
            ("Adobe Glyph List For New Fonts", "BSD-3-Clause", b""),
            ("Emoji Segmenter", "Apache-2.0", b""),
            ("MD4C", "MIT", b""),
            ("Vulkan Memory Allocator", "MIT", b""),
        ],
    ),
    *_inside("pyside6-essentials", "PySide6/*Qt6Svg*", _QT, [("XSVG", "HPND-sell-variant", b"")]),
    *_inside(
        "pyside6-essentials",
        "PySide6/*Qt6WaylandClient*",
        _QT,
        [("Wayland protocols", "MIT AND HPND-sell-variant", b"")],
    ),
    *_inside(
        "simpleitk",
        "SimpleITK/_SimpleITK*",
        _ITK,
        [
            ("DICOMParser", "LicenseRef-DICOMParser", b""),
            ("double-conversion", "BSD-3-Clause", b""),
            ("Expat", "MIT", rb"expat_(\d[\d.]+)"),
            ("GDCM", "BSD-3-Clause", rb"\0GDCM (\d[\d.]+)"),
            ("GIFTI", "LicenseRef-public-domain", b""),
            ("KWSys", "BSD-3-Clause", b""),
            ("MetaIO", "BSD-3-Clause", b""),
            ("Netlib", "LicenseRef-public-domain", b""),
            ("NrrdIO", "Zlib", b""),
            ("OpenJPEG", "BSD-2-Clause", b""),
            ("VXL", "BSD-3-Clause", b""),
        ],
    ),
    *_inside("simpleitk", "SimpleITK/_SimpleITK*", "MPL-2.0.txt", [("Eigen", "MPL-2.0", b"")]),
    *_inside("simpleitk", "SimpleITK/_SimpleITK*", "parts-CharLS.txt", [("CharLS", "BSD-3-Clause", b"")]),
    *_inside(
        "simpleitk",
        "SimpleITK/_SimpleITK*",
        "parts-HDF5.txt",
        [("HDF5", "BSD-3-Clause", rb"HDF5 library version: (\d[\d.]+)")],
    ),
    *_inside("simpleitk", "SimpleITK/_SimpleITK*", "parts-libpng.txt", [("libpng", "libpng-2.0", _PNG)]),
    *_inside("simpleitk", "SimpleITK/_SimpleITK*", "parts-libtiff.txt", [("libtiff", "libtiff", b"")]),
    *_inside(
        "simpleitk",
        "SimpleITK/_SimpleITK*",
        "parts-libjpeg-turbo.txt",
        [("libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib", b"")],
    ),
    *_inside("simpleitk", "SimpleITK/_SimpleITK*", "parts-zlib.txt", [("zlib-ng", "Zlib", rb"zlib-ng (\d[\d.]+)")]),
    *_inside(
        "simpleitk",
        "SimpleITK/_SimpleITK*",
        "parts-NIfTI.txt",
        [("NIfTI", "LicenseRef-public-domain", b"")],
    ),
    *_inside("simpleitk", "SimpleITK/_SimpleITK*", "parts-libminc.txt", [("libminc", "LicenseRef-libminc", b"")]),
    _of_vtk("DICOMParser", "DICOMParser", "LicenseRef-DICOMParser"),
    _of_vtk("fmt", "fmt", "MIT"),
    _of_vtk("FreeType", "freetype", "FTL", "parts-FreeType.txt"),
    _of_vtk("glad", "glad", "(CC0-1.0 OR WTFPL) AND Apache-2.0"),
    _of_vtk("libjpeg-turbo", "jpeg", "IJG AND BSD-3-Clause AND Zlib", "parts-libjpeg-turbo.txt"),
    _of_vtk("JsonCpp", "jsoncpp", "MIT", "parts-JsonCpp.txt"),
    _of_vtk("KISS FFT", "kissfft", "BSD-3-Clause"),
    _of_vtk("loguru", "loguru", "LicenseRef-public-domain"),
    _of_vtk("LZ4", "lz4", "BSD-2-Clause", "parts-LZ4.txt", rb"\0(1\.\d+\.\d+)\0"),
    _of_vtk("liblzma", "lzma", "0BSD", "parts-liblzma.txt", rb"\0(5\.\d+\.\d+)\0"),
    _of_vtk("MetaIO", "metaio", "BSD-3-Clause AND LicenseRef-MetaIO"),
    _of_vtk("libpng", "png", "libpng-2.0", "parts-libpng.txt", _PNG),
    _of_vtk("pugixml", "pugixml", "MIT", "parts-pugixml.txt"),
    _of_vtk("scnlib", "scn", "Apache-2.0 AND BSL-1.0"),
    _of_vtk("KWSys", "sys", "BSD-3-Clause"),
    _of_vtk("libtiff", "tiff", "libtiff", "parts-libtiff.txt", rb"LIBTIFF, Version (\d[\d.]+)"),
    _of_vtk("token", "token", "BSD-3-Clause"),
    _of_vtk("Verdict", "verdict", "BSD-3-Clause"),
    _of_vtk("zlib", "zlib", "Zlib", "parts-zlib.txt", _DEFLATE),
    # Headers alone, compiled into VTK's own libraries.
    _of_vtk("ExprTk", "CommonMisc", "MIT", own=False),
    _of_vtk("fast_float", "CommonCore", "MIT", own=False),
    _of_vtk("JSON for Modern C++", "IOCellGrid", "MIT", own=False),
    _of_vtk("PEGTL", "CommonDataModel", "MIT", own=False),
    _of_vtk("utf8cpp", "CommonCore", "BSL-1.0", own=False),
)


@dataclass(frozen=True)
class Found:
    """A library as it is in a build: with its version, empty where nothing tells it, and its files' places."""

    library: Library
    version: str
    places: tuple[str, ...]


def is_native(place: str) -> bool:
    """Whether a file is machine code, by its name."""
    return _NATIVE.search(place) is not None


def libraries_of(package: str, places: Iterable[str], application: Path) -> tuple[Found, ...]:
    """Return the libraries inside a package, as far as a build holds files of theirs.

    Parameters
    ----------
    package
        Its normalised name.
    places
        The build's files that come from it, from ``application``.
    application
        Folder of the built program's files.

    """
    there = sorted(places)
    found = []
    for library in LIBRARIES:
        if library.package != package:
            continue
        theirs = tuple(place for place in there if any(fnmatch(place, pattern) for pattern in library.files))
        if theirs:
            version = library.version or _version((application / place for place in theirs), library.told_by)
            found.append(Found(library, version, theirs))
    return tuple(found)


def nobodys(files: dict[str, set[str]]) -> list[str]:
    """Places of libraries that a wheel's makers laid in from elsewhere, and that :data:`LIBRARIES` does not name."""
    return sorted(
        place
        for package, places in files.items()
        for place in places
        if is_native(place)
        and re.match(r"[^/]+\.libs/", place)
        and not any(
            fnmatch(place, pattern) for library in LIBRARIES if library.package == package for pattern in library.files
        )
    )


def _version(files: Iterable[Path], told_by: bytes) -> str:
    for path in files if told_by else ():
        if path.is_file() and path.stat().st_size:
            with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                match = re.search(told_by, content)
                if match is not None:
                    return match[1].decode("ascii").rstrip(".")
    return ""
