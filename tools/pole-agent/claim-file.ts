import { z } from 'zod';

/** What an installer brings to a pole: PEM files that let it ask for its own certificate, and nothing else. */
export const poleClaimFile = z.object({
  version: z.literal(1),
  poleId: z.string().min(1),
  templateName: z.string().min(1),
  /** Of the broker, `host:port`. */
  broker: z.string().min(1),
  certificatePem: z.string().min(1),
  privateKeyPem: z.string().min(1),
  /** What signs the broker's certificate; without it, the CAs that Node trusts. */
  caPem: z.string().min(1).optional(),
  expiresAt: z.iso.datetime(),
});
export type PoleClaimFile = Readonly<z.infer<typeof poleClaimFile>>;

/** The file is none of `zone pole claim`, or of another pole. */
export class ClaimFileError extends Error {
  override readonly name = 'ClaimFileError';
}

/** Reads a claim for one pole. Throws ClaimFileError; its words never hold what is in the file. */
export function parseClaimFile(text: string, poleId: string): PoleClaimFile {
  const parsed = poleClaimFile.safeParse(parseJson(text));
  if (!parsed.success) throw new ClaimFileError('this is no claim: make one with npm run zone -- pole claim');
  if (parsed.data.poleId === poleId) return parsed.data;
  throw new ClaimFileError(`this claim is for ${parsed.data.poleId}, not for ${poleId}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
