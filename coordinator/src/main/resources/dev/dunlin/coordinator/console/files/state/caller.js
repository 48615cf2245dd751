// Who is signed in, and what they may do. The server decides; this only hides what it would refuse.
import { createStore, useStore } from './store.js';

const ORDER = ['viewer', 'operator', 'admin'];

/** {name, access, version}, or null while nobody is signed in. */
export const callerStore = createStore(null);

export function covers(access, needed) {
  return ORDER.indexOf(access) >= ORDER.indexOf(needed);
}

/** Whether the caller may do what needs an access. */
export function useMay(needed) {
  return useStore(callerStore, (caller) => caller !== null && covers(caller.access, needed));
}
