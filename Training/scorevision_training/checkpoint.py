"""Stores the state of a training run on disk. A run that is killed at any moment can continue."""

import copy
import os

import torch


class Average:
    """The exponential moving average of a network's weights. The average is evaluated and shipped."""

    def __init__(self, network, decay=0.999):
        self.network, self.decay, self.steps = copy.deepcopy(network).eval(), decay, 0
        for parameter in self.network.parameters():
            parameter.requires_grad_(False)

    @torch.no_grad()
    def update(self, network):
        self.steps += 1
        # Start with a short memory: early weights are not worth keeping.
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for kept, new in zip(self.network.state_dict().values(), network.state_dict().values()):
            if kept.dtype.is_floating_point:
                kept.lerp_(new.to(kept.dtype), 1 - decay)
            else:
                kept.copy_(new)


def save(path, **state):
    """Writes a temporary file and renames it, so that `path` is always complete."""
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    os.replace(temporary, path)


def load(path):
    return torch.load(path, map_location="cpu", weights_only=False)
