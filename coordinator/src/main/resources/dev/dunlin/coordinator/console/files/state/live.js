// The store of everything that is live: the fleet, and whether the stream is.
import { listen } from '../api/live.js';
import { EMPTY, after } from './fleet.js';
import { createStore } from './store.js';

export const fleetStore = createStore(EMPTY);
/** state: 'connecting', 'live' or 'reconnecting' · at: the last sign of life, in milliseconds. */
export const connectionStore = createStore({ state: 'connecting', at: 0 });

let end;

/** Listens with the token of now. */
export function startLive() {
  end?.();
  fleetStore.update(() => EMPTY);
  let before = '';
  end = listen(
    (event) => fleetStore.update((state) => after(state, event, Date.now())),
    (state) => {
      if (state === 'live' && before !== 'live') {
        fleetStore.update((now) => after(now, { kind: 'opened' }));
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
  fleetStore.update(() => EMPTY);
}
