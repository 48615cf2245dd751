// How far it is: figures, charts, databases, times.
import { bytes, count, plural, shortCount } from '../format/amounts.js';
import { passwordPlace, server } from '../format/names.js';
import { duration, lag } from '../format/times.js';
import { isPart } from '../state/fleet.js';
import { fleetStore } from '../state/live.js';
import { Link } from '../state/router.js';
import { useStore } from '../state/store.js';
import { StateBadge } from '../ui/badge.js';
import { html, useMemo } from '../ui/html.js';
import { Notice } from '../ui/notice.js';
import { ProgressBar } from '../ui/progress.js';
import { Table } from '../ui/table.js';
import { ended, worstLag } from '../format/progress.js';
import { Chart } from './chart.js';
import { remaining, sum, withRates } from './figures.js';
import { phases } from './stages.js';

const EMPTY_CHART = 'The line begins when this page is opened while the migration runs.';
const NOTHING = [];

export function OverviewTab({ status, readiness, now }) {
  const follows = status.spec.mode === 'ONLINE' && Object.keys(readiness).length > 0 && !ended(status);
  return html`<div class="stack">
    <${Failures} status=${status} />
    <div class="cards figures">
      <${CopyCard} status=${status} now=${now} />
      ${follows && html`<${FollowCard} status=${status} readiness=${readiness} />`}
      <${ProofCard} status=${status} />
    </div>
    ${!ended(status) && html`<${Charts} status=${status} follows=${follows} />`}
    ${status.databases.length > 1 && html`<${Databases} status=${status} readiness=${readiness} />`}
    <div class="two">
      <${Times} status=${status} now=${now} />
      <${Terms} status=${status} />
    </div>
  </div>`;
}

function Failures({ status }) {
  const parts = status.databases.flatMap((one) => one.failures
    .filter((failure) => !status.failures.some((of) => of.message === failure.message))
    .map((failure) => ({ ...failure, database: one.database })));
  return [...status.failures, ...parts].map((failure) => html`<${Notice} tone="bad"
      key=${failure.code + failure.message} title=${failure.database ? `${failure.database}: ${failure.code}` : failure.code}>
    <p class="wrap">${failure.message}</p>${failure.action && html`<p class="wrap"><strong>What helps: </strong>${failure.action}</p>`}
  </${Notice}>`);
}

function Figure({ label, value, wide }) {
  return html`<div class=${wide ? 'wide' : ''}><dt>${label}</dt><dd>${value}</dd></div>`;
}

function CopyCard({ status, now }) {
  const fraction = useStore(fleetStore, (state) => state.progress[status.name] ?? 0);
  const left = remaining(status, fraction, now);
  const skipped = sum(status, 'tablesSkipped');
  return html`<section class="card"><h2>Copy</h2>
    <${ProgressBar} fraction=${fraction} label="Copied" tone=${fraction >= 1 ? 'good' : 'busy'} />
    <dl class="figure-list">
      <${Figure} label="Tables" value=${`${count(sum(status, 'tablesLoaded'))} of ${count(sum(status, 'tables'))}${skipped ? `, ${skipped} skipped` : ''}`} />
      <${Figure} label="Rows" value=${count(sum(status, 'rowsLoaded'))} />
      <${Figure} label="Copied" value=${bytes(sum(status, 'bytesLoaded'))} />
      <${Figure} label="On the source" value=${bytes(sum(status, 'bytesPlanned'))} />
      <${Figure} label="Schema objects" value=${`${count(sum(status, 'itemsRestored'))} of ${count(sum(status, 'items'))}`} />
      ${left !== null && html`<${Figure} label="Time left" value=${`~${duration(left)}`} />`}
    </dl></section>`;
}

function FollowCard({ status, readiness }) {
  const all = Object.values(readiness);
  const total = (field) => all.reduce((one, next) => one + Math.max(0, next[field]), 0);
  const behind = all.some((one) => one.catchUpMillis < 0);
  const longest = Math.max(0, ...all.map((one) => one.catchUpMillis));
  return html`<section class="card"><h2>Following</h2>
    <dl class="figure-list">
      <${Figure} label="Lag" value=${lag(worstLag(status, readiness))} wide />
      <${Figure} label="Changes pending" value=${count(total('pendingChanges'))} />
      <${Figure} label="Caught up in" value=${behind ? 'falling behind' : longest ? `~${duration(longest)}` : 'caught up'} />
      <${Figure} label="Captured" value=${`${shortCount(total('capturedPerSecond'))}/s`} />
      <${Figure} label="Applied" value=${`${shortCount(total('appliedPerSecond'))}/s`} />
      <${Figure} label="WAL retained" value=${bytes(total('retainedBytes'))} />
    </dl></section>`;
}

function ProofCard({ status }) {
  const off = status.spec.settings.verify === 'NONE';
  const verified = sum(status, 'tablesVerified');
  const tables = sum(status, 'tables');
  return html`<section class="card"><h2>Proof</h2>
    ${off
      ? html`<p class="muted">Rows are not compared: verification is off.</p>`
      : html`<${ProgressBar} fraction=${tables ? verified / tables : 0} label="Verified"
          tone=${status.differences.length ? 'bad' : verified && verified === tables ? 'good' : 'busy'} />`}
    <dl class="figure-list">
      <${Figure} label="Tables verified" value=${`${count(verified)} of ${count(tables)}`} />
      <${Figure} label="Differences" value=${count(status.differences.length)} />
      <${Figure} label="Chunks kept" value=${`${count(sum(status, 'chunksKept'))} of ${count(sum(status, 'chunks'))}`} />
      <${Figure} label="Resumed" value=${plural(status.resumes, 'time')} />
    </dl></section>`;
}

function Charts({ status, follows }) {
  const history = useStore(fleetStore, (state) => state.history[status.name] ?? NOTHING);
  const points = useMemo(() => withRates(history), [history]);
  if (isPart(status.name)) {
    return null;
  }
  const copied = { title: 'Copied', series: [{ field: 'bytes', label: 'bytes', format: bytes }] };
  const speed = {
    title: 'Copying',
    series: [{ field: 'bytesPerSecond', label: 'bytes a second', format: (value) => `${bytes(value)}/s` }],
  };
  const behind = { title: 'Lag', series: [{ field: 'lagMillis', label: 'behind the source', format: lag, least: 1000 }] };
  const changes = {
    title: 'Changes a second',
    series: [
      { field: 'captured', label: 'captured', format: shortCount },
      { field: 'applied', label: 'applied', format: shortCount },
    ],
  };
  const shown = follows ? [behind, changes, copied] : [copied, speed];
  return html`<div class="charts">${shown.map((chart) => html`<${Chart} key=${chart.title} ...${chart}
    points=${points} empty=${EMPTY_CHART} />`)}</div>`;
}

function Databases({ status, readiness }) {
  const columns = [
    {
      id: 'database',
      title: 'Database',
      className: 'name',
      cell: (one) => html`<${Link} to=${`/migrations/${encodeURIComponent(`${status.name}.${one.database}`)}`}>${one.database}</${Link}>
        ${one.target !== one.database && html`<span class="under">as ${one.target}</span>`}`,
    },
    { id: 'state', title: 'Status', cell: (one) => html`<${StateBadge} state=${one.state} />` },
    { id: 'phase', title: 'Phase', cell: (one) => one.phase },
    { id: 'tables', title: 'Tables', align: 'right', cell: (one) => `${count(one.tablesLoaded)} of ${count(one.tables)}` },
    { id: 'rows', title: 'Rows', align: 'right', cell: (one) => count(one.rowsLoaded) },
    { id: 'bytes', title: 'Copied', align: 'right', cell: (one) => bytes(one.bytesLoaded) },
    {
      id: 'lag',
      title: 'Lag',
      align: 'right',
      cell: (one) => (readiness[one.database] ? lag(readiness[one.database].lagMillis) : '–'),
    },
    { id: 'failure', title: 'Trouble', cell: (one) => one.failures[0]?.message ?? '' },
  ];
  return html`<section><h2 class="section">Databases</h2>
    <${Table} caption="Databases" columns=${columns} rows=${status.databases} rowKey=${(one) => one.database} /></section>`;
}

function Times({ status, now }) {
  const list = phases(status, now);
  const longest = Math.max(1, ...list.map((one) => one.millis));
  return html`<section class="card"><h2>Times</h2>
    ${list.length === 0
      ? html`<p class="muted">No phase has begun.</p>`
      : html`<table class="times"><caption class="unseen">Time of each phase</caption>
        <thead class="unseen"><tr><th scope="col">Phase</th><th scope="col">Share</th><th scope="col">Time</th></tr></thead>
        <tbody>${list.map(({ phase, millis, open }) => html`<tr key=${phase}>
          <th scope="row">${phase}</th>
          <td><span class="time-bar" style=${{ width: `${Math.max(1, (millis / longest) * 100)}%` }}></span></td>
          <td class="right">${duration(millis)}${open && !ended(status) ? '…' : ''}</td></tr>`)}</tbody></table>`}
  </section>`;
}

function Terms({ status }) {
  const { spec } = status;
  const { settings } = spec;
  const rows = [
    ['Source', `${server(spec.source)} (${spec.sourceType}), user ${spec.source.user}, ${passwordPlace(spec.source.password)}`],
    ['Target', `${server(spec.target)}, user ${spec.target.user}, ${passwordPlace(spec.target.password)}`],
    ['Databases', spec.databases.map((pair) => (pair.source === pair.target ? pair.source : `${pair.source} as ${pair.target}`)).join(', ')],
    ['Tables', spec.patterns.include.length + spec.patterns.exclude.length === 0
      ? 'all'
      : [...spec.patterns.include.map((one) => `with ${one}`), ...spec.patterns.exclude.map((one) => `without ${one}`)].join(', ')],
    ['Worker pools', spec.sourcePool === spec.targetPool ? spec.sourcePool : `${spec.sourcePool} to ${spec.targetPool}`],
    ['Parallel', `${settings.parallelism}, chunks of ${bytes(settings.chunkBytes)}`],
    ['Target before', settings.overwrite ? 'may be overwritten' : 'has to be empty'],
    ['Roles', settings.roles],
  ];
  return html`<section class="card"><h2>What was asked for</h2>
    <dl class="facts">${rows.map(([label, value]) => html`<dt key=${label}>${label}</dt><dd>${value}</dd>`)}</dl></section>`;
}
