"""Pictures for the detector: photos with Thai plates laid over theirs, drawn streets, plates that fill the picture."""

from typing import NamedTuple

import cv2
import numpy as np
from distractors import distract
from plate_view import color, put_plate

SIDE = 320


class Place(NamedTuple):
    """Where a plate is: corners [4,2] clockwise from its top left, or those of the box around it if not `exact`."""

    corners: np.ndarray
    exact: bool


def place_of_box(x, y, width, height):
    return Place(np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * (width / 2, height / 2) + (x, y), False)


def box_of_place(place):
    low, high = place.corners.min(0), place.corners.max(0)
    return [*((low + high) / 2), *(high - low)]


def mirrored(picture, boxes):
    return np.ascontiguousarray(picture[:, ::-1]), [[picture.shape[1] - x, y, w, h] for x, y, w, h in boxes]


def photo_scene(photo, plates, boards, random, steep=0.4):
    """A photo with its own plates or (in six of ten) Thai ones over them, and things that look like plates."""
    picture, boxes = mirrored(*photo) if random.random() < 0.5 else (photo[0].copy(), photo[1])
    if random.random() < 0.12:
        picture = (picture * random.uniform(0.1, 0.5)).astype(np.uint8)
    if random.random() < 0.35:
        distract(picture, boards, boxes, random)
    if random.random() < 0.4:
        return picture, [place_of_box(*box) for box in boxes]
    return picture, [Place(put_plate(picture, plates(random), box, random, steep), True) for box in boxes]


def view(picture, places, random, scale=None, side=SIDE):
    """A random square window at a random scale, which mostly makes one plate 14 to 280 pixels wide."""
    rows, columns = picture.shape[:2]
    chosen = box_of_place(places[int(random.integers(len(places)))]) if places else None
    if scale is None:
        scale = SIDE / max(rows, columns) * np.exp(random.uniform(-0.6, 0.7))
        if chosen and random.random() < 0.6:
            wanted = np.exp(random.uniform(np.log(14), np.log(280))) / chosen[2]
            scale = np.clip(wanted, 0.45 * SIDE / max(rows, columns), 3)
        scale *= side / SIDE
    x, y = random.uniform(0, columns), random.uniform(0, rows)
    if chosen and random.random() < 0.8:
        x, y = (at + random.uniform(-0.4, 0.4) * side / scale for at in chosen[:2])
    turn = cv2.getRotationMatrix2D((float(x), float(y)), random.normal(0, 2.5), scale)
    turn[:, 2] += (side / 2 - x, side / 2 - y)
    border = cv2.BORDER_CONSTANT if places else cv2.BORDER_REFLECT
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    if scale < 0.6:
        # warpAffine mixes only four pixels for each it writes: without this, small plates would sparkle.
        picture = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    matrix = turn * (2, 2, 1) if scale < 0.6 else turn
    seen = cv2.warpAffine(picture, matrix, (side, side), None, how, border, color(random))
    return seen, [moved for moved in (move(place, turn, scale) for place in places) if is_inside(moved, side)]


def move(place, turn, scale):
    if place.exact:
        return Place(place.corners @ turn[:, :2].T + turn[:, 2], True)
    x, y, width, height = box_of_place(place)
    return place_of_box(*(turn @ (x, y, 1)), width * scale, height * scale)


def is_inside(place, side):
    x, y, *_ = box_of_place(place)
    return 0 < x < side and 0 < y < side


def four(scene, random):
    """Four small scenes in one picture: many plates at once, and small ones without an empty border."""
    half, seen, places = SIDE // 2, np.empty((SIDE, SIDE, 3), np.uint8), []
    for corner in ((0, 0), (half, 0), (0, half), (half, half)):
        part, found = view(*scene(random), random, side=half)
        seen[corner[1] : corner[1] + half, corner[0] : corner[0] + half] = part
        places += [Place(place.corners + corner, place.exact) for place in found]
    return seen, places


def close_up(photo, plate, random):
    """A plate that fills most of the picture or all of it, over a blurred piece of a photo."""
    rows, columns = photo.shape[:2]
    x, y = int(random.integers(0, columns // 2)), int(random.integers(0, rows // 2))
    picture = cv2.resize(photo[y : y + rows // 2, x : x + columns // 2], (SIDE, SIDE))
    picture = cv2.GaussianBlur(picture, (0, 0), random.uniform(1, 12))
    wide = random.uniform(0.45, 1.0) * SIDE
    center = SIDE / 2 + random.uniform(-0.5, 0.5, 2) * (SIDE - wide)
    corners = put_plate(picture, plate, [*center, wide, 0], random, 0.25)
    return picture, [Place(corners, True)]


def rectangle(picture, x, y, width, height, shade, filled=-1):
    cv2.rectangle(picture, (int(x), int(y)), (int(x + width), int(y + height)), shade, filled)


def person(picture, random):
    x, y, size = random.uniform(0, 1280), random.uniform(280, 600), random.uniform(12, 45)
    skin, clothes = (120, 160, 210), color(random)
    cv2.ellipse(picture, (int(x), int(y + size * 3)), (int(size * 1.1), int(size * 2.2)), 0, 0, 360, clothes, -1)
    cv2.circle(picture, (int(x), int(y)), int(size), skin, -1)
    for side in (-0.35, 0.35):
        cv2.circle(picture, (int(x + side * size), int(y - size * 0.1)), max(1, int(size * 0.1)), (30, 30, 30), -1)


def street(boards, random):
    picture = np.empty((720, 1280, 3), np.uint8)
    horizon = int(random.uniform(200, 430))
    top, bottom = np.array(color(random, 90)), np.array(color(random, 60))
    picture[:horizon] = (top + (bottom - top) * np.linspace(0, 1, horizon)[:, None]).astype(np.uint8)[:, None]
    picture[horizon:] = color(random, 20, 150)
    for _ in range(int(random.integers(0, 8))):
        width, height = random.uniform(80, 360), random.uniform(60, horizon)
        x = random.uniform(-50, 1200)
        rectangle(picture, x, horizon - height, width, height, color(random))
        for row in range(int(height // 50)):
            for column in range(int(width // 45)):
                rectangle(picture, x + 10 + column * 45, horizon - height + 10 + row * 50, 24, 28, color(random, 90))
    for start in range(0, 1280, 120):
        rectangle(picture, start, random.uniform(560, 700) if random.random() < 0.05 else 640, 60, 8, (230, 230, 230))
    if random.random() < 0.7:
        distract(picture, boards, [], random, 5)
    for _ in range(int(random.integers(0, 4))):
        person(picture, random)
    return picture


def car(picture, plate, random):
    """A car from the front or behind, its plate in the middle or on the flank's end; returns the plate's corners."""
    width = random.uniform(160, 620)
    height = width * random.uniform(0.38, 0.8)
    x, y = random.uniform(0, 1280 - width), random.uniform(200, max(260, 700 - height))
    body, glass, dark = color(random), color(random, 30, 220), color(random, 5, 60)
    roof = np.array([[x + width * a, y + height * b] for a, b in ((0.12, 0.42), (0.24, 0), (0.76, 0), (0.88, 0.42))])
    cv2.fillPoly(picture, [roof.astype(np.int32)], body)
    window = (roof - roof.mean(0)) * (0.8, 0.7) + roof.mean(0)
    cv2.fillPoly(picture, [window.astype(np.int32)], glass)
    rectangle(picture, x, y + height * 0.4, width, height * 0.48, body)
    for share in (0.08, 0.78):
        if random.random() < 0.5:
            rectangle(picture, x + width * share, y + height * 0.82, width * 0.14, height * 0.18, dark)
        else:
            cv2.circle(picture, (int(x + width * (share + 0.07)), int(y + height * 0.88)), int(height * 0.15), dark, -1)
    for share in (0.03, 0.83):
        rectangle(picture, x + width * share, y + height * 0.48, width * 0.14, height * 0.1, color(random, 120, 255))
    if random.random() < 0.5:
        rectangle(picture, x, y + height * 0.74, width, height * 0.08, color(random))
    wide = np.clip(width * random.uniform(0.18, 0.5), 45, 260)
    center = x + width * (0.5 if random.random() < 0.7 else random.uniform(0.25, 0.75))
    return put_plate(picture, plate, [center, y + height * random.uniform(0.6, 0.78), wide, 0], random)


def drawn_scene(plates, boards, random, with_car=True):
    """A whole 1280x720 picture of a drawn street, with one car or two."""
    picture = street(boards, random)
    if not with_car:
        return picture, []
    corners = [car(picture, plates(random), random) for _ in range(int(random.integers(1, 3)))]
    if len(corners) == 2 and abs(corners[0][0, 0] - corners[1][0, 0]) < 700:
        picture = street(boards, random)
        corners = [car(picture, plates(random), random)]
    return picture, [Place(each, True) for each in corners]
