/**
 * Keeps what was answered on this phone until it is sent; the page works without it. No code, token or trap is kept. A
 * form that comes back with a fault is not filled over.
 */
export const pollScript = `(() => {
  const store = (() => { try { return localStorage; } catch { return null; } })();
  if (!store) return;
  const done = document.querySelector('[data-done]');
  if (done) store.removeItem(done.dataset.done);
  const form = document.querySelector('form[data-draft]');
  if (!form) return;
  const key = form.dataset.draft;
  const kept = ([name]) => name === 'area' || name === 'age' || name.startsWith('q-');
  const save = () => {
    try { store.setItem(key, JSON.stringify([...new FormData(form)].filter(kept))); } catch {}
  };
  const fill = (pairs) => {
    for (const field of form.elements) {
      if (!kept([field.name])) continue;
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
  };
  try {
    const pairs = JSON.parse(store.getItem(key));
    if (Array.isArray(pairs) && form.dataset.fresh) fill(pairs);
  } catch {}
  document.getElementById('draft').hidden = false;
  form.addEventListener('input', save);
  form.addEventListener('reset', () => store.removeItem(key));
})();`;
