// All tables, however many: filtered, sorted, and with what can be done with one.
import { bytes, count, plural } from '../format/amounts.js';
import { ended } from '../format/progress.js';
import { duration } from '../format/times.js';
import { wholeOf } from '../state/fleet.js';
import { fleetStore } from '../state/live.js';
import { setQuery } from '../state/router.js';
import { useStore } from '../state/store.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { html, useMemo, useState } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { Empty } from '../ui/notice.js';
import { ProgressBar } from '../ui/progress.js';
import { Table } from '../ui/table.js';
import { TableDialog } from './table-dialog.js';
import { chosen, countPhases, ordered, tableName, tone } from './table-rows.js';

const ROW = 44;
const rowKey = (row) => `${row.table.database}/${row.table.number}`;

export function TablesTab({ status, may, query }) {
  const tables = useStore(fleetStore, (state) => state.tables[wholeOf(status.name)]);
  const [asked, ask] = useState(null);
  const all = useMemo(() => own(status, tables), [tables, status.databases.length]);
  const filter = {
    text: query.get('q') ?? '',
    phases: (query.get('phase') ?? '').split(',').filter(Boolean),
    database: query.get('database') ?? '',
  };
  const sort = { by: query.get('sort') ?? '', down: query.get('down') === '1' };
  const search = query.toString();
  const rows = useMemo(() => ordered(chosen(all, filter), sort), [all, search]);
  if (all.length === 0) {
    return html`<${Empty} title=${ended(status) ? 'No tables' : 'No tables yet'}>
      <p class="muted">They are listed as soon as the schema has been read.</p></${Empty}>`;
  }
  return html`<${Filters} ...${{ status, all, filter }} shown=${rows.length} />
    <${Table} caption=${`Tables of ${status.name}`} rows=${rows} rowKey=${rowKey} rowHeight=${ROW}
      height="calc(100vh - 330px)" sort=${sort} onSort=${(by) =>
        setQuery({ sort: by, down: sort.by === by && !sort.down ? '1' : '' })}
      columns=${columns(status, may, ask)} />
    ${asked && html`<${TableDialog} ...${asked} status=${status} onClose=${() => ask(null)} />`}`;
}

/** Those of the page's databases: a part has one of them. */
function own(status, tables) {
  const names = new Set(status.databases.map((one) => one.database));
  return [...(tables?.values() ?? [])].filter((row) => names.has(row.table.database));
}

function Filters({ status, all, filter, shown }) {
  const counts = useMemo(() => countPhases(all), [all]);
  const toggle = (phase) => setQuery({
    phase: (filter.phases.includes(phase)
      ? filter.phases.filter((one) => one !== phase)
      : [...filter.phases, phase]).join(','),
  });
  return html`<div class="filters" role="search">
    <label class="search"><${Icon} name="search" />
      <input type="search" placeholder="Schema or table" value=${filter.text}
        aria-label="Filter by schema or table"
        onInput=${(event) => setQuery({ q: event.target.value })} /></label>
    ${status.databases.length > 1 && html`<select class="narrow" aria-label="Database" value=${filter.database}
        onChange=${(event) => setQuery({ database: event.target.value })}>
      <option value="">All databases</option>
      ${status.databases.map(({ database }) => html`<option value=${database}
        selected=${database === filter.database}>${database}</option>`)}</select>`}
    <div class="state-filters" role="group" aria-label="Filter by phase">
      ${Object.keys(counts).sort().map((phase) => html`<button type="button" key=${phase}
        class="filter" aria-pressed=${filter.phases.includes(phase)}
        onClick=${() => toggle(phase)}>${phase} <span class="count">${count(counts[phase])}</span></button>`)}
    </div>
    <span class="muted shown" role="status">${shown === all.length
      ? plural(all.length, 'table') : `${count(shown)} of ${plural(all.length, 'table')}`}</span>
  </div>`;
}

const time = (millis) => (millis > 0 ? duration(millis) : '');

function columns(status, may, ask) {
  const several = status.databases.length > 1;
  return [
    several && { id: 'database', title: 'Database', sort: true, cell: (row) => row.table.database },
    { id: 'name', title: 'Table', sort: true, className: 'name', cell: tableName },
    {
      id: 'phase',
      title: 'Phase',
      sort: true,
      cell: (row) => html`<${Badge} tone=${tone(row.phase)}>${row.phase}</${Badge}>`,
    },
    {
      id: 'progress',
      title: 'Chunks',
      sort: true,
      cell: (row) => (row.chunks > 1 && row.chunksLoaded < row.chunks
        ? html`<${ProgressBar} fraction=${row.chunksLoaded / row.chunks} label=${`Copy of ${tableName(row)}`} />`
        : `${count(row.chunksLoaded)} of ${count(row.chunks)}`),
    },
    { id: 'rows', title: 'Rows', sort: true, align: 'right', cell: (row) => count(row.rows) },
    { id: 'bytes', title: 'Copied', sort: true, align: 'right', cell: (row) => bytes(row.bytes) },
    { id: 'planned', title: 'On the source', sort: true, align: 'right', cell: (row) => bytes(row.plannedBytes) },
    { id: 'copy', title: 'Copy', sort: true, align: 'right', cell: (row) => time(row.copyMillis) },
    { id: 'index', title: 'Indexes', sort: true, align: 'right', cell: (row) => time(row.indexMillis) },
    { id: 'note', title: 'Note', className: 'note', cell: note },
    may && {
      id: 'actions',
      title: html`<span class="unseen">Actions</span>`,
      align: 'right',
      cell: (row) => html`<${RowActions} row=${row} status=${status} ask=${ask} />`,
    },
  ].filter(Boolean);
}

function note(row) {
  const notes = [
    row.differences.length > 0 && plural(row.differences.length, 'difference'),
    row.note,
    row.keyless && 'no key',
  ].filter(Boolean).join(', ');
  return html`<span title=${notes}>${notes}</span>`;
}

function RowActions({ row, status, ask }) {
  const reason = ended(status) && status.state !== 'Failed' ? 'the migration has ended' : '';
  return html`<span class="row-actions">
    <${Button} kind="quiet" reason=${reason} aria-label=${`Reload ${tableName(row)}`}
      onClick=${() => ask({ row, action: 'reload-table' })}>Reload</${Button}>
    <${Button} kind="quiet" reason=${reason || (row.phase === 'skipped' ? 'it is left out already' : '')}
      aria-label=${`Skip ${tableName(row)}`}
      onClick=${() => ask({ row, action: 'skip-table' })}>Skip</${Button}></span>`;
}
