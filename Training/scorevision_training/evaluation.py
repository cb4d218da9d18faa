"""Runs a network on labelled frames as the program does, and measures the results."""

import numpy as np
import onnxruntime
import torch

from .decoding import decode_keypoints, decode_objects
from .metrics import Score
from .network import Network
from .picture import letterbox, to_yuv, warp


def evaluate(infer, frames, width=640, height=360):
    """Returns figures by name. `infer` takes uint8 [1, 6, h/2, w/2] and returns the four maps as arrays."""
    score = Score()
    for frame in frames:
        picture = frame.picture()
        source_height, source_width = picture.shape[:2]
        matrix = letterbox(source_width, source_height, width, height)
        objects, boxes, keypoints, offsets = infer(to_yuv(warp(picture, matrix, width, height))[None])
        back, shift = 1 / matrix[0, 0], matrix[:, 2]
        unit = 1280 / source_width
        if frame.objects is not None:
            found = decode_objects(objects[0], boxes[0])
            corners = (found[:, 2:6] - np.tile(shift, 2)) * back
            found[:, 2:6] = np.clip(corners, 0, (source_width, source_height) * 2)
            truth = frame.objects.copy()
            score.add_objects(found, truth)
        if frame.keypoints is not None:
            found = decode_keypoints(keypoints[0], offsets[0])
            found[:, :2] = (found[:, :2] - shift) * back * unit
            truth = frame.keypoints.copy()
            truth[:, :2] *= unit
            score.add_keypoints(found, truth)
    return score.summary()


def torch_inference(network):
    """Wraps a PyTorch network for `evaluate`."""

    def infer(picture):
        with torch.no_grad():
            return [output.float().numpy() for output in network(torch.from_numpy(picture))]

    return infer


def onnx_inference(path):
    """Wraps an ONNX file for `evaluate`."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return lambda picture: session.run(list(Network.OUTPUTS), {"picture": picture})


def evaluate_sets(infer, sets):
    """Returns the figures of all sets, under the names `set: figure`."""
    return {
        f"{name}: {figure}": round(value, 4)
        for name, frames in sets.items()
        for figure, value in evaluate(infer, frames).items()
    }
