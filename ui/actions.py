"""One table of everything the reader can ask for: keys, menu, tooltips and the list of keys read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Command(Enum):
    """What can be asked for."""

    ACCEPT = "accept"
    REJECT = "reject"
    MARK_PENDING = "mark pending"
    NEXT = "next"
    PREVIOUS = "previous"
    UNDO = "undo"
    REDO = "redo"
    BACK = "back"
    ENTER = "enter"
    OTHER_LIST = "other list"
    EDIT = "edit"
    BRUSH = "brush"
    ERASE = "erase"
    BALL = "ball"
    THRESHOLD = "threshold"
    TAKE_OTHERS = "take others"
    SMALLER = "smaller"
    LARGER = "larger"
    FREEHAND = "freehand"
    POLYGON = "polygon"
    CUT = "cut"
    MERGE = "merge"
    ADD_LESION = "add lesion"
    BOUNDARY = "boundary"
    GROW = "grow"
    SHRINK = "shrink"
    SMOOTH = "smooth"
    FILL_HOLES = "fill holes"
    INTERPOLATE = "interpolate"
    SPLIT = "split"
    DELETE = "delete"
    REVIEW = "review"
    SHEET = "sheet"
    TILE_LEFT = "tile left"
    TILE_RIGHT = "tile right"
    TILE_ABOVE = "tile above"
    TILE_BELOW = "tile below"
    FIRST_TILE = "first tile"
    LAST_TILE = "last tile"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    HIDE_CONTOURS = "hide contours"
    WINDOW = "window"
    CURSOR = "cursor"
    MEASURE = "measure"
    ZOOM = "zoom"
    PAN = "pan"
    FIT = "fit"
    OVERLAY = "overlay"
    SECOND_SERIES = "second series"
    LAYOUT_FOUR = "layout four"
    LAYOUT_ONE_AND_THREE = "layout one and three"
    SIDE_BY_SIDE = "side by side"
    OPEN = "open"
    OPEN_FILES = "open files"
    EXPORT = "export"
    SERIES = "series"
    CLOSE = "close"
    READER = "reader"
    COMPARE = "compare"
    BLIND = "blind"
    REVEAL = "reveal"
    THEME = "theme"
    CONVENTION = "convention"
    FILL = "fill"
    WINDOW_AUTOMATIC = "window automatic"
    WINDOW_BRIGHT = "window bright"
    WINDOW_CONTRAST = "window contrast"
    WINDOW_ENHANCEMENT = "window enhancement"
    PICTURE = "picture"
    KEYS = "keys"
    SETTINGS = "settings"
    QUIT = "quit"


@dataclass(frozen=True)
class Entry:
    """One line of the table.

    Parameters
    ----------
    command
        What it asks for.
    words
        Sentence case, as menus and tooltips say it.
    keys
        As written on caps and in the table: a letter, ``Ctrl+O``, ``?``...; empty for none.
    group
        Heading in the list of keys; empty keeps it out.

    """

    command: Command
    words: str
    keys: tuple[str, ...] = ()
    group: str = ""


TABLE = (
    Entry(Command.ACCEPT, "Accept, or restore in the second look", ("A",), "Judge"),
    Entry(Command.REJECT, "Reject, then 1 to 6 for the reason", ("R",), "Judge"),
    Entry(Command.NEXT, "Next", ("N", "Down"), "Judge"),
    Entry(Command.PREVIOUS, "Previous", ("P", "Up"), "Judge"),
    Entry(Command.MARK_PENDING, "Mark all pending, for one judgement", ("Ctrl+A",), "Judge"),
    Entry(Command.UNDO, "Undo", ("Z", "Ctrl+Z"), "Judge"),
    Entry(Command.REDO, "Do again", ("Y", "Ctrl+Y"), "Judge"),
    Entry(Command.OTHER_LIST, "Lesions or Second look", ("Left", "Right"), "Judge"),
    Entry(Command.BACK, "Back", ("Esc",), "Judge"),
    Entry(Command.ENTER, "Find lesions, go on, end editing, open a tile", ("Enter",), "Study"),
    Entry(Command.EDIT, "Edit the contour", ("E",), "Judge"),
    Entry(Command.BRUSH, "Brush", ("B",), "Edit"),
    Entry(Command.ERASE, "Add or erase", ("X",), "Edit"),
    Entry(Command.BALL, "Slice or ball", ("D",), "Edit"),
    Entry(Command.SMALLER, "Smaller brush", ("[",), "Edit"),
    Entry(Command.LARGER, "Larger brush", ("]",), "Edit"),
    Entry(Command.THRESHOLD, "Only what is brighter", ("T",), "Edit"),
    Entry(Command.TAKE_OTHERS, "Take voxels from other lesions", (), ""),
    Entry(Command.FREEHAND, "Freehand outline", ("L",), "Edit"),
    Entry(Command.POLYGON, "Polygon; Enter closes it", ("K",), "Edit"),
    Entry(Command.BOUNDARY, "Boundary, then the arrow keys", ("V",), "Edit"),
    Entry(Command.GROW, "Grow by 0.1 mm", ("G",), "Edit"),
    Entry(Command.SHRINK, "Shrink by 0.1 mm", ("Shift+G",), "Edit"),
    Entry(Command.SMOOTH, "Smooth, volume kept", ("S",), "Edit"),
    Entry(Command.FILL_HOLES, "Fill holes", ("H",), "Edit"),
    Entry(Command.INTERPOLATE, "Fill slices between drawn ones", ("U",), "Edit"),
    Entry(Command.SPLIT, "Split where it is narrow", ("/",), "Edit"),
    Entry(Command.CUT, "Cut along a line", ("Q",), "Edit"),
    Entry(Command.MERGE, "Merge with the lesion clicked", ("J",), "Edit"),
    Entry(Command.ADD_LESION, "Add a lesion at the crosshair; while editing, where you click", ("+",), "Edit"),
    Entry(Command.DELETE, "Delete the lesion", ("Delete",), "Edit"),
    Entry(Command.REVIEW, "Views", ("Ctrl+1",), "Look"),
    Entry(Command.SHEET, "Contact sheet", ("Ctrl+2",), "Look"),
    Entry(Command.HIDE_CONTOURS, "Hide contours while held", ("C",), "Look"),
    Entry(Command.CURSOR, "Crosshair", (), ""),
    Entry(Command.WINDOW, "Window", ("W",), "Look"),
    Entry(Command.MEASURE, "Measure; again for angles, Delete takes the last away", ("M",), "Look"),
    Entry(Command.ZOOM, "Zoom", (), ""),
    Entry(Command.PAN, "Pan", ("Space",), "Look"),
    Entry(Command.FIT, "Fit", ("F",), "Look"),
    Entry(Command.OVERLAY, "Another series laid over, or not", ("O",), "Look"),
    Entry(Command.SECOND_SERIES, "Choose the other series", ("Shift+O",), "Look"),
    Entry(Command.LAYOUT_FOUR, "Four views", (), ""),
    Entry(Command.LAYOUT_ONE_AND_THREE, "One large view and three", (), ""),
    Entry(Command.SIDE_BY_SIDE, "Another series beside this one", ("Ctrl+3",), "Look"),
    Entry(Command.OPEN, "Open a folder…", ("Ctrl+O",), "Study"),
    Entry(Command.OPEN_FILES, "Open files…", (), ""),
    Entry(Command.EXPORT, "Export…", ("Ctrl+E",), "Study"),
    Entry(Command.SERIES, "Other series…", (), ""),
    Entry(Command.CLOSE, "Close study", (), ""),
    Entry(Command.READER, "Reader's name…", (), ""),
    Entry(Command.COMPARE, "Compare with another reader…", (), ""),
    Entry(Command.BLIND, "Blind first, or with the model at once", (), ""),
    Entry(Command.REVEAL, "Reveal the model's answer", ("Ctrl+R",), "Judge"),
    Entry(Command.THEME, "Light or dark", (), ""),
    Entry(Command.CONVENTION, "Radiological or neurological", (), ""),
    Entry(Command.FILL, "Contours as outline or filled", (), ""),
    Entry(Command.WINDOW_AUTOMATIC, "Window: automatic", (), ""),
    Entry(Command.WINDOW_BRIGHT, "Window: bright", (), ""),
    Entry(Command.WINDOW_CONTRAST, "Window: high contrast", (), ""),
    Entry(Command.WINDOW_ENHANCEMENT, "Window: enhancement", (), ""),
    Entry(Command.PICTURE, "Save a picture of the views…", (), ""),
    Entry(Command.KEYS, "All keys", ("?", "F1"), "Program"),
    Entry(Command.SETTINGS, "Settings", (), ""),
    Entry(Command.QUIT, "Quit", ("Ctrl+Q",), "Program"),
)

# Keys that the contact sheet takes for itself: tiles lie beside and below each other. The list of keys sums them up.
SHEET_TABLE = (
    Entry(Command.TILE_LEFT, "Tile at the left", ("Left",)),
    Entry(Command.TILE_RIGHT, "Tile at the right", ("Right",)),
    Entry(Command.TILE_ABOVE, "Tile above", ("Up",)),
    Entry(Command.TILE_BELOW, "Tile below", ("Down",)),
    Entry(Command.FIRST_TILE, "First tile", ("Home",)),
    Entry(Command.LAST_TILE, "Last tile", ("End",)),
    Entry(Command.PAGE_UP, "A window's height up", ("PgUp",)),
    Entry(Command.PAGE_DOWN, "A window's height down", ("PgDn",)),
)

_BY_COMMAND = {entry.command: entry for entry in (*TABLE, *SHEET_TABLE)}
_BY_SHEET_KEY = {key: entry.command for entry in SHEET_TABLE for key in entry.keys}
_BY_KEY = {key: entry.command for entry in TABLE for key in entry.keys}


def entry_of(command: Command) -> Entry:
    """Return the command's line."""
    return _BY_COMMAND[command]


def command_of(key: str, *, on_sheet: bool = False) -> Command | None:
    """Return what a key asks for, in the views or on the contact sheet; None where it asks for nothing."""
    own = _BY_SHEET_KEY.get(key) if on_sheet else None
    return own or _BY_KEY.get(key)
