// Where the server publishes the console: the base of the document, without its last slash.
const BASE = new URL(document.baseURI).pathname.replace(/\/$/, '');

/** The address of a path of the server: '/api/v1/about' behind a prefix is '/dunlin/api/v1/about'. */
export function address(path) {
  return BASE + path;
}

/** The path of a view, without the prefix. */
export function viewPath(location) {
  const path = location.pathname;
  return path.startsWith(BASE) ? path.slice(BASE.length) || '/' : path;
}

/** Names what the browser keeps, so that two servers of one origin stay apart. */
export function kept(name) {
  return `dunlin${BASE}:${name}`;
}
