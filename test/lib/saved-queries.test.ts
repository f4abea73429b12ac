import { globSync, readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { queryText, SavedQueries } from '../../lib/console/saved-queries.ts';
import { zoneQueries } from '../../lib/console/zone-queries.ts';

const code = globSync('lambdas/**/*.ts')
  .filter((path) => path !== 'lambdas/zone/log-events.ts')
  .map((path) => readFileSync(path, 'utf8'));
const keyOf = new Map<string, string>(Object.entries(LogEvent).map(([key, event]) => [event, key]));
const runbook = readFileSync('docs/runbook.md', 'utf8');

/** Files that log the event. */
const logging = (event: string) =>
  code.filter((text) => new RegExp(`LogEvent\\.${keyOf.get(event)}\\b`).test(text));
/** Beside what our own code says: written by the logger itself. */
const ofLogger = new Set(['message', 'error.name', 'error.message']);
/** A field without any of these in a file that logs one of the events is a field that no line has. */
const isLogged = (field: string, events: readonly string[] = Object.values(LogEvent)) =>
  ofLogger.has(field) || events.flatMap(logging).some((text) => new RegExp(`\\b${field}\\b`).test(text));

describe.each(zoneQueries.map((query) => [query.name, query] as const))(
  'the saved query "%s"',
  (name, query) => {
    const { events, fields, parameter } = query;

    it('names events that some function logs, and fields that stand in their lines', () => {
      expect((events ?? []).filter((event) => logging(event).length === 0)).toEqual([]);
      const named = [...fields, ...(parameter ? [parameter.field] : [])];
      expect(named.filter((field) => !isLogged(field, events))).toEqual([]);
    });

    it('is named in the runbook', () => {
      expect(runbook).toContain(`"${name}"`);
    });
  },
);

describe('the saved queries', () => {
  it('are found in a folder of the stack, and ask for what is to be filled in with an example', () => {
    const stack = new Stack(new App(), 'Zone');
    new SavedQueries(stack, 'SavedQueries');

    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Logs::QueryDefinition', zoneQueries.length);
    template.hasResourceProperties('AWS::Logs::QueryDefinition', {
      Name: 'Zone/One incident',
      Parameters: [{ Name: 'incidentId', DefaultValue: 'SOS-7KQ2MD9F' }],
    });
  });

  it('are all that the runbook quotes in its chapter on alarms', () => {
    const [, chapter = ''] = /^## Alarms\n(.*?)^## /ms.exec(runbook) ?? [];
    const quoted = Array.from(chapter.matchAll(/"([A-Z][a-z]+(?: [a-z]+)*)"/g), ([, name]) => name);

    expect(quoted.length).toBeGreaterThan(10);
    expect(quoted.filter((name) => !zoneQueries.some((query) => query.name === name))).toEqual([]);
  });

  it('read as Logs Insights asks for', () => {
    const text = queryText({
      ...{ name: 'Planted', events: [LogEvent.alertSent], fields: ['tier'] },
      parameter: { field: 'incidentId', example: 'SOS-1', what: 'an incident' },
    });

    expect(text).toBe(
      'fields @timestamp, service, event, tier\n| filter event in ["ALERT_SENT"]\n| filter incidentId = "{{incidentId}}"\n| sort @timestamp desc\n| limit 200',
    );
  });

  it.each([
    ['a field that was renamed', () => isLogged('incidentNumber', [LogEvent.alertSent])],
    ['a field of another event', () => isLogged('digestId', [LogEvent.probeArrived])],
  ])('would be found out: %s', (_, check) => {
    expect(check()).toBe(false);
  });
});
