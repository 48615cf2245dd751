// Connections with a name: specs refer to them, and so does the wizard.
import { post, remove } from '../api/client.js';
import { plural } from '../format/amounts.js';
import { useMay } from '../state/caller.js';
import { announce } from '../ui/announcer.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { html, useState } from '../ui/html.js';
import { Table } from '../ui/table.js';
import { useNow, When } from '../ui/time.js';
import { AddDialog } from './add-dialog.js';
import { useKept } from './kept.js';

export function Named() {
  const { list, look } = useKept();
  const may = useMay('operator');
  const [adding, add] = useState(false);
  if (list === null) {
    return null;
  }
  return html`<section class="side" aria-labelledby="named">
    <header class="side-head"><h2 id="named">Named connections</h2>
      ${may && html`<${Button} icon="plus" onClick=${() => add(true)}>Add</${Button}>`}</header>
    ${list.length === 0
      ? html`<p class="muted">None yet. A named connection can be tested, and used by any number of migrations.</p>`
      : html`<${List} list=${list} look=${look} />`}
    ${adding && html`<${AddDialog} close=${() => add(false)} added=${look} />`}
  </section>`;
}

function List({ list, look }) {
  const now = useNow(5000);
  const columns = [
    { id: 'name', title: 'Name', cell: ({ name }) => html`<strong>${name}</strong>` },
    {
      id: 'server',
      title: 'Server',
      cell: ({ user, host, port }) => html`<span class="wide-text">${user}@${host}:${port}</span>`,
    },
    { id: 'pool', title: 'Pool', cell: ({ pool }) => pool },
    { id: 'tls', title: 'TLS', cell: ({ tls }) => tls || html`<span class="muted">usual</span>` },
    { id: 'password', title: 'Password', cell: ({ password }) => password },
    {
      id: 'used',
      title: 'Used by',
      cell: ({ usedBy }) => (usedBy.length
        ? html`<span title=${usedBy.join(', ')}>${plural(usedBy.length, 'migration')}</span>`
        : html`<span class="muted">none</span>`),
    },
    { id: 'test', title: 'Last test', cell: ({ lastTest }) => html`<${LastTest} ...${{ lastTest, now }} />` },
    { id: 'do', title: html`<span class="unseen">Actions</span>`, align: 'right', cell: (one) => html`<${Actions} ...${{ one, look }} />` },
  ];
  return html`<${Table} caption="Named connections" columns=${columns} rows=${list} rowKey=${({ name }) => name} />`;
}

function LastTest({ lastTest, now }) {
  if (!lastTest.at) {
    return html`<span class="muted">never</span>`;
  }
  return html`<${Badge} tone=${lastTest.failure ? 'bad' : 'good'} icon=${lastTest.failure ? 'bad' : 'good'}
      title=${lastTest.failure}>${lastTest.failure ? 'Not reached' : `PostgreSQL ${lastTest.serverVersion.split(' ')[0]}`}</${Badge}>
    <span class="under"><${When} at=${lastTest.at} now=${now} /></span>
    ${lastTest.failure && html`<span class="under wrap">${lastTest.failure}</span>`}`;
}

function Actions({ one, look }) {
  const mayTest = useMay('operator');
  const mayRemove = useMay('admin');
  const [busy, setBusy] = useState(false);
  const [asked, ask] = useState(false);
  const path = `/connections/${encodeURIComponent(one.name)}`;
  const run = async (work) => {
    ask(false);
    setBusy(true);
    try {
      await work();
    } catch (problem) {
      announce(problem.message, 'bad');
    }
    setBusy(false);
    look();
  };
  return html`<span class="buttons">
    ${mayTest && html`<${Button} busy=${busy} onClick=${() => run(() => post(`${path}/actions/test`))}
      aria-label=${`Test ${one.name}`}>Test</${Button}>`}
    ${mayRemove && html`<${Button} kind="quiet" onClick=${() => ask(true)}
      aria-label=${`Remove ${one.name}`}>Remove</${Button}>`}
    ${asked && html`<${Dialog} title=${`Remove the connection ${one.name}?`} onClose=${() => ask(false)}
      footer=${html`<${Button} onClick=${() => ask(false)}>Keep</${Button}>
        <${Button} kind="danger" onClick=${() => run(() => remove(path))}>Remove</${Button}>`}>
      <p>Migrations that were made with it have a copy and go on. Its password, if the server keeps one, is
        forgotten.</p></${Dialog}>`}
  </span>`;
}
