/** Elements that CloudWatch does not let through, and those by which markup could load or run something. */
const removed = 'script, iframe, frame, object, embed, applet, use, link, meta, base, template, foreignObject, animate, set';
const addresses = new Set(['href', 'src', 'xlink:href', 'action', 'formaction', 'srcdoc', 'data']);

/**
 * What a widget answered, made harmless as the console does it: no scripts, frames, event attributes or script
 * addresses. Styles come apart, so that the page may refuse any other.
 * @param {string} markup
 * @returns {{ nodes: Node[], styles: string[] }}
 */
export function harmlessMarkup(markup) {
  // In a template nothing loads or runs, whatever it holds.
  const template = document.createElement('template');
  template.innerHTML = markup;
  const parsed = template.content;
  for (const bad of parsed.querySelectorAll(removed)) bad.remove();
  for (const element of parsed.querySelectorAll('*')) cleanAttributes(element);
  const found = [...parsed.querySelectorAll('style')];
  const styles = found.map((style) => style.textContent);
  for (const style of found) style.remove();
  return { nodes: [...parsed.childNodes], styles };
}

function cleanAttributes(element) {
  // Set by script, a style is allowed where one in markup is not.
  const style = element.getAttribute('style');
  if (style !== null) {
    element.removeAttribute('style');
    element.setAttribute('data-style', style);
  }
  // Its `action` is what it does, no address.
  const isAction = element.localName === 'cwdb-action';
  for (const { name, value } of [...element.attributes]) {
    const isScript = !isAction && addresses.has(name.toLowerCase()) && !isHarmlessAddress(value);
    if (/^on/i.test(name) || isScript) element.removeAttribute(name);
  }
}

/** Web addresses and pictures in the page itself. */
function isHarmlessAddress(value) {
  const address = value.replace(/[\u0000-\u0020]/g, '').toLowerCase();
  return /^(https?:|#|\/(?!\/))/.test(address) || /^data:image\/(png|jpeg|gif|webp);/.test(address);
}
