import type { ZoneFunction } from './zone-function.ts';

/** What keeping and removing persons needs of the face collection. */
export function grantFaces(fn: Pick<ZoneFunction<never>, 'allow'>, collection: string): void {
  fn.allow(
    [
      'rekognition:IndexFaces',
      'rekognition:CreateUser',
      'rekognition:AssociateFaces',
      'rekognition:ListUsers',
      'rekognition:ListFaces',
      'rekognition:DeleteUser',
      'rekognition:DeleteFaces',
    ],
    [collection],
  );
}

/** To judge photos before they are kept. */
export function grantPhotoChecks(fn: Pick<ZoneFunction<never>, 'allowAny'>): void {
  fn.allowAny(
    ['rekognition:DetectFaces', 'rekognition:CompareFaces'],
    '*',
    'both look at a picture in the request and support no resource-level permission',
  );
}
