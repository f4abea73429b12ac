import { usualViewDegrees } from '../cameras/sight.ts';
import { type Html, html } from '../zone/html.ts';
import type { DeviceStatus } from './device-status.ts';
import { towards } from './map-layout.ts';
import type { Spot } from './map-projection.ts';
import type { Palette } from './style.ts';

/** How far a cone reaches where it is not drawn to scale. */
const coneReach = 40;

/** Tenths of a pixel: what is finer is only longer. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);

export interface ConeShape {
  /** @default 40 */
  readonly reach?: number;
  /** Across, up to 180. @default what a usual lens sees */
  readonly degrees?: number;
}

type Marked = Pick<DeviceStatus, 'kind' | 'look' | 'mutedUntil' | 'viewDegrees'>;

/** The path of a sector around a bearing: what a camera sees. */
export function conePath({ x, y }: Spot, bearingDegrees: number, shape: ConeShape = {}): string {
  const { reach = coneReach, degrees = usualViewDegrees } = shape;
  const from = towards({ x, y }, bearingDegrees - degrees / 2, reach);
  const to = towards({ x, y }, bearingDegrees + degrees / 2, reach);
  return `M${px(x)} ${px(y)}L${px(from.x)} ${px(from.y)}A${px(reach)} ${px(reach)} 0 0 1 ${px(to.x)} ${px(to.y)}Z`;
}

/** What a camera sees, as wide as it is, not to scale. */
export function cone(spot: Spot, bearingDegrees: number, camera: Marked, color: Palette): Html {
  const path = conePath(spot, bearingDegrees, { degrees: camera.viewDegrees ?? usualViewDegrees });
  const ink = inkOf(camera, color);
  return html`<path d="${path}" fill="${ink}" fill-opacity=".2" stroke="${ink}" stroke-opacity=".55"/>`;
}

function inkOf({ kind, look, mutedUntil }: Marked, color: Palette): string {
  if (look === 'silent') return color.red;
  if (look === 'faulty' || look === 'unwatched') return color.amber;
  if (look === 'new' || mutedUntil !== undefined) return color.quiet;
  return kind === 'camera' ? color.accent : color.green;
}

/** A camera is round and a pole square; what is wrong has a sign as well as a color, and is larger. */
export function deviceSign({ x, y }: Spot, device: Marked, color: Palette): Html {
  const { look, kind, mutedUntil } = device;
  const ink = inkOf(device, color);
  const isHollow = look === 'silent' || look === 'new';
  const radius = look === 'well' ? 6 : 8;
  const paint = html`fill="${isHollow ? color.panel : ink}" stroke="${isHollow ? ink : color.panel}" stroke-width="2"`;
  const shape =
    kind === 'camera'
      ? html`<circle cx="${px(x)}" cy="${px(y)}" r="${radius}" ${paint}/>`
      : html`<rect x="${px(x - radius)}" y="${px(y - radius)}" width="${2 * radius}" height="${2 * radius}" rx="2" ${paint}/>`;
  return html`${shape}${signIn({ x, y }, device, color)}${mutedUntil !== undefined && bar({ x, y }, radius, color)}`;
}

function signIn({ x, y }: Spot, { look }: Marked, color: Palette): Html | undefined {
  const stroke = (ink: string, path: string) =>
    html`<path d="${path}" stroke="${ink}" stroke-width="2.2" stroke-linecap="round" fill="none"/>`;
  if (look === 'silent') return stroke(color.red, `M${px(x - 3)} ${px(y - 3)}l6 6m0-6l-6 6`);
  if (look === 'faulty') return stroke(color.panel, `M${px(x)} ${px(y - 4)}v4.5m0 3v.1`);
  if (look === 'unwatched') return stroke(color.panel, `M${px(x - 3.5)} ${px(y)}h.1m3.4 0h.1m3.4 0h.1`);
  return undefined;
}

function bar({ x, y }: Spot, radius: number, color: Palette): Html {
  const reach = radius + 3;
  return html`<path d="M${px(x - reach)} ${px(y + reach)}l${2 * reach} ${-2 * reach}" stroke="${color.panel}" stroke-width="5"/><path d="M${px(x - reach)} ${px(y + reach)}l${2 * reach} ${-2 * reach}" stroke="${color.quiet}" stroke-width="2.5"/>`;
}

/** Around a device: something happened there. Broken where it is a drill. */
export function incidentRing(
  { x, y }: Spot,
  { isOpen, isDrill }: { readonly isOpen: boolean; readonly isDrill: boolean },
  color: Palette,
): Html {
  const ink = isOpen ? color.red : color.amber;
  return html`<circle cx="${px(x)}" cy="${px(y)}" r="14" fill="${ink}" fill-opacity="${isOpen ? '.25' : '.12'}" stroke="${ink}" stroke-width="${isOpen ? 4 : 2.5}"${isDrill && html` stroke-dasharray="5 3"`}/>`;
}
