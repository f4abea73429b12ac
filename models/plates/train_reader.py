"""Trains the plate reader on real crops and generated plates. Restart it with the same --out and it goes on.

The learning rate follows the clock (--minutes), so a shared machine ends on time with a settled network.
"""

import argparse
import os

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from augment import photograph, pose
from collage import Signs, motorcycle, swapped
from distractors import make_boards
from plate_data import STORED, Plates, load_alphabet, load_classes, photos, possible_classes
from reader_net import COLUMNS, ROWS, Exported, PlateReader
from training import Run


class Drawn(torch.utils.data.IterableDataset):
    """Endless augmented batches: `share` from generated plates, the rest real, and some photographed or no Thai plate."""

    collages = 0.15
    photographs = 0.3

    def __init__(self, real, generated, share, batch, seed, others=(), photographed=None):
        self.others, self.boards = others, make_boards(np.random.default_rng(seed)) if others else ()
        self.signs, self.donors = Signs(real), [Signs(real), *([Signs(generated)] if generated else [])]
        self.sources = [(real, 1.0, real.weights())] + ([(generated, 1.6, generated.weights())] if generated else [])
        self.share, self.batch, self.seed = share if generated else 0, batch, seed
        self.photographed = photographed

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        random = np.random.default_rng([self.seed, worker.id if worker else 0])
        cv2.setNumThreads(1)
        odds = [weights / weights.sum() for *_, weights in self.sources]
        while True:
            collages = round(self.batch * self.collages)
            counts = [self.batch - int(self.batch * self.share) - collages, int(self.batch * self.share)]
            images, characters, provinces, classes, cells = [], [], [], [], []
            for (plates, strength, _), odd, count in zip(self.sources, odds, counts):
                for index in random.choice(len(odd), count, p=odd):
                    image, matrix = photograph(plates.pictures[index], random, strength)
                    images.append(image)
                    characters.append(plates.characters[index])
                    provinces.append(plates.provinces[index])
                    classes.append(plates.classes[index])
                    cells.append(attention_cells(plates.centers[index], matrix))
            for _ in range(round(self.batch * self.photographs) if self.photographed else 0):
                index = int(random.integers(len(self.photographed.pictures)))
                images.append(pose(self.photographed.pictures[index], random, 0.4)[0])
                characters.append(self.photographed.characters[index])
                provinces.append(self.photographed.provinces[index])
                classes.append(self.photographed.classes[index])
                cells.append(np.full(8, -1))
            for _ in range(collages):
                picture, signs, place, kind, centers = self.collage(random)
                image, matrix = photograph(picture, random)
                images.append(image)
                characters.append(signs)
                provinces.append(place)
                classes.append(kind)
                cells.append(attention_cells(centers, matrix))
            for _ in range(round(self.batch * 0.14) if self.others else 0):
                picture, name = self.no_plate(random)
                images.append(photograph(picture, random)[0])
                characters.append(np.full(8, 54))
                provinces.append(-1)
                classes.append(possible_classes((name,), load_classes()))
                cells.append(np.full(8, -1))
            stacked = (images, characters, provinces, classes, cells)
            yield tuple(torch.from_numpy(np.stack(each)) for each in stacked)


    def no_plate(self, random):
        if random.random() < 0.4:
            return cv2.resize(self.boards[int(random.integers(len(self.boards)))], STORED), "none"
        return photo_without_plate(self.others, random)

    def collage(self, random):
        if random.random() < 0.5:
            return motorcycle(self.signs, load_classes(), random)
        return swapped(self.signs, self.donors, random)


def photo_without_plate(photos, random):
    """Half foreign plates, half other parts of a photo, and the class of it: both must read as nothing."""
    name = "none"
    picture, boxes = photos[int(random.integers(len(photos)))]
    rows, columns = picture.shape[:2]
    if boxes and random.random() < 0.5:
        x, y, width, height = boxes[int(random.integers(len(boxes)))]
        name = "foreign"
    else:
        width = columns * random.uniform(0.1, 1)
        height = min(rows, width * random.uniform(0.3, 0.9))
        x, y = random.uniform(width / 2, columns - width / 2), random.uniform(height / 2, rows - height / 2)
        if any(abs(x - box[0]) < width / 2 and abs(y - box[1]) < height / 2 for box in boxes):
            x, y, width, height = columns / 2, rows / 2, columns, rows
    left, top = max(0, int(x - width / 2)), max(0, int(y - height / 2))
    cut = picture[top : top + max(4, int(height)), left : left + max(4, int(width))]
    return cv2.resize(cut, STORED), name


def attention_cells(centers, matrix):
    """Where each character stands in the feature map after the view changed; -1 = unknown or outside."""
    points = np.concatenate([centers, np.ones((len(centers), 1))], 1) @ matrix.T
    x, y = points[:, 0] / points[:, 2], points[:, 1] / points[:, 2]
    inside = (x > 0) & (x < 1) & (y > 0) & (y < 1)
    column, row = np.nan_to_num(x * COLUMNS).astype(np.int64), np.nan_to_num(y * ROWS).astype(np.int64)
    return np.where(inside, row * COLUMNS + column, -1)


def losses(reader, batch):
    """The characters count most; where to look is taught from known boxes."""
    images, characters, provinces, classes, cells = batch
    images = images.flip(-1).permute(0, 3, 1, 2).float().div_(255).contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        read, province, plate_class, attention, signs = reader(images)
    loss_read = F.cross_entropy(read.float().flatten(0, 1), characters.flatten(), label_smoothing=0.02)
    loss_province = F.cross_entropy(province.float(), provinces, ignore_index=-1, label_smoothing=0.02)
    loss_class = -torch.log((torch.softmax(plate_class.float(), -1) * classes).sum(-1).clamp_min(1e-6)).mean()
    loss_look = F.cross_entropy(attention.float().flatten(0, 1), cells.flatten(), ignore_index=-1)
    loss_count = count_loss(signs.float(), cells)
    loss = loss_read + 0.35 * loss_province + 0.2 * loss_class + 0.3 * loss_look + 4 * loss_count
    parts = {"read": loss_read, "province": loss_province, "class": loss_class, "count": loss_count}
    return loss, {name: round(part.item(), 4) for name, part in parts.items()}


def count_loss(signs, cells):
    """Where signs stand, on the plates whose signs' places are known."""
    known = (cells >= 0).any(1)
    wanted = torch.zeros(len(cells), signs.shape[1] + 1)
    wanted.scatter_(1, torch.where(cells < 0, signs.shape[1], cells), 1.0)
    return F.binary_cross_entropy_with_logits(signs[known], wanted[known, :-1])


def read_pictures(reader, pictures):
    read, provinces, classes = [], [], []
    with torch.no_grad():
        for start in range(0, len(pictures), 64):
            crops = [cv2.resize(p, (160, 80), interpolation=cv2.INTER_AREA) for p in pictures[start : start + 64]]
            images = torch.from_numpy(np.stack(crops)).flip(-1).permute(0, 3, 1, 2).float() / 255
            for outputs, output in zip((read, provinces, classes), reader(images)):
                outputs.append(output)
    return torch.cat(read), torch.cat(provinces), torch.cat(classes)


def evaluate(reader, plates):
    """Shares of plates, characters and provinces (of those known) that are right."""
    reader.eval()
    read, province, plate_class = read_pictures(Exported(reader), plates.pictures)
    reader.train()
    right = read.argmax(-1).numpy() == plates.characters
    known = plates.provinces >= 0
    return {
        "plate": float(right.all(1).mean()),
        "character": float(right[plates.characters != 54].mean()),
        "province": float((province.argmax(-1).numpy() == plates.provinces)[known].mean()),
        "class": float(np.take_along_axis(plates.classes, plate_class.argmax(-1, True).numpy(), 1).mean()),
    }


def load_reader(checkpoint):
    """The averaged network of a checkpoint, ready to read."""
    characters, provinces = load_alphabet()
    reader = PlateReader(len(characters), len(provinces), len(load_classes()))
    saved = torch.load(checkpoint)["average"]
    reader.load_state_dict({name[7:]: value for name, value in saved.items() if name.startswith("module.")})
    return reader.eval()


def export(reader, path):
    reader.eval()
    names = {"input_names": ["plate"], "output_names": ["characters", "province", "class"]}
    axes = {name: {0: "n"} for name in ("plate", *names["output_names"])}
    example = torch.rand(2, 3, 80, 160)
    torch.onnx.export(Exported(reader), example, path + ".new", opset_version=13, dynamic_axes=axes, **names)
    os.replace(path + ".new", path)
    reader.train()


def check_and_export(sets, path):
    """The best so far becomes the ONNX file."""

    def check(reader, state):
        scores = {name: evaluate(reader, plates) for name, plates in sets.items()}
        total = sum(score["plate"] + 0.1 * score["province"] for score in scores.values())
        if total >= state["best"]:
            state["best"] = total
            export(reader, path)
        return scores

    return check


def main():
    args = arguments()
    characters, provinces = load_alphabet()
    real, generated = Plates(args.data, "train"), Plates(args.generated) if args.generated else None
    others = photos(args.others, "train") if args.others else ()
    photographed = Plates(args.photographed) if args.photographed else None
    sets = {"dev": Plates(args.data, "dev"), **({"check": Plates(args.check)} if args.check else {})}
    reader = PlateReader(len(characters), len(provinces), len(load_classes())).to(memory_format=torch.channels_last)
    run = Run(reader, args.out, "reader", args.minutes, args.rate)
    drawn = Drawn(real, generated, args.share, args.batch, run.state["step"], others, photographed)
    batches = torch.utils.data.DataLoader(drawn, None, num_workers=1)
    check = check_and_export(sets, os.path.join(args.out, "plate-reader.onnx"))
    run.go(batches, lambda batch: losses(reader, batch), check, args.every)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with manifest.csv, boxes.jsonl and crops")
    parser.add_argument("--generated", help="folder that make-plates.ts wrote")
    parser.add_argument("--photographed", help="folder that make-photographs.ts wrote")
    parser.add_argument("--others", help="car photos with foreign plates, to learn what to read as nothing")
    parser.add_argument("--check", help="a second such folder, made with another seed, to evaluate on")
    parser.add_argument("--out", required=True, help="folder for checkpoints, the log and the ONNX file")
    parser.add_argument("--minutes", type=float, default=35)
    parser.add_argument("--every", type=float, default=120, help="seconds between evaluations")
    parser.add_argument("--share", type=float, default=0.4, help="share of generated plates in a batch")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=2e-3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
