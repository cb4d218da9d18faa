"""The loss functions of the four output maps."""

import torch
from torch.nn import functional as F

from .vocabulary import BOX_STRIDE

# Weight of each class's peaks (ball, goalkeeper, player, referee): there are ten times as many players as objects of the rare
# classes.
EMPHASIS = (1.8, 1.6, 1.3, 1.5)
BOXES = 4.0


def peak_loss(logits, target, mask):
    """Returns sums and peak counts, by channel, of the penalty-reduced focal loss of CornerNet (Law and Deng 2018)."""
    logits = logits.float()
    probability = torch.sigmoid(logits).clamp(1e-4, 1 - 1e-4)
    is_peak = (target > 0.999).float()
    hit = is_peak * (1 - probability) ** 2 * F.logsigmoid(logits)
    miss = (1 - is_peak) * (1 - target) ** 4 * probability**2 * F.logsigmoid(-logits)
    return -((hit + miss) * mask).sum(dim=(0, 2, 3)), (is_peak * mask).sum(dim=(0, 2, 3))


def box_loss(raw, target, weight):
    """Returns 1 - generalised IoU (Rezatofighi et al. 2019) plus the error of log side lengths, at the boxes' cells."""
    batch, y, x = torch.nonzero(weight > 0, as_tuple=True)
    if len(batch) == 0:
        return raw.sum() * 0
    distances = torch.exp(raw[batch, :, y, x].float().clamp(-6, 6)) * BOX_STRIDE
    cx, cy = (x + 0.5) * BOX_STRIDE, (y + 0.5) * BOX_STRIDE
    x1, y1, x2, y2 = cx - distances[:, 0], cy - distances[:, 1], cx + distances[:, 2], cy + distances[:, 3]
    t1, u1, t2, u2 = target[batch, :, y, x].unbind(1)
    area, true_area = (x2 - x1) * (y2 - y1), (t2 - t1) * (u2 - u1)
    overlap = (torch.minimum(x2, t2) - torch.maximum(x1, t1)).clamp(0) * (
        torch.minimum(y2, u2) - torch.maximum(y1, u1)
    ).clamp(0)
    union = area + true_area - overlap
    hull = (torch.maximum(x2, t2) - torch.minimum(x1, t1)) * (torch.maximum(y2, u2) - torch.minimum(y1, u1))
    giou = overlap / union.clamp(1e-6) - (hull - union) / hull.clamp(1e-6)
    sides = torch.stack([cx - t1, cy - u1, t2 - cx, u2 - cy], 1).clamp(0.5)
    logs = (torch.log(distances) - torch.log(sides)).abs().mean(1)
    share = weight[batch, y, x]
    return ((1 - giou + 0.2 * logs) * share).sum() / share.sum().clamp(1e-6)


def total_loss(outputs, batch):
    """Returns the loss, and its parts by name for the log."""
    objects, boxes, keypoints, offsets = outputs
    sums, counts = peak_loss(objects, batch["objects"], batch["object_mask"])
    emphasis = torch.tensor(EMPHASIS, device=sums.device)
    parts = {"objects": (sums * emphasis).sum() / counts.sum().clamp(1)}
    parts["boxes"] = box_loss(boxes, batch["boxes"], batch["box_weight"])
    sums, counts = peak_loss(keypoints, batch["keypoints"], batch["keypoint_mask"].view(-1, 1, 1, 1))
    parts["keypoints"] = sums.sum() / counts.sum().clamp(1)
    weight = batch["offset_weight"][:, None]
    error = F.smooth_l1_loss(offsets.float(), batch["offsets"], reduction="none", beta=0.1)
    parts["offsets"] = (error * weight).sum() / weight.sum().clamp(1e-6)
    total = parts["objects"] + BOXES * parts["boxes"] + parts["keypoints"] + parts["offsets"]
    return total, {name: float(value.detach()) for name, value in parts.items()}
