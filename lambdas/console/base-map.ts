import { type Html, html } from '../zone/html.ts';
import type { MapFeature, MapFile, MapPoint } from '../zone/map-file.ts';
import type { MapProjection } from './map-projection.ts';
import { px } from './map-symbols.ts';
import type { WantedLabel } from './place-labels.ts';
import { type Palette, textSizes } from './style.ts';
import type { Language } from './widget.ts';

type Kind = MapFeature['kind'];

/** From what lies lowest to what lies on top. */
const order: readonly Kind[] = ['water', 'road', 'main-road', 'bridge', 'railway'];

/** River, roads, bridge and railway. */
export function baseMap({ features }: MapFile, projection: MapProjection, color: Palette): Html {
  const drawn = order.flatMap((kind) =>
    features.filter((feature) => feature.kind === kind).map((feature) => draw(feature, projection, color)),
  );
  return html`<g fill="none" stroke-linejoin="round" stroke-linecap="round">${drawn}</g>`;
}

function draw({ kind, line }: MapFeature, { toSpot }: MapProjection, color: Palette): Html {
  const path = line
    .map(toSpot)
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`)
    .join('');
  if (kind === 'water') return html`<path d="${path}Z" fill="${color.water}"/>`;
  if (kind === 'bridge')
    return html`<path d="${path}" stroke="${color.quiet}" stroke-width="10" stroke-linecap="butt"/><path d="${path}" stroke="${color.road}" stroke-width="7"/>`;
  if (kind === 'railway')
    return html`<path d="${path}" stroke="${color.quiet}" stroke-width="2"/><path d="${path}" stroke="${color.quiet}" stroke-width="6" stroke-linecap="butt" stroke-dasharray="1.5 9"/>`;
  return html`<path d="${path}" stroke="${color.road}" stroke-width="${kind === 'main-road' ? 6 : 3.5}"/>`;
}

export interface BaseLabel extends WantedLabel {
  readonly ink: string;
}

/** Names of rivers, roads and lands, those of the largest first. */
export function baseLabels(
  { features, labels }: MapFile,
  { toSpot }: MapProjection,
  language: Language,
  color: Palette,
): readonly BaseLabel[] {
  const named = features.flatMap(({ kind, line, name, nameAt }) => {
    const at = nameAt ?? middleOf(line);
    return name && at ? [{ kind, text: name[language], at: toSpot(at) }] : [];
  });
  const lands = labels.map(({ name, at }) => ({
    kind: 'water' as const,
    text: name[language],
    at: toSpot(at),
  }));
  return [...lands, ...named]
    .toSorted((a, b) => rankOf(a.kind) - rankOf(b.kind))
    .map(({ kind, text, at }) => ({
      text,
      at,
      away: 8,
      centered: true,
      fontSize: kind === 'water' ? textSizes.body : textSizes.small,
      ink: color.quiet,
    }));
}

const rankOf = (kind: Kind) => (kind === 'water' ? 0 : kind === 'main-road' ? 1 : 2);

function middleOf(line: readonly MapPoint[]): MapPoint | undefined {
  return line[Math.floor(line.length / 2)];
}
