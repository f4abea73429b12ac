const statusOf = {
  AccessDeniedException: 401,
  ConnectionLimitExceededException: 400,
  IllegalArgumentException: 400,
  InvalidArgumentException: 400,
  InvalidCodecPrivateDataException: 400,
  InvalidMediaFrameException: 400,
  NoDataRetentionException: 400,
  ResourceInUseException: 400,
  ResourceNotFoundException: 404,
  TagsPerResourceExceededLimitException: 400,
  UnknownOperationException: 404,
  UnsupportedStreamMediaTypeException: 400,
  ValidationException: 400,
  VersionMismatchException: 400,
} as const;

/** An answer that AWS gives as an error; `name` is the error's name on the wire. */
export class KinesisVideoError extends Error {
  readonly status: number;

  constructor(name: keyof typeof statusOf, message: string) {
    super(message);
    this.name = name;
    this.status = statusOf[name];
  }
}
