"""What the voxels of the procedural head are made of."""

from enum import IntEnum


class Tissue(IntEnum):
    """What a voxel is made of."""

    BACKGROUND = 0
    SKIN = 1
    FAT = 2
    MUSCLE = 3
    SKULL = 4
    MARROW = 5
    DURA = 6
    CSF = 7
    GREY = 8
    WHITE = 9
    DEEP_GREY = 10
    VENTRICLE = 11
    CHOROID = 12
    CEREBELLUM_GREY = 13
    CEREBELLUM_WHITE = 14
    BRAIN_STEM = 15
    EYE = 16
    SINUS = 17
    VESSEL = 18
    AIR = 19
    CORD = 20


BRAIN = frozenset(
    {
        Tissue.GREY,
        Tissue.WHITE,
        Tissue.DEEP_GREY,
        Tissue.VENTRICLE,
        Tissue.CHOROID,
        Tissue.CEREBELLUM_GREY,
        Tissue.CEREBELLUM_WHITE,
        Tissue.BRAIN_STEM,
    }
)
