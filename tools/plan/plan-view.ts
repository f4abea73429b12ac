import { distance } from '../../lambdas/cameras/sight.ts';
import type { Language } from '../../lambdas/console/widget.ts';
import type { Camera, Pole, Site } from '../../lambdas/zone/zone-file.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import type { Finding } from './finding.ts';
import { checkLenses } from './lenses.ts';
import { checkPlaces } from './places.ts';
import type { Plan } from './read-plan.ts';
import { camerasSeeing, checkOverlaps, checkSights, isPlateSite } from './sights.ts';
import { planWords } from './words.ts';

/** A site with what stands there, numbered from 1 as in the file. */
export interface PlannedSite {
  readonly number: number;
  readonly site: Site;
  readonly cameras: readonly Camera[];
  readonly poles: readonly Pole[];
  /** Index in the file's phases; absent where it has none. */
  readonly phase?: number;
  /** The site next to it; absent where it is the only one. */
  readonly nearest?: { readonly number: number; readonly meters: number };
  readonly hasUnseenPole: boolean;
  readonly hasOpenRoad: boolean;
}

/** A plan with all that was found out about it. */
export interface PlanView {
  readonly plan: Plan;
  readonly sites: readonly PlannedSite[];
  readonly coverage: Coverage;
  /** Errors first, then in the order of the file. */
  readonly findings: readonly Finding[];
}

export function viewPlan(plan: Plan): PlanView {
  const { zone } = plan;
  const coverage = coverageOf(zone);
  const found = [
    ...checkPlaces(plan),
    ...checkLenses(zone),
    ...checkSights(zone),
    ...checkOverlaps(zone, coverage.overlaps),
  ];
  return {
    ...{ plan, coverage },
    findings: (['error', 'warning', 'note'] as const).flatMap((level) =>
      found.filter((finding) => finding.level === level),
    ),
    sites: zone.sites.map((site, index) => plannedSite(plan, site, index + 1)),
  };
}

function plannedSite({ zone }: Plan, site: Site, number: number): PlannedSite {
  const phase = phaseIndex(zone.phases, site.phase);
  const isUnseen = camerasSeeing(zone, site).length === 0;
  const poles = zone.poles.filter((pole) => pole.site === site.id);
  const [nearest] = zone.sites
    .map((other, index) => ({ number: index + 1, meters: Math.round(distance(site, other)) }))
    .filter((other) => other.number !== number)
    .toSorted((a, b) => a.meters - b.meters);
  return {
    ...{ number, site, poles },
    ...(nearest && { nearest }),
    cameras: zone.cameras.filter((camera) => camera.site === site.id),
    ...(phase !== undefined && { phase }),
    hasUnseenPole: isUnseen && poles.length > 0,
    hasOpenRoad: site.approachRoad !== undefined && !isPlateSite(zone, site),
  };
}

export function phaseIndex(phases: Plan['zone']['phases'], id: string | undefined): number | undefined {
  const index = phases?.findIndex((phase) => phase.id === id) ?? -1;
  return index < 0 ? undefined : index;
}

/** The figures a plan is judged by, in words. */
export function figuresOf({ plan: { zone }, sites, coverage }: PlanView, language: Language) {
  const unseen = sites.filter(({ hasUnseenPole }) => hasUnseenPole).flatMap(({ poles }) => poles).length;
  const roads = sites.filter(({ site }) => site.approachRoad);
  const open = roads.filter(({ hasOpenRoad }) => hasOpenRoad).length;
  const ground = (squareMeters: number) =>
    `${squareMeters.toLocaleString('en')} ${planWords.squareMeters[language]}`;
  const figure = (word: keyof typeof planWords, value: string | number, isShort = false) => ({
    name: planWords[word][language],
    value: String(value),
    isShort,
  });
  return [
    figure('sites', sites.length),
    figure('cameras', zone.cameras.length),
    figure('poles', zone.poles.length),
    figure('polesSeen', `${zone.poles.length - unseen} / ${zone.poles.length}`, unseen > 0),
    ...(roads.length > 0 ? [figure('approaches', `${roads.length - open} / ${roads.length}`, open > 0)] : []),
    // Without a lens nobody knows; 0 m² would be wrong.
    ...(coverage.seenSquareMeters > 0
      ? [
          figure('seen', ground(coverage.seenSquareMeters)),
          figure('recognized', ground(coverage.recognizedSquareMeters)),
        ]
      : []),
  ];
}
