// Who works, and what lies in Kafka.
import { get } from '../api/client.js';
import { bytes, count, plural } from '../format/amounts.js';
import { duration } from '../format/times.js';
import { html, useEffect, useState } from '../ui/html.js';
import { Badge } from '../ui/badge.js';
import { Empty, Notice, ProblemNotice } from '../ui/notice.js';
import { Table } from '../ui/table.js';
import { useNow, When } from '../ui/time.js';
import { parked, purpose } from './topics.js';
import { useWorkers } from './workers.js';

const ROLES = { SNAPSHOT: 'Snapshot worker', CAPTURE: 'CDC worker', SINK: 'Sink worker' };
const LATE_MS = 12_000;

export function WorkersPage() {
  const { workers, problem, loaded } = useWorkers();
  return html`<header class="page-head"><div><h1>Workers and topics</h1>
      <p class="lead">Workers reach the servers and do the work; what they pass on lies in Kafka.</p></div></header>
    <section class="side"><h2>Workers ${workers.length > 0 && html`<span class="count">${workers.length}</span>`}</h2>
      ${problem?.status === 404
        ? html`<${Notice}>This process does not know which workers are there, or not yet.</${Notice}>`
        : html`<${ProblemNotice} problem=${problem} />`}
      ${!loaded ? html`<p class="loading">Loading</p>` : workers.length > 0 ? html`<${Workers} workers=${workers} />`
        : !problem && html`<${Empty} title="No worker is there">
            <p>Nothing moves until one is. Each role is a process: snapshot-worker, cdc-worker, sink-worker.</p>
          </${Empty}>`}
    </section>
    <section class="side"><h2>Topics</h2><${Topics} /></section>`;
}

function Workers({ workers }) {
  const now = useNow(1000);
  const columns = [
    { id: 'role', title: 'Role', cell: ({ role }) => html`<strong>${ROLES[role] ?? role}</strong>` },
    { id: 'pool', title: 'Pool', cell: ({ pool }) => pool },
    { id: 'host', title: 'Process', cell: ({ host, pid }) => html`${host} <span class="muted">${pid}</span>` },
    {
      id: 'work',
      title: 'Does',
      cell: ({ tasks, jobs }) => (tasks.length + jobs.length === 0
        ? html`<span class="muted">nothing</span>`
        : html`<span title=${[...tasks, ...jobs].join('\n')}>${plural(tasks.length, 'task')},
            ${' '}${plural(jobs.length, 'job')}</span>`),
    },
    { id: 'version', title: 'Version', cell: ({ version }) => version },
    { id: 'up', title: 'Up for', align: 'right', cell: ({ startedAt }) => duration(now - Date.parse(startedAt)) },
    { id: 'seen', title: 'Last seen', align: 'right', cell: ({ lastSeen }) => html`<${Seen} at=${lastSeen} now=${now} />` },
  ];
  return html`<${Table} caption="Workers" columns=${columns} rows=${workers} rowKey=${({ id }) => id} />`;
}

function Seen({ at, now }) {
  return now - Date.parse(at) > LATE_MS
    ? html`<${Badge} tone="warn" icon="warn"><${When} at=${at} now=${now} /></${Badge}>`
    : html`<${When} at=${at} now=${now} />`;
}

const TOPICS_EVERY_MS = 10_000;

function Topics() {
  const [topics, setTopics] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    const look = () => get('/topics').then(
      (found) => {
        setTopics(found);
        setProblem(null);
      },
      setProblem);
    look();
    const timer = setInterval(look, TOPICS_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const columns = [
    { id: 'name', title: 'Topic', className: 'mono', cell: ({ name }) => name },
    { id: 'purpose', title: 'Holds', cell: ({ name }) => purpose(name) },
    { id: 'partitions', title: 'Partitions', align: 'right', cell: ({ partitions }) => count(partitions) },
    { id: 'replicas', title: 'Replicas', align: 'right', cell: ({ replicas }) => count(replicas) },
    { id: 'messages', title: 'Messages', align: 'right', cell: ({ messages }) => count(messages) },
    {
      id: 'bytes',
      title: 'Size',
      align: 'right',
      cell: ({ bytes: size }) => (size < 0 ? html`<span class="muted">not known</span>` : bytes(size)),
    },
  ];
  const lost = topics ? parked(topics) : 0;
  return html`<${ProblemNotice} problem=${problem} />
    ${lost > 0 && html`<${Notice} tone="warn" title=${`${plural(lost, 'message')} could not be understood`}>
      They lie on dunlin.parked with the reason in their headers.</${Notice}>`}
    ${topics && html`<${Table} caption="Topics" columns=${columns} rows=${topics} rowHeight=${40}
      rowKey=${({ name }) => name} />`}
    ${!topics && !problem && html`<p class="loading">Loading</p>`}`;
}
