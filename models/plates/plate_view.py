"""Lays flat things (plates, signs, stickers) into a picture as a camera would see them, and says where they are."""

import cv2
import numpy as np

CAR, MOTORCYCLE = 340 / 150, 220 / 172


def color(random, low=20, high=240):
    return tuple(int(v) for v in random.integers(low, high, 3))


def seen_from(yaw, pitch, roll, ratio, distance):
    """Corners of a flat rectangle (clockwise from the top left) turned by degrees; the box around them is 1 wide."""
    (sy, sx, sz), (cy, cx, cz) = (each(np.radians((yaw, pitch, roll))) for each in (np.sin, np.cos))
    around_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    around_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    around_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    flat = np.array([[-1, -1 / ratio, 0], [1, -1 / ratio, 0], [1, 1 / ratio, 0], [-1, 1 / ratio, 0]])
    turned = flat @ (around_z @ around_x @ around_y).T
    points = turned[:, :2] / (turned[:, 2:] + distance)
    low, high = points.min(0), points.max(0)
    return (points - (low + high) / 2) / (high[0] - low[0])


def pose(random, ratio, steep=0.4):
    """A camera's view of a plate: mostly from the front and a little above, a `steep` share of them far from aside."""
    yaw = random.uniform(-50, 50) if random.random() < steep else random.normal(0, 10)
    roll = random.uniform(-15, 15) if random.random() < 0.1 else random.normal(0, 3)
    return seen_from(yaw, random.normal(-5, 10), roll, ratio, random.uniform(4, 16))


def put_plate(picture, plate, box, random, steep=0.4):
    """Covers the box [cx, cy, w, h] with a plate (picture, width : height); returns its corners [4,2]."""
    pixels, ratio = plate
    shape = pose(random, ratio, steep)
    high = np.ptp(shape[:, 1])
    size = max(box[2], 0.8 * box[3] / high) * random.uniform(1, 1.2)
    corners = (shape * size + box[:2]).astype(np.float32)
    lay(picture, *in_holder(pixels, random), corners, random)
    return corners


def in_holder(pixels, random):
    """Half of the plates have a holder around them, some with the dealer's name; and its width in pixels."""
    if random.random() < 0.5:
        return pixels, 0
    width = int(random.integers(3, 18))
    shade = color(random, 5, 90 if random.random() < 0.7 else 250)
    held = cv2.copyMakeBorder(pixels, width, width, width, width, cv2.BORDER_CONSTANT, None, shade)
    if width > 9 and random.random() < 0.6:
        words = "".join(chr(random.integers(65, 91)) for _ in range(int(random.integers(6, 20))))
        place = (int(random.integers(20, 90)), held.shape[0] - 3)
        cv2.putText(held, words, place, cv2.FONT_HERSHEY_SIMPLEX, width / 32, color(random, 90, 255), 1, cv2.LINE_AA)
    return held, width


def lay(picture, pixels, border, corners, random):
    """Draws `pixels` in place so that all within `border` pixels of its edge lies outside of the corners."""
    across = max(np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3]))
    shrink = min(1, 1.3 * across / pixels.shape[1])
    if shrink < 1:
        pixels = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    rows, columns = pixels.shape[:2]
    edge = border * shrink
    inner = np.array([[edge, edge], [columns - edge, edge], [columns - edge, rows - edge], [edge, rows - edge]])
    outer = np.array([[[0, 0], [columns, 0], [columns, rows], [0, rows]]], np.float32)
    matrix = cv2.getPerspectiveTransform(inner.astype(np.float32), corners.astype(np.float32))
    reach = cv2.perspectiveTransform(outer, matrix)[0]
    low = np.maximum(0, np.floor(reach.min(0)) - 1).astype(int)
    high = np.minimum(picture.shape[1::-1], np.ceil(reach.max(0)) + 1).astype(int)
    if (high - low).min() < 2:
        return
    part = picture[low[1] : high[1], low[0] : high[0]]
    matrix = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]]) @ matrix
    size = tuple(int(v) for v in high - low)
    lit = lighten(pixels, part, random)
    cover = cv2.warpPerspective(np.ones((rows, columns), np.float32), matrix, size)[..., None]
    seen = cv2.warpPerspective(lit, matrix, size, None, cv2.INTER_LINEAR, cv2.BORDER_REPLICATE)
    part[:] = (seen * cover + part * (1 - cover)).astype(np.uint8)


def lighten(pixels, around, random):
    """As bright as its place, or a little brighter: plates throw light back."""
    gain = np.clip((around.mean() + 60) / (pixels.mean() + 20), 0.4, 1.1) * random.uniform(0.75, 1.2)
    return np.clip(pixels * gain, 0, 255).astype(np.uint8)
