// The grid's columns: the nine of the field's portals, with progress and lag beside the status.
import { bytes } from '../format/amounts.js';
import { databases, mode, server, words } from '../format/names.js';
import { elapsed, phase, worstLag } from '../format/progress.js';
import { clock, lag } from '../format/times.js';
import { Link } from '../state/router.js';
import { StateBadge } from '../ui/badge.js';
import { html } from '../ui/html.js';
import { ProgressBar } from '../ui/progress.js';
import { When } from '../ui/time.js';

/** Columns of rows {status, readiness, fraction}; @param now in milliseconds */
export function columns(now) {
  return [
    { id: 'name', title: 'Name', sort: true, className: 'name', cell: Name },
    { id: 'state', title: 'Status', sort: true, cell: State },
    { id: 'progress', title: 'Progress', sort: true, cell: Progress },
    { id: 'lag', title: 'Lag', sort: true, align: 'right', cell: Lag },
    { id: 'mode', title: 'Migration mode', cell: ({ status }) => mode(status.spec) },
    { id: 'option', title: 'Migration type', cell: Option },
    { id: 'source', title: 'Source server', cell: Source },
    { id: 'sourceType', title: 'Source server type', cell: ({ status }) => status.spec.sourceType },
    { id: 'databases', title: 'Databases', cell: Databases },
    {
      id: 'duration',
      title: 'Duration',
      sort: true,
      align: 'right',
      cell: ({ status }) => clock(elapsed(status, now)),
    },
    {
      id: 'started',
      title: 'Start time',
      sort: true,
      align: 'right',
      cell: ({ status }) => html`<${When} at=${status.startedAt} now=${now} />`,
    },
  ];
}

function Name({ status }) {
  return html`<${Link} to=${`/migrations/${status.name}`}>${status.name}</${Link}>
    ${status.conditions.length > 0 && html`<span class="under">
      ${[...new Set(status.conditions.map((one) => one.type))].map((type) => html`<span
        class="chip" title=${messages(status, type)}>${words(type)}</span>`)}</span>`}`;
}

const messages = (status, type) =>
  status.conditions.filter((one) => one.type === type).map((one) => one.message).join('\n');

/** May be broken before its last word. */
function Option({ status }) {
  return status.spec.option.split(/(?=Migrate)/).map((word) => html`${word}<wbr />`);
}

function State({ status }) {
  const now = phase(status);
  return html`<${StateBadge} state=${status.state} />${now && html`<span class="under">${now}</span>`}`;
}

function Source({ status }) {
  const source = server(status.spec.source);
  const target = server(status.spec.target);
  return html`<span class="server" title=${source}>${source}</span>
    <span class="under server" title=${target}>to ${target}</span>`;
}

function Databases({ status }) {
  const names = status.spec.databases.map((pair) => pair.source).join(', ');
  const planned = status.databases.reduce((sum, one) => sum + one.bytesPlanned, 0);
  return html`<span class="server" title=${names}>${databases(status.spec)}</span>
    ${planned > 0 && html`<span class="under">${bytes(planned)}</span>`}`;
}

function Progress({ status, fraction }) {
  const tone = { Succeeded: 'good', Failed: 'bad', Canceled: 'idle' }[status.state] ?? 'busy';
  const nothing = status.databases.every((one) => one.tables === 0) && fraction < 1;
  return nothing
    ? html`<span class="muted">–</span>`
    : html`<${ProgressBar} fraction=${fraction} tone=${tone} label=${`Copy of ${status.name}`} />`;
}

function Lag({ status, readiness }) {
  const millis = worstLag(status, readiness);
  return millis === null ? html`<span class="muted">–</span>` : lag(millis);
}
