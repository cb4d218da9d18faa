"""The network finds boxes of four classes and 32 keypoints of the pitch in a YUV 4:2:0 picture, in one pass.

It consists of plain 3x3 convolutions with ReLU, and adds paths instead of concatenating them: in INT8 on a CPU, activations
and memory traffic cost more than multiply-adds. The input is the decoder's own YUV 4:2:0 picture, with luma folded 2x2 into
four channels beside the two chroma planes, so that the program never makes an RGB picture.
"""

import torch
from torch import nn

from .vocabulary import CLASSES, KEYPOINT_COUNT


class Convolution(nn.Sequential):
    """3x3 or 1x1 convolution, batch normalisation, optional ReLU."""

    def __init__(self, inputs, outputs, kernel=3, stride=1, dilation=1, activation=True):
        layers = [
            nn.Conv2d(inputs, outputs, kernel, stride, dilation * (kernel // 2), dilation, bias=False),
            nn.BatchNorm2d(outputs),
        ]
        if activation:
            layers.append(nn.ReLU(inplace=True))
        super().__init__(*layers)

    def forward(self, x):
        convolution, normalisation = self[0], self[1]
        if not torch.is_grad_enabled() or normalisation.training or not isinstance(normalisation, nn.BatchNorm2d):
            return super().forward(x)
        # With frozen statistics, fold the normalisation into the weights, which saves two passes over the activations.
        factor = normalisation.weight * (normalisation.running_var + normalisation.eps).rsqrt()
        x = nn.functional.conv2d(
            x, convolution.weight * factor.view(-1, 1, 1, 1), normalisation.bias - normalisation.running_mean * factor,
            convolution.stride, convolution.padding, convolution.dilation,
        )
        return self[2](x) if len(self) > 2 else x


class Residual(nn.Module):
    """Two 3x3 convolutions with a skip connection, added before the last ReLU (He et al. 2015)."""

    def __init__(self, channels, dilation=1):
        super().__init__()
        self.first = Convolution(channels, channels, dilation=dilation)
        self.second = Convolution(channels, channels, dilation=dilation, activation=False)
        self.activation = nn.ReLU(inplace=True)
        # Start as the identity, so that a deep network learns from the first step.
        nn.init.zeros_(self.second[1].weight)

    def forward(self, x):
        return self.activation(x + self.second(self.first(x)))


class Merge(nn.Module):
    """Adds a coarser map, converted to the channels and size of the finer one, and convolves the sum."""

    def __init__(self, coarse, fine):
        super().__init__()
        self.lateral = Convolution(coarse, fine, kernel=1, activation=False)
        self.activation = nn.ReLU(inplace=True)
        self.mix = Convolution(fine, fine)

    def forward(self, coarse, fine):
        raised = nn.functional.interpolate(self.lateral(coarse), scale_factor=2.0, mode="nearest")
        # Strided convolutions rounded odd sizes up.
        raised = raised[..., : fine.shape[2], : fine.shape[3]]
        return self.mix(self.activation(fine + raised))


class Head(nn.Module):
    """A 3x3 convolution, and a 1x1 convolution that outputs the maps."""

    def __init__(self, inputs, hidden, outputs):
        super().__init__()
        self.hidden = Convolution(inputs, hidden)
        self.maps = nn.Conv2d(hidden, outputs, 1)
        nn.init.normal_(self.maps.weight, std=0.01)

    def forward(self, x):
        return self.maps(self.hidden(x))


class Network(nn.Module):
    """Maps a picture [N, 6, H/2, W/2], 0...255, to four maps; H and W are multiples of 8.

    objects   [N, 4, H/4, W/4]   logit of each class, one peak at an object's centre
    boxes     [N, 4, H/4, W/4]   log of the distances from the cell's centre to left, top, right, bottom, in cells
    keypoints [N, 32, H/8, W/8]  logit of each vertex of the pitch
    offsets   [N, 2, H/8, W/8]   dx, dy from the cell's centre to the nearest keypoint, in cells
    """

    OUTPUTS = ("objects", "boxes", "keypoints", "offsets")

    def __init__(self, widths=(16, 32, 64, 128, 192)):
        super().__init__()
        w2, w4, w8, w16, w32 = widths
        self.register_buffer("mean", torch.tensor([110.0] * 4 + [128.0] * 2).view(1, 6, 1, 1))
        self.register_buffer("scale", torch.tensor([1 / 55] * 4 + [1 / 16] * 2).view(1, 6, 1, 1))
        self.stem = Convolution(6, w2)
        self.stage4 = nn.Sequential(Convolution(w2, w4, stride=2), Residual(w4))
        self.stage8 = nn.Sequential(Convolution(w4, w8, stride=2), Residual(w8))
        self.stage16 = nn.Sequential(Convolution(w8, w16, stride=2), Residual(w16))
        # The dilated block lets the deepest stage see most of the picture, which tells the two penalty areas apart.
        self.stage32 = nn.Sequential(Convolution(w16, w32, stride=2), Residual(w32), Residual(w32, dilation=2))
        self.merge16 = Merge(w32, w16)
        self.merge8 = Merge(w16, w8)
        self.merge4 = Merge(w8, w4)
        self.object_head = Head(w4, 48, len(CLASSES) + 4)
        self.keypoint_head = Head(w8, w8, KEYPOINT_COUNT + 2)
        with torch.no_grad():
            # Peaks are rare: start from a probability of 1 %, so that background doesn't dominate the first steps.
            self.object_head.maps.bias[:4] = -4.6
            self.object_head.maps.bias[4:] = 1.0
            self.keypoint_head.maps.bias[:KEYPOINT_COUNT] = -4.6
            self.keypoint_head.maps.bias[KEYPOINT_COUNT:] = 0.0

    def forward(self, picture):
        x = (picture.float() - self.mean) * self.scale
        x4 = self.stage4(self.stem(x))
        x8 = self.stage8(x4)
        x16 = self.stage16(x8)
        x32 = self.stage32(x16)
        x16 = self.merge16(x32, x16)
        x8 = self.merge8(x16, x8)
        x4 = self.merge4(x8, x4)
        objects = self.object_head(x4)
        pitch = self.keypoint_head(x8)
        return objects[:, :4], objects[:, 4:], pitch[:, :KEYPOINT_COUNT], pitch[:, KEYPOINT_COUNT:]
