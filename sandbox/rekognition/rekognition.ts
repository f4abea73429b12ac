import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createFaceEngine, type FaceEngine, type FaceModelPaths } from '../face-engine.ts';
import type { LocalService } from '../local-service.ts';
import type { Action, RekognitionContext } from './action.ts';
import { associateFaces, disassociateFaces } from './associate-faces.ts';
import { createCallQuota } from './call-quota.ts';
import { openCollectionStore } from './collection-store.ts';
import { createCollection, deleteCollection, describeCollection, listCollections } from './collections.ts';
import { compareFaces } from './compare-faces.ts';
import { detectFaces } from './detect-faces.ts';
import { deleteFaces, listFaces } from './faces.ts';
import { type ReadObject, readImage } from './image.ts';
import { indexFaces } from './index-faces.ts';
import { searchFaces, searchUsers } from './search-by-id.ts';
import { searchFacesByImage, searchUsersByImage } from './search-by-image.ts';
import { RekognitionError } from './service-error.ts';
import { createUser, deleteUser, listUsers } from './users.ts';

export interface RekognitionParams {
  readonly modelPaths: FaceModelPaths;
  /** Keeps collections over restarts; without it they live in memory. */
  readonly dataDir?: string;
  /** For images given as S3Object. */
  readonly readObject?: ReadObject;
  /** Quota per action, as in AWS (5 in Singapore for searches). @default none */
  readonly callsPerSecond?: number;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Rekognition of the local run: real face models behind AWS's own protocol. */
export interface Rekognition extends LocalService {
  /** Calls so far by action name, refused ones included: on AWS each would cost money. */
  calls(): Readonly<Record<string, number>>;
}

const actions: Readonly<Record<string, Action>> = {
  AssociateFaces: associateFaces,
  CompareFaces: compareFaces,
  CreateCollection: createCollection,
  CreateUser: createUser,
  DeleteCollection: deleteCollection,
  DeleteFaces: deleteFaces,
  DeleteUser: deleteUser,
  DescribeCollection: describeCollection,
  DetectFaces: detectFaces,
  DisassociateFaces: disassociateFaces,
  IndexFaces: indexFaces,
  ListCollections: listCollections,
  ListFaces: listFaces,
  ListUsers: listUsers,
  SearchFaces: searchFaces,
  SearchFacesByImage: searchFacesByImage,
  SearchUsers: searchUsers,
  SearchUsersByImage: searchUsersByImage,
};

export function createRekognition(params: RekognitionParams): Rekognition {
  const quota = createCallQuota(params);
  let engine: Promise<FaceEngine> | undefined;
  const context: RekognitionContext = {
    collections: openCollectionStore(params.dataDir),
    engine: () => {
      engine ??= createFaceEngine(params.modelPaths).catch((error: unknown) => {
        // Not kept: the next call finds the models once they have been fetched.
        engine = undefined;
        throw error;
      });
      return engine;
    },
    readImage: (image) => readImage(image, params.readObject),
    now: params.now,
    newId: params.newId,
  };
  return {
    signingNames: ['rekognition'],
    calls: quota.counts,
    async handle(request, response) {
      try {
        const name = actionName(request);
        const run = requireAction(name);
        quota.take(name);
        answer(response, 200, await run(parseJson(await text(request)), context), params.newId());
      } catch (error) {
        answerError(response, error, params.newId());
      }
    },
    close: () => Promise.resolve(),
  };
}

/** `X-Amz-Target: RekognitionService.DetectFaces` → `DetectFaces`. */
function actionName(request: IncomingMessage): string {
  return String(request.headers['x-amz-target'] ?? '').replace(/^RekognitionService\./, '');
}

function requireAction(name: string): Action {
  const run = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (run) return run;
  throw new RekognitionError(
    'UnknownOperationException',
    `the sandbox does not imitate ${name} (sandbox/LIMITATIONS.md)`,
  );
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new RekognitionError('SerializationException', 'the request is not JSON', { cause });
  }
}

function answerError(response: ServerResponse, error: unknown, requestId: string): void {
  const known =
    error instanceof RekognitionError
      ? error
      : new RekognitionError('InternalServerError', error instanceof Error ? error.message : String(error));
  answer(response, known.status, { __type: known.code, Code: known.code, Message: known.message }, requestId);
}

function answer(response: ServerResponse, status: number, body: object, requestId: string): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-requestid': requestId,
  });
  response.end(JSON.stringify(body));
}
