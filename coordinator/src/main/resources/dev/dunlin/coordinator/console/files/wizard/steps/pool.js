import { plural } from '../../format/amounts.js';
import { useWorkers } from '../../workers/workers.js';
import { SelectField } from '../../ui/field.js';
import { html } from '../../ui/html.js';
import { Notice, ProblemNotice } from '../../ui/notice.js';
import { change } from '../draft.js';

const NEEDED = { source: ['SNAPSHOT'], online: ['SNAPSHOT', 'CAPTURE'], target: ['SINK'] };
const ROLES = { SNAPSHOT: 'snapshot worker', CAPTURE: 'cdc worker', SINK: 'sink worker' };

/** Whose workers connect: they, not this page and not the coordinator, have to reach the servers. */
export function PoolStep({ draft }) {
  const { workers, problem } = useWorkers();
  const names = [...new Set(['default', draft.source.pool, draft.target.pool,
    ...workers.map((worker) => worker.pool)])].sort();
  const options = names.map((value) => ({
    value,
    label: `${value}: ${plural(workers.filter((one) => one.pool === value).length, 'worker')}`,
  }));
  const missing = [
    ...lacking(workers, draft.source.pool, NEEDED[draft.mode === 'online' ? 'online' : 'source']),
    ...lacking(workers, draft.target.pool, NEEDED.target),
  ];
  return html`<p class="lead">Workers connect to the servers; nothing else has to reach them. A pool is a
      group of workers in one part of the network.</p>
    <div class="row">
      <${SelectField} label="Pool that reaches the source" value=${draft.source.pool} options=${options}
        onInput=${(pool) => change('source', { pool, facts: null })} />
      <${SelectField} label="Pool that reaches the target" value=${draft.target.pool} options=${options}
        onInput=${(pool) => change('target', { pool, facts: null })} />
    </div>
    ${problem
      ? html`<${ProblemNotice} problem=${problem} />`
      : missing.length > 0
        ? html`<${Notice} tone="warn" title="The migration would wait">${missing.join(', ')}.</${Notice}>`
        : workers.length > 0 && html`<${Notice} tone="good">All workers it needs are there.</${Notice}>`}`;
}

function lacking(workers, pool, roles) {
  return roles
    .filter((role) => !workers.some((one) => one.pool === pool && one.role === role))
    .map((role) => `pool ${pool} has no ${ROLES[role]}`);
}
