import { describe, expect, it } from 'vitest';
import { asText, isAllowed, type Statement } from './evaluate-policy.ts';
import { makeStack } from './make-stack.ts';

const { template } = makeStack();

function statementsOf(role: string): readonly Statement[] {
  const found = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) =>
    id.startsWith(role),
  );
  return found.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as readonly Statement[]);
}

const arnOf = (type: string, id: string) => {
  const [found] = Object.keys(template.findResources(type)).filter((one) => one.startsWith(id));
  if (found === undefined) throw new Error(`no ${type} ${id}`);
  return asText({ 'Fn::GetAtt': [found, 'Arn'] });
};
const table = (name: string) => arnOf('AWS::DynamoDB::Table', `Records${name}`);
const [sightings, watchlist, audit] = [table('Sightings'), table('Watchlist'), table('Audit')];
const pictures = arnOf('AWS::S3::Bucket', 'EvidenceBucket');
const evidence = arnOf('AWS::S3::Bucket', 'IncidentEvidenceBucket');
const [plate, person, correction] = ['plate', 'person', 'correction'].map((kind) => ({
  'dynamodb:LeadingKeys': kind,
}));

const roles = {
  search: statementsOf('WidgetsSearchZone'),
  watchlist: statementsOf('WidgetsKeepWatchlist'),
  operate: statementsOf('WidgetsOperateIncidents'),
} as const;
type Role = keyof typeof roles;

/** What is asked, and which function may: the others may not. */
const matrix: readonly (readonly [
  string,
  string,
  Readonly<Record<string, string>> | undefined,
  readonly Role[],
])[] = [
  ['dynamodb:Query', `${sightings}/index/by-day-and-time`, undefined, ['search']],
  ['dynamodb:GetItem', sightings, undefined, ['operate']],
  ['dynamodb:Scan', sightings, undefined, []],
  ['dynamodb:DeleteItem', sightings, undefined, []],
  ['dynamodb:Query', watchlist, person, ['search', 'watchlist']],
  ['dynamodb:GetItem', watchlist, person, ['watchlist', 'operate']],
  ['dynamodb:GetItem', watchlist, plate, ['watchlist']],
  ['dynamodb:PutItem', watchlist, plate, ['watchlist']],
  ['dynamodb:DeleteItem', watchlist, person, ['watchlist']],
  ['dynamodb:PutItem', watchlist, correction, ['watchlist', 'operate']],
  ['dynamodb:PutItem', audit, undefined, ['search', 'watchlist', 'operate']],
  ['dynamodb:UpdateItem', audit, undefined, []],
  ['dynamodb:DeleteItem', audit, undefined, []],
  ['s3:GetObject', `${pictures}/sightings/a.jpg`, undefined, ['search', 'operate']],
  ['s3:GetObject', `${pictures}/enrollment/nk-1/a.jpg`, undefined, ['watchlist']],
  ['s3:DeleteObject', `${pictures}/enrollment/nk-1/a.jpg`, undefined, ['watchlist']],
  ['s3:PutObject', `${pictures}/enrollment/nk-1/a.jpg`, undefined, []],
  ['s3:DeleteObject', `${pictures}/sightings/a.jpg`, undefined, []],
  ['s3:ListBucket', pictures, { 's3:prefix': 'enrollment/' }, ['watchlist']],
  ['s3:ListBucket', pictures, { 's3:prefix': 'sightings/' }, []],
  ['s3:GetObject', `${evidence}/evidence/PER-1/a.jpg`, undefined, ['operate']],
];

describe('the functions of the control room', () => {
  it.each(matrix)('%s on %s with %j: %j may, nobody else', (action, resource, context, allowed) => {
    const may = Object.entries(roles).filter(([, statements]) =>
      isAllowed(statements, { action, resource, ...(context && { context }) }),
    );

    expect(may.map(([role]) => role)).toEqual(allowed);
  });

  it('search faces nowhere: only those that enroll or correct touch the collection', () => {
    const touches = (role: Role) => JSON.stringify(roles[role]).includes('rekognition:');

    expect([touches('search'), touches('watchlist'), touches('operate')]).toEqual([false, true, true]);
  });
});
