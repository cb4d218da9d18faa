"""Initialises a network from a shipped package, to continue training if the checkpoint of the earlier run is lost.

A package contains INT8 convolutions with folded batch normalisations. This module dequantises them and recomputes each
normalisation from the outputs of its convolution on training pictures. The network then starts with the same outputs as the
package.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from .network import Convolution


def package_weights(package):
    """Returns the dequantised weights by name."""
    graph = onnx.load(str(Path(package) / "model.onnx")).graph
    stored = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    makers = {node.output[0]: node for node in graph.node}
    weights = {name: value for name, value in stored.items() if name.endswith((".bias", ".weight"))}
    for node in graph.node:
        if node.op_type != "Conv" or node.input[1] in stored:
            continue
        source = makers[node.input[1]]
        quantised, scale, zero = source.input
        if quantised in stored:
            values = stored[quantised].astype(np.float32) - stored[zero].astype(np.float32).reshape(-1, 1, 1, 1)
            values = values * stored[scale].reshape(-1, 1, 1, 1)
        else:
            values = stored[makers[quantised].input[0]]
        weights[node.input[2].removesuffix("bias") + "weight"] = values
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in weights.items()}


@torch.no_grad()
def warm_start(network, package, pictures):
    """Initialises the network; `pictures` yields batches [n, 6, h/2, w/2] of training pictures."""
    weights = package_weights(package)
    network.eval()
    blocks = {name: module for name, module in network.named_modules() if isinstance(module, Convolution)}
    for name, block in blocks.items():
        convolution, normalisation = block[0], block[1]
        folded = weights[f"{name}.0.weight"]
        # The scale of a weight makes no difference before a normalisation, but it does to the optimiser (He et al. 2015).
        spread = folded.flatten(1).std(dim=1).clamp(1e-6)
        factor = (2 / folded[0].numel()) ** 0.5 / spread
        convolution.weight.copy_(folded * factor.view(-1, 1, 1, 1))
        normalisation.running_mean.zero_()
        normalisation.running_var.fill_(1 - normalisation.eps)
        normalisation.weight.copy_(1 / factor)
        normalisation.bias.copy_(weights[f"{name}.0.bias"])
    for name in ("object_head.maps", "keypoint_head.maps"):
        network.get_submodule(name).weight.copy_(weights[f"{name}.weight"])
        network.get_submodule(name).bias.copy_(weights[f"{name}.bias"])

    sums = {name: [0.0, 0.0, 0] for name in blocks}

    def observer(name):
        def observe(_, __, output):
            values = output.float().transpose(0, 1).flatten(1)
            total = sums[name]
            total[0] = total[0] + values.mean(dim=1)
            total[1] = total[1] + values.square().mean(dim=1)
            total[2] += 1

        return observe

    hooks = [block[0].register_forward_hook(observer(name)) for name, block in blocks.items()]
    for picture in pictures:
        network(picture)
    for hook in hooks:
        hook.remove()
    for name, block in blocks.items():
        mean, square, count = sums[name]
        mean, variance = mean / count, (square / count - (mean / count) ** 2).clamp(1e-8)
        normalisation, gain = block[1], block[1].weight.clone()
        normalisation.bias.add_(gain * mean)
        normalisation.weight.copy_(gain * (variance + normalisation.eps).sqrt())
        normalisation.running_mean.copy_(mean)
        normalisation.running_var.copy_(variance)
    network.train()
