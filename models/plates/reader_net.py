"""The plate reader: seven plain convolution blocks, eight attention slots for the characters, four for the province."""

import torch
import torch.nn.functional as F
from torch import nn

ROWS, COLUMNS = 10, 20
SLOTS = 8
PROVINCE_SLOTS = 4


def block(inputs, outputs, stride=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


def gaussian_prior(centers, row, row_sigma, column_sigma=2.0):
    """Attention logits that start each slot at its place: without it the slots swap characters for many epochs."""
    rows = torch.arange(ROWS).view(1, ROWS, 1)
    columns = torch.arange(COLUMNS).view(1, 1, COLUMNS)
    center = (torch.tensor(centers) * COLUMNS - 0.5).view(-1, 1, 1)
    return -((columns - center) ** 2) / (2 * column_sigma**2) - ((rows - row) ** 2) / (2 * row_sigma**2)


class Slots(nn.Module):
    """Soft attention over the feature map: one weighted mean of the features per slot."""

    def __init__(self, channels, prior):
        super().__init__()
        self.prior = nn.Parameter(prior.flatten(1)[None])
        self.squeeze = nn.Sequential(nn.Conv2d(channels, 32, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU(inplace=True))
        # As wide as the plate: which slot a character belongs to depends on how many stand left of it.
        self.look_around = nn.Conv2d(32, 32, (5, 15), padding=(2, 7))
        self.score = nn.Conv2d(64, prior.shape[0], 1)

    def forward(self, features, order=0):
        small = self.squeeze(features)
        around = torch.relu(self.look_around(small))
        logits = self.score(torch.cat([small, around], 1)).flatten(2) + self.prior + order
        pooled = torch.matmul(torch.softmax(logits, -1), features.flatten(2).transpose(1, 2))
        return pooled, logits


def reading_order():
    """[200,200]: how much of a sign in one cell stands before another cell; lines are about three rows apart."""
    y, x = (each.flatten().float() for each in torch.meshgrid(torch.arange(ROWS), torch.arange(COLUMNS), indexing="ij"))
    down, right = y[None] - y[:, None], x[None] - x[:, None]
    above = torch.sigmoid((down - 3) * 2)
    same_line = 1 - above - torch.sigmoid((-down - 3) * 2)
    return above + same_line * torch.sigmoid(right * 3)


class Counter(nn.Module):
    """Counts the signs before each cell, so that the third slot can look where the third sign is.

    Slots that must judge this by content alone read one sign twice or skip one.
    """

    def __init__(self, channels):
        super().__init__()
        self.squeeze = nn.Sequential(nn.Conv2d(channels, 32, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU(inplace=True))
        self.sign = nn.Conv2d(32, 1, 3, padding=1)
        self.before = nn.Parameter(reading_order())
        self.strength = nn.Parameter(torch.zeros(SLOTS, 1))
        nn.init.constant_(self.sign.bias, -3.0)

    def forward(self, features):
        signs = self.sign(self.squeeze(features)).flatten(1)
        count = torch.matmul(torch.sigmoid(signs), self.before)
        off = count[:, None] - torch.arange(SLOTS).view(1, -1, 1) - 0.5
        return signs, -F.softplus(self.strength) * (off**2).clamp(max=9)


class PlateReader(nn.Module):
    """[N,3,80,160] RGB 0..1 -> logits: characters [N,8,55], province [N,78], class [N,10], attention [N,8,200],
    signs [N,200] (whether a sign's center is in the cell).
    """

    def __init__(self, characters, provinces, classes):
        super().__init__()
        self.features = nn.Sequential(
            *(block(3, 32, 2), block(32, 48), block(48, 96, 2), block(96, 96)),
            *(block(96, 128, 2), block(128, 128), block(128, 160)),
        )
        self.slots = Slots(160, gaussian_prior([0.1, 0.24, 0.38, 0.52, 0.66, 0.78, 0.88, 0.94], 3.8, 2.0))
        self.counter = Counter(160)
        self.province_slots = Slots(160, gaussian_prior([0.3, 0.45, 0.6, 0.75], 7.5, 1.2))
        self.character = nn.Linear(160, characters)
        self.slot_bias = nn.Parameter(torch.zeros(SLOTS, characters))
        self.dropout = nn.Dropout(0.1)
        self.province = nn.Linear(160 * PROVINCE_SLOTS, provinces)
        self.plate_class = nn.Sequential(nn.Linear(160 * 3, 64), nn.ReLU(inplace=True), nn.Linear(64, classes))

    def forward(self, image):
        features = self.features(image * 2 - 1)
        signs, order = self.counter(features)
        pooled, attention = self.slots(features, order)
        province, _ = self.province_slots(features)
        characters = self.character(self.dropout(pooled)) + self.slot_bias
        # Colors and layout are of the whole plate, so the class looks at all of it, and at the characters found.
        whole = torch.cat([features.mean((2, 3)), features.amax((2, 3)), pooled.mean(1)], 1)
        province = self.province(self.dropout(province.flatten(1)))
        return characters, province, self.plate_class(self.dropout(whole)), attention, signs


class Exported(nn.Module):
    """What the ONNX file holds: probabilities instead of logits, no attention."""

    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, plate):
        characters, province, plate_class, *_ = self.reader(plate)
        return tuple(torch.softmax(logits, -1) for logits in (characters, province, plate_class))
