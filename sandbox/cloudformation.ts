import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerQuery, refuseQuery, type XmlObject } from './aws-query.ts';
import { readBody } from './front-door.ts';
import type { LocalService } from './local-service.ts';

export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string | undefined;
}

/** What the sandbox deployed, as it stands now. */
export interface DeployedStack {
  readonly name: string;
  readonly id: string;
  readonly description?: string | undefined;
  readonly createdAt: Date;
  readonly isComplete: boolean;
  readonly resources: readonly StackResource[];
  readonly outputs: readonly StackOutput[];
}

const statusOf = ({ isComplete }: DeployedStack): string =>
  isComplete ? 'CREATE_COMPLETE' : 'CREATE_IN_PROGRESS';

const head = (stack: DeployedStack) => ({
  StackName: stack.name,
  StackId: stack.id,
  CreationTime: stack.createdAt,
  StackStatus: statusOf(stack),
});

const describeStack = (stack: DeployedStack): XmlObject => ({
  ...head(stack),
  Description: stack.description,
  Outputs: stack.outputs.map(({ key, value, description }) => ({
    OutputKey: key,
    OutputValue: value,
    Description: description,
  })),
});

const describeResource = (stack: DeployedStack, resource: StackResource, timeField: string): XmlObject => ({
  StackName: stack.name,
  StackId: stack.id,
  LogicalResourceId: resource.logicalId,
  PhysicalResourceId: resource.physicalId,
  ResourceType: resource.type,
  ResourceStatus: 'CREATE_COMPLETE',
  [timeField]: stack.createdAt,
});

type Action = (stack: DeployedStack, form: URLSearchParams) => XmlObject;

const actions: Readonly<Record<string, Action>> = {
  DescribeStacks: (stack) => ({ Stacks: [describeStack(stack)] }),
  ListStacks: (stack) => ({ StackSummaries: [head(stack)] }),
  DescribeStackResources: (stack, form) => ({
    StackResources: stack.resources
      .filter(({ logicalId }) => [null, logicalId].includes(form.get('LogicalResourceId')))
      .map((resource) => describeResource(stack, resource, 'Timestamp')),
  }),
  ListStackResources: (stack) => ({
    StackResourceSummaries: stack.resources.map((resource) =>
      describeResource(stack, resource, 'LastUpdatedTimestamp'),
    ),
  }),
};

/** CloudFormation as far as clients read it: which stack stands here, its outputs and physical ids. */
export const createCloudFormation = (deployed: () => DeployedStack): LocalService => ({
  signingNames: ['cloudformation'],
  handle: async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams((await readBody(request)).toString());
    const name = form.get('Action') ?? '';
    const action = actions[name];
    const stack = deployed();
    const wanted = form.get('StackName') ?? stack.name;
    if (action === undefined)
      return refuseQuery(response, 'InvalidAction', `the sandbox does not know ${name}`);
    if (wanted !== stack.name && wanted !== stack.id)
      return refuseQuery(response, 'ValidationError', `Stack with id ${wanted} does not exist`);
    answerQuery(response, name, action(stack, form));
  },
  close: async () => undefined,
});
