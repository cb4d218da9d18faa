#!/usr/bin/env python3
"""Makes the small ONNX models and the reference values that the tests of Engines and Detection read.

usage: python3 make_models.py [FOLDER]      (needs numpy and onnx)

Each network's outputs are constants, plus (its input's mean) times nothing or one known value: enough to check
identification, decoding and the way of a picture into the network, and a few kilobytes in size.
"""
import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WIDTH, HEIGHT = 64, 32
CELLS = sum((WIDTH // s) * (HEIGHT // s) for s in (8, 16, 32))
PLAYERS = "{0: 'ball', 1: 'goalkeeper', 2: 'player', 3: 'referee'}"


def save(folder, name, outputs, shape=(1, 3, HEIGHT, WIDTH), element=TensorProto.FLOAT, metadata=None):
    """A network whose outputs are the arrays given. An array with NaN gets the input's mean where NaN stands."""
    nodes, constants, infos = [], [], []
    picture = helper.make_tensor_value_info("images" if element == TensorProto.FLOAT else "picture", element, shape)
    source = picture.name
    if element != TensorProto.FLOAT:
        nodes.append(helper.make_node("Cast", [source], ["floats"], to=TensorProto.FLOAT))
        source = "floats"
    nodes.append(helper.make_node("ReduceMean", [source], ["mean"], keepdims=0))
    for output, values in outputs.items():
        values = np.asarray(values, np.float32)
        mask = np.isnan(values).astype(np.float32)
        constants.append(numpy_helper.from_array(np.nan_to_num(values), output + "_values"))
        constants.append(numpy_helper.from_array(mask, output + "_mask"))
        nodes.append(helper.make_node("Mul", ["mean", output + "_mask"], [output + "_mean"]))
        nodes.append(helper.make_node("Add", [output + "_values", output + "_mean"], [output]))
        infos.append(helper.make_tensor_value_info(output, TensorProto.FLOAT, values.shape))
    graph = helper.make_graph(nodes, name, [picture], infos, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    for key, value in (metadata or {}).items():
        model.metadata_props.add(key=key, value=value)
    onnx.checker.check_model(model)
    onnx.save(model, folder / f"{name}.onnx")


def detect(folder):
    """Three players, two of which overlap by more than 0.7, and a ball; the confidence of one is the input's mean."""
    out = np.zeros((1, 8, CELLS), np.float32)
    boxes = {0: (20, 16, 8, 16), 1: (20.5, 16, 8, 16), 5: (44, 16, 8, 12), 9: (32, 24, 4, 4), 12: (8, 8, 4, 8)}
    for cell, box in boxes.items():
        out[0, :4, cell] = box
    out[0, 6, 0], out[0, 6, 1], out[0, 5, 5], out[0, 4, 9] = 0.9, 0.8, 0.7, 0.6
    out[0, 6, 5] = 0.5
    out[0, 7, 12] = np.nan
    metadata = {"task": "detect", "names": PLAYERS, "imgsz": f"[{HEIGHT}, {WIDTH}]", "license": "test"}
    save(folder, "detect", {"output0": out}, metadata=metadata)
    save(folder, "detect-wrong-classes", {"output0": out}, metadata=metadata | {"names": "{0: 'ball', 1: 'player'}"})
    save(folder, "detect-strange-classes", {"output0": out},
         metadata=metadata | {"names": "{0: 'cat', 1: 'dog', 2: 'cow', 3: 'owl'}"})
    save(folder, "segment", {"output0": out}, metadata=metadata | {"task": "segment"})


def pose(folder):
    out = np.zeros((1, 5 + 96, CELLS), np.float32)
    out[0, :5, 3] = (32, 16, 60, 30, 0.8)
    out[0, :5, 7] = (32, 16, 60, 30, 0.9)
    for number in range(32):
        out[0, 5 + 3 * number:8 + 3 * number, 7] = (number, number / 2, 0.95 if number % 2 else 0.1)
    save(folder, "pose", {"output0": out}, metadata={
        "task": "pose", "names": "{0: 'pitch'}", "kpt_shape": "[32, 3]", "imgsz": f"[{HEIGHT}, {WIDTH}]"})


def yolox(folder):
    """A person in cell (3, 1) of stride 8, a sports ball in cell (1, 0) of stride 16, a bench that hides a person."""
    out = np.zeros((1, CELLS, 85), np.float32)
    person, ball, bench = 1 * 8 + 3, 32 + 1, 1 * 8 + 6
    out[0, person, :5] = (0.5, 0.25, np.log(1.0), np.log(2.0), 0.9)
    out[0, person, 5] = 0.8
    out[0, ball, :5] = (0.25, 0.5, np.log(0.25), np.log(0.25), 0.8)
    out[0, ball, 5 + 32] = 0.5
    out[0, bench, :5] = (0.5, 0.5, 0, 0, 0.9)
    out[0, bench, 5], out[0, bench, 5 + 13] = 0.7, 0.8
    save(folder, "yolox", {"output": out})
    save(folder, "yolox-unnamed-classes", {"output": out[:, :, :12]})


def heat_map(folder):
    """Random maps, and what NumPy makes of them."""
    random = np.random.default_rng(7)
    w, h = WIDTH // 4, HEIGHT // 4
    maps = {
        "objects": random.normal(-2.5, 1.5, (1, 4, h, w)), "boxes": random.normal(0.5, 0.4, (1, 4, h, w)),
        "keypoints": random.normal(-4, 1.5, (1, 32, h // 2, w // 2)),
        "offsets": random.uniform(-1, 1, (1, 2, h // 2, w // 2)),
    }
    maps = {name: values.astype(np.float32) for name, values in maps.items()}
    save(folder, "heatmap", maps, shape=(1, 6, HEIGHT // 2, WIDTH // 2), element=TensorProto.UINT8)
    expected = {"objects": objects(maps), "keypoints": keypoints(maps)}
    (folder / "heatmap-expected.json").write_text(json.dumps(expected, indent=1) + "\n")
    open_maps = {name: values for name, values in maps.items() if name != "offsets"}
    save(folder, "heatmap-without-offsets", open_maps, shape=(1, 6, HEIGHT // 2, WIDTH // 2),
         element=TensorProto.UINT8)


def sigmoid(x):
    return 1 / (1 + np.exp(-x.astype(np.float64)))


def overlap(a, b):
    """Intersection over union of two boxes."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    both = max(width, 0) * max(height, 0)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def objects(maps, confidence=0.03, densely=0.05):
    """Peaks of 3 x 3 and all cells of 5 %, with the mean box of the cell and its four neighbours, before overlapping
    boxes are removed: class, confidence, x1, y1, x2, y2."""
    scores, sides = maps["objects"][0], np.exp(maps["boxes"][0].astype(np.float64))
    found = []
    for index, map_ in enumerate(scores):
        padded = np.pad(map_, 1, constant_values=-np.inf)
        around = np.max([padded[y:y + map_.shape[0], x:x + map_.shape[1]] for y in range(3) for x in range(3)], axis=0)
        probability = sigmoid(map_)
        counts = (probability > densely) | ((map_ == around) & (probability > confidence))
        for y, x in np.argwhere(counts):
            cells = [(y, x), (y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)]
            cells = [(j, i) for j, i in cells if 0 <= j < map_.shape[0] and 0 <= i < map_.shape[1]]
            boxes = [(i + 0.5, j + 0.5, i + 0.5, j + 0.5) + sides[:, j, i] * (-1, -1, 1, 1) for j, i in cells]
            trusts = [probability[cell] * overlap(boxes[0], box) for cell, box in zip(cells, boxes)]
            box = np.average(boxes, axis=0, weights=np.square(trusts))
            found.append([index, float(probability[y, x]), *(float(v * 4) for v in box)])
    return found


def keypoints(maps, confidence=0.3):
    """x, y, confidence of each; null where the best cell is below the threshold."""
    result = []
    for map_ in maps["keypoints"][0]:
        probability = sigmoid(map_)
        y, x = np.unravel_index(np.argmax(map_), map_.shape)
        if probability[y, x] <= confidence:
            result.append(None)
            continue
        ys, xs = np.mgrid[max(y - 1, 0):min(y + 2, map_.shape[0]), max(x - 1, 0):min(x + 2, map_.shape[1])]
        weights = probability[ys, xs]
        dx, dy = maps["offsets"][0][:, ys, xs].astype(np.float64)
        result.append([float((weights * (xs + 0.5 + dx)).sum() / weights.sum() * 8),
                       float((weights * (ys + 0.5 + dy)).sum() / weights.sum() * 8), float(probability[y, x])])
    return result


def unknown(folder):
    save(folder, "unknown-output", {"mystery": np.zeros((1, 7, 3), np.float32)})


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for make in (detect, pose, yolox, heat_map, unknown):
        make(target)
