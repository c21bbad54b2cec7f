"""The trainer's loss: nnU-Net's own but for the focal part."""

import importlib.util
import warnings
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed (dev.py setup --train)")
pytest.importorskip("nnunetv2", reason="nnunetv2 is not installed (dev.py setup --train)")

FILE = Path(__file__).parents[4] / "training" / "nnunet" / "trainers" / "nnUNetTrainerDiceFocal.py"


@pytest.fixture(scope="module")
def trainers():
    """The file as nnU-Net imports it: by itself."""
    spec = importlib.util.spec_from_file_location("nnUNetTrainerDiceFocal", FILE)
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        spec.loader.exec_module(module)
    return module


@pytest.fixture
def sample():
    torch.manual_seed(0)
    return torch.randn(2, 3, 4, 5, 6), torch.randint(0, 3, (2, 1, 4, 5, 6)).float()


class Labels:
    def __init__(self, ignore=None, regions=False):
        self.ignore_label, self.has_regions = ignore, regions


def loss_of(trainers, monkeypatch, labels, **environment):
    """The loss that the trainer builds, without the folders that its construction wants."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    trainer = object.__new__(trainers.nnUNetTrainerDiceFocal)
    trainer.label_manager = labels
    trainer.is_ddp = False
    trainer.enable_deep_supervision = True
    trainer.device = torch.device("cpu")
    trainer.print_to_log_file = lambda *_words: None
    trainer.configuration_manager = type(
        "Configuration", (), {"batch_dice": False, "pool_op_kernel_sizes": [[1, 1, 1], [2, 2, 2], [2, 2, 2], [2, 2, 2]]}
    )
    theirs = super(trainers.nnUNetTrainerDiceFocal, trainer)._build_loss()
    return trainer._build_loss(), theirs


def test_without_focus_it_is_cross_entropy(trainers, sample):
    logits, labels = sample
    ours = trainers.FocalCrossEntropy(0.0)(logits, labels)
    assert ours.item() == pytest.approx(torch.nn.functional.cross_entropy(logits, labels[:, 0].long()).item(), rel=1e-6)


def test_a_voxel_counts_by_how_wrong_it_is(trainers):
    logits = torch.tensor([[[2.0, 0.0], [0.0, 2.0]]])  # two voxels, the first sure and right, the second sure and wrong
    labels = torch.tensor([[0, 0]])
    right, wrong = torch.softmax(torch.tensor([2.0, 0.0]), 0).tolist()
    expected = (
        -((1 - right) ** 2) * torch.log(torch.tensor(right)) - (1 - wrong) ** 2 * torch.log(torch.tensor(wrong))
    ) / 2
    assert trainers.FocalCrossEntropy(2.0)(logits, labels).item() == pytest.approx(expected.item(), rel=1e-5)


def test_ignored_voxels_have_no_slope(trainers, sample):
    logits, labels = sample
    labels[0] = 3
    logits.requires_grad_()
    trainers.FocalCrossEntropy(2.0, ignore=3)(logits, labels).backward()
    assert not logits.grad[0].any()
    assert logits.grad[1].any()


def test_lesions_weigh_more_where_asked_for(trainers, sample):
    logits, _ = sample
    background, lesion = torch.zeros(2, 4, 5, 6), torch.ones(2, 4, 5, 6)
    half = torch.where(torch.arange(6) < 3, background, lesion)
    plain, weighed = trainers.FocalCrossEntropy(0.0)(logits, half), trainers.FocalCrossEntropy(0.0, 1e6)(logits, half)
    only = torch.nn.functional.cross_entropy(logits[..., 3:], lesion[..., 3:].long())
    assert weighed.item() == pytest.approx(only.item(), rel=1e-4)
    assert plain.item() != pytest.approx(only.item(), rel=1e-4)


def test_a_perfect_voxel_has_a_finite_slope(trainers):
    logits = torch.tensor([[[60.0], [-60.0]]], requires_grad=True)
    trainers.FocalCrossEntropy(0.5)(logits, torch.tensor([[0]])).backward()
    assert torch.isfinite(logits.grad).all()


def test_with_gamma_0_the_whole_loss_is_nnunets(trainers, sample, monkeypatch):
    ours, theirs = loss_of(trainers, monkeypatch, Labels(), METS_FOCAL_GAMMA="0")
    logits, labels = sample
    outputs, targets = [logits, logits[..., ::2], logits[..., ::3]], [labels, labels[..., ::2], labels[..., ::3]]
    assert ours.weight_factors == theirs.weight_factors
    assert ours(outputs, targets).item() == pytest.approx(theirs(outputs, targets).item(), rel=1e-6)


def test_regions_keep_their_ignored_voxels_out(trainers, monkeypatch):
    ours, theirs = loss_of(trainers, monkeypatch, Labels(ignore=3, regions=True), METS_FOCAL_GAMMA="0")
    torch.manual_seed(1)
    logits, target = torch.randn(2, 2, 4, 4, 4), torch.randint(0, 2, (2, 3, 4, 4, 4)).float()
    assert ours.loss(logits, target).item() == pytest.approx(theirs.loss(logits, target).item(), rel=1e-6)


def test_numbers_come_from_the_environment(trainers, monkeypatch):
    ours, _ = loss_of(
        trainers, monkeypatch, Labels(), METS_FOCAL_GAMMA="1.5", METS_FOCAL_WEIGHT="2", METS_DICE_WEIGHT="0.5"
    )
    assert (ours.loss.ce.gamma, ours.loss.weight_ce, ours.loss.weight_dice) == (1.5, 2.0, 0.5)


def test_a_number_that_is_none_is_said(trainers, monkeypatch):
    with pytest.raises(ValueError, match="METS_FOCAL_GAMMA is 'two'"):
        loss_of(trainers, monkeypatch, Labels(), METS_FOCAL_GAMMA="two")
