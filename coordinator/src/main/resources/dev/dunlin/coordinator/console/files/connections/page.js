// The servers that migrations know, and whether workers reach them.
import { post } from '../api/client.js';
import { bytes, plural } from '../format/amounts.js';
import { passwordPlace, server } from '../format/names.js';
import { useMay } from '../state/caller.js';
import { fleet } from '../state/fleet.js';
import { fleetStore } from '../state/live.js';
import { Link } from '../state/router.js';
import { useStore } from '../state/store.js';
import { StateBadge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { html, useState } from '../ui/html.js';
import { Empty, Notice, ProblemNotice } from '../ui/notice.js';
import { timeOfDay } from '../format/times.js';
import { Named } from './named.js';
import { serversOf } from './servers.js';

export function ConnectionsPage() {
  const state = useStore(fleetStore);
  const servers = serversOf(fleet(state));
  if (servers.length === 0) {
    return html`<header class="page-head"><h1>Connections</h1></header><${Named} />
      ${state.complete
        ? html`<${Empty} title="No servers yet"><p>Here stand the servers of all migrations.</p></${Empty}>`
        : html`<p class="loading">Loading</p>`}`;
  }
  return html`<header class="page-head"><div><h1>Connections</h1>
      <p class="lead">Servers under names, and the servers of all migrations, as the workers of a pool reach them.</p></div></header>
    <${Named} />
    ${['source', 'target'].map((side) => html`<section class="side" key=${side} aria-labelledby=${`side-${side}`}>
      <h2 id=${`side-${side}`}>${side === 'source' ? 'Sources' : 'Targets'}</h2>
      <div class="cards">${servers.filter((one) => one.side === side).map((one) => html`
        <${Server} key=${one.key} one=${one} />`)}</div></section>`)}`;
}

function Server({ one }) {
  const { endpoint, pool, usedBy, types, side } = one;
  const tls = endpoint.parameters.sslmode ?? 'the usual';
  return html`<article class="card server-card">
    <h3>${server(endpoint)}</h3>
    <dl class="facts">
      <dt>User</dt><dd>${endpoint.user}</dd>
      <dt>Password</dt><dd>${passwordPlace(endpoint.password)}</dd>
      <dt>TLS</dt><dd>${tls}</dd>
      <dt>Pool</dt><dd>${pool}</dd>
      ${types.size > 0 && html`<dt>Type</dt><dd>${[...types].join(', ')}</dd>`}
      <dt>Used by</dt><dd><ul class="plain used-by">${usedBy.map(({ name, state }) => html`<li key=${name}>
        <${Link} to=${`/migrations/${name}`}>${name}</${Link}> <${StateBadge} state=${state} /></li>`)}</ul></dd>
    </dl>
    <${Test} migration=${usedBy[0].name} side=${side} />
  </article>`;
}

function Test({ migration, side }) {
  const may = useMay('operator');
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState(null);
  if (!may) {
    return null;
  }
  const test = async () => {
    setBusy(true);
    const at = new Date().toISOString();
    try {
      setResult({ at, facts: await post('/connections/actions/test', { migration, side }) });
    } catch (problem) {
      setResult({ at, problem });
    }
    setBusy(false);
  };
  return html`<div class="test" aria-live="polite">
    <${Button} onClick=${test} busy=${busy}>Test connection</${Button}>
    ${result?.problem && html`<${ProblemNotice} problem=${result.problem} />`}
    ${result?.facts && html`<${Facts} ...${result} />`}
  </div>`;
}

function Facts({ facts, at }) {
  const size = facts.databases.reduce((sum, one) => sum + Math.max(0, one.bytes), 0);
  return html`<${Notice} tone="good" title=${`PostgreSQL ${facts.serverVersion}`}>
    Reached at ${timeOfDay(at)} as ${facts.user},
    ${facts.tls ? ` encrypted (${facts.tls})` : ' not encrypted'};
    ${' '}${plural(facts.databases.length, 'database')}, ${bytes(size)}.</${Notice}>`;
}
