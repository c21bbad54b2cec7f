"""What a series is: attributes before names, contradictions said, unknown said as unknown."""

from pathlib import Path

import pytest
from pydicom.dataset import Dataset

from core.dicom.header import Header
from core.dicom.kind import kind_of


def kind(**values):
    dataset = Dataset()
    for name, value in ({"Modality": "MR", "ImageType": ["ORIGINAL", "PRIMARY", "M"]} | values).items():
        setattr(dataset, name, value)
    return kind_of(Header(Path("image"), dataset, None, None, None, ""))


def spin(echo, repetition, **values):
    return kind(ScanningSequence="SE", EchoTime=echo, RepetitionTime=repetition, **values)


def gradient(echo, repetition, **values):
    given = {"ScanningSequence": "GR", "SequenceVariant": ["SP"]} | values
    return kind(EchoTime=echo, RepetitionTime=repetition, **given)


@pytest.mark.parametrize(
    ("found", "weighting"),
    [
        (spin(12, 600), "T1"),
        (spin(10, 2000, InversionTime=780, SeriesDescription="Ax T1 FLAIR +C"), "T1"),
        (spin(90, 4000), "T2"),
        (spin(120, 9000, InversionTime=2500), "FLAIR"),
        (spin(12, 3000), "proton density"),
        (spin(60, 4000, InversionTime=160), "STIR"),
        (spin(390, 5000, SeriesDescription="3D FLAIR"), "FLAIR"),
        (gradient(3, 2000, InversionTime=900), "T1"),
        (gradient(2, 2300, ScanningSequence=["GR", "IR"]), "T1"),
        (gradient(4, 9), "T1"),
        (gradient(2, 5, SequenceVariant=["SS", "SK"]), "steady state"),
        (gradient(2, 5, SeriesDescription="Ax FIESTA +C"), "steady state"),
        (gradient(20, 28), "T2*"),
        (gradient(4, 25, SeriesDescription="TOF 3D"), "angiography"),
        (gradient(3, 2000, InversionTime=900, ImageType=["DERIVED", "PRIMARY", "SUB"]), "subtraction"),
        (gradient(3, 9, ImageType=["DERIVED", "SECONDARY", "PROJECTION IMAGE"]), "projection"),
        (gradient(3, 9, ImageType=["ORIGINAL", "PRIMARY", "P"]), "phase image"),
        (kind(ScanningSequence="EP", EchoTime=30, RepetitionTime=2000), "echo-planar"),
        (kind(AcquisitionContrast="FLUID_ATTENUATED"), "FLAIR"),
        (kind(AcquisitionContrast="UNKNOWN", EchoPulseSequence="GRADIENT", EchoTime=3, RepetitionTime=9), "T1"),
        (kind(SeriesDescription="t1_mprage_sag"), "T1"),
        (kind(SeriesDescription="t2 tirm dark-fluid"), "FLAIR"),
        (kind(SeriesDescription="series 7"), "unknown"),
        (gradient(7, 600), "unknown"),
        (kind(Modality="CT"), "CT"),
    ],
)  # fmt: skip
def test_weighting(found, weighting):
    assert found.weighting == weighting
    assert found.evidence


@pytest.mark.parametrize(
    ("values", "given"),
    [
        ({"ContrastBolusAgent": "Gadovist 7.5 ml"}, True),
        ({"ContrastBolusVolume": "7.5"}, True),
        *(({"ContrastBolusAgent": word}, False) for word in (
            "NONE", "no", "N/A", "-", "0", "ohne", "", "NON CONTRAST", "Without contrast", "no gad", "none given",
            "none.", "NO CONTRAST GIVEN", "not administered", "unenhanced", "N", "nein", "false", "ohne KM", "kein KM",
            "Nativ", "조영제 없음", "비조영", "미사용", "造影なし", "0 cc", "UNKNOWN",
        )),
        *(
            ({"SeriesDescription": name}, True)
            for name in (
                "AX T1 POST", "T1 +C", "t1_mprage_KM", "T1 GAD", "Ax T1 C+", "T1c", "t1ce", "T1 post contrast",
                "T1 MPRAGE 조영증강", "t1_space_contrast", "Pre-RT T1 Gd", "Pre SRS T1 gd", "T1 MPRAGE PRE OP CONTRAST",
                "T1 post-RT Gd", "T1 nach KM", "T1 post km", "T1 造影後", "POST AX T1", "T1 post-Gd",
                "T1 MPRAGE post 3D", "T1 Dotarem", "T1 POST NO FS", "T1 post non-fatsat", "T1 without FS post GD",
                "T1 C+ no MT", "t1_post_kein_fs", "T1 增强", "T1 con mdc", "T1 injecté", "T1 - C+",
            )
        ),
        *(
            ({"SeriesDescription": name}, False)
            for name in (
                "T1 pre contrast", "T1 without contrast", "T1 W/O", "T1 ohne KM", "T1 nativ", "T1 non-contrast",
                "T1 W/WO contrast", "T1 post op", "T1 MPRAGE", "T1 조영전", "T1 조영증강전",
                "T1 vor KM", "T1 v. KM", "vor Kontrast", "T1 prä KM", "T1 非造影", "T1 造影なし", "avant gado",
                "sin contraste", "senza contrasto", "T1 before contrast", "contrast-free", "T1 C-", "T1 Gd-",
                "T1 posterior fossa", "T1 post fossa", "T1 MPRAGE post-RT", "T1 post SRS", "T1 post GK 3mo",
                "3D phase contrast", "T1 조영제 투여 전", "조영제 없이 T1", "pré gado",
                "T1 NO IV CONTRAST", "T1 W/OUT CONTRAST", "T1 GD(-)", "T1 CE (-)", "T1 C(-)", "(-) CONTRAST", "T1 CE -",
                "T1 -C", "contrast not given", "contrast refused", "KM-frei", "T1 조영제 미사용", "T1 조영 안함",
                "T1 造影せず", "T1 non injecté", "T1 sem contraste", "zonder contrast", "utan kontrast", "T1 KM?",
                "SAG T1 C-SPINE", "SAG T1 C SPINE", "T1 BRAIN INJURY", "POST-PROCESSED T1", "T1 POST SEIZURE",
                "T1 post biopsy", "T1 post shunt", "T1 3 MONTHS POST", "T1 MTC contrast",
            )
        ),
        ({"ContrastBolusAgent": "Dotarem", "SeriesDescription": "T1 pre contrast"}, False),
        ({"SeriesDescription": "T1 3D", "ProtocolName": "BRAIN W CONTRAST"}, False),
    ],
)  # fmt: skip
def test_contrast(values, given):
    assert kind(**values).contrast == given


def test_evidence_names_what_was_seen_and_what_contradicts_it():
    found = gradient(3, 2000, InversionTime=900, SeriesDescription="T2 axial", ContrastBolusAgent="Gadovist")
    assert found.evidence == (
        "gradient echo, TE 3 ms, TR 2000 ms, TI 900 ms, though the series' name says T2; "
        "contrast agent recorded: Gadovist"
    )
    assert found.words == "T1 with contrast"
    assert (
        kind(ContrastBolusAgent="Dotarem", SeriesDescription="T1 pre").evidence
        == "by the series' name; a contrast agent is recorded, but the series' name says without"
    )


@pytest.mark.parametrize(
    ("name", "weighting"),
    [
        ("t1_twist_cemra", "angiography"),
        ("fl3d_ce", "angiography"),
        ("TRICKS", "angiography"),
        ("3D PC", "angiography"),
        ("QFlow", "angiography"),
        ("4D PERF", "perfusion"),
        ("B1map", "map"),
        ("VFA map", "map"),
        ("MP2RAGE INV2", "map"),
        ("SENSE ref", "calibration"),
        ("ASSET cal", "calibration"),
        ("Ref Head", "calibration"),
        ("Smartbrain", "localiser"),
        ("LOC", "localiser"),
        ("Positionierung", "localiser"),
        ("t1_mprage_sag", "T1"),
        ("T1 MP2RAGE UNI", "T1"),
        ("3D T1 BRAVO local", "T1"),
    ],
)
def test_what_names_alone_tell(name, weighting):
    assert kind(SeriesDescription=name, ScanningSequence="GR", RepetitionTime="8", EchoTime="3").weighting == weighting


@pytest.mark.parametrize("kept", ["F", "OP", "MIP THICK", "SUBTRACT"])
def test_images_beside_the_magnitude_are_no_t1(kept):
    assert kind(ImageType=["DERIVED", "PRIMARY", kept], SeriesDescription="T1 mDixon").weighting != "T1"


@pytest.mark.parametrize(
    ("name", "weighting"),
    [
        *((name, "map") for name in ("MP2RAGE_T1_Images", "T1 MAP", "T1map post", "Ktrans map", "T1 rho")),
        *((name, "subtraction") for name in ("T1 SUB post", "T1_VIBE_SUB", "DELTA T1 POST", "T1 post minus pre")),
        *((name, "fat image") for name in ("VIBE_DIXON_F", "T1 DIXON fat")),
        *((name, "opposed phase") for name in ("VIBE_DIXON_opp", "T1 DIXON out-phase")),
        ("FGATIR T1", "white matter nulled"),
        *((name, "picture") for name in ("Segmentation T1 post", "Screen Save T1 post")),
        *((name, "T1") for name in ("T1 DIXON fat sat post", "sub-01_T1w", "sub 012 T1w", "T1 DIXON W", "T1 vibe fs")),
    ],
)
def test_what_is_made_of_images_is_told_by_its_name(name, weighting):
    assert gradient(3, 2000, InversionTime=900, SeriesDescription=name).weighting == weighting
