"""The plate detector: a center heatmap, a box and four corners per 8x8 cell; looks around at strides 16 and 32."""

import torch
import torch.nn.functional as F
from torch import nn
from reader_net import block

STRIDE = 8
# Which side (left, top, right, bottom) each corner lies on: x and y of top left, top right, bottom right, bottom left.
CORNER_SIDES = (0, 1, 2, 1, 2, 3, 0, 3)


class PlateDetector(nn.Module):
    """[N,3,H,W] RGB 0..1, H and W multiples of 8 -> heatmap logits [N,1,H/8,W/8], box [N,4,...], corners [N,8,...].

    Box: distances of left, top, right, bottom from the cell's center; corners: x and y from there; both in pixels.
    """

    def __init__(self):
        super().__init__()
        self.fine = nn.Sequential(block(3, 16, 2), block(16, 32, 2), block(32, 32), block(32, 64, 2), block(64, 64))
        self.coarse = nn.Sequential(block(64, 128, 2), block(128, 128), block(128, 128), block(128, 128))
        self.wide = nn.Sequential(block(128, 128, 2), block(128, 128), block(128, 128), nn.Conv2d(128, 128, 1))
        self.narrow = nn.Conv2d(128, 64, 1)
        self.head = block(64, 64)
        self.heat = nn.Conv2d(64, 1, 1)
        self.box = nn.Conv2d(64, 4, 1)
        self.bend = nn.Conv2d(64, 8, 1)
        nn.init.constant_(self.heat.bias, -4.0)
        nn.init.constant_(self.box.bias, 1.0)
        # Both begin as nothing, so weights trained without them stay good: corners start as the box's own.
        for added in (self.wide[-1], self.bend):
            nn.init.zeros_(added.weight)
            nn.init.zeros_(added.bias)

    def forward(self, image):
        fine = self.fine(image * 2 - 1)
        coarse = self.coarse(fine)
        coarse = coarse + F.interpolate(self.wide(coarse), size=coarse.shape[2:], mode="nearest")
        features = self.head(fine + F.interpolate(self.narrow(coarse), size=fine.shape[2:], mode="nearest"))
        box = torch.exp(torch.clamp(self.box(features).float(), -3, 4)) * STRIDE
        return self.heat(features), box, corners_of(box, self.bend(features).float())


def corners_of(box, bend):
    """The box's corners, each moved by `bend` shares of the box's size."""
    left, top, right, bottom = box.split(1, 1)
    signed = (-left, -top, right, bottom)
    sizes = (left + right, top + bottom)
    moves = bend.split(1, 1)
    return torch.cat([signed[side] + moves[at] * sizes[at % 2] for at, side in enumerate(CORNER_SIDES)], 1)


class Exported(nn.Module):
    def __init__(self, detector):
        super().__init__()
        self.detector = detector

    def forward(self, image):
        heat, box, corners = self.detector(image)
        return torch.sigmoid(heat), box, corners
