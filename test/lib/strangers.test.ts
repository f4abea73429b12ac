import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { makeStack } from './make-stack.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

interface Policy {
  readonly Properties: { readonly PolicyDocument: { readonly Statement: readonly Statement[] } };
}

const off = makeStack();
const on = makeStack(undefined, { strangers: { keepHours: 24, cameras: ['nk-cam-01'] } });

type Stack = typeof off;

/** What functions may do with strangers, by the start of the policy's id. */
function rightsIn({ template }: Stack): Readonly<Record<string, readonly string[]>> {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy') as Record<string, Policy>);
  const rights = policies.map(([id, { Properties }]) => {
    const statements = Properties.PolicyDocument.Statement.filter(({ Resource }) =>
      /-strangers|StrangersVisits/.test(JSON.stringify(Resource)),
    );
    return [id.replace(/Role.*/, ''), statements.flatMap(({ Action }) => Action)] as const;
  });
  return Object.fromEntries(rights.filter(([, actions]) => actions.length > 0));
}

const variablesOf = ({ template }: Stack, id: RegExp) =>
  Object.entries(template.findResources('AWS::Lambda::Function')).find(([name]) => id.test(name))?.[1]
    .Properties.Environment.Variables;

describe('a zone that keeps no strangers', () => {
  it('has no table, no function and no right for them but to delete what is left', () => {
    expect(JSON.stringify(off.template.findResources('AWS::DynamoDB::Table'))).not.toMatch(
      /Strangers|visitId/,
    );
    expect(JSON.stringify(off.template.findResources('AWS::Lambda::Function'))).not.toContain(
      'tend-strangers',
    );
    expect(rightsIn(off)).toEqual({ SetupApplyZone: ['rekognition:DeleteCollection'] });
  });

  it('lets no function but those that enroll for the watchlist or correct a match index a face, nor any search single faces', () => {
    const policies = Object.entries(off.template.findResources('AWS::IAM::Policy')).map(
      ([id, policy]) => [id, JSON.stringify(policy)] as const,
    );
    const allowing = (action: string) =>
      policies
        .filter(([, text]) => text.includes(action))
        .map(([id]) => id.replace(/Role.*/, ''))
        .sort();

    expect(allowing('rekognition:IndexFaces')).toEqual([
      'RunbooksOperateZone',
      'WatchlistTend',
      'WidgetsKeepWatchlist',
      'WidgetsOperateIncidents',
    ]);
    expect(allowing('rekognition:SearchFacesByImage')).toEqual([]);
  });

  it('tells identify-face no place for them, and warns of nothing', () => {
    expect(variablesOf(off, /^FacesIdentifyFace/)).toMatchObject({
      STRANGER_COLLECTION_ID: '',
      STRANGERS_TABLE: '',
    });
    off.annotations.hasNoWarning('*', Match.stringLikeRegexp('strangers'));
    expect(off.template.toJSON().Outputs).not.toHaveProperty('StrangersTable');
  });
});

describe('a zone that keeps strangers', () => {
  it('gives each function what it needs of them and no more, without a cdk-nag finding', () => {
    expect(rightsIn(on)).toEqual({
      FacesIdentifyFace: ['rekognition:SearchFacesByImage', 'rekognition:IndexFaces', 'dynamodb:PutItem'],
      SetupApplyZone: ['rekognition:CreateCollection', 'rekognition:DeleteCollection'],
      StrangersTend: ['rekognition:ListFaces', 'rekognition:DeleteFaces'],
    });
  });

  it('keeps visits in a table of their own with an end, no backup, that goes with the setting', () => {
    const tables = Object.entries(on.template.findResources('AWS::DynamoDB::Table'));
    const [, table] = tables.find(([id]) => id.startsWith('StrangersVisits')) ?? [];

    expect(table).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } },
    });
    expect(table?.Properties).not.toHaveProperty('PointInTimeRecoverySpecification');
    expect(table?.Properties).not.toHaveProperty('DeletionProtectionEnabled');
    expect(on.template.toJSON().Outputs).toHaveProperty('StrangersTable');
  });

  it('keeps every face apart from those of the watchlist', () => {
    const { COLLECTION_ID, STRANGER_COLLECTION_ID } = variablesOf(on, /^FacesIdentifyFace/);

    expect(STRANGER_COLLECTION_ID).toBe(`${COLLECTION_ID}-strangers`);
    expect(variablesOf(on, /^StrangersTend/).STRANGER_COLLECTION_ID).toBe(STRANGER_COLLECTION_ID);
    expect(variablesOf(on, /^SetupApplyZone/).STRANGER_COLLECTION_ID).toBe(STRANGER_COLLECTION_ID);
  });

  it('says at each synth what is stored, where and for how long, and that it needs a legal basis', () => {
    on.annotations.hasWarning(
      '/SafetyZone/Strangers',
      Match.stringLikeRegexp(
        'biometric data of everybody who passes nk-cam-01 are stored for 24 hours.*section 26.*privacy',
      ),
    );
  });
});
