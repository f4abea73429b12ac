/**
 * Makes an element. Texts become text nodes, so nothing that a camera read or a message says can become markup.
 * @param {string} tag `name.class.class`
 * @param {Record<string, string | boolean | undefined>} attributes `true` sets it bare, `undefined` and `false` leave it out
 * @param {...(Node | string | undefined)} children
 */
export function element(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const made = document.createElement(name);
  if (classes.length > 0) made.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}
