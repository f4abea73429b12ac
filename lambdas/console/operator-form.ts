import { mostNameUnits } from '../incidents/acknowledge-request.ts';
import { mostCharacters } from '../incidents/timeline.ts';
import { type Html, html } from '../zone/html.ts';
import { words } from './console-words.ts';
import { formFields } from './operator-forms.ts';
import type { WidgetRequest } from './widget.ts';

type Shown = Pick<WidgetRequest, 'language' | 'forms'>;

/**
 * Who works here. CloudWatch sends the fields with every call, so what was typed stays through a refresh. `autocomplete`:
 * the browser remembers the name.
 */
export function nameField({ language, forms }: Shown): Html {
  const { name } = formFields;
  return html`<label>${words.name[language]} <input name="${name}" type="text" value="${forms[name] ?? ''}" maxlength="${mostNameUnits}" autocomplete="name"></label>`;
}

export function commentField({ language, forms }: Shown): Html {
  const { comment } = formFields;
  return html`<label>${words.comment[language]} <input name="${comment}" type="text" value="${forms[comment] ?? ''}" maxlength="${mostCharacters}" autocomplete="off"></label>`;
}

/** Longer comments, where there is room for them. */
export function commentArea({ language, forms }: Shown): Html {
  const { comment } = formFields;
  return html`<label>${words.comment[language]} <textarea name="${comment}" rows="3" maxlength="${mostCharacters}">${forms[comment] ?? ''}</textarea></label>`;
}

export function assigneeField({ language, forms }: Shown): Html {
  const { assignee } = formFields;
  return html`<label>${words.assignee[language]} <input name="${assignee}" type="text" value="${forms[assignee] ?? ''}" maxlength="${mostNameUnits}" autocomplete="off"></label>`;
}
