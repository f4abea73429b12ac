import { Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Bilingual } from '../../lambdas/zone/zone-file.ts';

/** Critical: somebody may call for help in vain, so now, at night too. Warning: within the working day. */
export type Severity = 'critical' | 'warning';

interface Described {
  /** PascalCase; its section in docs/runbook.md has it as heading. Stays as it is: mails and habits know it. */
  readonly id: string;
  /** What it is about, where one definition stands for several queues, functions or topics. */
  readonly of?: string;
  readonly severity: Severity;
  /** What happened, in a sentence, for whoever reads the mail at night. */
  readonly what: Bilingual;
}

/** An alarm on a metric, as it is declared. */
export interface AlarmDefinition extends Described {
  readonly metric: IMetric;
  /** Rings at this value and above, or below it with `isBelow`. */
  readonly threshold: number;
  readonly isBelow?: true;
  /** What the threshold counts: `s`, `%`, `messages`. */
  readonly unit: string;
  /** Why this threshold and no other. */
  readonly reason: string;
  /** How many periods of the metric must be over it, of how many. @default 1 of 1 */
  readonly periods?: { readonly breaching: number; readonly of: number };
  /** No value at all rings too. */
  readonly isMissingBad?: true;
}

/** One alarm for many that have one cause: it alone is told. */
export interface CompositeDefinition extends Described {
  /** Alarms that make it ring, any of them; told through it alone. */
  readonly causes: readonly ZoneAlarm[];
  /** While this one rings, nothing is told of it. */
  readonly mutedBy?: ZoneAlarm;
}

export interface ZoneAlarm {
  readonly definition: Described;
  /** With its subject: `DeadLetters-PolesPressQueue`. */
  readonly name: string;
  readonly alarm: Alarm | CompositeAlarm;
}

export function makeAlarm(scope: Construct, definition: AlarmDefinition): ZoneAlarm {
  const { metric, threshold, isBelow, isMissingBad, periods = { breaching: 1, of: 1 } } = definition;
  const name = nameOf(definition);
  const alarm = new Alarm(scope, name, {
    alarmName: fullName(scope, definition),
    alarmDescription: descriptionOf(definition, limitOf(definition)),
    metric,
    threshold,
    comparisonOperator: isBelow
      ? ComparisonOperator.LESS_THAN_THRESHOLD
      : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: periods.of,
    datapointsToAlarm: periods.breaching,
    treatMissingData: isMissingBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  return { definition, name, alarm };
}

export function makeComposite(scope: Construct, definition: CompositeDefinition): ZoneAlarm {
  const { causes, mutedBy } = definition;
  const rules = causes.map(({ alarm }) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM));
  const name = nameOf(definition);
  const alarm = new CompositeAlarm(scope, name, {
    compositeAlarmName: fullName(scope, definition),
    alarmDescription: descriptionOf(definition, `Any of: ${causes.map((cause) => cause.name).join(', ')}.`),
    alarmRule: AlarmRule.anyOf(...rules),
    ...(mutedBy && { actionsSuppressor: mutedBy.alarm }),
  });
  return { definition, name, alarm };
}

/** Where an alarm is explained. */
export function runbookSectionOf({ id }: Pick<Described, 'id'>): string {
  return `docs/runbook.md#${id.toLowerCase()}`;
}

function nameOf({ id, of }: Described): string {
  return of === undefined ? id : `${id}-${of}`;
}

/** It is the subject of the mail, so it says how bad it is. */
function fullName(scope: Construct, definition: Described): string {
  return [Stack.of(scope).stackName, definition.severity, nameOf(definition)].join('-');
}

function descriptionOf(definition: Described, limit: string): string {
  const { severity, what } = definition;
  const words = severity === 'critical' ? 'CRITICAL · วิกฤต' : 'Warning · เตือน';
  return `${words}\n${what.en}\n${what.th}\n${limit}\nWhat to do · วิธีแก้: ${runbookSectionOf(definition)}`;
}

function limitOf({ threshold, unit, isBelow, reason }: AlarmDefinition): string {
  return `Rings ${isBelow ? 'below' : 'from'} ${threshold} ${unit}: ${reason}.`;
}
