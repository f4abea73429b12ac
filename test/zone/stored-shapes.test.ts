import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { acknowledgeLink } from '../../lambdas/alerts/acknowledge-link.ts';
import { delivery } from '../../lambdas/alerts/delivery.ts';
import { incident } from '../../lambdas/incidents/incident.ts';
import { joinPointer } from '../../lambdas/incidents/joining.ts';
import { timelineStep } from '../../lambdas/incidents/timeline.ts';
import { pollAnswer } from '../../lambdas/poll/poll-answer.ts';
import { pollRound } from '../../lambdas/poll/poll-round.ts';
import { sighting } from '../../lambdas/sightings/sighting.ts';
import { strangerVisit } from '../../lambdas/sightings/stranger-visit.ts';
import { correction } from '../../lambdas/watchlist/correction.ts';
import { watchlistEntry } from '../../lambdas/watchlist/watchlist-entry.ts';
import * as messages from '../../lambdas/zone/messages.ts';

/**
 * What is stored or still in a queue must be readable after a deployment. A changed hash says that a shape changed:
 * a field that was added as optional is fine (update the hash); anything else needs a new version beside the old one.
 */
const shapes = {
  acknowledgeLink,
  delivery,
  incident,
  timelineStep,
  joinPointer,
  pollAnswer,
  pollRound,
  sighting,
  strangerVisit,
  watchlistEntry,
  correction,
  watchCameraMessage: messages.watchCameraMessage,
  catchUpMessage: messages.catchUpMessage,
  identifyFaceMessage: messages.identifyFaceMessage,
  raiseAlertMessage: messages.raiseAlertMessage,
  escalateIncidentMessage: messages.escalateIncidentMessage,
  tellDigestMessage: messages.tellDigestMessage,
  poleEnvelope: messages.poleEnvelope,
};

const hashOf = (schema: z.ZodType) =>
  createHash('sha256')
    .update(JSON.stringify(z.toJSONSchema(schema)))
    .digest('hex')
    .slice(0, 12);

describe('stored shapes', () => {
  it('have not changed by accident', () => {
    const hashes = Object.fromEntries(Object.entries(shapes).map(([name, schema]) => [name, hashOf(schema)]));

    expect(hashes).toMatchInlineSnapshot(`
      {
        "acknowledgeLink": "4a48cb5e354b",
        "catchUpMessage": "9f17e885ab59",
        "correction": "4a574f62cdfa",
        "delivery": "c3bcdb99529c",
        "escalateIncidentMessage": "0b74dc0512f3",
        "identifyFaceMessage": "b81cd7a8373b",
        "incident": "6cca92ab153e",
        "joinPointer": "cc74aa008322",
        "poleEnvelope": "3aed0bfed3fa",
        "pollAnswer": "5e211222b85a",
        "pollRound": "998f99e69ccb",
        "raiseAlertMessage": "50591747fcfc",
        "sighting": "10dd2df50c76",
        "strangerVisit": "2fdbd3ad66fe",
        "tellDigestMessage": "f8521996a6ba",
        "timelineStep": "e8836a9b3b3f",
        "watchCameraMessage": "ca9f1e53acbb",
        "watchlistEntry": "8177421da618",
      }
    `);
  });
});
