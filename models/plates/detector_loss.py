"""What the detector should have said of a batch of scenes, and how far off it was."""

import torch
import torch.nn.functional as F
from detector_net import STRIDE

# Narrower plates, in pixels, may be found or not.
SMALLEST = 12


class Targets:
    """Per cell: heat (a bell per plate), quad and exact where `mask` is set, and which cells count for the heat."""

    def __init__(self, count, rows, columns):
        self.heat, self.counts = torch.zeros(count, 1, rows, columns), torch.ones(count, 1, rows, columns)
        self.quad = torch.zeros(count, rows, columns, 4, 2)
        self.mask = torch.zeros(count, rows, columns, dtype=torch.bool)
        self.exact = torch.zeros(count, rows, columns, dtype=torch.bool)


def targets(quads, exact, height, width):
    found = Targets(len(quads), height, width)
    rows, columns = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    for index, slot in (~torch.isnan(quads[:, :, 0, 0])).nonzero().tolist():
        quad = quads[index, slot]
        low, high = quad.amin(0), quad.amax(0)
        column, row = ((low + high) / 2 / STRIDE).int().tolist()
        if not (0 <= column < width and 0 <= row < height):
            continue
        wide, high = ((high - low) / STRIDE / 6).tolist()
        bell = torch.exp(-(((columns - column) / max(0.7, wide)) ** 2 + ((rows - row) / max(0.6, high)) ** 2) / 2)
        if wide * STRIDE * 6 < SMALLEST:
            found.counts[index, 0][bell > 0.1] = 0
            continue
        found.heat[index, 0] = torch.maximum(found.heat[index, 0], bell)
        near = bell > 0.35
        found.mask[index] |= near
        found.quad[index][near] = quad
        found.exact[index][near] = exact[index, slot]
    return found


def giou(a, b):
    """Generalized overlap of corner boxes [n,4]: also says something where the boxes do not touch."""
    low, high = torch.maximum(a[:, :2], b[:, :2]), torch.minimum(a[:, 2:], b[:, 2:])
    shared = (high - low).clamp(min=0).prod(1)
    union = (a[:, 2:] - a[:, :2]).prod(1) + (b[:, 2:] - b[:, :2]).prod(1) - shared
    hull = (torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).prod(1)
    return shared / union - (hull - union) / hull


def cell_centers(rows, columns):
    y, x = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
    return (x + 0.5) * STRIDE, (y + 0.5) * STRIDE


def to_corners(box):
    x, y = cell_centers(*box.shape[2:])
    return torch.stack([x - box[:, 0], y - box[:, 1], x + box[:, 2], y + box[:, 3]], 1)


def to_quads(corners):
    """Corners [n,8,r,c] from the cells' centers -> [n,r,c,4,2] in the picture."""
    offsets = corners.permute(0, 2, 3, 1).unflatten(-1, (4, 2))
    return offsets + torch.stack(cell_centers(*corners.shape[2:]), -1)[None, :, :, None]


def to_image(pictures):
    return pictures.flip(-1).permute(0, 3, 1, 2).float().div_(255)


def losses(detector, batch):
    pictures, quads, exact = batch
    wanted = targets(quads, exact, *(side // STRIDE for side in pictures.shape[1:3]))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        seen, sides, bent = detector(to_image(pictures).contiguous(memory_format=torch.channels_last))
    parts = {"heat": heat_loss(torch.sigmoid(seen.float()), wanted)}
    quad = wanted.quad[wanted.mask]
    box = torch.cat([quad.amin(1), quad.amax(1)], 1)
    parts["box"] = (1 - giou(to_corners(sides).permute(0, 2, 3, 1)[wanted.mask], box)).sum() / max(1, len(box))
    exact, size = wanted.exact[wanted.mask], (box[:, 2:] - box[:, :2]).prod(1).clamp(min=1).sqrt()[:, None, None]
    off = ((to_quads(bent)[wanted.mask] - quad) / size)[exact]
    parts["corner"] = F.smooth_l1_loss(off, torch.zeros_like(off), beta=0.02, reduction="sum") / max(1, off.numel())
    shown = {name: round(part.item(), 4) for name, part in parts.items()}
    return parts["heat"] + 2 * parts["box"] + 6 * parts["corner"], shown


def heat_loss(chance, wanted):
    """Focal: what is sure already counts little, and near a center a wrong peak is nearly right."""
    chance, hit = chance.clamp(1e-4, 1 - 1e-4), wanted.heat > 0.999
    missed = (1 - chance) ** 2 * torch.log(chance)
    invented = (1 - wanted.heat) ** 4 * chance**2 * torch.log(1 - chance) * wanted.counts
    return -torch.where(hit, missed, invented).sum() / hit.sum().clamp(min=1)
