export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  /** Folder of the unpacked bundle. */
  readonly codeRoot: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Most processes of this function at a time; 0 refuses every invocation, as a reserved concurrency of 0 does. */
  readonly concurrency: number;
  readonly logFormat: 'JSON' | 'Text';
  /** Folders of its layers, each holding `nodejs/node_modules`. */
  readonly layers: readonly string[];
}

export interface EnvironmentParams {
  readonly definition: LambdaFunction;
  readonly region: string;
  readonly endpointUrl: string;
  /** Host and port. */
  readonly runtimeApi: string;
}

/**
 * The whole environment of a function's process: nothing of the host's leaks in but its PATH.
 * Names: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const environmentOf = ({ definition, region, endpointUrl, runtimeApi }: EnvironmentParams) => ({
  PATH: process.env.PATH,
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  NODE_PATH: definition.layers.map((layer) => `${layer}/nodejs/node_modules`).join(':'),
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: 'sandbox',
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: definition.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'sandbox',
  AWS_LAMBDA_LOG_FORMAT: definition.logFormat,
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_NODEJS_USE_ALTERNATIVE_CLIENT_1: 'true',
  LAMBDA_TASK_ROOT: definition.codeRoot,
  ...definition.environment,
  _HANDLER: definition.handler,
  AWS_LAMBDA_RUNTIME_API: runtimeApi,
});
