"""Exports a checkpoint as a model package: folds, quantises and measures the network, and writes model.json.

The weights are one ONNX file with quantise/dequantise pairs, which every engine reads. Calibration uses only training frames.
ONNX Runtime measures the network on the validation frames, before and after quantisation.
"""

import argparse
import copy
import hashlib
import itertools
import json
from pathlib import Path

import nncf
import numpy as np
import onnx
import torch
from torch.nn.utils.fusion import fuse_conv_bn_eval

from .checkpoint import load
from .evaluation import evaluate, evaluate_sets, onnx_inference
from .measure import height_of
from .network import Convolution, Network
from .picture import letterbox, to_yuv, warp
from .sets import names_in, training_sets, validation_sets
from .vocabulary import CLASSES, KEYPOINT_COUNT


def folded(network):
    """Returns the network with each batch normalisation folded into the convolution before it."""
    network = copy.deepcopy(network).eval()
    for module in network.modules():
        if isinstance(module, Convolution):
            module[0] = fuse_conv_bn_eval(module[0], module[1])
            module[1] = torch.nn.Identity()
    return network


def export_onnx(network, path, width, height):
    """Writes the network as ONNX with dynamic batch, height and width."""
    picture = torch.zeros(1, 6, height // 2, width // 2, dtype=torch.uint8)
    axes = {0: "batch", 2: "height", 3: "width"}
    torch.onnx.export(
        network, (picture,), str(path), input_names=["picture"], output_names=list(Network.OUTPUTS),
        dynamic_axes={name: axes for name in ("picture", *Network.OUTPUTS)}, opset_version=17, dynamo=False,
    )


def calibration_pictures(frames, width, height, count, seed):
    """Yields training frames as the program sees them."""
    order = np.random.default_rng(seed).permutation(len(frames))[:count]
    for index in order:
        picture = frames[index].picture()
        matrix = letterbox(picture.shape[1], picture.shape[0], width, height)
        yield to_yuv(warp(picture, matrix, width, height))[None]


def quantised(path, pictures):
    """Returns the ONNX model in INT8. The first normalisation is not quantised: its input is already 8-bit."""
    model = onnx.load(str(path))
    dataset = nncf.Dataset(list(pictures), lambda picture: {"picture": picture})
    return nncf.quantize(
        model, dataset, subset_size=300, preset=nncf.QuantizationPreset.MIXED, target_device=nncf.TargetDevice.CPU
    )


def reported(figures):
    """Renames figures as in the program's own report; figures of further sets get the set's name as a prefix."""
    names = {f"map50_{name}": f"players.map50.{name}" for name in CLASSES} | {
        "map50": "players.map50.all", "map50_95": "players.map50_95.all", "keypoints_found": "pitch.recall",
        "keypoints_mean_px": "pitch.mean_px", "keypoints_median_px": "pitch.median_px", "keypoints_pck10": "pitch.pck10",
    }
    result = {}
    for key, value in figures.items():
        folder, figure = key.split(": ")
        if figure in names:
            *before, _ = folder.split("/")
            result[".".join([*before, names[figure]])] = value
    return result


def by_width(infer, valid, widths):
    """Returns the figures that tell which input size suits the model, under `WIDTH.NAME`."""
    result = {}
    for width in widths:
        for name, frames in valid.items():
            found = evaluate(infer, frames, width, height_of(width))
            figures = reported({f"{name}: {figure}": round(value, 4) for figure, value in found.items()})
            kept = ("players.map50.all", "pitch.pck10")
            result |= {f"{width}.{key}": value for key, value in figures.items() if key.endswith(kept)}
    return result


def main():
    parser = argparse.ArgumentParser(prog="python -m scorevision_training.export", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--package", type=Path, required=True, help="folder of the model package to write")
    parser.add_argument("--without-world", action="store_true", help="exclude DATA/world")
    parser.add_argument("--without", type=Path, help="list of pictures to exclude, as near_copies writes it")
    parser.add_argument("--name", default="scorevision-plain")
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--width", type=int, default=640)
    parser.add_argument("--height", type=int, default=360)
    parser.add_argument("--widths", type=int, nargs="*", default=[512, 640, 800, 1024],
                        help="widths of the input at which the card gives figures")
    options = parser.parse_args()

    state = load(options.run / "checkpoint.pt")
    network = Network()
    network.load_state_dict(state["average"])
    valid = validation_sets(options.data, not options.without_world)
    excluded = {frame.path.stem for frames in valid.values() for frame in frames}
    if options.without:
        excluded |= names_in(options.without)
    sets = training_sets(options.data, not options.without_world, excluded)
    train = [frame for frame in itertools.chain(*sets.values()) if not frame.is_drawn]

    plain = options.run / "plain.onnx"
    export_onnx(folded(network), plain, options.width, options.height)
    model = quantised(plain, calibration_pictures(train, options.width, options.height, 300, seed=1))
    options.package.mkdir(parents=True, exist_ok=True)
    weights = options.package / "model.onnx"
    onnx.save(model, str(weights))

    fp32, int8 = (evaluate_sets(onnx_inference(path), valid) for path in (plain, weights))
    description = {
        "format": 1,
        "name": options.name,
        "version": options.version,
        "description": "Players, goalkeepers, referees, the ball and 32 keypoints of the pitch from one pass, INT8.",
        "task": ["players", "pitch"],
        "heads": ["centre-heatmap"],
        "input": {"layout": "yuv420-s2d", "width": options.width, "height": options.height, "multiple": 8},
        "classes": list(CLASSES),
        "keypoints": KEYPOINT_COUNT,
        "weights": weights.name,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "licence": "MIT",
        "quality": reported(int8) | by_width(onnx_inference(weights), valid, options.widths)
        | {f"fp32.{name}": value for name, value in reported(fp32).items()},
    }
    (options.package / "model.json").write_text(json.dumps(description, indent=2) + "\n")
    print(json.dumps(description["quality"], indent=2))


if __name__ == "__main__":
    main()
