import { answerJson, readBody } from './front-door.ts';
import type { LambdaRuntime } from './lambda-runtime.ts';
import { FunctionMissingError } from './lambda-runtime.ts';
import type { LocalService } from './local-service.ts';

const describe = ({ name, arn, handler, memoryMb, timeoutSeconds }: LambdaRuntime['functions'][number]) => ({
  FunctionName: name,
  FunctionArn: arn,
  Handler: handler,
  Runtime: 'nodejs24.x',
  MemorySize: memoryMb,
  Timeout: timeoutSeconds,
});

/** The Lambda API as far as people and functions call it: Invoke and ListFunctions. */
export const createLambdaService = (lambda: LambdaRuntime): LocalService => ({
  signingNames: ['lambda'],
  handle: async (request, response) => {
    const [, encoded] = /\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? [];
    if (encoded === undefined)
      return answerJson(response, 200, { Functions: lambda.functions.map(describe) });
    const body = (await readBody(request)).toString();
    const invoked = lambda.invoke(decodeURIComponent(encoded), JSON.parse(body === '' ? '{}' : body));
    if (request.headers['x-amz-invocation-type'] === 'Event') {
      void invoked.catch(() => undefined);
      response.writeHead(202).end();
      return;
    }
    try {
      const result = await invoked;
      if (!result.isOk) response.setHeader('x-amz-function-error', 'Unhandled');
      response.setHeader('content-type', 'application/json');
      response.writeHead(200).end(result.isOk ? result.payload : JSON.stringify(result.error));
    } catch (error) {
      if (!(error instanceof FunctionMissingError)) throw error;
      response.setHeader('x-amzn-errortype', 'ResourceNotFoundException');
      answerJson(response, 404, { Type: 'User', Message: error.message });
    }
  },
  close: async () => undefined,
});
