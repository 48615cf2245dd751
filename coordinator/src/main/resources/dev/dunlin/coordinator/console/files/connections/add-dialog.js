// A server gets a name. Its password is typed here once, or found by the workers.
import { put } from '../api/client.js';
import { NAME } from '../wizard/checks.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { SelectField, TextField } from '../ui/field.js';
import { html, useState } from '../ui/html.js';
import { ProblemNotice } from '../ui/notice.js';

const PLACES = [
  { value: 'typed', label: 'I type it here' },
  { value: 'env', label: 'A variable of the workers' },
  { value: 'file', label: 'A file of the workers' },
  { value: 'none', label: 'None' },
];
const EMPTY = { name: '', host: '', port: '5432', user: '', database: 'postgres', pool: 'default', by: 'typed', secret: '' };

function password({ by, secret }) {
  if (by === 'none' || !secret) {
    return {};
  }
  return by === 'typed' ? { password: secret } : { passwordFrom: { [by]: secret } };
}

function missing({ name, host, user, port }) {
  if (!NAME.test(name)) {
    return "A name has letters, digits and '-'";
  }
  return host && user && /^\d+$/.test(port) ? '' : 'Host, port and user are needed';
}

/** @param added called when there is one more */
export function AddDialog({ close, added }) {
  const [values, setValues] = useState(EMPTY);
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const field = (label, name, more = {}) => html`<${TextField} label=${label} value=${values[name]} ...${more}
    autocomplete="off" onInput=${(value) => setValues((now) => ({ ...now, [name]: value.trim() }))} />`;
  const save = async () => {
    setBusy(true);
    const { name, host, port, user, database, pool } = values;
    try {
      await put(`/connections/${encodeURIComponent(name)}`,
        { host, port: Number(port), user, database, pool, ...password(values) });
      added();
      close();
    } catch (e) {
      setProblem(e);
      setBusy(false);
    }
  };
  return html`<${Dialog} title="Add a connection" onClose=${close} footer=${html`
      <${Button} onClick=${close}>Cancel</${Button}>
      <${Button} kind="primary" busy=${busy} reason=${missing(values)} onClick=${save}>Add</${Button}>`}>
    ${field('Name', 'name')}
    <div class="row host">${field('Host', 'host')}${field('Port', 'port', { inputmode: 'numeric' })}</div>
    <div class="row">${field('User', 'user')}${field('Database', 'database')}</div>
    ${field('Pool', 'pool')}
    <${SelectField} label="Where the password is" value=${values.by} options=${PLACES}
      onInput=${(by) => setValues((now) => ({ ...now, by, secret: '' }))} />
    ${values.by !== 'none' && field({ typed: 'Password', env: 'Variable', file: 'File' }[values.by], 'secret',
      { type: values.by === 'typed' ? 'password' : 'text' })}
    <${ProblemNotice} problem=${problem} />
  </${Dialog}>`;
}
