"""What happens to a clean plate between the car and the recognizer: pose, focus, light, dirt, compression."""

import cv2
import numpy as np

WIDTH, HEIGHT = 160, 80


def pose(picture, random, strength):
    """A perspective view of the plate as an 80x160 crop, and its 3x3 matrix (from fractions to fractions)."""
    rows, columns = picture.shape[:2]
    margin = random.uniform(-0.05, 0.10 if random.random() < 0.8 else 0.25, 2) * min(1, strength)
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    target = margin + corners * (1 - 2 * margin)
    if random.random() < 0.22 * strength:
        target = margin + steep(random) * (1 - 2 * margin)
    target = target + random.uniform(-0.05, 0.05, (1, 2)) + random.normal(0, 0.02 * strength, (4, 2))
    shear = random.normal(0, 0.05 * strength)
    target[:, 1] += (target[:, 0] - 0.5) * shear
    target[:, 0] += (target[:, 1] - 0.5) * random.normal(0, 0.06 * strength)
    matrix = cv2.getPerspectiveTransform(corners, target.astype(np.float32))
    into, out = np.diag([1 / columns, 1 / rows, 1]), np.diag([WIDTH, HEIGHT, 1])
    border = cv2.BORDER_REPLICATE if random.random() < 0.5 else cv2.BORDER_CONSTANT
    color = tuple(float(v) for v in random.integers(0, 256, 3))
    crop = cv2.warpPerspective(picture, out @ matrix @ into, (WIDTH, HEIGHT), None, cv2.INTER_AREA, border, color)
    return crop, matrix


def steep(random):
    """Corners of a plate seen from far aside, in fractions of the box around it, as a detector cuts it."""
    turn = np.radians(random.uniform((15, -25, -12), (50, 25, 12)) * (random.choice((-1, 1)), 1, 1))
    (sy, sx, sz), (cy, cx, cz) = np.sin(turn), np.cos(turn)
    yaw = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    pitch = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    roll = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    height = random.uniform(0.42, 0.8)
    flat = np.array([[-1, -height, 0], [1, -height, 0], [1, height, 0], [-1, height, 0]])
    seen = flat @ (roll @ pitch @ yaw).T
    points = seen[:, :2] / (seen[:, 2:] + random.uniform(4, 12))
    low, high = points.min(0), points.max(0)
    return (points - low) / (high - low)


def soften(crop, random, strength):
    """Few pixels, wrong focus or movement."""
    if random.random() < 0.55:
        columns = int(random.uniform(44 if random.random() < 0.35 else 70, 150))
        rows = max(20, int(columns * random.uniform(0.4, 0.6)))
        small = cv2.resize(crop, (columns, rows), interpolation=cv2.INTER_AREA)
        back = cv2.INTER_LINEAR if random.random() < 0.6 else cv2.INTER_CUBIC
        crop = cv2.resize(small, (WIDTH, HEIGHT), interpolation=back)
    kind = random.random()
    if kind < 0.25:
        crop = cv2.GaussianBlur(crop, (0, 0), random.uniform(0.4, 1.3) * min(1.2, strength))
    elif kind < 0.37:
        length = int(random.integers(3, 7))
        kernel = np.zeros((length, length), np.float32)
        kernel[length // 2] = 1 / length
        turn = cv2.getRotationMatrix2D((length / 2 - 0.5, length / 2 - 0.5), random.uniform(0, 180), 1)
        kernel = cv2.warpAffine(kernel, turn, (length, length))
        crop = cv2.filter2D(crop, -1, kernel / max(0.2, kernel.sum()))
    return crop


def light(crop, random, strength):
    """Exposure, color cast, night, a glare spot or a shadow edge."""
    pixels = crop.astype(np.float32) / 255
    if random.random() < 0.7:
        pixels = pixels ** np.float32(np.exp(random.normal(0, 0.35)))
    is_night = random.random() < 0.25
    gain = random.uniform(0.1, 0.5) if is_night else random.uniform(0.6, 1.25)
    if is_night and random.random() < 0.6:
        # Cameras see no color in infrared light.
        pixels = np.repeat(pixels.mean(2, keepdims=True), 3, 2)
    pixels = (pixels - 0.5) * np.float32(random.uniform(0.55, 1.2)) + 0.5 + np.float32(random.normal(0, 0.07))
    pixels = pixels * (gain * random.uniform(0.88, 1.12, 3)).astype(np.float32)
    if random.random() < 0.12 * strength:
        y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
        center, size = random.uniform(0, 1, 2) * (WIDTH, HEIGHT), random.uniform(8, 40, 2)
        spot = np.exp(-(((x - center[0]) / size[0]) ** 2 + ((y - center[1]) / size[1]) ** 2))
        pixels = pixels + spot[..., None] * np.float32(random.uniform(0.2, 0.7))
    if random.random() < 0.12 * strength:
        mask = np.zeros((HEIGHT, WIDTH), np.float32)
        points = random.uniform(-0.2, 1.2, (4, 2)) * (WIDTH, HEIGHT)
        cv2.fillConvexPoly(mask, cv2.convexHull(points.astype(np.int32)), 1)
        pixels = pixels * (1 - mask * np.float32(random.uniform(0.2, 0.6)))[..., None]
    if random.random() < 0.5:
        noise = np.empty((HEIGHT, WIDTH, 3), np.float32)
        cv2.setRNGSeed(int(random.integers(1 << 30)))
        cv2.randn(noise, 0, float(random.uniform(0.005, 0.12 if is_night else 0.05)))
        pixels = pixels + noise
    return np.clip(pixels * 255, 0, 255).astype(np.uint8)


def dirt(crop, random):
    for _ in range(int(random.integers(1, 5))):
        center = (int(random.integers(0, WIDTH)), int(random.integers(0, HEIGHT)))
        shade = tuple(int(v) for v in random.integers(30, 230, 3))
        cv2.circle(crop, center, int(random.integers(1, 4)), shade, -1)
    return crop


def compress(crop, random):
    quality = int(random.uniform(15, 80))
    return cv2.imdecode(cv2.imencode(".jpg", crop, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)


def photograph(picture, random, strength=1.0):
    """One random photo of a plate: BGR [80,160,3] and the matrix that moved it."""
    crop, matrix = pose(picture, random, strength)
    if random.random() < 0.15 * strength:
        crop = dirt(crop, random)
    crop = soften(crop, random, strength)
    crop = light(crop, random, strength)
    if random.random() < 0.4:
        crop = compress(crop, random)
    return crop, matrix
