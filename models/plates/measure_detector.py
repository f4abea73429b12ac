"""Measures a detector on photos it never saw, on Thai plates laid over them seen from aside, and on drawn streets.

python3 measure_detector.py --data PLATE_BOXES --generated CHECK a.pt b.pt
"""

import argparse

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from detector_loss import cell_centers, to_image
from detector_net import STRIDE, Exported, PlateDetector
from distractors import make_boards
from plate_data import Plates, photos
from plate_view import CAR, lay, seen_from
from scenes import Place, box_of_place, drawn_scene, place_of_box
from training import weights_of

SURE = 0.35


def detect(exported, picture, side, threshold=SURE):
    """Found plates of one BGR picture, the surest first: boxes [n,4] (left, top, right, bottom), corners [n,4,2]."""
    rows, columns = picture.shape[:2]
    scale = side / max(rows, columns)
    wide, high = (max(STRIDE, int(round(v * scale / STRIDE)) * STRIDE) for v in (columns, rows))
    with torch.no_grad():
        small = cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA)
        heat, box, corners = exported(to_image(torch.from_numpy(small)[None]))
    heat = torch.where(F.max_pool2d(heat, 3, 1, 1) == heat, heat, torch.zeros(()))[0, 0]
    cells = (heat > threshold).nonzero()
    cells = cells[heat[cells[:, 0], cells[:, 1]].argsort(descending=True)]
    at = (0, slice(None), cells[:, 0], cells[:, 1])
    center = torch.stack(cell_centers(*heat.shape))[:, cells[:, 0], cells[:, 1]].T
    stretch = torch.tensor([columns / wide, rows / high])
    sides = box[at].T.unflatten(1, (2, 2)) * torch.tensor([-1.0, 1.0])[:, None]
    boxes = ((center[:, None] + sides) * stretch).flatten(1)
    return apart(boxes.numpy(), ((center[:, None] + corners[at].T.unflatten(1, (4, 2))) * stretch).numpy())


def apart(boxes, quads):
    """Without those that overlap a surer one."""
    kept = []
    for index, box in enumerate(boxes):
        if all(overlap(box, boxes[other]) < 0.35 for other in kept):
            kept.append(index)
    return boxes[kept], quads[kept]


def overlap(a, b):
    """Intersection over union of two boxes (left, top, right, bottom)."""
    shared = np.prod(np.clip(np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2]), 0, None))
    return shared / (np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2]) - shared)


def score(detector, scenes, side):
    """Recall and precision at overlap 0.5; the corners' error (middle, ninth tenth) in shares of the plate's width."""
    detector.eval()
    exported, hits, wanted, found, errors = Exported(detector), 0, 0, 0, []
    for picture, places in scenes:
        boxes, quads = detect(exported, picture, side)
        found += len(boxes)
        for place in places:
            low, high = place.corners.min(0), place.corners.max(0)
            overlaps = [overlap(np.concatenate([low, high]), box) for box in boxes]
            wanted += 1
            if overlaps and max(overlaps) >= 0.5:
                hits += 1
                off = np.linalg.norm(quads[int(np.argmax(overlaps))] - place.corners, axis=1).mean()
                errors += [off / (high[0] - low[0])] * place.exact
    detector.train()
    scores = {"recall": round(hits / max(1, wanted), 4), "precision": round(hits / max(1, found), 4)}
    corners = zip(("corner", "corner90"), np.quantile(errors, (0.5, 0.9)).round(4).tolist() if errors else ())
    return {**scores, **dict(corners)}


def held_out(photos, plates, count, seed=5):
    """Scenes by name, with the longer side they are looked at with: {name: (scenes, side)}; the same for a seed."""
    random = np.random.default_rng(seed)
    boards = make_boards(random, 60)
    pick = lambda _: (plates.pictures[int(random.integers(len(plates.pictures)))], CAR)
    chosen = [photos[index] for index in random.permutation(len(photos))[: 2 * count]]
    own = [(picture, [place_of_box(*box) for box in boxes]) for picture, boxes in chosen]
    aside = [from_aside(picture, boxes, pick, random) for picture, boxes in chosen[:count]]
    streets = [drawn_scene(pick, boards, random) for _ in range(count // 2)]
    return {"photos": (own, 320), "aside": (aside, 320), "streets": (streets, 640)}


def from_aside(photo, boxes, plates, random):
    """The photo with Thai plates over its own, seen 30 to 45 degrees from aside."""
    picture, places = photo.copy(), []
    for x, y, width, height in boxes:
        yaw = random.uniform(30, 45) * random.choice((-1, 1))
        pixels, ratio = plates(random)
        shape = seen_from(yaw, random.uniform(-15, 5), random.normal(0, 3), ratio, random.uniform(5, 12))
        corners = shape * max(width, 0.8 * height / np.ptp(shape[:, 1])) * 1.1 + (x, y)
        lay(picture, pixels, 0, corners.astype(np.float32), random)
        places.append(Place(corners, True))
    return picture, [place for place in places if box_of_place(place)[2] >= 20]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="sets, each with valid/ of images/ and labels/")
    parser.add_argument("--generated", required=True, help="folder that make-plates.ts wrote, not seen in training")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("weights", nargs="+", help="checkpoints")
    args = parser.parse_args()
    torch.set_num_threads(1)
    scenes = held_out(photos(args.data, "valid"), Plates(args.generated), args.count)
    for path in args.weights:
        detector = PlateDetector()
        detector.load_state_dict(weights_of(path), strict=False)
        print(path, {name: score(detector, *of) for name, of in scenes.items()})


if __name__ == "__main__":
    main()
