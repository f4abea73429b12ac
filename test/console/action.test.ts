import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callButton } from '../../lambdas/console/action.ts';
import { endpoints } from './make-request.ts';

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const unescaped = (text: string) =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

describe('callButton', () => {
  it('is a button with the action that CloudWatch reads behind it', () => {
    const { markup } = callButton({
      label: 'Acknowledge',
      endpoint: endpoints.operate,
      display: 'widget',
      params: { widget: 'move-incident' },
      confirmation: 'Acknowledge?',
      look: 'primary',
    });

    expect(markup).toBe(
      `<a class="btn btn-primary" role="button" tabindex="0">Acknowledge</a>` +
        `<cwdb-action action="call" endpoint="${endpoints.operate}" display="widget" confirmation="Acknowledge?">` +
        `{&quot;widget&quot;:&quot;move-incident&quot;}</cwdb-action>`,
    );
  });

  it('gives back any parameters, and lets nothing of them become markup', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), (params) => {
        const { markup } = callButton({ label: '', endpoint: '', display: 'popup', params });
        const [, json = ''] = /<cwdb-action[^>]*>(.*)<\/cwdb-action>$/s.exec(markup) ?? [];

        expect(json).not.toMatch(/[<>']/);
        expect(JSON.parse(unescaped(json))).toEqual(JSON.parse(JSON.stringify(params)));
      }),
      // Signs that nobody sees, which markup drops.
      { examples: [[{ reason: '\u0085 \u007f \u202e \u2069' }]] },
    );
  });

  it('keeps labels, names and confirmations within their places', () => {
    const text = `"><script>alert(1)</script>`;
    const { markup } = callButton({
      ...{ label: text, name: text, confirmation: text, endpoint: text },
      display: 'popup',
      params: {},
    });

    expect(markup).not.toContain('<script');
    expect(markup.match(/<[a-z]/g)).toHaveLength(2);
  });
});
