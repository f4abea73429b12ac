import { z } from 'zod';
import type { FaceEngine } from '../face-engine.ts';
import type { CollectionStore } from './collection-store.ts';
import type { imageSchema, ReadImage } from './image.ts';
import { RekognitionError } from './service-error.ts';

/** What every action may use. */
export interface RekognitionContext {
  readonly collections: CollectionStore;
  /** Loads the models on the first call. */
  engine(): Promise<FaceEngine>;
  readImage(image: z.infer<typeof imageSchema>): Promise<ReadImage>;
  now(): Date;
  newId(): string;
}

/** One operation: the parsed JSON of a request in, the JSON of its answer out. Throws RekognitionError. */
export type Action = (input: unknown, context: RekognitionContext) => Promise<object>;

/** An action whose input is checked first; what the schema refuses is a ValidationException. */
export function action<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>, context: RekognitionContext) => Promise<object> | object,
): Action {
  return async (input, context) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw toValidationException(parsed.error);
    return run(parsed.data, context);
  };
}

/** The value itself is not repeated: it may be a picture or a name. */
function toValidationException({ issues }: z.ZodError): RekognitionError {
  const wrong = issues.map(
    (issue) => `Value at '${issue.path.join('.')}' failed to satisfy constraint: ${issue.message}`,
  );
  const count = `${issues.length} validation error${issues.length === 1 ? '' : 's'} detected`;
  return new RekognitionError('ValidationException', `${count}: ${wrong.join('; ')}`);
}

/** Ids and limits as the API reference states them. */
export const collectionId = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[a-zA-Z0-9_.-]+$/);
export const userId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[a-zA-Z0-9_.:-]+$/);
export const externalImageId = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[a-zA-Z0-9_.:-]+$/);
export const faceId = z.string().min(1).max(64);
export const percent = z.number().min(0).max(100);
