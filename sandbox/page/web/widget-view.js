import { harmlessMarkup } from './widget-markup.js';

/**
 * One widget, or what lies over the board: shows what a function answered, and tells of what is clicked. Its markup
 * stands in a shadow tree, where its styles reach nothing else.
 */
export class WidgetView {
  #host;
  #root;
  #onAction;
  #shown;

  /** @param {(action: object) => void} onAction */
  constructor(host, onAction) {
    this.#host = host;
    this.#root = host.attachShadow({ mode: 'open' });
    this.#onAction = onAction;
  }

  get size() {
    const { clientWidth, clientHeight } = this.#host;
    return { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) };
  }

  /** Every named field of the widget, as the console sends them with each call. */
  get forms() {
    const fields = this.#root.querySelectorAll('input[name], textarea[name], select[name]');
    const filled = [...fields].filter(({ type, checked }) => !/^(radio|checkbox)$/.test(type) || checked);
    return Object.fromEntries(filled.map(({ name, value }) => [name, value]));
  }

  clear() {
    this.#shown = undefined;
    this.#root.replaceChildren();
  }

  /** What is typed, chosen and scrolled to stays, as far as it is still there. `isFresh`: the answer decides. */
  show(markup, isFresh = false) {
    if (markup === this.#shown && !isFresh) return;
    this.#shown = markup;
    const { nodes, styles } = harmlessMarkup(markup);
    const focus = this.#focus();
    const typed = isFresh ? {} : this.forms;
    this.#root.adoptedStyleSheets = styles.map(sheetOf);
    this.#root.replaceChildren(...nodes);
    this.#fill(typed);
    for (const element of this.#root.querySelectorAll('[data-style]')) element.style.cssText = element.getAttribute('data-style');
    for (const action of this.#root.querySelectorAll('cwdb-action')) this.#bind(action);
    this.#refocus(focus);
  }

  #fill(typed) {
    for (const [name, value] of Object.entries(typed)) {
      const field = this.#root.querySelector(`[name="${CSS.escape(name)}"]`);
      if (field !== null && !/^(radio|checkbox)$/.test(field.type)) field.value = value;
    }
  }

  /** The action belongs to the element right before it. */
  #bind(action) {
    const trigger = action.previousElementSibling;
    const read = (name, usual) => action.getAttribute(name) ?? usual;
    const kind = read('action', 'html');
    const content = kind === 'html' ? action.innerHTML : action.textContent;
    const told = { kind, content, endpoint: read('endpoint'), display: read('display', 'widget'), confirmation: read('confirmation') };
    action.remove();
    if (trigger === null) return;
    trigger.addEventListener(read('event', 'click'), (event) => {
      event.preventDefault();
      this.#onAction({ ...told, label: trigger.getAttribute('aria-label') ?? trigger.textContent.trim() });
    });
    trigger.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      trigger.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    });
  }

  #focus() {
    const active = this.#root.activeElement;
    if (active === null) return undefined;
    const { selectionStart, selectionEnd } = active;
    return { key: keyOf(active), index: this.#focusable().indexOf(active), selectionStart, selectionEnd };
  }

  #refocus(focus) {
    if (focus === undefined) return;
    const all = this.#focusable();
    const again = all.find((element) => keyOf(element) === focus.key) ?? all[focus.index];
    again?.focus({ preventScroll: true });
    if (typeof focus.selectionStart === 'number') again?.setSelectionRange?.(focus.selectionStart, focus.selectionEnd);
  }

  #focusable() {
    return [...this.#root.querySelectorAll('a[href], [tabindex], input, textarea, select, button, summary')];
  }
}

/** The same field or button in the next answer. */
const keyOf = (element) => element.name || element.getAttribute('aria-label') || element.textContent.trim();

function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
