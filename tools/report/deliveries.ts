import type { IncidentFacts } from './incident-facts.ts';

/** What was sent to people. Of e-mails nothing comes back, so none are counted. */
export interface Deliveries {
  readonly alerts: IncidentFacts['alerts'];
  readonly sms: { readonly delivered: number; readonly failed: number };
}

/** Of the incidents of a month; an SMS that told of several counts once. */
export function deliveriesOf(facts: readonly IncidentFacts[]): Deliveries {
  const sum = (outcome: keyof IncidentFacts['alerts']) =>
    facts.reduce((total, { alerts }) => total + alerts[outcome], 0);
  const sms = [...new Map(facts.flatMap((one) => one.sms).map((one) => [one.id, one])).values()];
  const count = (outcome: 'delivered' | 'failed') => sms.filter((one) => one.outcome === outcome).length;
  return {
    alerts: { sent: sum('sent'), held: sum('held'), stopped: sum('stopped') },
    sms: { delivered: count('delivered'), failed: count('failed') },
  };
}
