/** Values of one period each, oldest first; `undefined` where there are none. */
export type Series = readonly (number | undefined)[];

/** An expression of metric math, made ready; throws MetricMathError for an id that nobody has. */
export type Calculate = (series: ReadonlyMap<string, Series>) => Series;

/** The sandbox cannot calculate the expression; the message quotes it. */
export class MetricMathError extends Error {
  override readonly name = 'MetricMathError';
}

const token = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z]\w*)|([-+*/(),]))/y;
const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/**
 * Numbers, ids of metrics, `+ - * /`, parentheses and `FILL(id, number | REPEAT)`: what the zone's alarms are made of.
 * Throws MetricMathError on all else of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function readMetricMath(expression: string): Calculate {
  const tokens = readTokens(expression);
  const reader = new Reader(tokens, expression);
  const calculate = reader.sum();
  if (reader.next() !== undefined) throw reader.refuse();
  return (series) => calculate(series);
}

function readTokens(expression: string): string[] {
  const tokens: string[] = [];
  const text = expression.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (found === null)
      throw new MetricMathError(`the sandbox cannot calculate ${JSON.stringify(expression)}`);
    tokens.push(found[1] ?? found[2] ?? found[3] ?? '');
  }
  return tokens;
}

class Reader {
  readonly #tokens: string[];
  readonly #expression: string;

  constructor(tokens: string[], expression: string) {
    this.#tokens = tokens;
    this.#expression = expression;
  }

  next(): string | undefined {
    return this.#tokens.shift();
  }

  refuse(): MetricMathError {
    return new MetricMathError(`the sandbox cannot calculate ${JSON.stringify(this.#expression)}`);
  }

  sum(): Calculate {
    return this.#chain(['+', '-'], () => this.#chain(['*', '/'], () => this.#operand()));
  }

  #chain(operators: readonly string[], operand: () => Calculate): Calculate {
    let left = operand();
    while (operators.includes(this.#tokens[0] ?? '')) {
      const operate = operations[this.next() ?? ''];
      if (operate === undefined) throw this.refuse();
      left = combine(left, operand(), operate);
    }
    return left;
  }

  #operand(): Calculate {
    const first = this.next() ?? '';
    if (first === '-') return combine(constant(0), this.#operand(), (a, b) => a - b);
    if (first === '(') return this.#closed(this.sum());
    if (/^\d/.test(first)) return constant(Number(first));
    if (!/^[A-Za-z]/.test(first)) throw this.refuse();
    return this.#tokens[0] === '(' ? this.#call(first) : idOf(first);
  }

  #call(name: string): Calculate {
    this.next();
    if (name !== 'FILL') throw this.refuse();
    const filled = this.sum();
    if (this.next() !== ',') throw this.refuse();
    const filler = this.next() ?? '';
    if (filler !== 'REPEAT' && !/^\d/.test(filler)) throw this.refuse();
    return this.#closed(filler === 'REPEAT' ? repeat(filled) : fill(filled, Number(filler)));
  }

  #closed(calculate: Calculate): Calculate {
    if (this.next() !== ')') throw this.refuse();
    return calculate;
  }
}

function idOf(id: string): Calculate {
  return (series) => {
    const found = series.get(id);
    if (found === undefined) throw new MetricMathError(`there is no metric ${id}`);
    return found;
  };
}

const lengthOf = (series: ReadonlyMap<string, Series>) =>
  Math.max(0, ...[...series.values()].map((each) => each.length));

function constant(value: number): Calculate {
  return (series) => Array.from({ length: lengthOf(series) }, () => value);
}

/** A period without one of both has no value; neither has a division by nothing. */
function combine(left: Calculate, right: Calculate, operate: (a: number, b: number) => number): Calculate {
  return (series) => {
    const others = right(series);
    return left(series).map((a, i) => {
      const b = others[i];
      const value = a === undefined || b === undefined ? undefined : operate(a, b);
      return value === undefined || !Number.isFinite(value) ? undefined : value;
    });
  };
}

function fill(filled: Calculate, value: number): Calculate {
  return (series) => filled(series).map((each) => each ?? value);
}

function repeat(filled: Calculate): Calculate {
  return (series) => {
    let last: number | undefined;
    return filled(series).map((each) => {
      last = each ?? last;
      return last;
    });
  };
}
