"""Reads plate pictures, their labels and character boxes into memory, once and as 8-bit pixels."""

import csv
import glob
import json
import os

import cv2
import numpy as np

STORED = (240, 120)
SLOTS = 8
HERE = os.path.dirname(os.path.abspath(__file__))


def load_alphabet():
    with open(os.path.join(HERE, "alphabet.json"), encoding="utf8") as file:
        alphabet = json.load(file)
    return alphabet["characters"], alphabet["provinces"]


def load_classes():
    with open(os.path.join(HERE, "alphabet.json"), encoding="utf8") as file:
        return json.load(file)["classes"]


def possible_classes(names, classes):
    """1 for each class that a picture may be of."""
    return np.array([name in names for name in classes], np.float32)


def known_classes(row):
    """Generated plates say their class; real crops say only `car`, whatever their color."""
    if "class" in row:
        return (row["class"],)
    return ("car", "public", "auctioned") if row["kind"] == "car" else (row["kind"],)


def plate_labels(plate, characters):
    """`70-1234` -> eight class numbers, the last ones "none"."""
    numbers = [characters.index(c) for c in plate.replace("-", "").replace(" ", "")]
    return numbers + [characters.index("")] * (SLOTS - len(numbers))


def fix_labels(rows, path):
    """Applies the edits of label-fixes.csv to the rows whose file it names; refuses one that does not fit."""
    if path is None or not os.path.exists(path):
        return
    by_file = {row["file"]: row for row in rows}
    with open(path, encoding="utf8") as file:
        # From the right, so that a surplus sign does not move the places of the others.
        edits = sorted(csv.DictReader(file), key=lambda edit: -int(edit["position"] or 0))
    for edit in edits:
        row = by_file.get(edit["file"])
        if row is None:
            continue
        if edit["field"] in ("province", "class"):
            column = "province" if edit["field"] == "province" else "kind"
            fits, row[column] = row[column] == edit["given"], edit["true"]
        else:
            signs, at = row["plate"].replace("-", ""), int(edit["position"]) - 1
            fits = signs[at : at + len(edit["given"])] == edit["given"]
            row["plate"] = signs[:at] + edit["true"] + signs[at + len(edit["given"]) :]
        if not fits:
            raise ValueError(f"label-fixes.csv: {edit['file']} is not labeled {edit['given']} there")


def reading_order(boxes, plate):
    """The boxes of the plate's characters, or None where the boxes and the label do not agree."""
    seen, singles = set(), []
    for name, x, y, w, h in boxes:
        if len(name) == 1 and (name, round(x, 2), round(y, 2)) not in seen:
            seen.add((name, round(x, 2), round(y, 2)))
            singles.append((name, x, y, w, h))
    for ordered in (singles, sorted(singles, key=lambda box: box[1])):
        if "".join(box[0] for box in ordered) == plate.replace("-", ""):
            return [box[1:] for box in ordered]
    return None


class Plates:
    """Pictures [n,120,240,3] BGR uint8, characters [n,8], province [n] (-1 unknown), centers [n,8,2] (nan unknown).

    `classes` [n,10] is 1 for each class the plate may be of; `boxes` [n,8,4] and `province_boxes` [n,4] are
    cx, cy, w, h in fractions (nan unknown).
    """

    def __init__(self, folder, split=None, fixes=os.path.join(HERE, "label-fixes.csv")):
        characters, provinces = load_alphabet()
        with open(os.path.join(folder, "manifest.csv"), encoding="utf8") as file:
            self.rows = [row for row in csv.DictReader(file) if split in (None, row["split"])]
        fix_labels(self.rows, fixes)
        boxes = self.read_boxes(folder)
        count = len(self.rows)
        self.pictures = np.zeros((count, STORED[1], STORED[0], 3), np.uint8)
        self.characters = np.array([plate_labels(row["plate"], characters) for row in self.rows], np.int64)
        names = [row["province"] for row in self.rows]
        self.provinces = np.array([provinces.index(name) if name else -1 for name in names], np.int64)
        classes = load_classes()
        self.classes = np.stack([possible_classes(known_classes(row), classes) for row in self.rows])
        self.boxes = np.full((count, SLOTS, 4), np.nan, np.float32)
        self.province_boxes = np.full((count, 4), np.nan, np.float32)
        for index, row in enumerate(self.rows):
            picture = cv2.imread(os.path.join(folder, row["file"]))
            self.pictures[index] = cv2.resize(picture, STORED, interpolation=cv2.INTER_AREA)
            named = boxes.get(row["file"], [])
            ordered = reading_order(named, row["plate"])
            if ordered:
                self.boxes[index, : len(ordered)] = ordered
            for name, *box in named:
                if name == row["province"]:
                    self.province_boxes[index] = box
        self.centers = self.boxes[:, :, :2]

    @staticmethod
    def read_boxes(folder):
        path = os.path.join(folder, "boxes.jsonl")
        if not os.path.exists(path):
            return {}
        with open(path, encoding="utf8") as file:
            return {entry["file"]: entry["boxes"] for entry in map(json.loads, file)}

    def weights(self):
        """Often photographed plates count less, rare consonants and short numbers (whose slots are confused) more."""
        plates = [row["plate"] for row in self.rows]
        repeats = {plate: plates.count(plate) for plate in set(plates)}
        letters = np.bincount(self.characters.ravel(), minlength=55)
        rarity = np.clip(np.sqrt(150 / np.maximum(1, letters)), 1, 3)
        short = np.where((self.characters < 54).sum(1) < 6, 2.0, 1.0)
        pairs = zip(self.characters, plates)
        return short * np.array([max(rarity[row]) / np.sqrt(repeats[plate]) for row, plate in pairs])


def photos(folder, split):
    """(BGR picture, plate boxes [cx, cy, w, h] in pixels) of every set under the folder."""
    found = []
    for labels in sorted(glob.glob(os.path.join(folder, "*", split, "labels", "*.txt"))):
        picture = cv2.imread(labels.replace("/labels/", "/images/")[:-4] + ".jpg")
        if picture is None:
            continue
        rows, columns = picture.shape[:2]
        with open(labels, encoding="utf8") as file:
            lines = [list(map(float, line.split())) for line in file if line.strip()]
        boxes = [np.array(to_box(shape)) * (columns, rows, columns, rows) for kind, *shape in lines if kind == 0]
        found.append((picture, [box.tolist() for box in boxes]))
    return found


def to_box(shape):
    """A label is a box (cx, cy, w, h), or in a few files a polygon (x, y, x, y, ...)."""
    if len(shape) == 4:
        return shape
    low = (min(shape[0::2]), min(shape[1::2]))
    size = (max(shape[0::2]) - low[0], max(shape[1::2]) - low[1])
    return [low[0] + size[0] / 2, low[1] + size[1] / 2, *size]
