// Every request to the REST interface. What goes wrong is a Problem, whoever said so.
import { address } from './place.js';
import { setToken, token } from './session.js';

/** What went wrong, as RFC 9457 has it. `message` is for people, `code` for looking it up. */
export class Problem extends Error {
  constructor({ status = 0, code = '', title = '', detail = '', errors = [] }) {
    super(detail || title || 'the request failed');
    this.status = status;
    this.code = code;
    this.title = title;
    this.errors = errors;
  }
}

const SILENT = {
  code: 'DUN-CONSOLE-OFFLINE',
  title: 'No answer',
  detail: 'The server does not answer. It may be restarting; this page goes on by itself.',
};

export function authorization() {
  return token() ? { Authorization: `Bearer ${token()}` } : {};
}

async function problemOf(answer) {
  const text = await answer.text();
  try {
    return new Problem({ ...JSON.parse(text), status: answer.status });
  } catch {
    return new Problem({
      status: answer.status,
      code: 'DUN-CONSOLE-ANSWER',
      detail: `Something between here and the server answered ${answer.status}.`,
    });
  }
}

async function send(method, path, { body, query = {}, headers = {}, signal } = {}) {
  const search = new URLSearchParams(
    Object.entries(query).filter(([, value]) => value !== '' && value != null));
  const url = address(`/api/v1${path}`) + (search.size ? `?${search}` : '');
  let answer;
  try {
    answer = await fetch(url, {
      method,
      signal,
      headers: {
        ...authorization(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
  } catch (e) {
    throw e.name === 'AbortError' ? e : new Problem(SILENT);
  }
  if (!answer.ok) {
    const problem = await problemOf(answer);
    if (problem.status === 401 && token()) {
      setToken('');
    }
    throw problem;
  }
  return answer;
}

export async function get(path, query, options) {
  return (await send('GET', path, { query, ...options })).json();
}

export async function text(path) {
  return (await send('GET', path)).text();
}

export async function post(path, body = {}, options) {
  return (await send('POST', path, { body, ...options })).json();
}

export async function put(path, body) {
  return (await send('PUT', path, { body })).json();
}

/** Removes; gives what the server says of it, or null when that is nothing. */
export async function remove(path) {
  const answer = await send('DELETE', path);
  return answer.status === 204 ? null : answer.json();
}

/** All items of a list, page by page. */
export async function all(path, query = {}) {
  const items = [];
  let cursor = '';
  do {
    const page = await get(path, { ...query, limit: 5000, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

/** Asks for an action on a migration; the answer is the coordinator's first reply. */
export function act(name, action, body = {}) {
  return post(`/migrations/${encodeURIComponent(name)}/actions/${action}`, body);
}
