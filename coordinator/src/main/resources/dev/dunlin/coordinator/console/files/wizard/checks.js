// What a step still needs. Pure: names of fields and what is wrong with them.
import { patterns } from './spec.js';

export const NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/;
const PATTERN = /^("[^"]+"|[^\s."]+)(\.("[^"]+"|[^\s."]+))?$/;

const whole = (text, least, most) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;

function setup({ name }) {
  return NAME.test(name)
    ? {}
    : { name: name ? "Letters, digits and '-', at most 63, no '-' at its start" : 'Give it a name' };
}

function server(side) {
  const errors = {};
  if (side.connection) {
    return errors;
  }
  if (!side.host.trim()) {
    errors.host = 'Which machine?';
  }
  if (!whole(String(side.port), 1, 65535)) {
    errors.port = '1 to 65535';
  }
  if (!side.user.trim()) {
    errors.user = 'Which user of the server?';
  }
  if (side.passwordBy === 'env' && !side.env) {
    errors.env = 'Which variable?';
  }
  if (side.passwordBy === 'file' && !side.file) {
    errors.file = 'Which file?';
  }
  return errors;
}

function databases(draft) {
  const chosen = draft.databases.filter((one) => one.chosen);
  const errors = chosen.length ? {} : { databases: 'Choose at least one database' };
  const targets = chosen.map((one) => one.as || one.name);
  if (new Set(targets).size < targets.length) {
    errors.databases = 'Two databases have one name on the target';
  }
  for (const field of ['include', 'exclude']) {
    const wrong = patterns(draft[field]).find((one) => !PATTERN.test(one));
    if (wrong) {
      errors[field] = `${wrong} is neither schema nor schema.table`;
    }
  }
  return errors;
}

function options({ settings, online, mode }) {
  const errors = {};
  const number = (values, name, least, most) => {
    if (values[name] !== '' && !whole(values[name], least, most)) {
      errors[name] = `A number from ${least} to ${most}`;
    }
  };
  number(settings, 'parallelism', 1, 64);
  number(settings, 'databasesAtOnce', 1, 64);
  number(settings, 'chunkMegabytes', 1, 65536);
  if (mode === 'online') {
    number(online, 'maxLagSeconds', 0, 604800);
    number(online, 'timeoutSeconds', 1, 604800);
    number(online, 'slotLimitMegabytes', 0, 2147483647);
  }
  return errors;
}

export const STEPS = [
  { id: 'setup', label: 'Setup', errors: setup },
  { id: 'pool', label: 'Worker pool', errors: () => ({}) },
  { id: 'source', label: 'Source', errors: ({ source }) => server(source) },
  { id: 'target', label: 'Target', errors: ({ target }) => server(target) },
  { id: 'databases', label: 'Databases and tables', errors: databases },
  { id: 'options', label: 'Options', errors: options },
  { id: 'summary', label: 'Summary', errors: () => ({}) },
];

/** The first step before this one that needs something, or none. */
export function missingBefore(draft, id) {
  const index = STEPS.findIndex((step) => step.id === id);
  return STEPS.slice(0, index).find((step) => Object.keys(step.errors(draft)).length > 0);
}

/** The step in which a field of the document is filled in. @param pointer as RFC 6901 has it */
export function stepOf(pointer) {
  const field = pointer.split('/')[1] ?? '';
  const steps = {
    source: 'source', target: 'target', databases: 'databases', include: 'databases',
    exclude: 'databases', settings: 'options', online: 'options',
  };
  return STEPS.find((step) => step.id === (steps[field] ?? 'setup'));
}
