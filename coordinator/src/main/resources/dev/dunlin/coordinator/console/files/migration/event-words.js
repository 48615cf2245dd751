// Events as people read them. Pure.

/** What happened, in words, with its tone. */
const KINDS = {
  'state-changed': ['State', 'idle'],
  'phase-entered': ['Phase', 'idle'],
  'table-entered': ['Table', 'idle'],
  'table-emptied': ['Table emptied', 'warn'],
  'table-skipped': ['Table left out', 'warn'],
  'snapshot-held': ['Snapshot taken', 'idle'],
  'recheck-started': ['Rows are compared again', 'warn'],
  'cutover-begun': ['Cutover begun', 'busy'],
  'cutover-ended': ['Cutover withdrawn', 'warn'],
  'fence-lifted': ['Fence lifted', 'idle'],
  fenced: ['Writes to the source ended', 'busy'],
  'given-up': ['Given up', 'warn'],
  'gate-passed': ['Gate passed', 'good'],
  'command-accepted': ['Command taken', 'busy'],
  'command-rejected': ['Command refused', 'bad'],
  'command-succeeded': ['Command done', 'good'],
  'command-failed': ['Command failed', 'bad'],
  'command-canceled': ['Command given up', 'idle'],
  failed: ['Failed', 'bad'],
  different: ['Differences found', 'bad'],
  paused: ['Paused', 'warn'],
  resumed: ['Goes on', 'busy'],
};

export function what({ kind }) {
  const [label, tone] = KINDS[kind] ?? [kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('-', ' '), 'idle'];
  return { label, tone };
}

const GROUPS = {
  tables: (kind) => kind.startsWith('table-'),
  commands: (kind) => kind.startsWith('command-') || kind === 'given-up' || kind === 'gate-passed',
  trouble: (kind) => ['failed', 'different', 'command-rejected', 'command-failed', 'cutover-ended'].includes(kind),
};

/** Whether an event belongs to a group of the filter: 'story' is all but the tables. */
export function belongs({ kind }, group) {
  return group === 'all'
    || (group === 'story' ? !GROUPS.tables(kind) : GROUPS[group]?.(kind) ?? true);
}

export const eventKey = (event) =>
  `${event.at} ${event.migration} ${event.kind} ${event.subject} ${event.detail}`;

/** Both lists as one without doubles, newest first. */
export function together(past, live) {
  const all = new Map();
  [...past, ...live].forEach((event) => all.set(eventKey(event), event));
  return [...all.values()].sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
}
