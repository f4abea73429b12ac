import type { IncidentPicture } from '../incidents/incident-pictures.ts';

/** How long a link to a picture works; a widget that is shown again makes new ones. */
export const linkSeconds = 900;

/** A picture and the link that a browser may load it by, for `linkSeconds`. */
export interface LinkedPicture extends IncidentPicture {
  readonly url: string;
}

/** Makes links to pictures that only who got one can open, and not for long. */
export interface PictureLinks {
  /** Of each camera the frame nearest to `at` (epoch ms), at most `most`. */
  near(incidentId: string, at: number, most: number): Promise<readonly LinkedPicture[]>;
  /** The picture of a sighting among the incident's evidence; undefined: it was not gathered (yet). */
  ofSighting(incidentId: string, sightingId: string): Promise<string | undefined>;
}
