import { cleanName, mostNameUnits } from '../incidents/acknowledge-request.ts';
import { mostCharacters, systemActor } from '../incidents/timeline.ts';
import type { Notice } from './console-words.ts';
import type { WidgetRequest } from './widget.ts';

/** What stands in a form is not what it must be; `notice` says which field, and why. */
export class FormError extends Error {
  override readonly name = 'FormError';
  readonly notice: Notice;

  constructor(notice: Notice) {
    super(notice);
    this.notice = notice;
  }
}

export const formFields = { name: 'operator', comment: 'comment', assignee: 'assignee' } as const;

type Forms = Pick<WidgetRequest, 'forms'>;

/**
 * Who does it, as the records keep it. A typed name proves nothing, so it says how it came (docs/adr/0027); CloudTrail
 * knows whose AWS identity it was. Throws FormError.
 */
export function operatorOf({ forms }: Forms): string {
  const name = personOf(forms[formFields.name], { missing: 'nameless', long: 'name-long' });
  if (name.toLowerCase() === systemActor) throw new FormError('name-system');
  return `${name} (console)`;
}

/** Throws FormError. */
export function assigneeOf({ forms }: Forms): string {
  return personOf(forms[formFields.assignee], { missing: 'assignee-missing', long: 'assignee-long' });
}

/** The comment as lines of plain text, undefined where none was typed. Throws FormError. */
export function commentOf({ forms }: Forms): string | undefined {
  // Invisible signs could turn a line around or hide it; joiners belong to scripts.
  const typed = (forms[formFields.comment] ?? '').replace(/[^\P{C}\n\u200c\u200d]/gu, ' ').trim();
  if ([...typed].length > mostCharacters) throw new FormError('comment-long');
  return typed === '' ? undefined : typed;
}

/** Throws FormError. */
export function requiredCommentOf(request: Forms): string {
  const comment = commentOf(request);
  if (comment === undefined) throw new FormError('comment-missing');
  return comment;
}

/** The request without what was typed, save the operator's name and the fields of the names that are `kept`. */
export function withoutTyped(request: WidgetRequest, ...kept: readonly string[]): WidgetRequest {
  const names = [formFields.name, ...kept];
  const left = Object.entries(request.forms).filter(([name]) => names.includes(name));
  return { ...request, forms: Object.fromEntries(left) };
}

function personOf(typed = '', notices: { readonly missing: Notice; readonly long: Notice }): string {
  if (typed.length > mostNameUnits) throw new FormError(notices.long);
  const name = cleanName(typed);
  if (name === '') throw new FormError(notices.missing);
  return name;
}
