import { z } from 'zod';
import { arnOf, type Creator, physicalName, ResourceError } from './world.ts';

const dashboardSchema = z.object({ DashboardName: z.string().optional(), DashboardBody: z.string() });

/** AWS::CloudWatch::Dashboard: its body is kept for the page, which draws it. */
export const createDashboard: Creator = async (request, world) => {
  const { DashboardName, DashboardBody } = dashboardSchema.parse(request.properties);
  const name = DashboardName ?? physicalName(world, request.logicalId);
  try {
    JSON.parse(DashboardBody);
  } catch (error) {
    throw new ResourceError(request, 'its body is no JSON', error);
  }
  world.dashboards.set(name, DashboardBody);
  return { ref: name, attributes: { Arn: arnOf(world, 'cloudwatch', `dashboard/${name}`) } };
};
