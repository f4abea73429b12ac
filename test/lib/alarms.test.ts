import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Metric as CloudWatchMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, it } from 'vitest';
import { Metric, metricNamespace } from '../../lambdas/zone/metrics.ts';
import { makeAlarm } from '../../lib/console/alarm.ts';
import { metricsOfFunction } from './emitted-metrics.ts';
import { makeStack } from './make-stack.ts';

interface MetricOfAlarm {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

interface AlarmOfTemplate extends MetricOfAlarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions?: unknown;
  readonly OKActions?: unknown;
  readonly AlarmRule?: unknown;
  readonly ActionsSuppressor?: unknown;
  readonly TreatMissingData?: string;
  readonly Metrics?: readonly { readonly MetricStat?: { readonly Metric: MetricOfAlarm } }[];
}

const { template } = makeStack();
const found = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) =>
  Object.entries(template.findResources(type)),
);
const alarms = found.map(([logicalId, { Properties }]) => {
  const properties = Properties as AlarmOfTemplate;
  const name = properties.AlarmName.replace(/^SafetyZone-(critical|warning)-/, '');
  return { ...properties, logicalId, name, id: name.replace(/-.*/, '') };
});
type FoundAlarm = (typeof alarms)[number];

const named = (name: string): FoundAlarm => {
  const alarm = alarms.find((each) => each.name === name);
  if (alarm === undefined) throw new Error(`no alarm ${name}`);
  return alarm;
};
const isTold = ({ AlarmActions }: FoundAlarm) =>
  JSON.stringify(AlarmActions ?? '').includes('ProbeEngineers');
const rules = JSON.stringify(alarms.flatMap(({ AlarmRule }) => AlarmRule ?? []));

/** The headings of the runbook that stand for an alarm. */
function sectionsOf(runbook: string): readonly string[] {
  const [, chapter = ''] = /^## Alarms\n(.*?)^## /ms.exec(runbook) ?? [];
  return Array.from(chapter.matchAll(/^### (.+)$/gm), ([, heading = '']) => heading);
}

describe('the alarms of the zone', () => {
  it('tell the engineers when they ring and when it is over, by themselves or through a composite', () => {
    const silent = alarms.filter((alarm) => !isTold(alarm) && !rules.includes(alarm.logicalId));

    expect(alarms.length).toBeGreaterThan(30);
    // It mutes others and is told to nobody.
    expect(silent.map(({ name }) => name)).toEqual(['ZoneChanged']);
    for (const alarm of alarms.filter(isTold))
      expect(alarm.OKActions, alarm.name).toEqual(alarm.AlarmActions);
  });

  it('are told once where one cause makes many: what a composite tells is not told twice', () => {
    const twice = alarms.filter((alarm) => isTold(alarm) && rules.includes(alarm.logicalId));

    expect(twice).toEqual([]);
    for (const name of ['CamerasNotWatched', 'CamerasSilent', 'FunctionFails-tick-cameras', 'PolesSilent'])
      expect(isTold(named(name)), name).toBe(false);
  });

  it('hold many silent poles back while a zone file is being applied, and cameras and presses never', () => {
    const muted = alarms.filter(({ ActionsSuppressor }) => ActionsSuppressor !== undefined);

    expect(muted.map(({ name }) => name)).toEqual(['PolesDown']);
    expect(JSON.stringify(muted[0]?.ActionsSuppressor)).toContain(named('ZoneChanged').logicalId);
  });

  it('say what happened in English and Thai, how bad it is, and where to read on', () => {
    for (const { AlarmDescription, AlarmName, id, name } of alarms) {
      const [, severity] = /^SafetyZone-(critical|warning)-/.exec(AlarmName) ?? [];
      expect(AlarmDescription, name).toMatch(
        severity === 'critical' ? /^CRITICAL · วิกฤต\n/ : /^Warning · เตือน\n/,
      );
      expect(AlarmDescription.split('\n')[2], name).toMatch(/[\u0e00-\u0e7f]{5}/);
      expect(AlarmDescription.endsWith(`docs/runbook.md#${id.toLowerCase()}`), name).toBe(true);
      // What CloudWatch takes.
      expect(AlarmDescription.length, name).toBeLessThanOrEqual(1024);
    }
  });

  it('have a section of the runbook each, and no section is without its alarm', () => {
    const sections = sectionsOf(readFileSync('docs/runbook.md', 'utf8'));

    expect([...sections].sort()).toEqual([...new Set(alarms.map(({ id }) => id))].sort());
  });

  it('watch metrics that the function they name writes', () => {
    const watched = alarms.flatMap(({ name, Metrics = [], ...alarm }) =>
      [alarm, ...Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? [])]
        .filter(({ Namespace }) => Namespace === metricNamespace)
        .map(({ MetricName = '', Dimensions = [] }) => ({ name, MetricName, Dimensions })),
    );

    expect(watched.length).toBeGreaterThan(20);
    for (const { name, MetricName, Dimensions } of watched) {
      const [service] = Dimensions.map(({ Name, Value }) => (Name === 'service' ? String(Value) : ''));
      expect([...metricsOfFunction(service ?? '')], `${name}: ${MetricName} of ${service}`).toContain(
        MetricName,
      );
    }
  });

  it('ring when nothing comes at all where only that tells', () => {
    const missing = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');

    expect(missing.map(({ name }) => name).sort()).toEqual([
      'CamerasNotWatched',
      'PolesNotChecked',
      'ProbeSilent',
      'ScheduleStopped-tend-watchlist',
      'ScheduleStopped-tick-cameras',
    ]);
  });

  it('are critical on the way of a press', () => {
    const critical = alarms
      .filter(({ AlarmName }) => AlarmName.includes('-critical-'))
      .map(({ name }) => name);

    expect(critical).toEqual(
      expect.arrayContaining([
        ...['PressesWait', 'PressesFail', 'SosAlertsWait', 'AlertsFailed', 'IncidentsUnanswered'],
        ...['EscalationStuck', 'DeliveryFailed-sos', 'RuleErrors', 'DeadLetters-PolesPressQueue'],
        ...[
          'DeadLetters-AlertsSosQueue',
          'DeadLetters-AlertsEscalationSosQueue',
          'FunctionThrottled-raise-alert',
        ],
      ]),
    );
  });

  it('of functions cover all of them but those whose caller tells: CloudFormation, a runbook', () => {
    const functions = Object.keys(template.findResources('AWS::Lambda::Function'));
    const watched = JSON.stringify(alarms.filter(({ id }) => id === 'FunctionFails'));

    const unwatched = functions.filter((id) => !watched.includes(id));
    expect(unwatched.filter((id) => !/^SetupApplyZone|LogSms|OperateZone/.test(id))).toEqual([]);
  });
});

describe('what finds a wrong alarm', () => {
  it('knows which function writes a metric', () => {
    expect([...metricsOfFunction('raise-alert')]).toContain(Metric.alertsFailed);
    expect([...metricsOfFunction('tick-cameras')]).not.toContain(Metric.alertsFailed);
    expect([...metricsOfFunction('no-such-function')]).toEqual([]);
  });

  it('reads the sections of the runbook’s chapter on alarms alone', () => {
    expect(sectionsOf('## Before\n### No\n## Alarms\n### One\ntext\n### Two\n## After\n### No\n')).toEqual([
      'One',
      'Two',
    ]);
  });

  it('makes an alarm that names its threshold, unit and reason', () => {
    const stack = new Stack(new App(), 'Zone');
    const metric = new CloudWatchMetric({ namespace: metricNamespace, metricName: 'AlertsFailed' });
    makeAlarm(stack, {
      ...{ id: 'Planted', of: 'here', severity: 'warning', metric, threshold: 3, unit: 'alerts' },
      ...{ reason: 'two are nothing', what: { en: 'Planted.', th: 'ทดสอบ' } },
    });

    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Zone-warning-Planted-here',
      AlarmDescription: Match.stringLikeRegexp('Rings from 3 alerts: two are nothing\\.'),
    });
  });
});
