// The document that a draft stands for, as the server and `dunlin create` take it. Pure.
import { fresh } from './draft.js';

/** A line or a comma between patterns. */
export const patterns = (text) => text.split(/[\n,]/).map((one) => one.trim()).filter(Boolean);

const upper = (text) => text.toUpperCase().replace(/[^A-Z0-9]+/g, '_');

/**
 * Where the worker finds the password.
 *
 * @param withPasswords whether a typed password may stand in the result; else a variable is named,
 *     which whoever uses a copy has to set
 */
function password(side, label, name, withPasswords) {
  switch (side.passwordBy) {
    case 'env':
      return { passwordFrom: { env: side.env } };
    case 'file':
      return { passwordFrom: { file: side.file } };
    case 'none':
      return {};
    default:
      return withPasswords
        ? side.password ? { password: side.password } : {}
        : { passwordFrom: { env: `${upper(name || 'migration')}_${label.toUpperCase()}_PASSWORD` } };
  }
}

/** A server of the document. */
export function server(side, label, name, withPasswords) {
  if (side.connection) {
    return { connection: side.connection };
  }
  return {
    host: side.host.trim(),
    port: Number(side.port),
    user: side.user.trim(),
    ...(side.sslmode ? { sslmode: side.sslmode } : {}),
    ...(side.sslrootcert ? { sslrootcert: side.sslrootcert } : {}),
    ...password(side, label, name, withPasswords),
    pool: side.pool,
  };
}

function changed(values, usual) {
  return Object.fromEntries(Object.entries(values)
    .filter(([name, value]) => value !== usual[name] && value !== '')
    .map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]));
}

function online({ gate, ...values }) {
  const said = changed(values, fresh().online);
  if (!said.slotLimitMegabytes) {
    delete said.slotPolicy;
  }
  return { ...said, ...(gate ? { gates: ['before-cutover'] } : {}) };
}

const part = (name, value) => (Object.keys(value).length ? { [name]: value } : {});
const list = (name, value) => (value.length ? { [name]: value } : {});

/** The document of a draft. What has its usual value is left out. */
export function specOf(draft, { withPasswords = false } = {}) {
  return {
    apiVersion: 'dunlin/v1',
    kind: 'Migration',
    name: draft.name.trim(),
    mode: draft.mode,
    option: draft.option,
    sourceType: draft.sourceType,
    source: server(draft.source, 'source', draft.name, withPasswords),
    target: server(draft.target, 'target', draft.name, withPasswords),
    databases: draft.databases.filter((one) => one.chosen).map(({ name, as }) =>
      (as && as !== name ? { name, as } : name)),
    ...list('include', patterns(draft.include)),
    ...list('exclude', patterns(draft.exclude)),
    ...part('settings', changed(draft.settings, fresh().settings)),
    ...(draft.mode === 'online' ? part('online', online(draft.online)) : {}),
  };
}
