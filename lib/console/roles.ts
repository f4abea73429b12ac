import type { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ConsoleFunction } from '../../lambdas/zone/console.ts';
import { evidencePrefix } from '../../lambdas/zone/names.ts';
import type { Evidence } from '../evidence.ts';
import type { Records } from '../records.ts';
import { acceptWildcard } from '../zone-function.ts';
import { boards, executions, type Grant, logs, objects, queues, starts, whoDidWhat } from './role-grants.ts';
import type { MadeRunbook } from './runbooks.ts';
import type { Widgets } from './widgets.ts';

/** Who works in the control room. */
export const roleNames = ['operator', 'investigator', 'watchlist-keeper', 'auditor', 'engineer'] as const;
export type RoleName = (typeof roleNames)[number];

export interface RolesProps {
  readonly zoneId: string;
  readonly records: Records;
  readonly evidence: Evidence;
  readonly runbooks: readonly MadeRunbook[];
  /** Where the functions of the widgets are. `zone` shows and changes nothing. */
  readonly widgets: Pick<Widgets, 'endpoint'>;
  readonly dashboards: Readonly<Record<BoardName, Pick<Dashboard, 'dashboardName'>>>;
}

type BoardName = 'operator' | 'investigator' | 'watchlist' | 'engineer';

interface Duties {
  readonly description: string;
  /** Boards beside the operator's, which everybody sees. */
  readonly boards?: readonly BoardName[];
  readonly widgets: readonly ConsoleFunction[];
  readonly runbooks: readonly string[];
}

const duties: Readonly<Record<RoleName, Duties>> = {
  operator: {
    description: 'Safety Zone: sees the zone and works on incidents',
    widgets: ['zone', 'operate'],
    runbooks: ['AcknowledgeIncident', 'RespondToIncident', 'ResolveIncident', 'DrillPole', 'MuteCamera'],
  },
  investigator: {
    description: 'Safety Zone: searches plates and persons with a reason, hands out evidence',
    boards: ['investigator'],
    widgets: ['zone', 'search'],
    runbooks: ['ExportEvidence'],
  },
  'watchlist-keeper': {
    description: 'Safety Zone: keeps the watchlist and answers the requests of data subjects',
    boards: ['watchlist'],
    widgets: ['zone', 'watchlist'],
    runbooks: [
      'AddWatchlistPlate',
      'RemoveWatchlistPlate',
      'EnrollWatchlistPerson',
      'RemoveWatchlistPerson',
      'EraseDataSubject',
    ],
  },
  auditor: {
    description: 'Safety Zone: reads who did what, and changes nothing',
    boards: ['engineer'],
    widgets: ['zone'],
    runbooks: [],
  },
  engineer: {
    description: 'Safety Zone: keeps devices, queues and functions at work',
    boards: ['engineer'],
    widgets: ['zone'],
    runbooks: [
      'DrillPole',
      'MuteCamera',
      'RedriveDeadLetters',
      'RotatePoleCertificate',
      'RetirePoleCertificate',
    ],
  },
};

/** Managed policies to attach to people's roles (IAM Identity Center or IAM): docs/operators.md says who may what. */
export class Roles extends Construct {
  readonly policies: Readonly<Record<RoleName, ManagedPolicy>>;

  constructor(scope: Construct, id: string, props: RolesProps) {
    super(scope, id);
    const made = roleNames.map((name) => [name, this.#policy(name, props)] as const);
    this.policies = Object.fromEntries(made) as Record<RoleName, ManagedPolicy>;
  }

  #policy(name: RoleName, props: RolesProps): ManagedPolicy {
    const { description } = duties[name];
    const policy = new ManagedPolicy(this, name, {
      managedPolicyName: `SafetyZone-${props.zoneId}-${name}`,
      description,
    });
    for (const { actions, resources, reason, conditions } of this.#grants(name, props)) {
      if (resources.length === 0) continue;
      policy.addStatements(
        new PolicyStatement({
          ...{ actions: [...actions], resources: [...resources], ...(conditions && { conditions }) },
        }),
      );
      for (const resource of resources) if (reason !== undefined) acceptWildcard(policy, resource, reason);
    }
    return policy;
  }

  #grants(name: RoleName, props: RolesProps): readonly Grant[] {
    const { widgets, runbooks, boards: own = [] } = duties[name];
    const mayStart = props.runbooks.filter((runbook) => runbooks.includes(runbook.name));
    const seesAll = name === 'auditor' || name === 'engineer';
    const also: Readonly<Partial<Record<RoleName, () => readonly Grant[]>>> = {
      investigator: () => objects(props.evidence, ['s3:GetObject'], evidencePrefix.exports),
      'watchlist-keeper': () =>
        objects(props.evidence, ['s3:GetObject', 's3:PutObject'], evidencePrefix.enrollment),
      auditor: () => [...logs(this), ...whoDidWhat(props.records)],
      engineer: () => [...logs(this), ...queues(this)],
    };
    return [
      ...boards(
        this,
        ['operator' as const, ...own].map((board) => props.dashboards[board].dashboardName),
      ),
      {
        actions: ['lambda:InvokeFunction'],
        resources: widgets.map((widget) => props.widgets.endpoint(widget)),
      },
      ...starts(this, mayStart),
      ...(mayStart.length > 0 || seesAll ? executions(this) : []),
      ...(also[name]?.() ?? []),
    ];
  }
}
