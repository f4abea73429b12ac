import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { InvocationError } from '../lambda-runtime.ts';
import { rateSeconds, type Schedule } from '../schedules.ts';
import {
  arnOf,
  type Creator,
  physicalName,
  ResourceError,
  type ResourceRequest,
  type World,
} from './world.ts';

const targetSchema = z.object({ Arn: z.string(), Input: z.string().default('{}') });

type Target = z.infer<typeof targetSchema>;

/** What a target gets: its input, with the scheduler's own words filled in. */
const inputAt = ({ Input }: Target, arn: string, at: Date): string =>
  Input.replaceAll('<aws.scheduler.scheduled-time>', at.toISOString().replace(/\.\d+Z$/, 'Z'))
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.attempt-number>', '1')
    .replaceAll('<aws.scheduler.execution-id>', String(at.getTime()));

const fireTarget = async (world: World, target: Target, arn: string, at: Date): Promise<void> => {
  const [, , service, , , resource = ''] = target.Arn.split(':');
  const input = inputAt(target, arn, at);
  if (service === 'sqs') {
    const QueueUrl = `${world.endpointUrl}/${world.accountId}/${resource}`;
    await world.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: input }));
    return;
  }
  const result = await world.lambda.invoke(target.Arn, JSON.parse(input));
  if (!result.isOk) throw new InvocationError(target.Arn, result.error);
};

const scheduleArn = (world: World, name: string): string =>
  arnOf(world, 'scheduler', `schedule/default/${name}`);

const add = (
  request: ResourceRequest,
  world: World,
  schedule: Omit<Schedule, 'fire'>,
  target: Target,
): void => {
  const [, , service] = target.Arn.split(':');
  if (service !== 'lambda' && service !== 'sqs')
    throw new ResourceError(request, `the sandbox schedules functions and queues only, not ${target.Arn}`);
  if (rateSeconds(schedule.expression) === undefined)
    world.onProgress(`${request.logicalId}: ${schedule.expression} does not fire by itself in the sandbox`);
  world.schedules.push({
    ...schedule,
    fire: (at) => fireTarget(world, target, scheduleArn(world, schedule.name), at),
  });
};

const scheduleSchema = z.object({
  Name: z.string().optional(),
  ScheduleExpression: z.string(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: targetSchema,
});

/** AWS::Scheduler::Schedule of a function or a queue. */
export const createSchedule: Creator = async (request, world) => {
  const { Name, ScheduleExpression, State, Target } = scheduleSchema.parse(request.properties);
  const name = Name ?? physicalName(world, request.logicalId);
  if (State === 'ENABLED') add(request, world, { name, expression: ScheduleExpression }, Target);
  return { ref: name, attributes: { Arn: scheduleArn(world, name) } };
};

const ruleSchema = z.object({
  Name: z.string().optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(targetSchema).default([]),
});

/** AWS::Events::Rule with a schedule; one with an event pattern is kept, but nothing here sends it events. */
export const createEventRule: Creator = async (request, world) => {
  const { Name, ScheduleExpression, State, Targets } = ruleSchema.parse(request.properties);
  const name = Name ?? physicalName(world, request.logicalId);
  if (ScheduleExpression === undefined)
    world.onProgress(`${request.logicalId}: events of AWS services do not exist in the sandbox`);
  else if (State === 'ENABLED')
    for (const target of Targets) add(request, world, { name, expression: ScheduleExpression }, target);
  return { ref: name, attributes: { Arn: arnOf(world, 'events', `rule/${name}`) } };
};
