export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** The rule of a composite alarm, made ready. Asks for states by name or ARN. */
export type RuleHolds = (stateOf: (nameOrArn: string) => AlarmState) => boolean;

/** A composite alarm's rule cannot be read; the message says where. */
export class AlarmRuleError extends Error {
  override readonly name = 'AlarmRuleError';
}

const token = /\s*(?:"([^"]*)"|([A-Za-z_]+)|([()]))/y;
const states: readonly string[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] satisfies readonly AlarmState[];

interface Token {
  readonly kind: 'text' | 'word' | 'symbol';
  readonly text: string;
}

/**
 * `(ALARM("arn") OR NOT OK("name")) AND TRUE`. Throws AlarmRuleError.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function readAlarmRule(rule: string): RuleHolds {
  const tokens = readTokens(rule);
  const holds = either(tokens);
  if (tokens.length > 0) throw refusal(tokens);
  return holds;
}

function readTokens(rule: string): Token[] {
  const tokens: Token[] = [];
  const text = rule.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const { lastIndex } = token;
    const found = token.exec(text);
    if (found === null)
      throw new AlarmRuleError(`the rule cannot be read from character ${lastIndex + 1} on`);
    const [, quoted, word, symbol = ''] = found;
    if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted });
    else tokens.push(word === undefined ? { kind: 'symbol', text: symbol } : { kind: 'word', text: word });
  }
  return tokens;
}

function refusal([next]: readonly Token[]): AlarmRuleError {
  return new AlarmRuleError(
    next === undefined ? 'the rule ends too early' : `unexpected ${next.text} in the rule`,
  );
}

const isNext = ([next]: readonly Token[], text: string) => next?.kind !== 'text' && next?.text === text;

function take(tokens: Token[], text: string): void {
  if (!isNext(tokens, text)) throw refusal(tokens);
  tokens.shift();
}

/** OR binds weaker than AND. */
function either(tokens: Token[]): RuleHolds {
  let holds = both(tokens);
  while (isNext(tokens, 'OR')) {
    tokens.shift();
    const [left, right] = [holds, both(tokens)];
    holds = (stateOf) => left(stateOf) || right(stateOf);
  }
  return holds;
}

function both(tokens: Token[]): RuleHolds {
  let holds = single(tokens);
  while (isNext(tokens, 'AND')) {
    tokens.shift();
    const [left, right] = [holds, single(tokens)];
    holds = (stateOf) => left(stateOf) && right(stateOf);
  }
  return holds;
}

function single(tokens: Token[]): RuleHolds {
  const next = tokens.shift();
  if (next?.kind === 'symbol' && next.text === '(') {
    const inner = either(tokens);
    take(tokens, ')');
    return inner;
  }
  if (next?.kind !== 'word') throw refusal(next === undefined ? [] : [next]);
  if (next.text === 'NOT') {
    const inner = single(tokens);
    return (stateOf) => !inner(stateOf);
  }
  if (next.text === 'TRUE' || next.text === 'FALSE') return () => next.text === 'TRUE';
  return stateIs(next, tokens);
}

function stateIs(state: Token, tokens: Token[]): RuleHolds {
  if (!states.includes(state.text)) throw refusal([state]);
  take(tokens, '(');
  const alarm = tokens.shift();
  if (alarm === undefined || alarm.kind === 'symbol') throw refusal(alarm === undefined ? [] : [alarm]);
  take(tokens, ')');
  return (stateOf) => stateOf(alarm.text) === state.text;
}
