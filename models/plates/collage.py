"""New plates from pieces of photographed ones: signs change places between plates, cars become motorcycles.

Rare consonants and motorcycles have no photos of their own; their letters and light can still be photographed ones.
"""

import cv2
import numpy as np
from plate_data import SLOTS, STORED

COLUMNS, ROWS = STORED


class Signs:
    """Where each sign stands: boxes [n,8,4] (cx, cy, w, h as fractions) and the province's [n,4]; nan unknown."""

    def __init__(self, plates):
        self.plates = plates
        self.known = np.flatnonzero(~np.isnan(plates.boxes[:, :, 0]).all(1))
        self.places = {}
        for index in self.known:
            for slot in np.flatnonzero(~np.isnan(plates.boxes[index, :, 0])):
                self.places.setdefault(int(plates.characters[index, slot]), []).append((int(index), int(slot)))

    def cut(self, index, box):
        x, y, w, h = box * (COLUMNS, ROWS, COLUMNS, ROWS)
        left, top = max(0, int(x - w / 2)), max(0, int(y - h / 2))
        return self.plates.pictures[index][top : top + max(4, int(h) + 1), left : left + max(3, int(w) + 1)]


def blend(picture, patch, box):
    """Lays a sign into a box in the ink and paper of what was there; its edges fade."""
    x, y, w, h = box * (COLUMNS, ROWS, COLUMNS, ROWS)
    left, top = int(max(0, x - w / 2)), int(max(0, y - h / 2))
    old = picture[top : top + max(4, int(h) + 1), left : left + max(3, int(w) + 1)]
    new = cv2.resize(patch, (old.shape[1], old.shape[0]), interpolation=cv2.INTER_AREA).astype(np.float32)
    light, gray = old.mean(2), new.mean(2)
    dark, pale = (old[near].mean(0) for near in (light <= np.percentile(light, 12), light >= np.percentile(light, 75)))
    low, high = np.percentile(gray, (4, 96))
    share = np.clip((gray - low) / max(12.0, high - low), 0, 1)[..., None]
    new = dark * (1 - share) + pale * share
    fade = np.ones(old.shape[:2], np.float32)
    fade[:, [0, -1]] = fade[[0, -1]] = 0.4
    picture[top : top + old.shape[0], left : left + old.shape[1]] = np.clip(
        new * fade[..., None] + old * (1 - fade[..., None]), 0, 255
    ).astype(np.uint8)


def is_dark_on_light(patch):
    """Paper fills more of a sign's box than ink does."""
    gray = patch.mean(2)
    return np.median(gray) > (gray.min() + gray.max()) / 2


def swapped(base, donors, random, signs=55):
    """A plate of `base` with one to three signs of other plates, letters for letters and digits for digits."""
    plates = base.plates
    index = int(random.choice(base.known))
    picture, characters = plates.pictures[index].copy(), plates.characters[index].copy()
    slots = np.flatnonzero(~np.isnan(plates.boxes[index, :, 0]))
    for slot in random.choice(slots, min(len(slots), int(random.integers(1, 4))), replace=False):
        is_digit = characters[slot] < 10
        donor = donors[int(random.integers(len(donors)))]
        choices = [sign for sign in donor.places if sign < signs - 1 and (sign < 10) == is_digit]
        if slot > 0 and characters[slot - 1] >= 10 and is_digit:
            choices = [sign for sign in choices if sign != 0]
        sign = choices[int(random.integers(len(choices)))]
        other, place = donor.places[sign][int(random.integers(len(donor.places[sign])))]
        patch = donor.cut(other, donor.plates.boxes[other, place])
        if is_dark_on_light(patch) != is_dark_on_light(base.cut(index, plates.boxes[index, slot])):
            continue
        blend(picture, patch, plates.boxes[index, slot])
        characters[slot] = sign
    return picture, characters, plates.provinces[index], plates.classes[index], plates.centers[index]


def motorcycle(base, classes, random):
    """The signs of a photographed car plate in three lines: letters, province, number."""
    plates = base.plates
    index = int(random.choice(base.known))
    boxes, characters = plates.boxes[index], plates.characters[index]
    known = np.flatnonzero(~np.isnan(boxes[:, 0]))
    letters = [slot for slot in known if slot < first_number(characters)]
    digits = [slot for slot in known if slot >= first_number(characters)]
    if not letters or not digits or np.isnan(plates.province_boxes[index, 0]) or characters[0] < 10 > characters[1]:
        return swapped(base, (base,), random)
    paper = np.percentile(plates.pictures[index].reshape(-1, 3), 75, 0)
    slope = np.linspace(*random.uniform(0.9, 1.1, 2), ROWS)[:, None, None]
    picture = np.clip(np.broadcast_to(paper * slope, (ROWS, COLUMNS, 3)), 0, 255).astype(np.uint8).copy()
    centers = np.full((SLOTS, 2), np.nan, np.float32)
    y = [random.uniform(0.2, 0.28), random.uniform(0.47, 0.54), random.uniform(0.74, 0.82)]
    heights = (random.uniform(0.26, 0.34), random.uniform(0.09, 0.15), random.uniform(0.28, 0.38))
    for line, height, middle in ((letters, heights[0], y[0]), (digits, heights[2], y[2])):
        width = min(random.uniform(0.17, 0.24), 0.86 / len(line))
        for order, slot in enumerate(line):
            x = 0.5 + (order - (len(line) - 1) / 2) * width
            narrow = 0.6 if characters[slot] == 1 else 0.9
            lay(picture, base.cut(index, boxes[slot]), np.array([x, middle, width * narrow, height]))
            centers[slot] = x, middle
    wide = np.array([0.5, y[1], random.uniform(0.45, 0.85), heights[1]])
    lay(picture, base.cut(index, plates.province_boxes[index]), wide)
    kind = (np.array(classes) == "motorcycle").astype(np.float32)
    return picture, characters, plates.provinces[index], kind, centers


def first_number(characters):
    """Where the number begins: after the last letter, or after two digits on trucks."""
    letters = np.flatnonzero((characters >= 10) & (characters < 54))
    return letters[-1] + 1 if len(letters) else 2


def lay(picture, patch, box):
    x, y, w, h = box * (COLUMNS, ROWS, COLUMNS, ROWS)
    left, top, wide, high = int(x - w / 2), int(y - h / 2), max(3, int(w)), max(4, int(h))
    target = picture[max(0, top) : top + high, max(0, left) : left + wide]
    target[:] = cv2.resize(patch, (target.shape[1], target.shape[0]), interpolation=cv2.INTER_LINEAR)
