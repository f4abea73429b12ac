import { describe, expect, it } from 'vitest';
import { alarmProperties, toMetricAlarm } from '../../sandbox/cloudwatch/alarm.ts';
import { createCloudWatch } from '../../sandbox/cloudwatch/cloudwatch.ts';
import { drawWidget } from '../../sandbox/page/draw-widget.ts';

const minute = 60_000;
const start = Date.UTC(2026, 0, 5, 3, 0);
const presses = { namespace: 'SafetyZone', name: 'PressesReceived', dimensions: { service: 'receive' } };
const arn = 'arn:aws:cloudwatch:ap-southeast-1:000000000000:alarm:Zone-critical-PressesWait';

const body = {
  widgets: [
    { type: 'text', properties: { markdown: '# Nong Khai' } },
    {
      type: 'metric',
      properties: {
        title: 'Presses',
        metrics: [
          ['SafetyZone', 'PressesReceived', 'service', 'receive', { stat: 'Sum' }],
          ['.', '.', '.', 'other', { stat: 'Sum', label: '<b>other</b>' }],
          ['AWS/SNS', 'SMSMonthToDateSpentUSD', { stat: 'Maximum' }],
        ],
      },
    },
    { type: 'alarm', properties: { alarms: [arn] } },
    { type: 'log', properties: { query: 'fields @message' } },
  ],
};

function draw(index: number, language: 'th' | 'en' = 'en') {
  let at = start;
  const cloudWatch = createCloudWatch(() => at);
  const properties = alarmProperties.parse({
    ...{
      AlarmDescription: 'Presses lie in their queue.\nWhat to do',
      ComparisonOperator: 'GreaterThanThreshold',
    },
    ...{
      AlarmName: 'Zone-critical-PressesWait',
      EvaluationPeriods: 1,
      Threshold: 5,
      Statistic: 'Sum',
      Period: 60,
    },
    ...{ Namespace: presses.namespace, MetricName: presses.name },
    Dimensions: [{ Name: 'service', Value: 'receive' }],
  });
  cloudWatch.addAlarm(arn, toMetricAlarm(properties, ''));
  for (const [minutes, value] of [
    [1, 2],
    [3, 7],
  ] as const)
    cloudWatch.put({ metric: presses, value, at: start + minutes * minute });
  at = start + 4 * minute;
  const dashboards = new Map([['Zone-engineer', JSON.stringify(body)]]);
  return drawWidget(
    { dashboard: 'Zone-engineer', index, language, width: 600, height: 300, minutes: 15 },
    { dashboards, cloudWatch, timeZone: 'Asia/Bangkok', now: () => at },
  );
}

describe('a widget that the page draws itself', () => {
  it('is a text with its Markdown', () => {
    expect(draw(0)).toContain('<h1>Nong Khai</h1>');
  });

  it('is a graph with a point for each value, and the newest value of each line', () => {
    const drawn = draw(1) ?? '';

    expect(drawn.match(/<circle/g)).toHaveLength(2);
    expect(drawn).toContain('PressesReceived receive <b>7</b>');
    // The line breaks where a minute has no value.
    expect(drawn).toMatch(/class="line c0"><path d="M[\d.]+,[\d.]+ZM[\d.]+,[\d.]+Z"/);
    expect(drawn).toContain('10:00');
  });

  it('says of what only AWS measures that there is no data here', () => {
    expect(draw(1)).toContain('SMSMonthToDateSpentUSD <b>no data here</b>');
    expect(draw(1, 'th')).toContain('ไม่มีข้อมูลบนเครื่องนี้');
  });

  it('shows labels as text', () => {
    expect(draw(1)).toContain('&lt;b&gt;other&lt;/b&gt;');
    expect(draw(1)).not.toContain('<b>other');
  });

  it('shows each alarm with its state and what to do', () => {
    const drawn = draw(2);

    expect(drawn).toContain('In alarm 1');
    expect(drawn).toContain('aria-label="Zone-critical-PressesWait: In alarm"');
    expect(drawn).toContain('<p>What to do</p>');
  });

  it('names a type that it cannot draw, and is nothing where the board has none', () => {
    expect(draw(3)).toContain('log: this page does not draw widgets of this type');
    expect(draw(4)).toBeUndefined();
  });
});
