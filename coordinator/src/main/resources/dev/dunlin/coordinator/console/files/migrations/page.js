// All migrations: what each is, how far it is, what it needs.
import { plural } from '../format/amounts.js';
import { useMay } from '../state/caller.js';
import { fleet } from '../state/fleet.js';
import { fleetStore } from '../state/live.js';
import { Link, setQuery } from '../state/router.js';
import { useStore } from '../state/store.js';
import { html, useState } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { Empty } from '../ui/notice.js';
import { Table } from '../ui/table.js';
import { useNow } from '../ui/time.js';
import { BulkActions } from './actions.js';
import { columns } from './columns.js';
import { Filters } from './filters.js';
import { countStates, fits, ordered } from './select.js';

export function MigrationsPage({ query }) {
  const state = useStore(fleetStore);
  const may = useMay('operator');
  const now = useNow(1000);
  const [chosen, choose] = useState(new Set());
  const all = fleet(state).map((status) => ({
    status,
    readiness: state.readiness[status.name],
    fraction: state.progress[status.name] ?? 0,
  }));
  if (all.length === 0) {
    return html`<${Head} may=${may} />${state.complete
      ? html`<${None} may=${may} />`
      : html`<p class="loading">Loading</p>`}`;
  }
  const filter = {
    states: (query.get('state') ?? '').split(',').filter(Boolean),
    text: query.get('q') ?? '',
  };
  const sort = { by: query.get('sort') ?? '', down: query.get('down') === '1' };
  const rows = ordered(all.filter((row) => fits(row, filter)), sort);
  const onSort = (by) =>
    setQuery({ sort: by, down: sort.by === by && !sort.down ? '1' : '' });
  const selection = {
    keys: chosen,
    toggle: (key) => choose(toggled(chosen, key)),
    all: (keys) => choose(keys.every((key) => chosen.has(key)) ? new Set() : new Set(keys)),
  };
  return html`<${Head} may=${may} count=${all.length} />
    <${Filters} ...${filter} counts=${countStates(all)} />
    ${may && chosen.size > 0 && html`<${BulkActions}
      chosen=${all.filter(({ status }) => chosen.has(status.name)).map(({ status }) => status)}
      clear=${() => choose(new Set())} />`}
    ${rows.length === 0
      ? html`<${Empty} title="No migration fits">
          <p>Take a filter away to see ${plural(all.length, 'migration')}.</p></${Empty}>`
      : html`<${Table} caption="Migrations" columns=${columns(now)} rows=${rows} rowHeight=${60}
          rowKey=${({ status }) => status.name} selection=${may ? selection : undefined}
          sort=${sort} onSort=${onSort} />`}`;
}

function toggled(keys, key) {
  const next = new Set(keys);
  if (!next.delete(key)) {
    next.add(key);
  }
  return next;
}

function Head({ may, count }) {
  return html`<header class="page-head"><h1>Migrations${count
      ? html` <span class="count">${count}</span>` : ''}</h1>
    ${may && html`<${Link} to="/new" class="button primary"><${Icon} name="plus" />
      New migration</${Link}>`}</header>`;
}

function None({ may }) {
  return html`<${Empty} title="No migrations yet">
    <p>A migration moves one or more databases from a source server to a target server.</p>
    ${may && html`<p><${Link} to="/new" class="button primary">Create the first migration</${Link}></p>`}
    <p class="muted">On the command line:</p>
    <pre class="line"><code>dunlin create --template > migration.yaml
dunlin create -f migration.yaml</code></pre>
  </${Empty}>`;
}
