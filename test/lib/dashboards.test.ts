import { describe, expect, it } from 'vitest';
import { Metric } from '../../lambdas/zone/metrics.ts';
import { makeStack } from './make-stack.ts';

const { template, annotations } = makeStack();

interface Tile {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly endpoint?: string;
    readonly params?: Readonly<Record<string, string>>;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly alarms?: readonly string[];
    readonly updateOn?: Readonly<Record<string, boolean>>;
  };
}

interface Body {
  readonly variables?: readonly Readonly<Record<string, unknown>>[];
  readonly widgets: readonly Tile[];
}

/** The body as CloudWatch gets it, references as their logical ids. */
function bodyOf(name: string): Body {
  const found = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const board = found.find(({ Properties }) => Properties.DashboardName.endsWith(name));
  const [, parts]: [string, unknown[]] = board?.Properties.DashboardBody['Fn::Join'] ?? ['', []];
  const text = parts.map((part) => (typeof part === 'string' ? part : referenceOf(part))).join('');
  return JSON.parse(text);
}

function referenceOf(part: unknown): string {
  const [value] = Object.values(Object(part));
  return [value].flat().join('.');
}

const operator = bodyOf('operator');
const engineer = bodyOf('engineer');
const investigator = bodyOf('investigator');
const watchlist = bodyOf('watchlist');

describe("the operator's board", () => {
  it('shows widgets that functions of the control room answer, in the language of the board', () => {
    const functions = template.findResources('AWS::Lambda::Function');

    expect(operator.widgets.length).toBeGreaterThan(0);
    for (const { type, properties } of operator.widgets) {
      const [logicalId = ''] = properties.endpoint?.split('.') ?? [];
      expect(type).toBe('custom');
      expect(functions[logicalId]?.Properties.FunctionName).toMatch(/^customWidget/);
      expect(properties.params).toMatchObject({ widget: expect.any(String), language: 'th-TH' });
    }
  });

  it('begins with the open incidents', () => {
    expect(operator.widgets[0]).toMatchObject({
      x: 0,
      y: 0,
      properties: { params: { widget: 'incidents' } },
    });
  });

  it('has a switch between Thai and English, Thai first', () => {
    expect(operator.variables).toEqual([
      expect.objectContaining({ type: 'pattern', pattern: 'th-TH', defaultValue: 'th-TH' }),
    ]);
    expect(JSON.stringify(operator.variables)).toContain('en-GB');
  });
});

describe("the engineer's board", () => {
  it('shows every alarm of the zone', () => {
    const shown = engineer.widgets
      .flatMap(({ properties }) => properties.alarms ?? [])
      .map((arn) => arn.split('.')[0]);
    const made = [
      ...Object.keys(template.findResources('AWS::CloudWatch::Alarm')),
      ...Object.keys(template.findResources('AWS::CloudWatch::CompositeAlarm')),
    ];

    expect(shown.sort()).toEqual(made.sort());
  });

  it('draws metrics that the functions write, under the name that they write them by', () => {
    const known: readonly string[] = Object.values(Metric);
    const services = new Set(useCases());
    const drawn = engineer.widgets.flatMap(({ properties }) => properties.metrics ?? []);

    expect(drawn.length).toBeGreaterThan(10);
    for (const [namespace, name, dimension, service] of drawn) {
      expect([namespace, dimension]).toEqual(['SafetyZone', 'service']);
      expect(known).toContain(name);
      expect(services).toContain(service);
    }
  });
});

describe('boards for what not everybody may do', () => {
  it.each([
    ['investigator', investigator, ['search-plates', 'search-sightings'], 'customWidgetSearch-nongkhai'],
    ['watchlist', watchlist, ['watchlist'], 'customWidgetWatchlist-nongkhai'],
  ])(
    '%s: hold widgets of one function alone, and keep an answer until somebody asks again',
    (_, board, names, fn) => {
      const functions = template.findResources('AWS::Lambda::Function');
      const of = (endpoint = '') => functions[endpoint.split('.')[0] ?? '']?.Properties.FunctionName;

      expect(board.widgets.map(({ properties }) => properties.params?.widget)).toEqual(names);
      for (const { properties } of board.widgets) {
        expect(of(properties.endpoint)).toBe(fn);
        expect(properties.updateOn).toMatchObject({ refresh: false, resize: false });
      }
    },
  );

  it('and no such widget stands on the operator’s', () => {
    expect(JSON.stringify(operator.widgets)).not.toMatch(/"widget":"(?:search|watchlist)/);
  });
});

describe('all boards', () => {
  it.each([
    ['operator', operator],
    ['investigator', investigator],
    ['watchlist', watchlist],
    ['engineer', engineer],
  ])('leave no tile of the %s’s board upon another', (_, { widgets }) => {
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (__, i) => `${x + (i % width)},${y + Math.floor(i / width)}`),
    );

    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...widgets.map(({ x, width }) => x + width))).toBeLessThanOrEqual(24);
  });

  it('bring no finding of cdk-nag', () => {
    expect(annotations.findError('*', '*')).toEqual([]);
  });
});

/** Names under which functions of the stack write metrics: those of their handlers. */
function useCases(): readonly string[] {
  const ids = Object.keys(template.findResources('AWS::Lambda::Function'));
  return [
    'show-zone',
    'operate-incidents',
    'watch-camera',
    'identify-face',
    'check-poles',
    'probe-alarm-path',
    'receive-pole-message',
    'raise-alert',
    'escalate-incident',
  ].filter((name) => {
    const pascal = name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return ids.some((id) => id.includes(pascal));
  });
}
