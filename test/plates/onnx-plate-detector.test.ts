import { fileURLToPath } from 'node:url';
import { InferenceSession } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { createOnnxPlateDetector, type PlateDetector } from '../../lambdas/plates/onnx-plate-detector.ts';
import { overlap } from '../../lambdas/zone/picture.ts';
import { makeStreet } from './make-street.ts';

const plate = { letters: '2กข', digits: '1579', province: 'หนองคาย' };
/** Where `makeStreet` puts the plate of the first car: centered at x 330, its top at 450, 340 by 150 in shape. */
const truth = (width: number) => ({ x: 330 - width / 2, y: 450, width, height: (width * 150) / 340 });

const nothing = { x: 0, y: 0, width: 0, height: 0 };

const modelPath = fileURLToPath(new URL('../../models/plates/plate-detector.onnx', import.meta.url));
const { outputNames } = await InferenceSession.create(modelPath);

let detector: PlateDetector;
beforeAll(async () => {
  detector = await createOnnxPlateDetector({ modelPath });
});

describe('the plate detector', () => {
  it.each([70, 100, 160, 240])('finds a plate %i pixels wide in a street', async (width) => {
    const [found] = await detector.detectPlates(await makeStreet([plate], width), 640);

    expect(found && overlap(found.box, truth(width))).toBeGreaterThan(0.5);
  });

  it('finds every plate once', async () => {
    const found = await detector.detectPlates(await makeStreet([plate, plate], 120), 640);

    expect(found).toHaveLength(2);
  });

  it('finds, where it is to look at a part, the plate there as it does in the whole picture', async () => {
    const street = await makeStreet([plate, plate], 120);
    const [left, right] = (await detector.detectPlates(street, 640)).toSorted((a, b) => a.box.x - b.box.x);

    const found = await detector.detectPlates(street, 640, [{ x: 750, y: 380, width: 300, height: 200 }]);

    expect(found).toHaveLength(1);
    expect(left && overlap(found[0]?.box ?? nothing, left.box)).toBe(0);
    expect(right && overlap(found[0]?.box ?? nothing, right.box)).toBeGreaterThan(0.9);
    expect(await detector.detectPlates(street, 640, [])).toEqual([]);
  });

  it('finds nothing in a street without cars', async () => {
    expect(await detector.detectPlates(await makeStreet([]), 640)).toEqual([]);
  });
});

// Detectors trained before there were corners stay usable: a box is then all that is known.
describe.runIf(outputNames.includes('corners'))('a plate detector that knows corners', () => {
  it.each([100, 160])(
    'tells the corners of a plate %i pixels wide to a twelfth of its width',
    async (width) => {
      const { x, y, height } = truth(width);

      const [found] = await detector.detectPlates(await makeStreet([plate], width), 640);

      const corners = [
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
      ];
      const errors = corners.map(([trueX = 0, trueY = 0], at) => {
        const corner = found?.corners?.[at];
        return corner ? Math.hypot(corner.x - trueX, corner.y - trueY) : Number.POSITIVE_INFINITY;
      });
      expect(Math.max(...errors)).toBeLessThan(width / 12);
    },
  );
});
