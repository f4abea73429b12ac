"""Finds labels that the reader doubts: it disagrees, and is sure of it in every one of several views.

Writes the suspects as edits (`file,field,position,given,true,chance,evidence`) and a sheet of their pictures: a person
looks at each before it goes into label-fixes.csv. An edit names one sign and its place, not the plate.
"""

import argparse
import csv
import difflib
import os

import cv2
import numpy as np
import torch
from plate_data import Plates, load_alphabet
from reader_net import Exported
from train_reader import load_reader, read_pictures

VIEWS = ((0, 0), (0.04, 0), (0, 0.04), (0.06, 0.06), (-0.02, 0.03))


def moved(picture, margin, shift):
    rows, columns = picture.shape[:2]
    scale = 1 - 2 * margin
    matrix = np.float32([[scale, 0, (margin + shift) * columns], [0, scale, margin * rows]])
    return cv2.warpAffine(picture, matrix, (columns, rows), borderMode=cv2.BORDER_REPLICATE)


def views(reader, plates):
    """Probabilities of every view: characters [v,n,8,55] and provinces [v,n,78]."""
    seen = [read_pictures(reader, [moved(picture, *view) for picture in plates.pictures])[:2] for view in VIEWS]
    return (torch.stack(each).numpy() for each in zip(*seen))


def edits(given, read):
    """(position from 1, given sign, true sign) of each difference; an empty sign is a missing or a surplus one."""
    found = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, given, read, False).get_opcodes():
        if kind == "equal":
            continue
        for step in range(max(b - a, d - c)):
            found.append((min(a + step, b) + 1, given[a + step : b][:1], read[c + step : d][:1]))
    return found


def suspects(plates, characters, provinces, sure):
    """Every doubted row: its index, and the edits with the lowest chance over the views."""
    signs, names = load_alphabet()
    for index, row in enumerate(plates.rows):
        found = []
        best = characters[:, index].argmax(-1)
        if (best == best[0]).all() and (best[0] != plates.characters[index]).any():
            chance = characters[:, index].max(-1).min()
            given = row["plate"].replace("-", "")
            if chance >= sure:
                found += [("plate", *edit, chance) for edit in edits(given, "".join(signs[c] for c in best[0]))]
        place = provinces[:, index].argmax(-1)
        chance = provinces[:, index].max(-1).min()
        if plates.provinces[index] >= 0 and (place == place[0]).all() and place[0] != plates.provinces[index]:
            if chance >= sure:
                found.append(("province", "", row["province"], names[place[0]], chance))
        if found:
            yield index, found


def sheet(plates, indexes, path, columns=6):
    tiles = []
    for number, index in enumerate(indexes):
        tile = plates.pictures[index].copy()
        cv2.putText(tile, str(number), (3, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 255), 2)
        tiles.append(tile)
    tiles += [np.zeros_like(tiles[0])] * (-len(tiles) % columns)
    rows = [np.hstack(tiles[start : start + columns]) for start in range(0, len(tiles), columns)]
    cv2.imwrite(path, np.vstack(rows))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with manifest.csv and crops")
    parser.add_argument("--split", default="train")
    parser.add_argument("--checkpoint", required=True, help="reader.pt of train_reader.py")
    parser.add_argument("--out", required=True, help="folder for suspects.csv and sheet.png; keep it out of git")
    parser.add_argument("--sure", type=float, default=0.9)
    args = parser.parse_args()
    plates = Plates(args.data, args.split, fixes=None)
    found = list(suspects(plates, *views(Exported(load_reader(args.checkpoint)), plates), args.sure))
    os.makedirs(args.out, exist_ok=True)
    with open(os.path.join(args.out, "suspects.csv"), "w", encoding="utf8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["number", "file", "field", "position", "given", "true", "chance", "evidence"])
        for number, (index, edited) in enumerate(found):
            for *edit, chance in edited:
                rows.writerow([number, plates.rows[index]["file"], *edit, f"{chance:.3f}", "reader"])
    if found:
        sheet(plates, [index for index, _ in found], os.path.join(args.out, "sheet.png"))
    print(f"{len(found)} of {len(plates.rows)} labels doubted")


if __name__ == "__main__":
    main()
