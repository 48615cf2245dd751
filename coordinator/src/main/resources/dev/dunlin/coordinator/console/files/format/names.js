// Words for what the server names in its own way. Pure.

/** State: what people read, which tone it has, which icon stands for it. */
export const STATES = {
  InProgress: { label: 'In progress', tone: 'busy', icon: 'busy' },
  WaitingForUserAction: { label: 'Waiting for user action', tone: 'warn', icon: 'waiting' },
  Succeeded: { label: 'Succeeded', tone: 'good', icon: 'good' },
  Failed: { label: 'Failed', tone: 'bad', icon: 'bad' },
  ValidationFailed: { label: 'Validation failed', tone: 'bad', icon: 'bad' },
  Canceled: { label: 'Canceled', tone: 'idle', icon: 'canceled' },
};

/** 'Offline' or 'Online'. */
export const mode = (spec) => (spec.mode === 'ONLINE' ? 'Online' : 'Offline');

/** 'db1:5432', IPv6 in brackets. */
export function server(endpoint) {
  const host = endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host;
  return `${host}:${endpoint.port}`;
}

/** The one database by name, several by number. */
export function databases(spec) {
  return spec.databases.length === 1
    ? spec.databases[0].source
    : `${spec.databases.length} databases`;
}

/** 'WaitingForWorker' as words: 'Waiting for worker'. */
export function words(camelCase) {
  const spaced = camelCase.replace(/([a-z])([A-Z])/g, '$1 $2');
  return spaced.charAt(0) + spaced.slice(1).toLowerCase();
}

/** Where a password is found, in words. */
export function passwordPlace({ kind, name }) {
  return {
    NONE: 'no password',
    ENV: `variable ${name}`,
    FILE: `file ${name}`,
    PASSFILE: name ? `password file ${name}` : 'default password file',
    SESSION: 'held in memory',
    SEALED: 'encrypted by this server',
  }[kind];
}
