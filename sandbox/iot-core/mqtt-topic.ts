/** AWS's limits on a topic (quotas page of IoT Core); a Basic Ingest prefix does not count. */
const topicBytes = 256;
const topicSlashes = 7;

const basicIngest = /^\$aws\/rules\/([^/]+)\/?(.*)$/s;

/** Whether an MQTT topic filter with `+` and `#` matches a topic; a leading wildcard never matches `$…`. */
export function topicMatches(filter: string, topic: string): boolean {
  const levels = topic.split('/');
  const pattern = filter.split('/');
  if (topic.startsWith('$') && (pattern[0] === '+' || pattern[0] === '#')) return false;
  for (const [index, part] of pattern.entries()) {
    // `a/#` also matches `a` itself (MQTT 3.1.1, 4.7.1.2).
    if (part === '#') return true;
    if (index >= levels.length || (part !== '+' && part !== levels[index])) return false;
  }
  return pattern.length === levels.length;
}

/** Why a topic filter is not well formed, or undefined when it is. */
export function topicFilterFault(filter: string): string | undefined {
  const levels = filter.split('/');
  if (filter === '' || filter.includes('\0')) return 'it is empty or holds a null character';
  const hash = levels.findIndex((level) => level.includes('#'));
  if (hash >= 0 && (levels[hash] !== '#' || hash !== levels.length - 1)) return '# must be the last level';
  return levels.some((level) => level.includes('+') && level !== '+') ? '+ must fill its level' : undefined;
}

/** A published topic, with the rule that a Basic Ingest prefix names taken off it. */
export function splitBasicIngest(topic: string): { ruleName?: string; topic: string } {
  const [, ruleName, rest] = basicIngest.exec(topic) ?? [];
  return ruleName === undefined ? { topic } : { ruleName, topic: rest ?? '' };
}

/** Whether a topic that a device publishes on keeps AWS's limits of length and depth. */
export function isTopicWithinLimits(published: string): boolean {
  const { topic } = splitBasicIngest(published);
  return Buffer.byteLength(topic) <= topicBytes && topic.split('/').length - 1 <= topicSlashes;
}
