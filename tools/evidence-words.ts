import type { Finding, Verdict } from '../lambdas/evidence/verify-evidence.ts';

const problemWords: Readonly<Record<Finding['problem'], string>> = {
  changed: 'ถูกเปลี่ยน changed',
  missing: 'หายไป missing',
  additional: 'เกินมา additional',
  'broken-chain': 'ลำดับขาด broken chain',
};

export function verdictText({ findings, objectCount, newestManifestSha256 }: Verdict): string {
  if (findings.length > 0) {
    const lines = findings.map(
      ({ problem, file, detail }) =>
        `${problemWords[problem]}: ${file}${detail === undefined ? '' : ` (${detail})`}\n`,
    );
    return `${lines.join('')}ไม่ครบถ้วน NOT intact: ${findings.length} finding${findings.length === 1 ? '' : 's'}\n`;
  }
  return (
    `ครบถ้วน intact: ${objectCount} files are as the manifests say\n` +
    `SHA-256 of the newest manifest: ${newestManifestSha256}\n` +
    'Compare it with the timeline of the incident, or give it as --manifest-sha256.\n'
  );
}
