import { z } from 'zod';
import { alarmProperties, toMetricAlarm } from '../cloudwatch/alarm.ts';
import { arnOf, type Creator, physicalName, ResourceError } from './world.ts';

/** AWS::CloudWatch::Alarm: judged on the metrics of this machine; its actions tell nobody. */
export const createAlarm: Creator = async (request, world) => {
  const properties = alarmProperties.parse(request.properties);
  const alarm = toMetricAlarm(properties, physicalName(world, request.logicalId, 255));
  const arn = arnOf(world, 'cloudwatch', `alarm:${alarm.name}`);
  try {
    world.cloudWatch.addAlarm(arn, alarm);
  } catch (error) {
    throw new ResourceError(request, 'the sandbox cannot judge this alarm', error);
  }
  return { ref: alarm.name, attributes: { Arn: arn } };
};

const compositeSchema = z.object({
  AlarmName: z.string().optional(),
  AlarmDescription: z.string().default(''),
  AlarmRule: z.string(),
});

/** AWS::CloudWatch::CompositeAlarm. */
export const createCompositeAlarm: Creator = async (request, world) => {
  const { AlarmName, AlarmDescription, AlarmRule } = compositeSchema.parse(request.properties);
  const name = AlarmName ?? physicalName(world, request.logicalId, 255);
  const arn = arnOf(world, 'cloudwatch', `alarm:${name}`);
  try {
    world.cloudWatch.addComposite(arn, { name, description: AlarmDescription, rule: AlarmRule });
  } catch (error) {
    throw new ResourceError(request, 'the sandbox cannot judge this alarm', error);
  }
  return { ref: name, attributes: { Arn: arn } };
};
