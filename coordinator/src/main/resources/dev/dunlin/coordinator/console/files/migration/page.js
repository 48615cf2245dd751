// One migration. Its parts are files of this folder; the tabs are addresses: /migrations/NAME/TAB.
import { fleetStore } from '../state/live.js';
import { Link } from '../state/router.js';
import { useStore } from '../state/store.js';
import { StateBadge } from '../ui/badge.js';
import { html } from '../ui/html.js';
import { Empty } from '../ui/notice.js';

export function MigrationPage({ name }) {
  const status = useStore(fleetStore, (state) => state.migrations[name]);
  const complete = useStore(fleetStore, (state) => state.complete);
  if (!status) {
    return complete
      ? html`<${Empty} title=${`There is no migration ${name}`}>
          <p><${Link} to="/migrations">All migrations</${Link}></p></${Empty}>`
      : html`<p class="loading">Loading</p>`;
  }
  return html`<header class="page-head"><div>
      <p class="crumb"><${Link} to="/migrations">Migrations</${Link}></p>
      <h1>${name} <${StateBadge} state=${status.state} /></h1></div></header>
    <p>${status.substate}</p>`;
}
