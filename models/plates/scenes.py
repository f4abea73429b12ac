"""Pictures for the detector: photos with Thai plates put over theirs, and flat drawn streets with and without a car."""

import cv2
import numpy as np

SIDE = 320


def color(random, low=20, high=240):
    return tuple(int(v) for v in random.integers(low, high, 3))


def put_plate(picture, plate, box, random):
    """Lays a plate over the box (center kept, real proportions, slightly turned); returns the new box."""
    x, y, width, _ = box
    width *= random.uniform(0.85, 1.1)
    height = width / random.uniform(1.9, 2.5)
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float32) * (width / 2, height / 2)
    corners = corners + random.normal(0, 0.02, (4, 2)) * width
    corners[:, 1] += corners[:, 0] * random.normal(0, 0.06)
    corners = (corners + (x, y)).astype(np.float32)
    rows, columns = plate.shape[:2]
    if width < columns * 0.7:
        columns, rows = max(8, int(width * 1.2)), max(4, int(height * 1.2))
        plate = cv2.resize(plate, (columns, rows), interpolation=cv2.INTER_AREA)
    source = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners)
    size = (picture.shape[1], picture.shape[0])
    around = cv2.mean(picture)[:3]
    gain = np.clip((np.mean(around) + 60) / (np.mean(plate) + 20), 0.5, 1.1) * random.uniform(0.8, 1.15)
    lit = np.clip(plate * gain, 0, 255).astype(np.uint8)
    cv2.warpPerspective(lit, matrix, size, picture, cv2.INTER_LINEAR, cv2.BORDER_TRANSPARENT)
    low, high = corners.min(0), corners.max(0)
    return [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, high[0] - low[0], high[1] - low[1]]


def view(picture, boxes, random, scale=None):
    """A random 320x320 window at a random scale; boxes as [cx, cy, w, h] in pixels."""
    rows, columns = picture.shape[:2]
    scale = scale or SIDE / max(rows, columns) * np.exp(random.uniform(-0.6, 0.7))
    if boxes and random.random() < 0.8:
        x, y = boxes[int(random.integers(len(boxes)))][:2]
        x, y = x + random.uniform(-0.4, 0.4) * SIDE / scale, y + random.uniform(-0.4, 0.4) * SIDE / scale
    else:
        x, y = random.uniform(0, columns), random.uniform(0, rows)
    turn = cv2.getRotationMatrix2D((float(x), float(y)), random.normal(0, 2.5), scale)
    turn[:, 2] += (SIDE / 2 - x, SIDE / 2 - y)
    border = cv2.BORDER_REFLECT if not boxes else cv2.BORDER_CONSTANT
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    shrunk = cv2.warpAffine(picture, turn, (SIDE, SIDE), None, how, border, color(random))
    moved = []
    for cx, cy, width, height in boxes:
        x, y = turn @ (cx, cy, 1)
        if 0 < x < SIDE and 0 < y < SIDE:
            moved.append([x, y, width * scale, height * scale])
    return shrunk, moved


def weather(picture, random):
    pixels = picture.astype(np.float32)
    gain = random.uniform(0.25, 0.6) if random.random() < 0.15 else random.uniform(0.7, 1.25)
    pixels = (pixels - 128) * np.float32(random.uniform(0.7, 1.2)) + 128
    pixels = pixels * (gain * random.uniform(0.9, 1.1, 3)).astype(np.float32)
    if random.random() < 0.4:
        pixels += random.normal(0, random.uniform(2, 10), pixels.shape[:2])[..., None].astype(np.float32)
    picture = np.clip(pixels, 0, 255).astype(np.uint8)
    if random.random() < 0.3:
        picture = cv2.GaussianBlur(picture, (0, 0), random.uniform(0.4, 1.4))
    if random.random() < 0.3:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(random.integers(25, 80))]
        picture = cv2.imdecode(cv2.imencode(".jpg", picture, quality)[1], cv2.IMREAD_COLOR)
    return picture


def rectangle(picture, x, y, width, height, shade, filled=-1):
    cv2.rectangle(picture, (int(x), int(y)), (int(x + width), int(y + height)), shade, filled)


def sign(picture, random):
    """A board with words: the thing most like a plate that is none."""
    width = random.uniform(60, 260)
    x, y, height = random.uniform(0, 1200), random.uniform(0, 420), width * random.uniform(0.2, 0.7)
    rectangle(picture, x, y, width, height, color(random))
    words = "".join(chr(random.integers(65, 91)) for _ in range(int(random.integers(3, 10))))
    size = width / len(words) / 22
    place, font = (int(x + 4), int(y + height * 0.65)), int(random.integers(0, 4))
    cv2.putText(picture, words, place, font, size, color(random), max(1, int(size * 2)))


def person(picture, random):
    x, y, size = random.uniform(0, 1280), random.uniform(280, 600), random.uniform(12, 45)
    skin, clothes = (120, 160, 210), color(random)
    cv2.ellipse(picture, (int(x), int(y + size * 3)), (int(size * 1.1), int(size * 2.2)), 0, 0, 360, clothes, -1)
    cv2.circle(picture, (int(x), int(y)), int(size), skin, -1)
    for side in (-0.35, 0.35):
        cv2.circle(picture, (int(x + side * size), int(y - size * 0.1)), max(1, int(size * 0.1)), (30, 30, 30), -1)


def street(random):
    picture = np.empty((720, 1280, 3), np.uint8)
    horizon = int(random.uniform(200, 430))
    top, bottom = np.array(color(random, 90)), np.array(color(random, 60))
    picture[:horizon] = (top + (bottom - top) * np.linspace(0, 1, horizon)[:, None]).astype(np.uint8)[:, None]
    picture[horizon:] = color(random, 50, 140)
    for _ in range(int(random.integers(0, 8))):
        width, height = random.uniform(80, 360), random.uniform(60, horizon)
        x = random.uniform(-50, 1200)
        rectangle(picture, x, horizon - height, width, height, color(random))
        for row in range(int(height // 50)):
            for column in range(int(width // 45)):
                rectangle(picture, x + 10 + column * 45, horizon - height + 10 + row * 50, 24, 28, color(random, 90))
    for start in range(0, 1280, 120):
        rectangle(picture, start, random.uniform(560, 700) if random.random() < 0.05 else 640, 60, 8, (230, 230, 230))
    for _ in range(int(random.integers(0, 5))):
        sign(picture, random)
    for _ in range(int(random.integers(0, 4))):
        person(picture, random)
    return picture


def car(picture, plate, random):
    """A car from the front or behind, or from the side with its plate on the flank's end; returns the plate's box."""
    width = random.uniform(220, 560)
    height = width * random.uniform(0.38, 0.8)
    x, y = random.uniform(0, 1280 - width), random.uniform(250, max(260, 700 - height))
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
    wide = np.clip(width * random.uniform(0.24, 0.5), 70, 220)
    center = x + width * (0.5 if random.random() < 0.7 else random.uniform(0.25, 0.75))
    return put_plate(picture, plate, [center, y + height * random.uniform(0.6, 0.78), wide, 0], random)


def drawn_scene(plates, random, with_car):
    picture = street(random)
    boxes = [car(picture, plates(random), random) for _ in range(int(random.integers(1, 3)))] if with_car else []
    if len(boxes) == 2 and abs(boxes[0][0] - boxes[1][0]) < 600:
        picture = street(random)
        boxes = [car(picture, plates(random), random)]
    return view(picture, boxes, random, random.uniform(0.35, 0.9))
