type ErrorName =
  | 'ConflictException'
  | 'ImageTooLargeException'
  | 'InternalServerError'
  | 'InvalidImageFormatException'
  | 'InvalidPaginationTokenException'
  | 'InvalidParameterException'
  | 'InvalidS3ObjectException'
  | 'ProvisionedThroughputExceededException'
  | 'ResourceAlreadyExistsException'
  | 'ResourceNotFoundException'
  | 'SerializationException'
  | 'ServiceQuotaExceededException'
  | 'UnknownOperationException'
  | 'ValidationException';

/** An error as Rekognition answers it; the SDK throws it under `code`. */
export class RekognitionError extends Error {
  override readonly name = 'RekognitionError';
  readonly code: ErrorName;

  constructor(code: ErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Rekognition answers 400 to all but its own faults. */
  get status(): number {
    return this.code === 'InternalServerError' ? 500 : 400;
  }
}
