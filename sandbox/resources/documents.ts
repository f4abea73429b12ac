import { z } from 'zod';
import { type Creator, physicalName, ResourceError } from './world.ts';

const documentSchema = z.object({
  Name: z.string().optional(),
  DocumentType: z.literal('Automation', 'the sandbox runs Automation documents only'),
  DocumentFormat: z.literal('JSON').default('JSON'),
  Content: z.unknown(),
});

/** AWS::SSM::Document: a runbook that StartAutomationExecution runs. */
export const createDocument: Creator = async (request, world) => {
  const { Name, Content } = documentSchema.parse(request.properties);
  const name = Name ?? physicalName(world, request.logicalId, 128);
  try {
    world.ssm.register(name, Content);
  } catch (error) {
    throw new ResourceError(request, 'the sandbox cannot run this document', error);
  }
  return { ref: name };
};
