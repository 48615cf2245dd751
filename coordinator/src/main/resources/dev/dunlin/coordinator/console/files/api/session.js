// The token of this tab. It is kept in sessionStorage, which belongs to this origin with its port and
// ends with the tab, and travels in a header only: no other site can make the browser send it. A new
// tab asks the tabs that are open; when the last one closes, nobody is signed in any more.
import { address, kept } from './place.js';

const KEY = kept('token');
const WAIT_FOR_OTHER_TABS_MS = 200;
const channel = 'BroadcastChannel' in window ? new BroadcastChannel(kept('session')) : null;
const listeners = new Set();

export function token() {
  return sessionStorage.getItem(KEY) ?? '';
}

/** Signs in with a token, or out with ''. */
export function setToken(value) {
  if (value) {
    sessionStorage.setItem(KEY, value);
  } else {
    sessionStorage.removeItem(KEY);
  }
  listeners.forEach((listener) => listener(value));
}

/** Signs out here and in every other tab. */
export function signOut() {
  channel?.postMessage({ kind: 'out' });
  setToken('');
}

export function onTokenChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

channel?.addEventListener('message', ({ data }) => {
  if (data.kind === 'ask' && token()) {
    channel.postMessage({ kind: 'answer', token: token() });
  } else if (data.kind === 'out' && token()) {
    setToken('');
  }
});

/** The ticket of a link, taken out of the address before anything can keep it. */
function takeTicket() {
  const found = /^#ticket=([0-9a-f]+)$/.exec(window.location.hash);
  if (found) {
    history.replaceState(null, '', window.location.pathname + window.location.search);
  }
  return found?.[1] ?? '';
}

async function redeem(ticket) {
  const answer = await fetch(address('/console/redeem'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ticket }),
  });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.detail);
  }
  return body.token;
}

function askOtherTabs() {
  return new Promise((resolve) => {
    if (!channel) {
      resolve('');
      return;
    }
    const hear = ({ data }) => data.kind === 'answer' && done(data.token);
    const timer = setTimeout(() => done(''), WAIT_FOR_OTHER_TABS_MS);
    function done(value) {
      clearTimeout(timer);
      channel.removeEventListener('message', hear);
      resolve(value);
    }
    channel.addEventListener('message', hear);
    channel.postMessage({ kind: 'ask' });
  });
}

/** Finds a token: of the link, of this tab, of another tab. Gives what is wrong with the link, or ''. */
export async function begin() {
  const ticket = takeTicket();
  if (ticket) {
    try {
      setToken(await redeem(ticket));
      return '';
    } catch (e) {
      return token() ? '' : e.message;
    }
  }
  if (!token()) {
    const other = await askOtherTabs();
    if (other) {
      setToken(other);
    }
  }
  return '';
}
