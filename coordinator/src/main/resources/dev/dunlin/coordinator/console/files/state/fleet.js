// What is known of all migrations, and how events change it. Pure: no clock, no request, no page.
import { fractionCopied } from '../format/progress.js';
import { withFigures } from './history.js';

/**
 * migrations: by name, parts too · readiness: by whole and database · tables: of watched migrations,
 * by whole and key · progress: the highest fraction seen, by name · events: the latest, newest first ·
 * operations: by command id · complete: whether the server has told everything there is.
 */
export const EMPTY = {
  migrations: {},
  readiness: {},
  tables: {},
  progress: {},
  history: {},
  events: [],
  operations: {},
  told: {},
  complete: false,
};

const EVENTS_KEPT = 500;

export const wholeOf = (name) => name.split('.', 1)[0];
export const isPart = (name) => name.includes('.');
export const tableKey = (table) => `${table.table.database}/${table.table.number}`;

const reducers = {
  /** The server begins to tell everything: what it does not name is gone. */
  opened: (state) => ({ ...state, told: {} }),

  migration(state, status, at) {
    const before = state.migrations[status.name];
    const told = { ...state.told, [status.name]: true };
    const same = before?.startedAt === status.startedAt;
    if (same && before.version > status.version) {
      return { ...state, told };
    }
    const shown = same ? state.progress[status.name] ?? 0 : 0;
    return {
      ...state,
      told,
      migrations: { ...state.migrations, [status.name]: status },
      progress: { ...state.progress, [status.name]: Math.max(shown, fractionCopied(status)) },
      history: withFigures(same ? state.history : without(state.history, status.name), status, at),
    };
  },

  readiness(state, now, at) {
    const whole = wholeOf(now.migration);
    const databases = { ...state.readiness[whole], [now.database]: now };
    return {
      ...state,
      readiness: { ...state.readiness, [whole]: databases },
      history: withFigures(state.history, { name: whole, readiness: databases }, at),
    };
  },

  operation: (state, operation) => ({
    ...state,
    operations: { ...state.operations, [operation.commandId]: operation },
  }),

  event: (state, event) => ({
    ...state,
    events: [event, ...state.events].slice(0, EVENTS_KEPT),
  }),

  forgotten: (state, { name }) => forget(state, [name]),

  /** Everything there is has been told. */
  complete(state) {
    const gone = Object.keys(state.migrations).filter((name) => !state.told[name]);
    return { ...forget(state, gone), complete: true };
  },
};

function without(record, ...names) {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

function forget(state, names) {
  return names.length === 0
    ? state
    : {
        ...state,
        migrations: without(state.migrations, ...names),
        readiness: without(state.readiness, ...names),
        tables: without(state.tables, ...names),
        progress: without(state.progress, ...names),
        history: without(state.history, ...names),
      };
}

function merged(tables, news) {
  const next = new Map(tables);
  news.forEach((table) => next.set(tableKey(table), table));
  return next;
}

/** The tables of a migration that a page looks at from now on: they are kept up to date. */
export function watch(state, name, tables) {
  const whole = wholeOf(name);
  const news = state.tables[whole] ?? new Map();
  return { ...state, tables: { ...state.tables, [whole]: merged(merged(new Map(), tables), [...news.values()]) } };
}

export function unwatch(state, name) {
  return { ...state, tables: without(state.tables, wholeOf(name)) };
}

/**
 * The state after an event.
 *
 * @param at when it was heard, in milliseconds
 */
export function after(state, { kind, value }, at) {
  return reducers[kind] ? reducers[kind](state, value, at) : state;
}

/** The state after some events. Tables are taken together: there may be thousands of them. */
export function afterAll(state, events, at) {
  const others = events.filter(({ kind }) => kind !== 'table');
  const tables = events.filter(({ kind }) => kind === 'table').map(({ value }) => value);
  return withTables(others.reduce((now, event) => after(now, event, at), state), tables);
}

function withTables(state, news) {
  const watched = Object.keys(state.tables)
    .map((whole) => [whole, news.filter((table) => wholeOf(table.migration) === whole)])
    .filter(([, own]) => own.length > 0)
    .map(([whole, own]) => [whole, merged(state.tables[whole], own)]);
  return watched.length
    ? { ...state, tables: { ...state.tables, ...Object.fromEntries(watched) } }
    : state;
}

/** Migrations as people know them, newest first. */
export function fleet(state) {
  return Object.values(state.migrations)
    .filter((status) => !isPart(status.name))
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt) || a.name.localeCompare(b.name));
}
