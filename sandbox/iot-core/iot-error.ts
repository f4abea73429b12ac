/** HTTP status of each error name that IoT Core answers with (API model of the service). */
const statuses = {
  AccessDenied: 403,
  CertificateStateException: 406,
  DeleteConflictException: 409,
  InternalFailureException: 500,
  InvalidCertificateOwnershipToken: 400,
  InvalidCertificateSigningRequest: 400,
  InvalidRequestException: 400,
  MalformedPolicyException: 400,
  ResourceAlreadyExistsException: 409,
  ResourceNotFoundException: 404,
  SqlParseException: 400,
  UnauthorizedException: 401,
  UnknownOperationException: 404,
  VersionConflictException: 409,
} as const;

export type IotErrorName = keyof typeof statuses;

/** A refusal the control plane answers with; `code` goes into the `x-amzn-errortype` header. */
export class IotError extends Error {
  override readonly name = 'IotError';
  readonly code: IotErrorName;
  readonly status: number;

  constructor(code: IotErrorName, message: string) {
    super(message);
    this.code = code;
    this.status = statuses[code];
  }
}

export const notFound = (what: string, name: string): IotError =>
  new IotError('ResourceNotFoundException', `The ${what} ${name} does not exist`);

export const alreadyExists = (what: string, name: string): IotError =>
  new IotError('ResourceAlreadyExistsException', `The ${what} ${name} exists already with other settings`);

export const invalid = (message: string): IotError => new IotError('InvalidRequestException', message);
