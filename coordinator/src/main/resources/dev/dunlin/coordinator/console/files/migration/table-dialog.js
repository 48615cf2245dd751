// What is asked before one table is copied again or left out.
import { act } from '../api/client.js';
import { count } from '../format/amounts.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/field.js';
import { html, useState } from '../ui/html.js';
import { ProblemNotice } from '../ui/notice.js';
import { useAsk } from './ask.js';
import { tableName } from './table-rows.js';

/** @param action 'reload-table' or 'skip-table' */
export function TableDialog({ row, action, status, onClose }) {
  const [reason, type] = useState('');
  const [problem, busy, run] = useAsk();
  const skip = action === 'skip-table';
  const name = tableName(row);
  const go = () => run(async () => {
    await act(status.name, action, {
      table: row.name,
      database: row.table.database,
      ...(skip ? { reason } : {}),
    });
    announce(skip ? `${name} is left out` : `${name} is copied again`);
    onClose();
  });
  return html`<${Dialog} title=${skip ? `Leave ${name} out?` : `Copy ${name} again?`} onClose=${onClose}
    footer=${html`
      <${Button} onClick=${onClose}>Not now</${Button}>
      <${Button} kind=${skip ? 'danger' : 'primary'} busy=${busy} onClick=${go}
        reason=${skip && !reason.trim() ? 'say why first: it stands in the report' : ''}>
        ${skip ? 'Leave it out' : 'Copy it again'}</${Button}>`}>
    ${skip
      ? html`<p>It is not moved any further, and nothing of it is proved. The other tables go on.</p>
          <${TextField} label="Why" value=${reason} onInput=${type} hint="It stands in the report." />`
      : html`<p>It is emptied on the target, and its ${count(row.rows)} rows are copied again.</p>`}
    <${ProblemNotice} problem=${problem} />
  </${Dialog}>`;
}
