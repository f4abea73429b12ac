"""Trains the plate detector on car photos (YOLO boxes, class 0 = plate) and drawn streets.

Restart it with the same --out and it goes on. Minutes are the processor's, so a busy machine only takes longer.
"""

import argparse
import os
import time

import cv2
import numpy as np
import torch
from detector_loss import losses
from detector_net import Exported, PlateDetector
from distractors import make_boards
from measure_detector import held_out, score
from plate_data import Plates, photos
from plate_view import CAR, MOTORCYCLE
from scenes import SIDE, close_up, drawn_scene, four, photo_scene, view
from training import Run, weights_of
from weather import weather

MOST = 12


class Plateful:
    """Draws plates, half of them real: a picture and its width to height as it hangs on a vehicle."""

    def __init__(self, *sets):
        self.sets = [(plates.pictures, [shape_of(row) for row in plates.rows]) for plates in sets]

    def __call__(self, random):
        pictures, shapes = self.sets[int(random.integers(len(self.sets)))]
        index = int(random.integers(len(pictures)))
        return pictures[index], shapes[index] * random.uniform(0.95, 1.05)


def shape_of(row):
    return MOTORCYCLE if row["kind"].endswith("motorcycle") else CAR


class Scenes(torch.utils.data.IterableDataset):
    """Endless batches: pictures, quads [n,12,4,2] (nan where there is none), exact [n,12]."""

    def __init__(self, photos, plates, batch, seed):
        self.photos, self.plates, self.batch, self.seed = photos, plates, batch, seed

    def photo(self, random):
        return self.photos[int(random.integers(len(self.photos)))]

    def part(self, random):
        return photo_scene(self.photo(random), self.plates, self.boards, random)

    def scene(self, random):
        kind = random.random()
        if kind < 0.22:
            scene = drawn_scene(self.plates, self.boards, random, kind < 0.17)
            return view(*scene, random, random.uniform(0.3, 1.0))
        if kind < 0.32:
            return close_up(self.photo(random)[0], self.plates(random), random)
        if kind < 0.45:
            return four(self.part, random)
        return view(*self.part(random), random)

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        random = np.random.default_rng([self.seed, worker.id if worker else 0])
        cv2.setNumThreads(1)
        self.boards = make_boards(random)
        while True:
            images = []
            quads, exact = np.full((self.batch, MOST, 4, 2), np.nan, np.float32), np.zeros((self.batch, MOST), bool)
            for index in range(self.batch):
                picture, places = self.scene(random)
                images.append(weather(picture, random))
                for slot, place in enumerate(places[:MOST]):
                    quads[index, slot], exact[index, slot] = place
            yield torch.from_numpy(np.stack(images)), torch.from_numpy(quads), torch.from_numpy(exact)


def export(detector, path):
    detector.eval()
    cells = {2: "rows", 3: "columns"}
    axes = {"image": {2: "height", 3: "width"}, "heatmap": cells, "box": cells, "corners": cells}
    names = {"input_names": ["image"], "output_names": ["heatmap", "box", "corners"]}
    example = torch.rand(1, 3, 320, 320)
    torch.onnx.export(Exported(detector), example, path + ".new", opset_version=13, dynamic_axes=axes, **names)
    os.replace(path + ".new", path)
    detector.train()


def check_and_export(scenes, path):
    """The best so far becomes the ONNX file."""

    def check(detector, state):
        scores = {name: score(detector, *of) for name, of in scenes.items()}
        total = sum(of["recall"] + 0.5 * of["precision"] - of.get("corner", 0) for of in scores.values())
        if total >= state["best"]:
            state["best"] = total
            export(detector, path)
        return scores

    return check


def main():
    args = arguments()
    detector = PlateDetector().to(memory_format=torch.channels_last)
    if args.start:
        detector.load_state_dict(weights_of(args.start), strict=False)
    run = Run(detector, args.out, "detector", args.minutes, args.rate, time.process_time)
    plates = Plateful(Plates(args.plates, "train"), Plates(args.generated))
    scenes = Scenes(photos(args.data, "train"), plates, args.batch, run.state["step"])
    batches = torch.utils.data.DataLoader(scenes, None, num_workers=1)
    checks = held_out(photos(args.data, "valid"), Plates(args.check), args.valid)
    check = check_and_export(checks, os.path.join(args.out, "plate-detector.onnx"))
    run.go(batches, lambda batch: losses(detector, batch), check, args.every)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="sets, each with train/ and valid/ of images/ and labels/")
    parser.add_argument("--plates", required=True, help="folder with real plate crops and manifest.csv")
    parser.add_argument("--generated", required=True, help="folder that make-plates.ts wrote")
    parser.add_argument("--check", required=True, help="a second such folder, made with another seed, to evaluate on")
    parser.add_argument("--start", help="checkpoint whose weights to begin with, as far as they fit")
    parser.add_argument("--out", required=True, help="folder for checkpoints, the log and the ONNX file")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--every", type=float, default=300, help="seconds between evaluations")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--valid", type=int, default=60, help="how many scenes of each kind to evaluate on")
    return parser.parse_args()


if __name__ == "__main__":
    main()
