import { post } from '../../api/client.js';
import { address } from '../../api/place.js';
import { plural } from '../../format/amounts.js';
import { Link, navigate } from '../../state/router.js';
import { announce } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';
import { CopyText } from '../../ui/copy.js';
import { html, useState } from '../../ui/html.js';
import { Notice, ProblemNotice } from '../../ui/notice.js';
import { stepOf } from '../checks.js';
import { copies } from '../copies.js';
import { discard } from '../draft.js';
import { specOf } from '../spec.js';
import { Validation } from '../validation.js';

export function SummaryStep({ draft }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const create = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const { name } = await post('/migrations', specOf(draft, { withPasswords: true }));
      announce(`Migration ${name} was created`);
      discard();
      navigate(`/migrations/${name}`, { replace: true });
    } catch (e) {
      setProblem(e);
      setBusy(false);
    }
  };
  const forgotten = ['source', 'target'].filter((side) =>
    !draft[side].connection && draft[side].passwordBy === 'typed' && !draft[side].password);
  return html`
    <${Facts} draft=${draft} />
    ${forgotten.map((side) => html`<${Notice} tone="warn" key=${side}>No password is given for the ${side}.
      ${' '}<${Link} to=${`/new/${side}`}>Type it</${Link}>, unless the server needs none.</${Notice}>`)}
    <${Validation} draft=${draft} />
    <${Copies} spec=${specOf(draft)} />
    ${problem && html`<${Refusal} problem=${problem} />`}
    <footer class="buttons wizard-end">
      <${Button} icon="back" onClick=${() => navigate('/new/options')}>Back</${Button}>
      <${Button} kind="primary" onClick=${create} busy=${busy}>
        ${draft.option === 'Validate' ? 'Validate' : 'Create and start'}</${Button}>
    </footer>`;
}

function Facts({ draft }) {
  const chosen = draft.databases.filter((one) => one.chosen);
  const row = (label, value, step) => html`<dt>${label}</dt><dd>${value}
    ${' '}<${Link} to=${`/new/${step}`} class="change" aria-label=${`Change: ${label}`}>Change</${Link}></dd>`;
  const server = (side) => (draft[side].connection
    ? `connection ${draft[side].connection}` : described(side));
  const described = (side) => `${draft[side].user}@${draft[side].host}:${draft[side].port}, pool ${draft[side].pool}`;
  return html`<dl class="facts">
    ${row('Name', draft.name, 'setup')}
    ${row('Option and mode', `${draft.option}, ${draft.mode}`, 'setup')}
    ${row('Source', `${server('source')} (${draft.sourceType})`, 'source')}
    ${row('Target', server('target'), 'target')}
    ${row(plural(chosen.length, 'database'),
      chosen.map(({ name, as }) => (as && as !== name ? `${name} as ${as}` : name)).join(', '), 'databases')}
    ${row('Options', options(draft), 'options')}
  </dl>`;
}

function options(draft) {
  const { settings = {}, online = {} } = specOf(draft);
  const said = Object.entries({ ...settings, ...online }).map(([name, value]) => `${name} ${value}`);
  return said.length ? said.join(', ') : 'the usual ones';
}

function Refusal({ problem }) {
  const steps = [...new Map((problem.errors ?? [])
    .map((error) => stepOf(error.pointer)).map((step) => [step.id, step])).values()];
  return html`<${ProblemNotice} problem=${problem} />
    ${steps.length > 0 && html`<p>Mend it in ${steps.map((step) => html`
      <${Link} to=${`/new/${step.id}`}>${step.label}</${Link}> `)}</p>`}`;
}

function Copies({ spec }) {
  const [shown, show] = useState('yaml');
  const all = copies(spec, window.location.origin + address(''));
  const { hint, text, label } = all.find(({ id }) => id === shown);
  return html`<section class="copies"><h3>Copy as</h3>
    <div class="segments" role="group" aria-label="Copy as">
      ${all.map((one) => html`<button type="button" key=${one.id} aria-pressed=${one.id === shown}
        onClick=${() => show(one.id)}>${one.label}</button>`)}
    </div>
    <${CopyText} text=${text} label=${label} />
    <p class="hint">${hint} No password is in it: the variables it names have to be set for the workers.</p></section>`;
}
