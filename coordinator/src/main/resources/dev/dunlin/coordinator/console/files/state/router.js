// Every view has an address. Views are found by patterns like '/migrations/:name/:tab?'.
import { address, viewPath } from '../api/place.js';
import { html, useEffect, useState } from '../ui/html.js';

const moved = new EventTarget();

/** Goes to a view; {replace: true} leaves no step to go back to. */
export function navigate(path, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address(path));
  moved.dispatchEvent(new Event('moved'));
  if (!replace) {
    window.scrollTo(0, 0);
  }
}

window.addEventListener('popstate', () => moved.dispatchEvent(new Event('moved')));

function here() {
  return { path: viewPath(window.location), query: new URLSearchParams(window.location.search) };
}

/** The view of now: {path, query}. */
export function useLocation() {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const look = () => setPlace(here());
    look();
    moved.addEventListener('moved', look);
    return () => moved.removeEventListener('moved', look);
  }, []);
  return place;
}

/** Changes the query of this view, and leaves no step behind: what is '' goes. */
export function setQuery(changes) {
  const { path, query } = here();
  Object.entries(changes).forEach(([name, value]) =>
    value === '' || value == null ? query.delete(name) : query.set(name, value));
  const search = query.toString();
  navigate(path + (search ? `?${search}` : ''), { replace: true });
}

/** The variables of a path that fits a pattern, else null. */
export function match(pattern, path) {
  const wanted = pattern.split('/').filter(Boolean);
  const parts = path.split('/').filter(Boolean);
  const found = {};
  for (const [index, piece] of wanted.entries()) {
    const optional = piece.endsWith('?');
    const name = piece.replace(/^:|\?$/g, '');
    const part = parts[index];
    if (part === undefined) {
      if (!optional) {
        return null;
      }
    } else if (piece.startsWith(':')) {
      try {
        found[name] = decodeURIComponent(part);
      } catch {
        return null;
      }
    } else if (piece !== part) {
      return null;
    }
  }
  return parts.length > wanted.length ? null : found;
}

/** A link to a view; with a modifier key the browser does what it always does. */
export function Link({ to, children, ...rest }) {
  const follow = (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    navigate(to);
  };
  return html`<a href=${address(to)} onClick=${follow} ...${rest}>${children}</a>`;
}
