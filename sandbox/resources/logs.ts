import { z } from 'zod';
import type { Creator } from './world.ts';

const filterSchema = z.object({ LogGroupName: z.string(), DestinationArn: z.string() });

/** AWS::Logs::SubscriptionFilter to a function; whatever its pattern, every line is handed on. */
export const createSubscriptionFilter: Creator = async ({ logicalId, properties }, { logSubscriptions }) => {
  const { LogGroupName, DestinationArn } = filterSchema.parse(properties);
  logSubscriptions.subscribe(LogGroupName, DestinationArn);
  return { ref: logicalId };
};
