// The store of everything that is live: the fleet, and whether the stream is.
import { listen } from '../api/live.js';
import { EMPTY, afterAll } from './fleet.js';
import { createStore } from './store.js';

export const fleetStore = createStore(EMPTY);
/** state: 'connecting', 'live' or 'reconnecting' · at: the last sign of life, in milliseconds. */
export const connectionStore = createStore({ state: 'connecting', at: 0 });

/** Events are taken together for so long: a busy migration tells of many tables in a second. */
const TOGETHER_MS = 100;

let end;
let heard = [];

function hear(event) {
  heard.push(event);
  if (heard.length === 1) {
    setTimeout(take, TOGETHER_MS);
  }
}

function take() {
  const events = heard;
  heard = [];
  fleetStore.update((state) => afterAll(state, events, Date.now()));
}

function forget() {
  heard = [];
  fleetStore.update(() => EMPTY);
}

/** Listens with the token of now. */
export function startLive() {
  end?.();
  forget();
  let before = '';
  end = listen(
    hear,
    (state) => {
      if (state === 'live' && before !== 'live') {
        hear({ kind: 'opened' });
      }
      before = state;
      const at = state === 'live' ? Date.now() : connectionStore.get().at;
      connectionStore.update((now) =>
        now.state === state && at - now.at < 900 ? now : { state, at });
    });
}

export function stopLive() {
  end?.();
  end = undefined;
  forget();
}
