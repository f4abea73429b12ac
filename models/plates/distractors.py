"""What is taken for a plate and is none: shop signs, stickers, phone numbers, badges, route numbers, grilles."""

import os

import cv2
import numpy as np
from plate_data import HERE
from plate_view import color, lay, pose

FONTS = os.path.join(HERE, "..", "..", "node_modules", "@fontsource")
FACES = [(family, weight) for family in ("noto-sans-thai-looped", "sarabun") for weight in (400, 700)]
WORDS = """ร้าน อาหาร ตลาด โรงเรียน ธนาคาร ซ่อม รถ ยาง น้ำมัน กาแฟ ข้าว ก๋วยเตี๋ยว ให้เช่า ขาย ด่วน รับ ส่ง ฟรี ห้าม จอด
เข้า ออก ทาง ถนน วัด ตำรวจ หยุด ระวัง เด็ก โทร บริษัท จำกัด ประกัน ภัย ล้าง อัด ฉีด เปิด ปิด บริการ ลด ราคา""".split()
BADGES = "TURBO 4WD HYBRID VTEC D4D GLX SPORT XL LIMITED 2.8 3.0 V6 EV AUTO DIESEL CITY CROSS MAX PRO".split()


class Face:
    """One typeface, whose Thai letters and whose digits come from two files."""

    def __init__(self, family, weight):
        self.thai, self.latin = (open_font(family, subset, weight) for subset in ("thai", "latin"))

    def of(self, text):
        return self.latin if text.isascii() else self.thai


def open_font(family, subset, weight):
    font = cv2.freetype.createFreeType2()
    font.loadFontData(os.path.join(FONTS, family, "files", f"{family}-{subset}-{weight}-normal.woff"), 0)
    return font


def ground(random):
    """Half of all boards have the color of some plate (BGR)."""
    if random.random() < 0.5:
        return color(random, 0, 256)
    base = random.choice(((240, 240, 240), (200, 205, 205), (30, 190, 240), (60, 50, 190), (70, 130, 40)))
    return tuple(int(v) for v in np.clip(base + random.normal(0, 12, 3), 0, 255))


def words(random):
    return "".join(random.choice(WORDS) for _ in range(int(random.integers(1, 4))))


def phone(random):
    number = "".join(str(digit) for digit in random.integers(0, 10, 7))
    return f"0{random.integers(2, 10)}{random.integers(0, 10)}-{number[:3]}-{number[3:]}"


def price(random):
    return f"{random.integers(1, 99) * 10}.-"


def write(board, text, box, shade, face):
    """Writes the text as large as fits into box (x, y, w, h)."""
    x, y, width, height = (int(v) for v in box)
    size = max(6, int(height * 0.7))
    font = face.of(text)
    (wide, _), _ = font.getTextSize(text, size, -1)
    size = max(5, int(size * min(1, width / max(1, wide))))
    font.putText(board, text, (x, y + (height + size) // 2), size, shade, -1, cv2.LINE_AA, True)


def sign(random, face):
    """A board with one to three lines: words, a phone number, a sum."""
    ratio = random.uniform(0.7, 5)
    board = np.full((int(240 / ratio), 240, 3), ground(random), np.uint8)
    rows, lines = board.shape[0], int(random.integers(1, 4))
    shade = color(random, 0, 90) if board.mean() > 120 else color(random, 170, 256)
    for line in range(lines):
        text = (words, phone, price, words)[int(random.integers(4))](random)
        write(board, text, (8, rows / lines * line, 224, rows / lines), shade, face)
    if random.random() < 0.5:
        cv2.rectangle(board, (2, 2), (237, rows - 3), shade, int(random.integers(1, 5)))
    return board


def route(random, face):
    """A speed limit, a route shield or a house number: digits alone."""
    board = np.full((240, 240, 3), ground(random), np.uint8)
    shade, number = color(random, 0, 256), str(random.integers(1, 400))
    if random.random() < 0.5:
        cv2.circle(board, (120, 120), 114, (250, 250, 250), -1, cv2.LINE_AA)
        cv2.circle(board, (120, 120), 104, (40, 40, 210), 18, cv2.LINE_AA)
        shade = (20, 20, 20)
    write(board, number, (45, 40, 160, 150), shade, face)
    return board


def badge(random, _):
    """A car maker's letters, or a sticker with Latin text."""
    text = " ".join(random.choice(BADGES) for _ in range(int(random.integers(1, 3))))
    board = np.full((60, 30 + 30 * len(text), 3), color(random, 5, 240), np.uint8)
    font = int(random.choice((0, 2, 3, 4)))
    cv2.putText(board, text, (12, 46), font, 1.4, color(random, 5, 256), int(random.integers(1, 5)), cv2.LINE_AA)
    return board


def grille(random, _):
    """Bars across a dark opening, or the slots of a bumper."""
    board = np.full((int(random.integers(60, 140)), 240, 3), color(random, 5, 70), np.uint8)
    step, shade = int(random.integers(8, 26)), color(random, 60, 230)
    for at in range(step, 240, step):
        if random.random() < 0.97:
            end = (at, 240) if step % 2 else (240, at)
            cv2.line(board, (at, 0) if step % 2 else (0, at), end, shade, max(1, step // 4))
    return board


def lamp(random, _):
    """A plain bright or red rectangle with an edge: a lamp, a reflector, an empty plate holder, a paper."""
    board = np.full((int(random.integers(60, 160)), 240, 3), color(random, 100, 256), np.uint8)
    cv2.rectangle(board, (0, 0), (239, board.shape[0] - 1), color(random), int(random.integers(2, 16)))
    return board


def make_boards(random, count=400):
    """A stock of distractors, BGR pictures of about 240 pixels."""
    faces = [Face(*names) for names in FACES]
    kinds = (sign, sign, sign, route, badge, grille, lamp)
    pick = lambda of: of[int(random.integers(len(of)))]
    return [pick(kinds)(random, pick(faces)) for _ in range(count)]


def distract(picture, boards, taken, random, most=4):
    """Lays some boards into the picture, clear of the boxes [cx, cy, w, h] in `taken`."""
    rows, columns = picture.shape[:2]
    for _ in range(int(random.integers(1, most + 1))):
        board = boards[int(random.integers(len(boards)))]
        width = min(rows, columns) * np.exp(random.uniform(np.log(0.05), np.log(0.5)))
        x, y = random.uniform(0, columns), random.uniform(0, rows)
        if any(abs(x - box[0]) < (width + box[2]) * 0.6 and abs(y - box[1]) < (width + box[3]) * 0.6 for box in taken):
            continue
        corners = pose(random, board.shape[1] / board.shape[0]) * width + (x, y)
        lay(picture, board, 0, corners.astype(np.float32), random)
