"""Makes a network's convolutions 8-bit, which halves its time or better: python quantize.py --help

Needs onnx, onnxruntime and pillow. Activations get 8 bits, weights 7: on processors without VNNI products of 8-bit
weights overflow (https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html).
"""

import argparse
import glob
import os
import random
import tempfile

import numpy as np
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from PIL import Image

CELL = 8


def pictures_in(folders, count):
    """The same pictures at each run, as many from each folder."""
    chosen = []
    for folder in folders:
        found = sorted(glob.glob(os.path.join(folder, "**", "*.jpg"), recursive=True))
        chosen += random.Random(1).sample(found, min(len(found), count // len(folders)))
    return chosen


def as_input(path, size, longest):
    """1×3×H×W, 0 to 1: brought to `size`, or its longer side to `longest` in whole cells."""
    picture = Image.open(path).convert("RGB")
    if longest:
        scale = longest / max(picture.size)
        size = tuple(max(2, round(side * scale / CELL)) * CELL for side in picture.size)
    pixels = np.asarray(picture.resize(size, Image.Resampling.BOX), np.float32) / 255
    return pixels.transpose(2, 0, 1)[None]


class Inputs(CalibrationDataReader):
    """What the network sees while the ranges of its activations are measured."""

    def __init__(self, name, pictures, size, longest):
        self.batches = ({name: as_input(path, size, longest)} for path in pictures)

    def get_next(self):
        return next(self.batches, None)


def main():
    args = arguments()
    size = tuple(args.size) if args.size else None
    inputs = Inputs(args.input, pictures_in(args.pictures, args.count), size, args.longest)
    with tempfile.TemporaryDirectory() as folder:
        folded = os.path.join(folder, "folded.onnx")
        quant_pre_process(args.model, folded, skip_symbolic_shape=True)
        quantize_static(
            folded,
            args.out,
            inputs,
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["Conv"],
            per_channel=True,
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            calibrate_method=CalibrationMethod[args.method],
            nodes_to_exclude=args.keep,
        )


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="ONNX file with 32-bit weights")
    parser.add_argument("--out", required=True, help="ONNX file to write")
    parser.add_argument("--input", required=True, help="name of the network's input: plate or image")
    parser.add_argument("--pictures", required=True, nargs="+", help="folders of pictures as it will see them")
    parser.add_argument("--count", type=int, default=600, help="how many of them")
    parser.add_argument("--size", type=int, nargs=2, help="width and height, for the reader: 160 80")
    parser.add_argument("--longest", type=int, help="longer side, for the detector: 640")
    parser.add_argument("--method", default="MinMax", choices=[method.name for method in CalibrationMethod])
    parser.add_argument("--keep", nargs="*", default=[], help="names of convolutions that stay as they are")
    return parser.parse_args()


if __name__ == "__main__":
    main()
