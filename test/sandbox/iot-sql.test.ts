import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evaluateQuery,
  fillTemplate,
  RuleExecutionError,
  type SqlScope,
} from '../../sandbox/iot-core/sql-evaluate.ts';
import { parseSql, parseTemplate } from '../../sandbox/iot-core/sql-parser.ts';
import { SqlParseError } from '../../sandbox/iot-core/sql-tokens.ts';
import { pressSql, variable } from './iot-fixture.ts';

const makeScope = (overrides: Partial<SqlScope> = {}): SqlScope => ({
  topic: 'poles/sos-01/press',
  payload: Buffer.from('{"a":{"b":{"c":7}},"state":"on","level":3}'),
  clientId: 'sos-01',
  principal: 'ab12',
  traceId: 'trace-1',
  now: () => new Date(1_700_000_000_000),
  newId: () => 'id-1',
  ...overrides,
});

const select = (sql: string, overrides: Partial<SqlScope> = {}): unknown => {
  const result = evaluateQuery(parseSql(sql), makeScope(overrides));
  return result?.kind === 'json' ? JSON.parse(result.text) : result;
};

describe('SELECT', () => {
  it('answers what our rule for presses asks, for a payload that is no JSON', () => {
    const payload = Buffer.from([0, 255, 128, 10]);

    expect(select(pressSql, { payload })).toEqual({
      payload: payload.toString('base64'),
      thingName: 'sos-01',
      messageType: 'press',
      clientId: 'sos-01',
      receivedAt: 1_700_000_000_000,
      traceId: 'trace-1',
    });
  });

  it.each<[string, unknown]>([
    ['SELECT *', { a: { b: { c: 7 } }, state: 'on', level: 3 }],
    [
      "SELECT *, topic() AS t FROM 'x'",
      { a: { b: { c: 7 } }, state: 'on', level: 3, t: 'poles/sos-01/press' },
    ],
    ['SELECT a.b.c', { c: 7 }],
    [
      "select a.b.c as deep, 'it''s' as word, -1.5 as n, true as yes, null as none",
      { deep: 7, word: "it's", n: -1.5, yes: true, none: null },
    ],
    ['SELECT principal() AS p, newuuid() AS id, topic(9) AS none', { p: 'ab12', id: 'id-1' }],
    [
      "SELECT encode(state, 'base64') AS s, encode(a, 'base64') AS o",
      { s: 'b24=', o: 'eyJiIjp7ImMiOjd9fQ==' },
    ],
    ['SELECT missing, constructor', {}],
  ])('%s', (sql, expected) => {
    expect(select(sql)).toEqual(expected);
  });

  it('passes on the bytes of a payload that is no JSON when * stands alone', () => {
    const payload = Buffer.from([1, 2, 3]);

    expect(select('SELECT *', { payload })).toEqual({ kind: 'raw', bytes: payload });
  });

  it.each(['SELECT *, topic() AS t', 'SELECT a.b', 'SELECT * WHERE a = 1'])(
    'fails on a payload that is no JSON: %s',
    (sql) => {
      expect(() => select(sql, { payload: Buffer.from('no json') })).toThrow(RuleExecutionError);
    },
  );

  it('says n/a for the client id of a message that did not come over MQTT', () => {
    const { clientId: _, ...scope } = makeScope();

    expect(evaluateQuery(parseSql('SELECT clientid() AS id'), scope)).toEqual({
      kind: 'json',
      text: '{"id":"N/A"}',
    });
  });
});

describe('WHERE', () => {
  it.each([
    ["state = 'on'", true],
    ["state <> 'on'", false],
    ['level > 2 AND level <= 3', true],
    ["level < 3 OR state = 'on'", true],
    ["NOT state = 'on'", false],
    ["NOT (level > 5 OR state = 'off')", true],
    ["level >= '3'", true],
    ["topic(2) = 'sos-01'", true],
    // Undefined is neither true nor false, so neither a condition on it nor its opposite holds.
    ['missing = 1', false],
    ['NOT missing = 1', false],
    ["missing = 1 OR state = 'on'", true],
    ['state > 1', false],
    ["'b' > 'a'", true],
    ['state', false],
  ])('%s is %s', (condition, expected) => {
    expect(evaluateQuery(parseSql(`SELECT * WHERE ${condition}`), makeScope()) !== undefined).toBe(expected);
  });
});

describe('parseSql', () => {
  it('reads the topic filter, which a rule for Basic Ingest may leave out', () => {
    expect(parseSql("SELECT * FROM 'a/+/#'").topicFilter).toBe('a/+/#');
    expect(parseSql('SELECT *').topicFilter).toBeUndefined();
  });

  it.each([
    ['SELECT get_thing_shadow() AS s', /Unknown function get_thing_shadow\(\) at position 8/],
    ['SELECT topic(1, 2) AS t', /takes 0 to 1 arguments, not 2/],
    ["SELECT encode(*, 'hex') AS t", /'base64' alone/],
    ['SELECT topic(*) AS t', /Expected a field/],
    ['SELECT topic()', /Expected AS and a name/],
    ["SELECT * FROM 'a/#/b'", /# must be the last level/],
    ["SELECT * FROM 'a+'", /\+ must fill its level/],
    ['SELECT * FROM a', /Expected a quoted topic filter but found "a" at position 15/],
    ['SELECT a + 1 AS b', /Unexpected character "\+" at position 10/],
    ["SELECT * FROM 'a' LIMIT 1", /found "LIMIT"/],
    ['UPDATE x', /Expected SELECT/],
    ['', /Expected SELECT but found the end/],
    ["SELECT 'open", /Unexpected character "'"/],
    [`SELECT ${'('.repeat(5000)}`, /nested deeper than 50/],
    [`SELECT * WHERE ${'NOT '.repeat(5000)} a`, /nested deeper than 50/],
  ])('refuses %.40s', (sql, message) => {
    expect(() => parseSql(sql)).toThrow(SqlParseError);
    expect(() => parseSql(sql)).toThrow(message);
  });

  const word = fc.constantFrom(
    ...[
      'SELECT',
      '*',
      'FROM',
      "'a/+'",
      'WHERE',
      'a.b',
      '=',
      '1',
      'AND',
      'OR',
      'NOT',
      '(',
      ')',
      ',',
      'AS',
      'x',
    ],
    ...['topic(', 'encode(', "'base64'", 'timestamp()', '.', '-', '<>', "'"],
  );

  it.each([
    ['any text', fc.string({ unit: 'binary' })],
    ['any order of its own words', fc.array(word, { maxLength: 30 }).map((words) => words.join(' '))],
  ])('throws nothing but its own error: %s', (_name, texts) => {
    fc.assert(
      fc.property(texts, (sql) => {
        try {
          parseSql(sql);
        } catch (error) {
          expect(error).toBeInstanceOf(SqlParseError);
        }
      }),
    );
  });

  it('evaluates whatever it parses to a JSON text, bytes, nothing or its named error', () => {
    const queries = fc.array(word, { maxLength: 12 }).map((words) => `SELECT * ${words.join(' ')}`);
    fc.assert(
      fc.property(queries, fc.uint8Array(), (sql, bytes) => {
        try {
          evaluateQuery(parseSql(sql), makeScope({ payload: Buffer.from(bytes) }));
        } catch (error) {
          expect([SqlParseError, RuleExecutionError]).toContain((error as Error).constructor);
        }
      }),
    );
  });

  it('keeps any string literal, quotes doubled', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(select(`SELECT '${text.replaceAll("'", "''")}' AS text`)).toEqual({ text });
      }),
    );
  });
});

describe('substitution templates', () => {
  it('fills in expressions', () => {
    expect(fillTemplate(parseTemplate(`out/${variable('topic(2)')}/${variable('state')}`), makeScope())).toBe(
      'out/sos-01/on',
    );
  });

  it('fails when a part is Undefined', () => {
    expect(() => fillTemplate(parseTemplate(`out/${variable('missing')}`), makeScope())).toThrow(
      RuleExecutionError,
    );
  });
});
