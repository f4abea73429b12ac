import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Handle, readBody } from './front-door.ts';

const responseSchema = z.object({
  Status: z.enum(['SUCCESS', 'FAILED']),
  Reason: z.string().optional(),
  PhysicalResourceId: z.string().min(1),
  Data: z.record(z.string(), z.json()).default({}),
});

/** What a custom resource's function answers: docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html */
export type CustomResourceResponse = z.infer<typeof responseSchema>;

export interface CustomResourceResponses {
  /** A path to PUT one response to, and that response once it came. */
  expect(): { readonly path: string; readonly received: () => CustomResourceResponse | undefined };
  /** Takes the PUT; the front door sends it here. */
  readonly handle: Handle;
}

export const RESPONSE_PATH = '/_custom-resource-response/';

/** The presigned S3 URL of CloudFormation, where functions of custom resources leave their answer. */
export const createCustomResourceResponses = (): CustomResourceResponses => {
  const received = new Map<string, CustomResourceResponse>();
  return {
    expect: () => {
      const path = `${RESPONSE_PATH}${randomUUID()}`;
      return { path, received: () => received.get(path) };
    },
    handle: async (request, response) => {
      const body = responseSchema.safeParse(JSON.parse((await readBody(request)).toString()));
      // S3 takes any bytes; it is CloudFormation that fails the resource for an answer it cannot read.
      received.set(
        request.url ?? '',
        body.success
          ? body.data
          : {
              Status: 'FAILED',
              Reason: `malformed answer: ${body.error.message}`,
              PhysicalResourceId: '-',
              Data: {},
            },
      );
      response.writeHead(200).end();
    },
  };
};
