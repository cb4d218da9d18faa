"""A training run's state on disk, written so that a run killed at any moment can go on."""

import copy
import os

import torch


class Average:
    """The exponential moving average of a network's weights, which is what is evaluated and shipped."""

    def __init__(self, network, decay=0.999):
        self.network, self.decay, self.steps = copy.deepcopy(network).eval(), decay, 0
        for parameter in self.network.parameters():
            parameter.requires_grad_(False)

    @torch.no_grad()
    def update(self, network):
        self.steps += 1
        # Short memory at first: the average of a young network is not worth keeping.
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for kept, new in zip(self.network.state_dict().values(), network.state_dict().values()):
            if kept.dtype.is_floating_point:
                kept.lerp_(new.to(kept.dtype), 1 - decay)
            else:
                kept.copy_(new)


def save(path, **state):
    """Writes beside and renames, so that `path` is always whole."""
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    os.replace(temporary, path)


def load(path):
    return torch.load(path, map_location="cpu", weights_only=False)
