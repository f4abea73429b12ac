import { viewDegreesOf } from '../../lambdas/cameras/sight.ts';
import type { Language } from '../../lambdas/console/widget.ts';
import type { Camera } from '../../lambdas/zone/zone-file.ts';
import { pixelsAt } from './pixels.ts';
import { type PlannedSite, type PlanView, phaseIndex } from './plan-view.ts';
import { installWords, planWords } from './words.ts';

/** What installers bring to a site, in words. */
export function siteFacts({ site }: PlannedSite, language: Language): readonly (readonly [string, string])[] {
  const { install } = site;
  const word = (field: keyof typeof installWords) => {
    const value = install?.[field];
    const known = value === undefined ? undefined : installWords[field][value];
    return [planWords[field][language], (known ?? planWords.unknown)[language]] as const;
  };
  return [
    [planWords.position[language], `${site.latitude.toFixed(5)}, ${site.longitude.toFixed(5)}`],
    ...(['power', 'network', 'mounting'] as const).map(word),
    ...(site.approachRoad ? [[planWords.approachRoad[language], site.approachRoad[language]] as const] : []),
    ...(install?.note ? [[planWords.note[language], install.note[language]] as const] : []),
  ];
}

const deviceColumns = [
  ...(['device', 'phase', 'watches', 'bearing', 'height', 'watchesAt', 'range', 'lens', 'pixels'] as const),
  ...(['streamName', 'thingName'] as const),
] satisfies readonly (keyof typeof planWords)[];

export function deviceHead(language: Language): readonly string[] {
  return deviceColumns.map((word) => planWords[word][language]);
}

/** The devices of a site as rows under `deviceHead`; poles have no stream. */
export function deviceRows(
  { cameras, poles, site }: PlannedSite,
  { plan: { zone } }: Pick<PlanView, 'plan'>,
  language: Language,
): readonly (readonly string[])[] {
  const phaseOf = (own: string | undefined) => {
    const index = phaseIndex(zone.phases, own ?? site.phase);
    return index === undefined ? '–' : (zone.phases?.[index]?.name[language] ?? '–');
  };
  return [
    ...cameras.map((camera) => [
      ...[planWords.camera[language], phaseOf(camera.phase), ...viewCells(camera, language)],
      ...[camera.id, camera.id],
    ]),
    ...poles.map(({ id, phase }) => [
      ...[planWords.pole[language], phaseOf(phase)],
      ...Array.from({ length: deviceColumns.length - 4 }, () => '–'),
      ...['–', id],
    ]),
  ];
}

function viewCells(camera: Camera, language: Language): readonly string[] {
  const { watches, view, bearingDegrees } = camera;
  const meters = (value: number) => `${value} ${planWords.meters[language]}`;
  const first = [watches.map((subject) => planWords[subject][language]).join(' + '), `${bearingDegrees}°`];
  if (view === undefined) return [...first, '–', '–', '–', '–', '–'];
  const { sensorWidthMillimeters: sensor, focalLengthMillimeters: lens } = view;
  const degrees = `${Math.round(viewDegreesOf(view))}°`;
  return [
    ...first,
    ...[meters(view.mountHeightMeters), meters(view.watchesAtMeters), meters(view.rangeMeters)],
    `${sensor !== undefined && lens !== undefined ? `${sensor} / ${lens} mm, ` : ''}${degrees}, ${view.pictureWidthPixels} px`,
    watches.map((subject) => String(Math.floor(pixelsAt(subject, view, view.watchesAtMeters)))).join(' / '),
  ];
}
