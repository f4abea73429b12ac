"""What lies between a street and a detector: light, night, rain, movement, focus, noise, compression."""

import cv2
import numpy as np


def exposure(picture, random):
    """Light, contrast, color cast; some cameras are gray by night."""
    pixels = picture.astype(np.float32)
    if random.random() < 0.08:
        pixels = np.repeat(pixels.mean(2, keepdims=True), 3, 2)
    gain = random.uniform(0.25, 0.6) if random.random() < 0.15 else random.uniform(0.7, 1.25)
    pixels = (pixels - 128) * np.float32(random.uniform(0.6, 1.2)) + 128
    pixels = pixels * (gain * random.uniform(0.9, 1.1, 3)).astype(np.float32)
    if random.random() < 0.4:
        noise = np.empty(pixels.shape[:2], np.float32)
        cv2.setRNGSeed(int(random.integers(1 << 30)))
        pixels += cv2.randn(noise, 0, random.uniform(2, 12))[..., None]
    return np.clip(pixels, 0, 255).astype(np.uint8)


def headlights(picture, random):
    """Up to three glaring spots, in place."""
    rows, columns = picture.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    light = np.zeros((rows, columns), np.float32)
    for _ in range(int(random.integers(1, 4))):
        at, size = random.uniform(0, 1, 2) * (columns, rows), random.uniform(4, 30)
        light += np.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2) / (2 * size**2)) * random.uniform(0.4, 1.2)
    picture[:] = np.clip(picture + light[..., None] * 230, 0, 255).astype(np.uint8)


def rain(picture, random):
    """Bright streaks and a gray veil, in place."""
    rows, columns = picture.shape[:2]
    drops = np.zeros((rows, columns), np.uint8)
    lean, length = random.uniform(-6, 6), random.uniform(5, 22)
    for x, y in random.uniform(0, (columns, rows), (int(random.integers(40, 250)), 2)):
        cv2.line(drops, (int(x), int(y)), (int(x + lean), int(y + length)), int(random.integers(60, 200)), 1)
    drops = cv2.GaussianBlur(drops, (0, 0), 0.7)[..., None].astype(np.float32) / 255
    veil = random.uniform(0, 0.25)
    picture[:] = ((picture * (1 - veil) + 150 * veil) * (1 - drops * 0.6) + 220 * drops * 0.6).astype(np.uint8)


def motion(picture, random):
    length = int(random.integers(3, 9))
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1
    turn = cv2.getRotationMatrix2D((length / 2 - 0.5, length / 2 - 0.5), random.normal(0, 30), 1)
    kernel = cv2.warpAffine(kernel, turn, (length, length))
    return cv2.filter2D(picture, -1, kernel / max(0.2, kernel.sum()))


def weather(picture, random):
    """One random state of the air and of the camera; the picture may be changed in place."""
    for chance, effect in ((0.06, headlights), (0.08, rain)):
        if random.random() < chance:
            effect(picture, random)
    picture = exposure(picture, random)
    kind = random.random()
    if kind < 0.25:
        picture = cv2.GaussianBlur(picture, (0, 0), random.uniform(0.4, 1.5))
    elif kind < 0.35:
        picture = motion(picture, random)
    if random.random() < 0.35:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(random.integers(20, 80))]
        picture = cv2.imdecode(cv2.imencode(".jpg", picture, quality)[1], cv2.IMREAD_COLOR)
    return picture
