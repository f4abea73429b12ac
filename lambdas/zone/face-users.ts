/**
 * Ids of the users in the face collection. A person's user bears the id of the watchlist entry; a correction ("not
 * this person") is a user of its own beside it, `not-<entry id>--<key>`, made of the face that was taken for the person.
 */

const correctionPrefix = 'not-';
const keySeparator = '--';
const keyForm = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;
/** CreateUser: https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateUser.html */
const userIdForm = /^[a-zA-Z0-9_.\-:]{1,128}$/;

/** What a user of the face collection stands for. */
export type FaceUser =
  | { readonly kind: 'person'; readonly entryId: string }
  | { readonly kind: 'correction'; readonly entryId: string; readonly key: string };

export class FaceUserIdError extends Error {
  override readonly name = 'FaceUserIdError';
}

/**
 * The user id of one correction. `key` tells the corrections of a person apart, e.g. the id of the sighting that was
 * wrong: letters, digits and single hyphens. Throws FaceUserIdError when the face collection would refuse the id.
 */
export function correctionUserId(entryId: string, key: string): string {
  const userId = `${correctionPrefix}${entryId}${keySeparator}${key}`;
  if (entryId === '' || !keyForm.test(key) || !userIdForm.test(userId)) {
    throw new FaceUserIdError(
      'a correction needs an entry id and a key of letters, digits and single hyphens',
    );
  }
  return userId;
}

/** All corrections of a person begin like this; so do those of an entry whose id goes on with `--`: parse what is found. */
export function correctionPrefixOf(entryId: string): string {
  return `${correctionPrefix}${entryId}${keySeparator}`;
}

/** Any id that is no correction is a person's. */
export function parseFaceUserId(userId: string): FaceUser {
  const end = userId.lastIndexOf(keySeparator);
  const entryId = userId.slice(correctionPrefix.length, Math.max(end, 0));
  const key = userId.slice(end + keySeparator.length);
  const isCorrection = userId.startsWith(correctionPrefix) && entryId !== '' && keyForm.test(key);
  return isCorrection ? { kind: 'correction', entryId, key } : { kind: 'person', entryId: userId };
}
