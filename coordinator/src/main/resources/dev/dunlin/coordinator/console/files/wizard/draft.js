// What was filled in so far. It outlives a reload of the page, except for passwords: those are only in
// the memory of this page.
import { kept } from '../api/place.js';
import { createStore } from '../state/store.js';

const KEY = kept('draft');

const server = (variable) => ({
  connection: '',
  host: '',
  port: '5432',
  user: '',
  sslmode: '',
  sslrootcert: '',
  passwordBy: 'typed',
  password: '',
  env: variable,
  file: '',
  pool: 'default',
  facts: null,
});

export const fresh = () => ({
  name: '',
  sourceType: 'OnPremises',
  option: 'ValidateAndMigrate',
  mode: 'offline',
  source: server('SOURCE_PASSWORD'),
  target: server('TARGET_PASSWORD'),
  databases: [],
  include: '',
  exclude: '',
  settings: {
    parallelism: '4',
    databasesAtOnce: '4',
    chunkMegabytes: '128',
    roles: 'check',
    verify: 'full',
    overwrite: false,
    owners: true,
    grants: true,
  },
  online: {
    cutover: 'wait',
    fence: 'manual',
    maxLagSeconds: '10',
    timeoutSeconds: '600',
    slotLimitMegabytes: '',
    slotPolicy: 'warn',
    gate: false,
  },
});

function remembered() {
  try {
    const draft = JSON.parse(sessionStorage.getItem(KEY));
    return draft ? { ...fresh(), ...draft } : fresh();
  } catch {
    return fresh();
  }
}

export const draftStore = createStore(remembered());

draftStore.subscribe((draft) => {
  const without = (side) => ({ ...side, password: '' });
  sessionStorage.setItem(KEY, JSON.stringify({
    ...draft, source: without(draft.source), target: without(draft.target),
  }));
});

/** Changes one part of the draft: change('source', { host: 'db1' }). */
export function change(part, values) {
  draftStore.update((draft) => ({ ...draft, [part]: { ...draft[part], ...values } }));
}

/** Changes what stands in the draft itself. */
export function changeDraft(values) {
  draftStore.update((draft) => ({ ...draft, ...values }));
}

export function discard() {
  draftStore.update(fresh);
  sessionStorage.removeItem(KEY);
}
