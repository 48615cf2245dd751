// The evidence: what the migration moved, how long it took, what is proved.
import { text as fetchText } from '../api/client.js';
import { bytes, count } from '../format/amounts.js';
import { server } from '../format/names.js';
import { ended } from '../format/progress.js';
import { duration, local, utc } from '../format/times.js';
import { wholeOf } from '../state/fleet.js';
import { fleetStore } from '../state/live.js';
import { useStore } from '../state/store.js';
import { Button } from '../ui/button.js';
import { CopyText } from '../ui/copy.js';
import { html, useMemo } from '../ui/html.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { Table } from '../ui/table.js';
import { useAsk } from './ask.js';
import { liftFence, writesStopped } from './cutover-state.js';
import { sum } from './figures.js';
import { ordered, tableName } from './table-rows.js';

export function ReportTab({ status }) {
  const tables = useStore(fleetStore, (state) => state.tables[wholeOf(status.name)]);
  const rows = useMemo(() => ordered([...(tables?.values() ?? [])], {}), [tables]);
  return html`<div class="stack">
    ${!ended(status) && html`<${Notice} tone="idle">It goes on: this is what is known so far.</${Notice}>`}
    <section class="card">
      <div class="card-head"><h2>${status.name}: ${status.state}</h2><${Download} status=${status} /></div>
      <dl class="facts">
        <dt>From, to</dt><dd>${server(status.spec.source)} to ${server(status.spec.target)}</dd>
        <dt>Began</dt><dd title=${utc(status.startedAt)}>${local(status.startedAt)}</dd>
        <dt>${ended(status) ? 'Ended' : 'Last change'}</dt><dd title=${utc(status.updatedAt)}>${local(status.updatedAt)}</dd>
        <dt>Took</dt><dd>${duration(Date.parse(status.updatedAt) - Date.parse(status.startedAt))}</dd>
        <dt>Moved</dt><dd>${count(sum(status, 'rowsLoaded'))} rows, ${bytes(sum(status, 'bytesLoaded'))}, ${count(sum(status, 'itemsRestored'))} schema objects, ${count(sum(status, 'sequences'))} sequences</dd>
        <dt>Proved</dt><dd>${count(sum(status, 'tablesVerified'))} of ${count(sum(status, 'tables'))} tables</dd>
        <dt>Resumed</dt><dd>${count(status.resumes)} times, ${count(sum(status, 'chunksKept'))} chunks kept</dd>
        <dt>On the command line</dt><dd><code>dunlin report ${status.name}</code></dd>
      </dl>
    </section>
    <${Cutover} status=${status} />
    ${rows.length > 0 && html`<${Table} caption="Tables of the report" rows=${rows} columns=${COLUMNS}
      rowKey=${(row) => `${row.table.database}/${row.table.number}`} height="60vh" />`}
  </div>`;
}

const COLUMNS = [
  { id: 'name', title: 'Table', className: 'name', cell: tableName },
  { id: 'rows', title: 'Rows', align: 'right', cell: (row) => count(row.rows) },
  { id: 'bytes', title: 'Bytes', align: 'right', cell: (row) => bytes(row.bytes) },
  { id: 'copy', title: 'Copy', align: 'right', cell: (row) => duration(row.copyMillis) },
  { id: 'index', title: 'Index', align: 'right', cell: (row) => duration(row.indexMillis) },
  {
    id: 'verified',
    title: 'Verified',
    cell: (row) => ({ verified: 'yes', different: 'different', skipped: 'left out' })[row.phase] ?? 'no',
  },
];

function Cutover({ status }) {
  const { cutover } = status;
  if (!cutover.startedAt) {
    return null;
  }
  const stopped = status.state === 'Succeeded' ? writesStopped(status, Date.now()) : null;
  return html`<section class="card"><h2>Cutover</h2>
    <dl class="facts">
      <dt>Asked for</dt><dd title=${utc(cutover.startedAt)}>${local(cutover.startedAt)}, fence ${cutover.terms.fence}</dd>
      ${stopped !== null && html`<dt>Writes stopped for</dt><dd>${duration(stopped)}</dd>`}
      ${cutover.refusal && html`<dt>Not switched</dt><dd>${cutover.refusal}</dd>`}
    </dl>
    ${cutover.fenced.map((database) => html`<div key=${database}><p>The source stays read-only. To let ${database} take writes again:</p>
      <${CopyText} text=${liftFence(database)} label=${`statement for ${database}`} /></div>`)}
  </section>`;
}

/** The same document as `dunlin report NAME -o json`. */
function Download({ status }) {
  const [problem, busy, run] = useAsk();
  const save = () => run(async () => {
    const json = await fetchText(`/migrations/${encodeURIComponent(status.name)}/report`);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
    link.download = `${status.name}-report.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
  return html`<div><${Button} busy=${busy} onClick=${save}>Download as JSON</${Button}>
    <${ProblemNotice} problem=${problem} /></div>`;
}
