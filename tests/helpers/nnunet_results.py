"""Results folders as nnU-Net v2 leaves them, around tiny networks trained for a few steps; and its own predictor."""

import json
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

LABELS = {"background": 0, "metastasis": 1}


@dataclass(frozen=True)
class Plan:
    """What a plan may differ in; spacing along the network's axes."""

    architecture: str = "PlainConvUNet"
    channels: tuple[str, ...] = ("T1c",)
    spacing: tuple[float, float, float] = (1.5, 1.5, 1.5)
    patch: tuple[int, int, int] = (24, 24, 24)
    transpose: tuple[int, int, int] = (0, 1, 2)
    schemes: tuple[str, ...] = ("ZScoreNormalization",)
    masked: tuple[bool, ...] = (False,)
    mirror: tuple[int, ...] | None = (1,)
    labels: dict[str, Any] = field(default_factory=lambda: dict(LABELS))
    reader: str = "SimpleITKIO"
    folds: int = 1
    features: tuple[int, ...] = (6, 12, 18)  # of each stage
    convolutions: int = 1  # in each stage

    @property
    def outputs(self) -> int:
        regions = any(isinstance(each, list) for each in self.labels.values())
        return len([name for name in self.labels if name != "ignore"]) - regions


def architecture(plan: Plan) -> dict[str, Any]:
    """As nnU-Net's planner writes it, with few features."""
    stages = len(plan.features)
    residual = plan.architecture == "ResidualEncoderUNet"
    kernels = [[1, 3, 3] if plan.spacing[0] > 3 * plan.spacing[1] else [3, 3, 3], *([[3, 3, 3]] * (stages - 1))]
    return {
        "network_class_name": f"dynamic_network_architectures.architectures.unet.{plan.architecture}",
        "arch_kwargs": {
            "n_stages": stages,
            "features_per_stage": list(plan.features),
            "conv_op": "torch.nn.modules.conv.Conv3d",
            "kernel_sizes": kernels,
            "strides": [[1, 1, 1], [2, 2, 2] if kernels[0][0] == 3 else [1, 2, 2], *([[2, 2, 2]] * (stages - 2))],
            ("n_blocks_per_stage" if residual else "n_conv_per_stage"): [plan.convolutions] * stages,
            "n_conv_per_stage_decoder": [plan.convolutions] * (stages - 1),
            "conv_bias": True,
            "norm_op": "torch.nn.modules.instancenorm.InstanceNorm3d",
            "norm_op_kwargs": {"eps": 1e-05, "affine": True},
            "dropout_op": None,
            "dropout_op_kwargs": None,
            "nonlin": "torch.nn.LeakyReLU",
            "nonlin_kwargs": {"inplace": True},
        },
        "_kw_requires_import": ["conv_op", "norm_op", "dropout_op", "nonlin"],
    }


def documents(plan: Plan) -> tuple[dict[str, Any], dict[str, Any]]:
    """``plans.json`` and ``dataset.json``."""
    resampling = {"is_seg": False, "order_z": 0, "force_separate_z": None}
    intensities = {"mean": 120.0, "std": 60.0, "percentile_00_5": 5.0, "percentile_99_5": 280.0}
    count = len(plan.channels)
    configuration = {
        "data_identifier": "nnUNetPlans_3d_fullres",
        "preprocessor_name": "DefaultPreprocessor",
        "batch_size": 2,
        "patch_size": list(plan.patch),
        "spacing": list(plan.spacing),
        "normalization_schemes": list(plan.schemes * count)[:count],
        "use_mask_for_norm": list(plan.masked * count)[:count],
        "resampling_fn_data": "resample_data_or_seg_to_shape",
        "resampling_fn_data_kwargs": {**resampling, "order": 3},
        "resampling_fn_seg": "resample_data_or_seg_to_shape",
        "resampling_fn_seg_kwargs": {**resampling, "is_seg": True, "order": 1},
        "resampling_fn_probabilities": "resample_data_or_seg_to_shape",
        "resampling_fn_probabilities_kwargs": {**resampling, "order": 1},
        "architecture": architecture(plan),
        "batch_dice": False,
    }
    plans = {
        "dataset_name": "Dataset501_Tiny",
        "plans_name": "nnUNetPlans",
        "image_reader_writer": plan.reader,
        "transpose_forward": list(plan.transpose),
        "transpose_backward": [int(axis) for axis in np.argsort(plan.transpose)],
        "configurations": {"3d_fullres": configuration},
        "foreground_intensity_properties_per_channel": {str(n): intensities for n in range(count)},
    }
    dataset = {
        "channel_names": {str(number): name for number, name in enumerate(plan.channels)},
        "labels": plan.labels,
        "numTraining": 1,
        "file_ending": ".nii.gz",
    }
    if plan.outputs and any(isinstance(each, list) for each in plan.labels.values()):
        dataset["regions_class_order"] = list(range(1, plan.outputs + 1))
    return plans, dataset


def write_results(folder: Path, plan: Plan, images: np.ndarray, labels: np.ndarray, steps: int = 30) -> Path:
    """Train on one scan, (C, Z, Y, X) and (Z, Y, X) on about the plan's grid, and write what nnU-Net would."""
    plans, dataset = documents(plan)
    for name, content in (("plans.json", plans), ("dataset.json", dataset)):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(content))
    for fold in range(plan.folds):
        network = trained(plan, images, labels, steps, seed=fold)
        (folder / f"fold_{fold}").mkdir()
        content = {
            "network_weights": network.state_dict(),
            "optimizer_state": {},
            "grad_scaler_state": None,
            "logging": {"ema_fg_dice": [np.float32(0.5)], "epoch_start_timestamps": [1.0]},
            "_best_ema": np.float64(0.5),
            "current_epoch": 1,
            "init_args": {"configuration": "3d_fullres", "fold": fold, "device": torch.device("cpu")},
            "trainer_name": "nnUNetTrainer",
            "inference_allowed_mirroring_axes": plan.mirror,
        }
        torch.save(content, folder / f"fold_{fold}" / "checkpoint_final.pth")
    return folder


def trained(plan: Plan, images: np.ndarray, labels: np.ndarray, steps: int, seed: int) -> nn.Module:
    """A network that has seen some windows of a scan."""
    from dynamic_network_architectures.architectures import unet

    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    kwargs = dict(architecture(plan)["arch_kwargs"])
    kwargs |= {"conv_op": nn.Conv3d, "norm_op": nn.InstanceNorm3d, "nonlin": nn.LeakyReLU}
    network = getattr(unet, plan.architecture)(
        input_channels=len(plan.channels), num_classes=plan.outputs, deep_supervision=False, **kwargs
    )
    short = [max(0, p - n) for p, n in zip(np.array(plan.patch)[np.argsort(plan.transpose)], labels.shape, strict=True)]
    images = np.pad(images, [(0, 0), *((0, n) for n in short)])
    labels = np.pad(labels, [(0, n) for n in short])
    scaled = (images - images.mean((1, 2, 3), keepdims=True)) / images.std((1, 2, 3), keepdims=True)
    scaled = scaled.transpose((0, *(axis + 1 for axis in plan.transpose)))
    labels = labels.transpose(plan.transpose)
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    inside = np.argwhere(labels > 0)
    regions = any(isinstance(each, list) for each in plan.labels.values())
    for _ in range(steps):
        centre = inside[rng.integers(len(inside))]
        starts = [int(np.clip(c - p // 2, 0, n - p)) for c, p, n in zip(centre, plan.patch, labels.shape, strict=True)]
        window = tuple(slice(start, start + p) for start, p in zip(starts, plan.patch, strict=True))
        image = torch.from_numpy(scaled[(slice(None), *window)][None].astype(np.float32))
        target = torch.from_numpy(labels[window][None].astype(np.int64))
        logits = network(image)
        if regions:
            wanted = torch.stack([target >= number for number in range(1, plan.outputs + 1)], 1).float()
            loss = nn.functional.binary_cross_entropy_with_logits(logits, wanted)
        else:
            rare = torch.tensor([1.0] + [4.0] * (plan.outputs - 1))  # so that a few steps find something
            loss = nn.functional.cross_entropy(logits, target, rare)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return network


def predict(folder: Path, files: list[Path], folds: tuple[int, ...] = (0,), mirror: bool = True) -> np.ndarray:
    """Labels (Z, Y, X) of a scan as nnU-Net's own predictor gives them, on the image as its reader stores it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nnunetv2.inference.predict_from_raw_data import nnUNetPredictor

        predictor = nnUNetPredictor(use_mirroring=mirror, device=torch.device("cpu"), allow_tqdm=False)
        predictor.initialize_from_trained_model_folder(str(folder), folds)
        reader = predictor.plans_manager.image_reader_writer_class()
        image, properties = reader.read_images([str(file) for file in files])
        return np.asarray(predictor.predict_single_npy_array(image, properties))
