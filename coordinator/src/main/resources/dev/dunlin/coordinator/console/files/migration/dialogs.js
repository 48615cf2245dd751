// The dialogs of a migration. Which one is open stands in the address, so that a reload keeps it.
import { act, remove } from '../api/client.js';
import { navigate } from '../state/router.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { ChoiceField } from '../ui/field.js';
import { html, useState } from '../ui/html.js';
import { ProblemNotice } from '../ui/notice.js';
import { server } from '../format/names.js';
import { openDialog } from './actions.js';
import { useAsk } from './ask.js';
import { CutoverDialog } from './cutover-dialog.js';

const DIALOGS = { cutover: CutoverDialog, cancel: CancelDialog, delete: DeleteDialog };

export function Dialogs({ status, readiness, query, may }) {
  const open = DIALOGS[query.get('do')];
  return may && open
    ? html`<${open} ...${{ status, readiness }} onClose=${() => openDialog('')} />`
    : null;
}

function CancelDialog({ status, onClose }) {
  const [target, choose] = useState('');
  const [problem, busy, run] = useAsk();
  const place = server(status.spec.target);
  const give = () => run(async () => {
    await act(status.name, 'cancel', { target });
    announce(`${status.name} is being given up`);
    onClose();
  });
  return html`<${Dialog} title=${`Give ${status.name} up?`} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Keep going</${Button}>
      <${Button} kind="danger" busy=${busy} reason=${target ? '' : 'say first what becomes of the target'}
        onClick=${give}>Give it up</${Button}>`}>
    <p>The source is left as it was found: slot, publication and fence are removed.</p>
    <${ChoiceField} legend=${`What becomes of ${place}?`} value=${target} onInput=${choose} options=${[
      {
        value: 'keep',
        label: 'Keep the target',
        hint: 'It stays as it is now: rows that were copied, changes that were applied.',
      },
      {
        value: 'clean',
        label: 'Clean the target',
        hint: `What this migration made in ${targets(status)} is dropped. A database that was there before stays, empty.`,
      },
    ]} />
    <${ProblemNotice} problem=${problem} />
  </${Dialog}>`;
}

const targets = (status) => status.spec.databases.map((pair) => pair.target).join(', ');

function DeleteDialog({ status, onClose }) {
  const [problem, busy, run] = useAsk();
  const forget = () => run(async () => {
    await remove(`/migrations/${encodeURIComponent(status.name)}`);
    announce(`${status.name} is deleted`);
    navigate('/migrations', { replace: true });
  });
  return html`<${Dialog} title=${`Delete ${status.name}?`} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Keep it</${Button}>
      <${Button} kind="danger" busy=${busy} onClick=${forget}>Delete</${Button}>`}>
    <p>Its report, its findings and what is known of its tables are forgotten, and its name is free.
      What it moved stays where it is.</p>
    <${ProblemNotice} problem=${problem} />
  </${Dialog}>`;
}
