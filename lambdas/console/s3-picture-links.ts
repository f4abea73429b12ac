import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { evidenceFile } from '../evidence/evidence-object.ts';
import { picturesNear } from '../incidents/incident-pictures.ts';
import { s3IncidentPictures } from '../incidents/s3-incident-pictures.ts';
import { evidencePrefix } from '../zone/names.ts';
import { linkSeconds, type PictureLinks } from './picture-links.ts';

/** Signs links with the function's own role, which may read the frames of incidents alone. */
export function s3PictureLinks({
  client,
  bucketName: Bucket,
}: {
  readonly client: S3Client;
  readonly bucketName: string;
}): PictureLinks {
  const pictures = s3IncidentPictures({ client, bucketName: Bucket });
  const urlOf = (incidentId: string, file: string) => {
    const Key = `${evidencePrefix.incidents}${incidentId}/${file}`;
    const command = new GetObjectCommand({ Bucket, Key, ResponseContentType: 'image/jpeg' });
    return getSignedUrl(client, command, { expiresIn: linkSeconds });
  };
  return {
    near: async (incidentId, at, most) => {
      const found = picturesNear(await pictures.list(incidentId), at, most);
      return Promise.all(
        found.map(async (picture) => ({ ...picture, url: await urlOf(incidentId, picture.file) })),
      );
    },
    ofSighting: async (incidentId, sightingId) => {
      const file = evidenceFile.sightingPicture(sightingId);
      // By its listing, which the role may: a look at an object that is not there would be refused.
      const Prefix = `${evidencePrefix.incidents}${incidentId}/${file}`;
      const { KeyCount } = await client.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 }));
      return KeyCount === 1 ? urlOf(incidentId, file) : undefined;
    },
  };
}
