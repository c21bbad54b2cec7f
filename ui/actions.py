"""One table of everything the reader can ask for: keys, menu, tooltips and the list of keys read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from ui.language import noted, translate


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
    LIST_CHOICES = "list choices"
    EDIT = "edit"
    BRUSH = "brush"
    ERASE = "erase"
    BALL = "ball"
    THRESHOLD = "threshold"
    SAMPLE = "sample"
    TAKE_OTHERS = "take others"
    SMALLER = "smaller"
    LARGER = "larger"
    FREEHAND = "freehand"
    POLYGON = "polygon"
    CUT = "cut"
    MERGE = "merge"
    MOVE = "move"
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
    PROBE = "probe"
    OVERLAY = "overlay"
    SECOND_SERIES = "second series"
    LAYOUT_FOUR = "layout four"
    LAYOUT_ONE_AND_THREE = "layout one and three"
    LAYOUT_ONE = "layout one"
    LAYOUT_THREE = "layout three"
    SIDE_BY_SIDE = "side by side"
    OBLIQUE = "oblique"
    OPEN = "open"
    OPEN_FILES = "open files"
    RETRIEVE = "retrieve"
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
    PICTURE_OF_VIEW = "picture of view"
    PICTURE_OF_WINDOW = "picture of window"
    PICTURE_NAMED = "picture with identity"
    KEYS = "keys"
    DEMO = "demo"
    HELP = "help"
    GUIDE = "guide"
    DOCTOR = "doctor"
    MODELS_FOLDER = "models folder"
    LOGS = "logs"
    CRASH_REPORT = "crash report"
    ABOUT = "about"
    NEW_WINDOW = "new window"
    SETTINGS = "settings"
    PREFERENCES = "preferences"
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
    Entry(Command.ACCEPT, noted("Command", "Accept, or restore in the second look"), ("A",), "Judge"),
    Entry(Command.REJECT, noted("Command", "Reject, then 1 to 6 for the reason"), ("R",), "Judge"),
    Entry(Command.NEXT, noted("Command", "Next"), ("N", "Down"), "Judge"),
    Entry(Command.PREVIOUS, noted("Command", "Previous"), ("P", "Up"), "Judge"),
    Entry(Command.MARK_PENDING, noted("Command", "Mark all pending, for one judgement"), ("Ctrl+A",), "Judge"),
    Entry(Command.UNDO, noted("Command", "Undo"), ("Z", "Ctrl+Z"), "Judge"),
    Entry(Command.REDO, noted("Command", "Do again"), ("Y", "Ctrl+Y", "Ctrl+Shift+Z"), "Judge"),
    Entry(Command.OTHER_LIST, noted("Command", "Lesions or Second look"), ("Left", "Right"), "Judge"),
    Entry(Command.LIST_CHOICES, noted("Command", "Sort and filter the list"), ("Ctrl+F",), "Judge"),
    Entry(Command.BACK, noted("Command", "Back"), ("Esc",), "Judge"),
    Entry(
        Command.ENTER,
        noted("Command", "Find lesions, go on, end editing, open a tile"),
        ("Enter",),
        "Study",
    ),
    Entry(Command.EDIT, noted("Command", "Edit the contour"), ("E",), "Judge"),
    Entry(Command.BRUSH, noted("Command", "Brush"), ("B",), "Edit"),
    Entry(Command.ERASE, noted("Command", "Add or erase"), ("X",), "Edit"),
    Entry(Command.BALL, noted("Command", "Slice or ball"), ("D",), "Edit"),
    Entry(Command.SMALLER, noted("Command", "Smaller brush"), ("[",), "Edit"),
    Entry(Command.LARGER, noted("Command", "Larger brush"), ("]",), "Edit"),
    Entry(Command.THRESHOLD, noted("Command", "Only what is brighter"), ("T",), "Edit"),
    Entry(Command.SAMPLE, noted("Command", "Only signals like a sample: click or drag on one"), ("Shift+T",), "Edit"),
    Entry(Command.TAKE_OTHERS, noted("Command", "Take voxels from other lesions"), (), ""),
    Entry(Command.FREEHAND, noted("Command", "Freehand outline"), ("L",), "Edit"),
    Entry(Command.POLYGON, noted("Command", "Polygon; Enter closes it"), ("K",), "Edit"),
    Entry(Command.BOUNDARY, noted("Command", "Boundary, then the arrow keys"), ("V",), "Edit"),
    Entry(Command.GROW, noted("Command", "Grow by 0.1 mm"), ("G",), "Edit"),
    Entry(Command.SHRINK, noted("Command", "Shrink by 0.1 mm"), ("Shift+G",), "Edit"),
    Entry(Command.SMOOTH, noted("Command", "Smooth, volume kept"), ("S",), "Edit"),
    Entry(Command.FILL_HOLES, noted("Command", "Fill holes"), ("H",), "Edit"),
    Entry(Command.INTERPOLATE, noted("Command", "Fill slices between drawn ones"), ("U",), "Edit"),
    Entry(Command.SPLIT, noted("Command", "Split where it is narrow"), ("/",), "Edit"),
    Entry(Command.CUT, noted("Command", "Cut along a line"), ("Q",), "Edit"),
    Entry(Command.MERGE, noted("Command", "Merge with the lesion clicked"), ("J",), "Edit"),
    Entry(Command.MOVE, noted("Command", "Move a part to another lesion: draw around it"), ("Shift+J",), "Edit"),
    Entry(
        Command.ADD_LESION,
        noted("Command", "Add a lesion at the crosshair; while editing, where you click"),
        ("+",),
        "Edit",
    ),
    Entry(Command.DELETE, noted("Command", "Delete the lesion"), ("Delete",), "Edit"),
    Entry(Command.REVIEW, noted("Command", "Views"), ("Ctrl+1",), "Look"),
    Entry(Command.SHEET, noted("Command", "Contact sheet"), ("Ctrl+2",), "Look"),
    Entry(Command.HIDE_CONTOURS, noted("Command", "Hide contours while held"), ("C",), "Look"),
    Entry(Command.CURSOR, noted("Command", "Crosshair"), (), ""),
    Entry(Command.WINDOW, noted("Command", "Window"), ("W",), "Look"),
    Entry(
        Command.MEASURE,
        noted("Command", "Measure; again for angles, Delete takes the last away"),
        ("M",),
        "Look",
    ),
    Entry(Command.ZOOM, noted("Command", "Zoom"), (), ""),
    Entry(Command.PAN, noted("Command", "Pan"), ("Space",), "Look"),
    Entry(Command.FIT, noted("Command", "Fit"), ("F",), "Look"),
    Entry(Command.PROBE, noted("Command", "Probe: what lies under the mouse"), ("I",), "Look"),
    Entry(Command.OVERLAY, noted("Command", "Another series laid over, or not"), ("O",), "Look"),
    Entry(Command.SECOND_SERIES, noted("Command", "Choose the other series"), ("Shift+O",), "Look"),
    Entry(Command.SIDE_BY_SIDE, noted("Command", "Another series beside this one"), ("Ctrl+3",), "Look"),
    Entry(Command.OBLIQUE, noted("Command", "Oblique along the lesion's axes, or 3D"), ("Ctrl+4",), "Look"),
    Entry(Command.LAYOUT_FOUR, noted("Command", "Four views"), ("Ctrl+5",), "Look"),
    Entry(Command.LAYOUT_ONE_AND_THREE, noted("Command", "One large view and three"), ("Ctrl+6",), "Look"),
    Entry(Command.LAYOUT_ONE, noted("Command", "One large view; Tab shows the next"), ("Ctrl+7",), "Look"),
    Entry(Command.LAYOUT_THREE, noted("Command", "Three planes beside each other"), ("Ctrl+8",), "Look"),
    Entry(Command.OPEN, noted("Command", "Open a folder…"), ("Ctrl+O",), "Study"),
    Entry(Command.OPEN_FILES, noted("Command", "Open files…"), (), ""),
    Entry(Command.RETRIEVE, noted("Command", "Retrieve from a node…"), (), ""),
    Entry(Command.EXPORT, noted("Command", "Export…"), ("Ctrl+E",), "Study"),
    Entry(Command.SERIES, noted("Command", "Other series…"), (), ""),
    Entry(Command.CLOSE, noted("Command", "Close study"), (), ""),
    Entry(Command.READER, noted("Command", "Reader's name…"), (), ""),
    Entry(Command.COMPARE, noted("Command", "Compare with another reader…"), (), ""),
    Entry(Command.BLIND, noted("Command", "Blind first, or with the model at once"), (), ""),
    Entry(Command.REVEAL, noted("Command", "Reveal the model's answer"), ("Ctrl+R",), "Judge"),
    Entry(Command.THEME, noted("Command", "Light or dark"), (), ""),
    Entry(Command.CONVENTION, noted("Command", "Radiological or neurological"), (), ""),
    Entry(Command.FILL, noted("Command", "Contours as outline or filled"), (), ""),
    Entry(Command.WINDOW_AUTOMATIC, noted("Command", "Window: automatic"), (), ""),
    Entry(Command.WINDOW_BRIGHT, noted("Command", "Window: bright"), (), ""),
    Entry(Command.WINDOW_CONTRAST, noted("Command", "Window: high contrast"), (), ""),
    Entry(Command.WINDOW_ENHANCEMENT, noted("Command", "Window: enhancement"), (), ""),
    Entry(Command.PICTURE, noted("Command", "Save a picture of the views…"), (), ""),
    Entry(Command.PICTURE_OF_VIEW, noted("Command", "Save a picture of the active view…"), (), ""),
    Entry(
        Command.PICTURE_OF_WINDOW, noted("Command", "Save a picture of the window, without the patient's name…"), (), ""
    ),
    Entry(Command.PICTURE_NAMED, noted("Command", "Save a picture of the window, with the patient's name…"), (), ""),
    Entry(Command.KEYS, noted("Command", "All keys"), ("?", "F1"), "Program"),
    Entry(Command.DEMO, noted("Command", "Open the demo patient"), (), ""),
    Entry(Command.HELP, noted("Command", "Help"), (), ""),
    Entry(Command.GUIDE, noted("Command", "User's guide"), (), ""),
    Entry(Command.DOCTOR, noted("Command", "What this computer can run…"), (), ""),
    Entry(Command.MODELS_FOLDER, noted("Command", "Show where models lie"), (), ""),
    Entry(Command.LOGS, noted("Command", "Show where logs lie"), (), ""),
    Entry(Command.CRASH_REPORT, noted("Command", "Last report of a crash…"), (), ""),
    Entry(Command.ABOUT, noted("Command", "About, licences…"), (), ""),
    Entry(Command.NEW_WINDOW, noted("Command", "New window"), ("Ctrl+Shift+N",), "Program"),
    Entry(Command.SETTINGS, noted("Command", "Menu"), (), ""),
    Entry(Command.PREFERENCES, noted("Command", "Settings…"), ("Ctrl+,",), "Program"),
    Entry(Command.QUIT, noted("Command", "Quit"), ("Ctrl+Q",), "Program"),
)

LAYOUTS = (Command.LAYOUT_FOUR, Command.LAYOUT_ONE_AND_THREE, Command.LAYOUT_ONE, Command.LAYOUT_THREE)

# Keys that the contact sheet takes for itself: tiles lie beside and below each other. The list of keys sums them up.
SHEET_TABLE = (
    Entry(Command.TILE_LEFT, noted("Command", "Tile at the left"), ("Left",)),
    Entry(Command.TILE_RIGHT, noted("Command", "Tile at the right"), ("Right",)),
    Entry(Command.TILE_ABOVE, noted("Command", "Tile above"), ("Up",)),
    Entry(Command.TILE_BELOW, noted("Command", "Tile below"), ("Down",)),
    Entry(Command.FIRST_TILE, noted("Command", "First tile"), ("Home",)),
    Entry(Command.LAST_TILE, noted("Command", "Last tile"), ("End",)),
    Entry(Command.PAGE_UP, noted("Command", "A window's height up"), ("PgUp",)),
    Entry(Command.PAGE_DOWN, noted("Command", "A window's height down"), ("PgDn",)),
)

# What must always be there, and what other parts of the window take as it is, keeps its keys.
FIXED = frozenset(
    {Command.BACK, Command.ENTER, Command.OTHER_LIST, Command.PAN, *(each.command for each in SHEET_TABLE)}
)
_BY_COMMAND = {entry.command: entry for entry in (*TABLE, *SHEET_TABLE)}
_BY_SHEET_KEY = {key: entry.command for entry in SHEET_TABLE for key in entry.keys}
_KEYS: dict[Command, tuple[str, ...]] = {}
_BY_KEY: dict[str, Command] = {}


def rebind(chosen: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Take the reader's own keys in place of the table's.

    Parameters
    ----------
    chosen
        Keys by a command's value; an unknown command, a fixed one and a key that another command keeps are left out.

    Returns
    -------
    tuple
        The entries that were left out.

    """
    own = {entry.command: tuple(chosen.get(entry.command.value, entry.keys)) for entry in TABLE}
    own.update({command: _BY_COMMAND[command].keys for command in FIXED if command in own})
    taken: dict[str, Command] = {}
    refused = [value for value in chosen if value not in {each.value for each in own if each not in FIXED}]
    # The table's own keys come first: what the file adds may not take one that is still in use.
    for command, keys in sorted(own.items(), key=lambda item: item[1] != _BY_COMMAND[item[0]].keys):
        free = tuple(key for key in keys if key not in taken and not key.isdigit())
        if free != keys:
            refused.append(command.value)
        own[command] = free
        taken.update(dict.fromkeys(free, command))
    _KEYS.clear()
    _KEYS.update(own)
    _BY_KEY.clear()
    _BY_KEY.update(taken)
    return tuple(refused)


rebind({})


def entry_of(command: Command) -> Entry:
    """Return the command's line, in the reader's language and with the reader's keys."""
    entry = _BY_COMMAND[command]
    return replace(entry, words=translate("Command", entry.words), keys=_KEYS.get(command, entry.keys))


def key_of(command: Command) -> str:
    """Return the first key of a command, for a cap; empty where it has none."""
    keys = _KEYS.get(command, _BY_COMMAND[command].keys)
    return keys[0] if keys else ""


def present_key(key: str) -> str:
    """Return what is pressed now for a key of the table; the key itself where it is nobody's."""
    command = next((entry.command for entry in TABLE if key in entry.keys), None)
    keys = _KEYS.get(command, ()) if command is not None else ()
    return key if command is None or key in keys else keys[0] if keys else ""


def command_of(key: str, *, on_sheet: bool = False) -> Command | None:
    """Return what a key asks for, in the views or on the contact sheet; None where it asks for nothing."""
    own = _BY_SHEET_KEY.get(key) if on_sheet else None
    return own or _BY_KEY.get(key)
