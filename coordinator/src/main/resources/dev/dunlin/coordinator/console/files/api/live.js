// The connection that never ends: opens the stream of events, and opens it again when it breaks.
import { authorization } from './client.js';
import { address } from './place.js';
import { setToken, token } from './session.js';
import { read } from './sse.js';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** The server says something at least every 15 seconds. */
const SILENCE_MS = 40_000;

/**
 * Begins to listen.
 *
 * @param hear called with {kind, value} for each event
 * @param tell called with 'connecting', 'live' or 'reconnecting' when that changes, and with each sign
 *     of life
 * @returns a function that ends it
 */
export function listen(hear, tell) {
  let ended = false;
  let lastId;
  let wait = FIRST_WAIT_MS;
  let attempt;
  let heard = 0;
  let wake = () => {};

  function emit({ comment, event, id, data }) {
    heard = Date.now();
    tell('live');
    if (comment !== undefined || !data) {
      return;
    }
    lastId = id ?? lastId;
    hear({ kind: event, value: JSON.parse(data) });
  }

  async function once() {
    attempt = new AbortController();
    const watch = setInterval(() => Date.now() - heard > SILENCE_MS && attempt.abort(), 5000);
    try {
      await read(address('/api/v1/events'), {
        headers: { ...authorization(), ...(lastId ? { 'Last-Event-ID': lastId } : {}) },
        signal: attempt.signal,
        opened: () => {
          heard = Date.now();
          wait = FIRST_WAIT_MS;
          tell('live');
        },
        emit,
      });
    } finally {
      clearInterval(watch);
    }
  }

  async function run() {
    tell('connecting');
    while (!ended) {
      heard = Date.now();
      try {
        await once();
      } catch (e) {
        if (e.status === 401 && token()) {
          setToken('');
          return;
        }
      }
      if (!ended) {
        tell('reconnecting');
        await new Promise((resolve) => {
          wake = resolve;
          setTimeout(resolve, wait * (0.75 + Math.random() / 2));
        });
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      }
    }
  }

  const now = () => {
    wait = FIRST_WAIT_MS;
    wake();
  };
  window.addEventListener('online', now);
  run();
  return () => {
    ended = true;
    window.removeEventListener('online', now);
    attempt?.abort();
    wake();
  };
}
