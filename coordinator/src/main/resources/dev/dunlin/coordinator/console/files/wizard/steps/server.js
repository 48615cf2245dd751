import { post } from '../../api/client.js';
import { useKept } from '../../connections/kept.js';
import { plural } from '../../format/amounts.js';
import { ChoiceField, SelectField, TextField } from '../../ui/field.js';
import { Button } from '../../ui/button.js';
import { html, useState } from '../../ui/html.js';
import { Notice, ProblemNotice } from '../../ui/notice.js';
import { change, changeDraft } from '../draft.js';
import { server } from '../spec.js';
import { merged } from './databases.js';

const PLACES = [
  { value: 'typed', label: 'I type it here', hint: 'The server encrypts it before it travels anywhere.' },
  { value: 'env', label: 'A variable of the workers' },
  { value: 'file', label: 'A file of the workers' },
  { value: 'none', label: 'None', hint: 'The server trusts the connection, or a certificate does.' },
];

const TLS = [
  { value: '', label: 'Usual: verify-full, on this machine prefer' },
  { value: 'verify-full', label: 'verify-full: encrypted, certificate and name checked' },
  { value: 'verify-ca', label: 'verify-ca: encrypted, certificate checked' },
  { value: 'require', label: 'require: encrypted, nothing checked' },
  { value: 'prefer', label: 'prefer: encrypted if the server can' },
  { value: 'disable', label: 'disable: not encrypted' },
];

/** @param side 'source' or 'target' */
export function ServerStep({ draft, side, errors }) {
  const values = draft[side];
  const set = (field) => (value) => change(side, { [field]: value, facts: null });
  const { list } = useKept();
  const named = (list ?? []).map(({ name, host }) => ({ value: name, label: `${name} (${host})` }));
  const choice = named.length > 0 || values.connection
    ? html`<${SelectField} label="Server" value=${values.connection} onInput=${set('connection')}
        options=${[{ value: '', label: 'Described here' }, ...named]} />`
    : null;
  return values.connection ? html`${choice}<${NamedTest} key=${values.connection} name=${values.connection} side=${side} />` : html`
    ${choice}
    <div class="row host">
      <${TextField} label="Host" value=${values.host} onInput=${set('host')} error=${errors.host}
        placeholder="db1.example.com" autocomplete="off" />
      <${TextField} label="Port" value=${values.port} onInput=${set('port')} error=${errors.port}
        inputmode="numeric" />
    </div>
    <${TextField} label="User" value=${values.user} onInput=${set('user')} error=${errors.user}
      autocomplete="off" />
    <${ChoiceField} legend="Where the password is" value=${values.passwordBy} options=${PLACES}
      onInput=${set('passwordBy')} />
    <${PasswordPlace} ...${{ values, set, errors }} />
    <${SelectField} label="TLS" value=${values.sslmode} options=${TLS} onInput=${set('sslmode')} />
    ${values.sslmode.startsWith('verify') || values.sslmode === ''
      ? html`<${TextField} label="Certificate authority" value=${values.sslrootcert}
          onInput=${set('sslrootcert')} hint="A file of the workers; empty for the system's." />`
      : null}
    <${ConnectionTest} ...${{ draft, side }} />`;
}

function PasswordPlace({ values, set, errors }) {
  switch (values.passwordBy) {
    case 'typed':
      return html`<${TextField} label="Password" type="password" value=${values.password}
        onInput=${set('password')} autocomplete="new-password"
        hint="Not kept in the browser: after a reload it has to be typed again." />`;
    case 'env':
      return html`<${TextField} label="Variable" value=${values.env} onInput=${set('env')}
        error=${errors.env} hint="Set in the environment of every worker of the pool." />`;
    case 'file':
      return html`<${TextField} label="File" value=${values.file} onInput=${set('file')}
        error=${errors.file} placeholder="/run/secrets/password" />`;
    default:
      return null;
  }
}

function ConnectionTest({ draft, side }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const { facts, host, user, pool } = draft[side];
  const test = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const found = await post('/connections/actions/test', {
        side, ...server(draft[side], side, draft.name, true),
      });
      change(side, { facts: found });
      if (side === 'source') {
        changeDraft({ databases: merged(draft.databases, found.databases) });
      }
    } catch (e) {
      change(side, { facts: null });
      setProblem(e);
    }
    setBusy(false);
  };
  const reason = host && user ? '' : 'Host and user come first';
  return html`<div class="test">
    <${Button} onClick=${test} busy=${busy} reason=${reason}>Test connection</${Button}>
    <span class="hint">A worker of pool ${pool} connects.</span>
    ${problem && html`<${ProblemNotice} problem=${problem} />`}
    ${facts && html`<${Notice} tone="good" title=${`PostgreSQL ${facts.serverVersion}`}>
      Connected as ${facts.user}, ${facts.tls ? `encrypted (${facts.tls})` : 'not encrypted'},
      ${' '}${plural(facts.databases.length, 'database')} to see.</${Notice}>`}
  </div>`;
}

/** A named connection is tested as the server keeps it. */
function NamedTest({ name, side }) {
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState(null);
  const test = async () => {
    setBusy(true);
    setResult(await post(`/connections/${encodeURIComponent(name)}/actions/test`, { side })
      .then(({ lastTest }) => ({ lastTest }), (problem) => ({ problem })));
    setBusy(false);
  };
  const found = result?.lastTest;
  return html`<div class="test"><${Button} onClick=${test} busy=${busy}>Test connection</${Button}>
    <${ProblemNotice} problem=${result?.problem} />
    ${found && (found.failure
      ? html`<${Notice} tone="bad">${found.failure}</${Notice}>`
      : html`<${Notice} tone="good" title=${`PostgreSQL ${found.serverVersion}`}>
          ${found.tls ? `Encrypted (${found.tls}).` : 'Not encrypted.'}</${Notice}>`)}</div>`;
}
