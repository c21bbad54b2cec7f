"""What can be typed: commands, their arguments, and which function runs each."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from core.version import VERSION
from ui.commandline.output import readable

DESCRIPTION = "Review of small brain metastases on MRI. Research software, not a medical device."
PROVIDERS = ("auto", "tensorrt-half", "cuda-half", "tensorrt", "cuda", "openvino-half", "openvino", "cpu")


@dataclass(frozen=True)
class Command:
    """A parsed command line: what to run, with which values, and whether stdout is one JSON document."""

    name: str
    values: argparse.Namespace

    @property
    def json(self) -> bool:
        """Whether the caller asked for one JSON document on stdout and nothing else."""
        return bool(getattr(self.values, "json", False))

    def run(self) -> int:
        """Import the command's module and run it; only then are its libraries loaded."""
        module = importlib.import_module(f"ui.commandline.{self.name}")
        function: Callable[[argparse.Namespace], int] = module.run
        return function(self.values)


class _Once(argparse.Action):
    """Takes an option's value, and refuses a second one: the last would win, and nobody would see it."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        if option_string is not None and isinstance(parser, _Parser):
            if self.dest in parser.given:
                parser.error(f"{option_string} is given twice")
            parser.given.add(self.dest)
        setattr(namespace, self.dest, values)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of a page."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.given: set[str] = set()
        self.register("action", None, _Once)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message[:1].upper()}{message[1:]}. `{self.prog} --help` lists what can be given.\n")


def _written(text: str) -> Path:
    """Return a path of files that libraries in C++ read and write: they end the process at a name that is not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        told = f"the name {readable(text)} is not UTF-8: rename it, or choose another place"
        raise argparse.ArgumentTypeError(told) from error
    return Path(text)


def parse(arguments: list[str]) -> Command:
    """Parse; exits with 2 and one sentence where the command line is wrong.

    Without a known command the arguments are paths for the window.
    """
    if arguments and (arguments[0] in _COMMANDS or arguments[0].startswith("-")):
        values = _build().parse_args(arguments)
        return Command(values.command, values)
    return Command("window", argparse.Namespace(paths=[Path(each) for each in arguments]))


def _build() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="metsreview", description=DESCRIPTION, epilog="Without a command: [PATH ...] opens the window."
    )
    parser.add_argument("--version", action="version", version=f"MetsReview {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    for name, (summary, add_arguments) in _COMMANDS.items():
        add_arguments(commands.add_parser(name, help=summary, description=summary))
    return parser


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=_written, help="folder for the patient and, headless, the export")
    parser.add_argument("--headless", action="store_true", help="do the whole job without a window")


def _segment(parser: argparse.ArgumentParser) -> None:
    _study_arguments(parser)
    parser.add_argument("--out", type=_written, required=True, help="folder for the results")
    parser.add_argument("--model", help="name or file of a metastasis package")
    parser.add_argument("--provider", choices=PROVIDERS, default="auto")
    parser.add_argument("--threads", type=_positive, help="processor threads")
    parser.add_argument(
        "--sequence",
        action="append",
        default=[],
        metavar="NAME=PATH",
        help="a further sequence that the package wants, by its name there; else looked for in the study",
    )
    parser.add_argument("--fast", action="store_true", help="windows around the brain alone: another answer, sooner")
    parser.add_argument("--no-mirroring", action="store_true", help="without the mirroring that a package asks for")
    parser.add_argument("--raw", action="store_true", help="also write raw.nii.gz, before post-processing")
    _json_argument(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    _study_arguments(parser)
    parser.add_argument(
        "--labels", type=_written, required=True, help="label map (NIfTI or NRRD) of the series' voxels"
    )
    parser.add_argument("--reader", required=True, help="who accepts")
    parser.add_argument("--accept", help="all, or labels such as 1,2,5; others are left out")
    of = "of a label: apart makes each a lesion; left out, those of a map with one number alone are told apart"
    parser.add_argument("--pieces", choices=("apart", "together"), help=of)
    parser.add_argument(
        "--format", default="rtstruct,nifti,csv", help="of rtstruct, seg, sr, nifti, csv, pdf, surfaces, sheet"
    )
    contours = "exact: every reader fills back the same voxels; smooth: readers by pixel centres do"
    parser.add_argument("--contours", choices=("exact", "smooth"), default="exact", help=contours)
    parser.add_argument("--profile", default="Generic", metavar="NAME", help="planning system whose rules to keep")
    parser.add_argument("--names", metavar="TEMPLATE", help="of structures, such as MET_{n:02d} or GTV{n}_{side}")
    parser.add_argument("--margin", type=float, metavar="MM", help="add a PTV around each lesion")
    parser.add_argument("--inside-brain", action="store_true", help="keep margins inside the brain")
    parser.add_argument("--brain", action="store_true", help="add the brain as an organ; the reader answers for it")
    of = "label map of the brain, where none lies beside the labels from `segment`"
    parser.add_argument("--brain-mask", type=_written, metavar="FILE", help=of)
    parser.add_argument("--language", choices=("en", "ko"), default="en", help="of the report to read")
    parser.add_argument("--unapproved", action="store_true", help="write the structure set as UNAPPROVED")
    parser.add_argument("--out", type=_written, required=True, help="folder for the export")
    _json_argument(parser)


def _verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("structures", type=Path, help="an RTSTRUCT file, anyone's")
    parser.add_argument("--study", type=Path, required=True, help="the images it refers to")
    parser.add_argument("--labels", type=_written, help="label map (NIfTI) to compare with")
    _json_argument(parser)


def _send(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, nargs="?", help="folder of an export")
    parser.add_argument("--to", required=True, metavar="NODE", help="name of a node in nodes.toml")
    parser.add_argument("--tries", type=_positive, default=2, help="how often what failed is tried in all")
    parser.add_argument("--echo", action="store_true", help="only ask whether the node answers")
    _json_argument(parser)


def _receive(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=_positive, help="end after so long; default when interrupted")


def _deidentify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="folder of an export")
    parser.add_argument("--study", type=Path, required=True, help="the images it was made on")
    parser.add_argument("--series", help="SeriesInstanceUID, where the export holds no RTSTRUCT that names it")
    parser.add_argument("--out", type=_written, required=True, help="folder for the copies")


def _evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--truth", type=_written, required=True, help="folder of label maps")
    parser.add_argument("--prediction", type=_written, required=True, help="folder of label maps of the same names")
    _json_argument(parser)


def _models(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART", parser_class=_Parser)
    _json_argument(parts.add_parser("list", help="which packages there are"))
    for name, summary in (
        ("show", "what a package is"),
        ("check", "open a package with every check and run it once"),
    ):
        part = parts.add_parser(name, help=summary)
        part.add_argument("package", help="name or file")
        _json_argument(part)
    add = parts.add_parser("add", help="add a .mets package, or a results folder of nnU-Net v2, to the reader's models")
    add.add_argument("path", type=Path)
    add.add_argument("--name", help="name to keep it under")
    add.add_argument("--fold", help="of a results folder: one, several with commas, or all; default every trained one")
    add.add_argument("--finding", help="of a results folder: the label that is the lesion; default all of them")
    add.add_argument("--checkpoint", help="of a results folder: the file in each fold; default checkpoint_final.pth")
    _json_argument(add)


def _study_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, help="folder or file of the study")
    parser.add_argument("--series", help="SeriesInstanceUID, where the choice is not to be left to the program")


def _doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--report", type=_written, metavar="FILE.pdf", help="do the acceptance test and write it to a PDF"
    )
    _json_argument(parser)


def _json_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout and nothing else")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no whole number from 1 on")
    return int(text)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "demo": ("Make a synthetic patient and do the main job on it.", _demo),
    "segment": ("Find lesions in a study; nothing is approved.", _segment),
    "export": ("Accept lesions of a label map as a reader, and export them.", _export),
    "verify": (
        "Read an RTSTRUCT back against its series; exit status 0 whatever it finds.",
        _verify,
    ),
    "send": ("Send an export's DICOM objects to a configured node.", _send),
    "receive": ("Receive images from other nodes, where nodes.toml enables it.", _receive),
    "deidentify": ("Write an export and its images anew, without identity.", _deidentify),
    "evaluate": ("Figures on pairs of label maps.", _evaluate),
    "models": ("Model packages.", _models),
    "doctor": ("What this computer can run.", _doctor),
}
