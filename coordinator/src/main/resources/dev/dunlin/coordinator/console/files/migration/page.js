// One migration. Its tabs are addresses: /migrations/NAME/TAB; a dialog is part of the address too.
import { all } from '../api/client.js';
import { useMay } from '../state/caller.js';
import { unwatch, watch } from '../state/fleet.js';
import { fleetStore } from '../state/live.js';
import { Link } from '../state/router.js';
import { useStore } from '../state/store.js';
import { html, useEffect, useMemo, useState } from '../ui/html.js';
import { Empty, ProblemNotice } from '../ui/notice.js';
import { Tabs } from '../ui/tabs.js';
import { useNow } from '../ui/time.js';
import { Dialogs } from './dialogs.js';
import { EventsTab } from './events.js';
import { counts } from './findings.js';
import { Header } from './header.js';
import { OverviewTab } from './overview.js';
import { ReportTab } from './report.js';
import { SourceTab } from './source.js';
import { TablesTab } from './tables.js';
import { ValidationTab } from './validation.js';
import { VerificationTab } from './verification.js';

const TABS = [
  { id: 'overview', label: 'Overview', view: OverviewTab },
  { id: 'validation', label: 'Validation', view: ValidationTab, count: failedChecks },
  { id: 'tables', label: 'Tables', view: TablesTab, count: (status) => sum(status, 'tables') },
  { id: 'source', label: 'Source health', view: SourceTab },
  { id: 'events', label: 'Events', view: EventsTab },
  {
    id: 'verification',
    label: 'Verification',
    view: VerificationTab,
    count: (status) => status.differences.length,
  },
  { id: 'report', label: 'Report', view: ReportTab },
];

function failedChecks(status) {
  const { Failed, Warning } = counts(status.findings);
  return Failed + Warning;
}

const sum = (status, field) => status.databases.reduce((total, one) => total + one[field], 0);

export function MigrationPage({ name, tab = 'overview', query }) {
  const status = useStore(fleetStore, (state) => state.migrations[name]);
  const complete = useStore(fleetStore, (state) => state.complete);
  const known = Boolean(status);
  const problem = useWatchedTables(name, known);
  if (!known) {
    return complete
      ? html`<${Empty} title=${`There is no migration ${name}`}>
          <p><${Link} to="/migrations">All migrations</${Link}></p></${Empty}>`
      : html`<p class="loading">Loading</p>`;
  }
  return html`<${Known} ...${{ name, tab, query, status, problem }} />`;
}

function Known({ name, tab, query, status, problem }) {
  const now = useNow(1000);
  const may = useMay('operator');
  const readiness = useReadiness(name, status);
  const current = TABS.find((one) => one.id === tab);
  const path = (id) => `/migrations/${encodeURIComponent(name)}${id === 'overview' ? '' : `/${id}`}`;
  return html`<${Header} ...${{ status, readiness, now, may }} />
    <${Tabs} label=${`About ${name}`} current=${tab} tabs=${TABS.map(({ id, label, count }) => ({
      id, label, to: path(id), count: count?.(status) ?? 0,
    }))} />
    <${ProblemNotice} problem=${problem} />
    ${current
      ? html`<${current.view} ...${{ status, readiness, now, may, query }} />`
      : html`<${Empty} title="There is no such tab"><p><code>${tab}</code></p></${Empty}>`}
    <${Dialogs} ...${{ status, readiness, query, may }} />`;
}

/** The readiness of its databases by name; of a part, that of its one database. */
function useReadiness(name, status) {
  const whole = useStore(fleetStore, (state) => state.readiness[name.split('.', 1)[0]]);
  return useMemo(() => {
    const own = new Set(status.databases.map((one) => one.database));
    return Object.fromEntries(Object.entries(whole ?? {}).filter(([database]) => own.has(database)));
  }, [whole, status.databases.length]);
}

/** Has the store keep the tables of a migration while its page is open; gives what went wrong. */
function useWatchedTables(name, known) {
  const [problem, tell] = useState(null);
  useEffect(() => {
    if (!known) {
      return undefined;
    }
    let open = true;
    // Watched first and read then: what changes in between is newer, and wins.
    fleetStore.update((state) => watch(state, name, []));
    all(`/migrations/${encodeURIComponent(name)}/tables`)
      .then((tables) => open && fleetStore.update((state) => watch(state, name, tables)))
      .catch((wrong) => open && tell(wrong));
    return () => {
      open = false;
      fleetStore.update((state) => unwatch(state, name));
    };
  }, [name, known]);
  return problem;
}
