"""Trains the plate detector on car photos (YOLO boxes, class 0 = plate) and drawn streets.

Restart it with the same --out and it goes on.
"""

import argparse
import os

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from detector_net import STRIDE, Exported, PlateDetector
from plate_data import Plates, photos
from scenes import SIDE, drawn_scene, put_plate, view, weather
from training import Run

CELLS = SIDE // STRIDE
MOST = 12


class Scenes(torch.utils.data.IterableDataset):
    """Endless batches: pictures, boxes [n,12,4] (l, t, r, b; nan where there is none)."""

    def __init__(self, photos, real, generated, batch, seed):
        self.photos, self.sets, self.batch, self.seed = photos, [real.pictures, generated.pictures], batch, seed

    def plate(self, random):
        pictures = self.sets[int(random.integers(2))]
        return pictures[int(random.integers(len(pictures)))]

    def scene(self, random):
        kind = random.random()
        if kind < 0.18:
            return drawn_scene(self.plate, random, kind < 0.13)
        picture, boxes = self.photos[int(random.integers(len(self.photos)))]
        if random.random() < 0.5:
            picture = np.ascontiguousarray(picture[:, ::-1])
            boxes = [[picture.shape[1] - x, y, w, h] for x, y, w, h in boxes]
        if random.random() < 0.5:
            picture = picture.copy()
            boxes = [put_plate(picture, self.plate(random), box, random) for box in boxes]
        return view(picture, boxes, random)

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        random = np.random.default_rng([self.seed, worker.id if worker else 0])
        cv2.setNumThreads(1)
        while True:
            images, corners = [], np.full((self.batch, MOST, 4), np.nan, np.float32)
            for index in range(self.batch):
                picture, boxes = self.scene(random)
                images.append(weather(picture, random))
                for slot, (x, y, w, h) in enumerate(boxes[:MOST]):
                    corners[index, slot] = (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
            yield torch.from_numpy(np.stack(images)), torch.from_numpy(corners)


def targets(corners):
    """Heat [n,1,c,c] (a bell per plate), box [n,4,c,c] corners, mask [n,c,c] where boxes are learned."""
    count = len(corners)
    heat, box = torch.zeros(count, 1, CELLS, CELLS), torch.zeros(count, 4, CELLS, CELLS)
    mask = torch.zeros(count, CELLS, CELLS, dtype=torch.bool)
    rows, columns = torch.meshgrid(torch.arange(CELLS), torch.arange(CELLS), indexing="ij")
    for index in range(count):
        for left, top, right, bottom in corners[index][~torch.isnan(corners[index, :, 0])].tolist():
            column, row = int((left + right) / 2 / STRIDE), int((top + bottom) / 2 / STRIDE)
            if not (0 <= column < CELLS and 0 <= row < CELLS) or right - left < 8:
                continue
            wide, high = max(0.7, (right - left) / STRIDE / 6), max(0.6, (bottom - top) / STRIDE / 6)
            bell = torch.exp(-(((columns - column) / wide) ** 2 + ((rows - row) / high) ** 2) / 2)
            heat[index, 0] = torch.maximum(heat[index, 0], bell)
            near = bell > 0.35
            mask[index] |= near
            box[index][:, near] = torch.tensor([left, top, right, bottom])[:, None]
    return heat, box, mask


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


def to_image(pictures):
    return pictures.flip(-1).permute(0, 3, 1, 2).float().div_(255)


def losses(detector, batch):
    pictures, corners = batch
    heat, box, mask = targets(corners)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        seen, sides = detector(to_image(pictures).contiguous(memory_format=torch.channels_last))
    chance = torch.sigmoid(seen.float()).clamp(1e-4, 1 - 1e-4)
    hit = heat > 0.999
    missed = (1 - chance) ** 2 * torch.log(chance)
    invented = (1 - heat) ** 4 * chance**2 * torch.log(1 - chance)
    loss = -torch.where(hit, missed, invented).sum() / hit.sum().clamp(min=1)
    found = to_corners(sides.float()).permute(0, 2, 3, 1)[mask]
    wanted = box.permute(0, 2, 3, 1)[mask]
    off = (1 - giou(found, wanted)).mean() if len(found) else torch.zeros(())
    return loss + 2 * off, {"heat": round(loss.item(), 4), "box": round(off.item(), 4)}


def detect(exported, picture, side, threshold=0.35):
    """Corner boxes of one BGR picture, the surest first, in its own pixels."""
    rows, columns = picture.shape[:2]
    scale = side / max(rows, columns)
    wide, high = (max(STRIDE, int(round(v * scale / STRIDE)) * STRIDE) for v in (columns, rows))
    with torch.no_grad():
        small = cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA)
        heat, box = exported(to_image(torch.from_numpy(small)[None]))
    heat = torch.where(F.max_pool2d(heat, 3, 1, 1) == heat, heat, torch.zeros(()))[0, 0]
    corners = to_corners(box)[0] * torch.tensor([columns / wide, rows / high] * 2)[:, None, None]
    cells = [(heat[r, c].item(), corners[:, r, c].tolist()) for r, c in (heat > threshold).nonzero().tolist()]
    return [box for _, box in sorted(cells, reverse=True)]


def evaluate(detector, pictures, side=320):
    """Recall and precision at overlap 0.5."""
    detector.eval()
    exported, hits, wanted, found = Exported(detector), 0, 0, 0
    for picture, boxes in pictures:
        seen = torch.tensor(detect(exported, picture, side)).view(-1, 4)
        found += len(seen)
        for x, y, w, h in boxes:
            wanted += 1
            box = torch.tensor([[x - w / 2, y - h / 2, x + w / 2, y + h / 2]])
            hits += int(len(seen) > 0 and giou(seen, box.expand(len(seen), 4)).max() > 0.5)
    detector.train()
    return {"recall": round(hits / max(1, wanted), 4), "precision": round(hits / max(1, found), 4)}


def export(detector, path):
    detector.eval()
    cells = {2: "rows", 3: "columns"}
    axes = {"image": {2: "height", 3: "width"}, "heatmap": cells, "box": cells}
    names = {"input_names": ["image"], "output_names": ["heatmap", "box"]}
    example = torch.rand(1, 3, 320, 320)
    torch.onnx.export(Exported(detector), example, path + ".new", opset_version=13, dynamic_axes=axes, **names)
    os.replace(path + ".new", path)
    detector.train()


def main():
    args = arguments()
    train, valid = photos(args.data, "train"), photos(args.data, "valid")[: args.valid]
    detector = PlateDetector().to(memory_format=torch.channels_last)
    run = Run(detector, args.out, "detector", args.minutes, args.rate)
    scenes = Scenes(train, Plates(args.plates, "train"), Plates(args.generated), args.batch, run.state["step"])
    batches = torch.utils.data.DataLoader(scenes, None, num_workers=1)

    def check(network, _):
        export(network, os.path.join(args.out, "plate-detector.onnx"))
        return {"valid": evaluate(network, valid)}

    run.go(batches, lambda batch: losses(detector, batch), check, args.every)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="sets, each with train/ and valid/ of images/ and labels/")
    parser.add_argument("--plates", required=True, help="folder with real plate crops and manifest.csv")
    parser.add_argument("--generated", required=True, help="folder that make-plates.ts wrote")
    parser.add_argument("--out", required=True, help="folder for checkpoints, the log and the ONNX file")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--every", type=float, default=150, help="seconds between evaluations")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--valid", type=int, default=200, help="how many valid photos to evaluate on")
    return parser.parse_args()


if __name__ == "__main__":
    main()
