import type { LineParams } from './camera-lines.ts';
import { type CostLine, figure, linesOf } from './cost-line.ts';
import { monthDays } from './usage.ts';

/** lib/faces.ts. */
const identifierGigabytes = 0.5;

/** What passes of people cost: paid calls first of all. */
export function faceLines({ use, zone, a }: LineParams): readonly CostLine[] {
  const calls = use.searches + use.analyses;
  const cap = use.paidShare < 1 ? `, held to the budget of ${figure(zone.budget.paidCallsPerDay)} a day` : '';
  const passes = `${figure(use.facePasses)} face passes`;
  const paid = linesOf('Rekognition');
  const perPass = use.facePasses === 0 ? 0 : use.searches / use.facePasses;
  return [
    paid('searches', 'rekognitionSearches', use.searches, `${passes} × ${figure(perPass)} calls${cap}`),
    paid(
      'analyses of candidates',
      'rekognitionAnalyses',
      use.analyses,
      `${passes} × ${a.watchedShare} watched × ${a.analysesPerWatched}${cap}`,
    ),
    paid('watchlist', 'rekognitionVectors', a.watchedFaces, `${figure(a.watchedFaces)} photos`),
    linesOf('Lambda')(
      'identify-face',
      'lambdaArmCompute',
      (calls * a.searchMilliseconds * identifierGigabytes) / 1000,
      `${figure(calls)} paid calls × ${a.searchMilliseconds / 1000} s × ${identifierGigabytes} GB`,
    ),
    linesOf('Lambda')('identify-face, calls', 'lambdaRequests', use.facePasses, passes),
    linesOf('SQS')('face passes', 'sqsRequests', use.facePasses * 3, `${passes} × (send, receive, delete)`),
    linesOf('S3')(
      'crops of faces',
      's3Puts',
      use.facePasses * a.cropsPerFacePass,
      `${passes} × ${a.cropsPerFacePass}`,
    ),
    linesOf('S3')('crops of faces, read', 's3Gets', calls, `${figure(calls)} paid calls × 1`),
    linesOf('DynamoDB')(
      'paid calls',
      'dynamoWrites',
      calls * 3,
      `${figure(calls)} paid calls × (pace, budget of zone and of camera)`,
    ),
    linesOf('DynamoDB')('budget, sighting', 'dynamoReads', use.facePasses * 2.5, `${passes} × 5 reads × ½`),
  ];
}

/** What passes of vehicles, and the few people who are candidates, leave behind. */
export function sightingLines({ use, zone, a }: LineParams): readonly CostLine[] {
  const { sightingDays } = zone.retention;
  const sightings = use.platePasses + use.analyses;
  const kept = (sightings / monthDays) * sightingDays;
  const kilobytes = a.plateSightingKilobytes * a.plateSightingCopies;
  const plates = `${figure(use.platePasses)} plate passes`;
  const size = `${a.plateSightingKilobytes} kB × ${a.plateSightingCopies} (item, indexes)`;
  const all = `${figure(kept)} sightings of ${sightingDays} days`;
  const table = linesOf('DynamoDB');
  return [
    linesOf('S3')('pictures of sightings', 's3Puts', sightings, `${figure(sightings)} sightings`),
    linesOf('S3')(
      'pictures of sightings, kept',
      's3Storage',
      (kept * a.pictureKilobytes) / 1e6,
      `${all} × ${a.pictureKilobytes} kB`,
    ),
    table('sightings', 'dynamoWrites', sightings * kilobytes, `${figure(sightings)} sightings × ${size}`),
    table(
      'watchlist of plates',
      'dynamoReads',
      (use.platePasses * a.plateSearchReads) / 2,
      `${plates} × ${a.plateSearchReads} queries × ½`,
    ),
    table('sightings, kept', 'dynamoStorage', (kept * kilobytes) / 1e6, `${all} × ${size}`),
    table('sightings, restorable', 'dynamoBackup', (kept * kilobytes) / 1e6, `${all} × ${size}`),
  ];
}
