import numpy as np

from core.demo import head
from training.generator.labels import BRAIN_TISSUES, Tissue
from training.generator.procedural import procedural_tissues


def test_every_procedural_tissue_has_its_place():
    labels = np.array([int(tissue) for tissue in head.Tissue], np.uint8)
    tissues = procedural_tissues(labels)
    by_name = dict(zip(head.Tissue, tissues.tolist(), strict=True))

    assert by_name[head.Tissue.WHITE] == Tissue.WHITE
    assert by_name[head.Tissue.AIR] == Tissue.AIR
    assert by_name[head.Tissue.SKULL] > Tissue.OTHER
    brain = {name for name, tissue in by_name.items() if tissue in BRAIN_TISSUES}
    assert brain == {t for t in head.BRAIN if t not in (head.Tissue.VENTRICLE, head.Tissue.CHOROID)}
