"""The plate detector: one center heatmap and one box (l, t, r, b) per 8x8 cell; looks around at stride 16."""

import torch
import torch.nn.functional as F
from torch import nn
from reader_net import block

STRIDE = 8


class PlateDetector(nn.Module):
    """[N,3,H,W] RGB 0..1, H and W multiples of 8 -> heatmap logits [N,1,H/8,W/8], box [N,4,H/8,W/8] in pixels."""

    def __init__(self):
        super().__init__()
        self.fine = nn.Sequential(block(3, 16, 2), block(16, 32, 2), block(32, 32), block(32, 64, 2), block(64, 64))
        self.coarse = nn.Sequential(block(64, 128, 2), block(128, 128), block(128, 128), block(128, 128))
        self.narrow = nn.Conv2d(128, 64, 1)
        self.head = block(64, 64)
        self.heat = nn.Conv2d(64, 1, 1)
        self.box = nn.Conv2d(64, 4, 1)
        nn.init.constant_(self.heat.bias, -4.0)
        nn.init.constant_(self.box.bias, 1.0)

    def forward(self, image):
        fine = self.fine(image * 2 - 1)
        coarse = F.interpolate(self.narrow(self.coarse(fine)), size=fine.shape[2:], mode="nearest")
        features = self.head(fine + coarse)
        return self.heat(features), torch.exp(torch.clamp(self.box(features), -3, 4)) * STRIDE


class Exported(nn.Module):
    def __init__(self, detector):
        super().__init__()
        self.detector = detector

    def forward(self, image):
        heat, box = self.detector(image)
        return torch.sigmoid(heat), box
