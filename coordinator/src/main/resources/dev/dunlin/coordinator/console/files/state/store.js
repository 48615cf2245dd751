// A value that many look at. Changes are told at most once for each frame.
import { useEffect, useRef, useState } from '../ui/html.js';

export function createStore(initial) {
  let state = initial;
  let told = false;
  const listeners = new Set();
  function tell() {
    told = false;
    listeners.forEach((listener) => listener(state));
  }
  return {
    get: () => state,
    update(change) {
      const next = change(state);
      if (next === state) {
        return;
      }
      state = next;
      if (!told) {
        told = true;
        // A hidden tab draws no frames, and has to stay right.
        setTimeout(tell, 16);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What a selector takes out of a store; draws again when that changed. */
export function useStore(store, select = (state) => state) {
  const [value, setValue] = useState(() => select(store.get()));
  const latest = useRef(select);
  latest.current = select;
  const now = select(store.get());
  useEffect(() => {
    const look = (state) => setValue(() => latest.current(state));
    look(store.get());
    return store.subscribe(look);
  }, [store]);
  return Object.is(now, value) ? value : now;
}
