import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isDescribe,
  mostFieldUnits,
  parseWidgetRequest,
  WidgetRequestError,
} from '../../lambdas/console/widget.ts';
import { makeWidgetEvent, zoneClock } from './make-request.ts';

const parse = (event: unknown) => parseWidgetRequest(event, zoneClock);

describe('parseWidgetRequest', () => {
  it('reads the event that CloudWatch sends', () => {
    const request = parse(
      makeWidgetEvent({ widget: 'incidents', language: 'en-GB' }, { operator: ' Somchai ' }),
    );

    expect(request).toEqual({
      language: 'en',
      theme: 'light',
      params: { widget: 'incidents', language: 'en-GB' },
      forms: { operator: 'Somchai' },
      timeRange: { from: zoneClock.now - 10_800_000, to: zoneClock.now },
      width: 1400,
      height: 600,
      ...zoneClock,
    });
  });

  it.each([
    [undefined, 'th'],
    ['th-TH', 'th'],
    ['en', 'en'],
    ['EN-us', 'en'],
    ['enough', 'th'],
    ['<script>', 'th'],
  ])('takes %s for %s', (asked, language) => {
    expect(parse(makeWidgetEvent(asked === undefined ? {} : { language: asked })).language).toBe(language);
  });

  it('takes what stands in an action, which is not among the parameters of the widget', () => {
    const event = {
      ...makeWidgetEvent({ widget: 'incidents' }),
      widget: 'incident',
      incident: 'SOS-7KQ2MD9F',
    };

    expect(parse(event).params).toEqual({ widget: 'incident', incident: 'SOS-7KQ2MD9F' });
  });

  it.each([
    [
      'a form field that is too long',
      makeWidgetEvent({}, { comment: 'x'.repeat(mostFieldUnits + 1) }),
      'widgetContext.forms.all.comment',
    ],
    [
      'a form field that is no text',
      makeWidgetEvent({}, { comment: { a: 1 } }),
      'widgetContext.forms.all.comment',
    ],
    ['a parameter that is a list', makeWidgetEvent({ incident: ['a'] }), 'incident'],
    ['a parameter that is too long', makeWidgetEvent({ incident: 'x'.repeat(10_000) }), 'incident'],
    ['no event at all', undefined, 'event'],
  ])('names the field of %s', (_, event, field) => {
    expect(() => parse(event)).toThrow(WidgetRequestError);
    expect(() => parse(event)).toThrow(new RegExp(`^${field.replaceAll('.', '\\.')}: `));
  });

  it('refuses more fields than any form has', () => {
    const many = Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`field${i}`, 'x']));

    expect(() => parse(makeWidgetEvent({}, many))).toThrow(/at most 60 fields/);
  });

  it('never says what stood in a field', () => {
    const secret = 'somebody’s name'.repeat(500);

    expect(() => parse(makeWidgetEvent({}, { operator: secret }))).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('somebody') }),
    );
  });

  it('gives a request or a WidgetRequestError for whatever is sent', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.anything(),
        fc.dictionary(fc.string(), fc.anything()),
        (event, context, params) => {
          for (const sent of [
            event,
            { ...params, widgetContext: context },
            makeWidgetEvent(params, params),
          ]) {
            try {
              expect(['th', 'en']).toContain(parse(sent).language);
            } catch (error) {
              expect(error).toBeInstanceOf(WidgetRequestError);
            }
          }
        },
      ),
    );
  });

  it('tells a request for documentation from one for the widget', () => {
    expect(isDescribe({ ...makeWidgetEvent(), describe: true })).toBe(true);
    expect(isDescribe(makeWidgetEvent({ describe: 'true' }))).toBe(false);
    expect(isDescribe(null)).toBe(false);
  });
});
