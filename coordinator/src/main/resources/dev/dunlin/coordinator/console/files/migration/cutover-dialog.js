// Switching to the target: what it needs, the terms, the steps, and the way back until the switch.
import { act } from '../api/client.js';
import { server } from '../format/names.js';
import { ended } from '../format/progress.js';
import { duration } from '../format/times.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { CopyText } from '../ui/copy.js';
import { Dialog } from '../ui/dialog.js';
import { ChoiceField, TextField } from '../ui/field.js';
import { html, useEffect, useState } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { useNow } from '../ui/time.js';
import { useAsk } from './ask.js';
import { checklist } from './checklist.js';
import { liftFence, steps, switched, writesStopped } from './cutover-state.js';

const FENCES = [
  {
    value: 'manual',
    label: 'You stop the writers',
    hint: 'Stop your applications first. That nothing was written any more is proved; if something was, the cutover is withdrawn.',
  },
  {
    value: 'read-only',
    label: 'Make the source read-only',
    hint: 'New transactions of the database become read-only and its sessions are ended. It stays so after the switch.',
  },
];

export function CutoverDialog({ status, readiness, onClose }) {
  const [asked, ask] = useState(status.cutover.underWay || ended(status));
  useEffect(() => {
    if (status.cutover.underWay) {
      ask(true);
    }
  }, [status.cutover.underWay]);
  const View = !asked ? Asking : status.cutover.underWay ? UnderWay : Over;
  return html`<${View} ...${{ status, readiness, onClose }} onAsked=${() => ask(true)}
    onAgain=${() => ask(false)} />`;
}

function Asking({ status, readiness, onClose }) {
  const [terms, set] = useState(status.spec.settings.online.cutover);
  const [name, type] = useState('');
  const [problem, busy, run] = useAsk();
  const conditions = checklist(status, readiness, terms);
  const wrong = wrongTerms(terms);
  const reason = status.spec.mode !== 'ONLINE'
    ? 'an offline migration has no cutover'
    : conditions.some((one) => !one.met)
      ? 'not everything it needs is there: see the list'
      : wrong || (name === status.name ? '' : `type ${status.name} first`);
  const begin = () => run(async () => {
    await act(status.name, 'cutover', {
      maxLagSeconds: Number(terms.maxLagSeconds),
      timeoutSeconds: Number(terms.timeoutSeconds),
      fence: terms.fence,
    });
    announce(`The cutover of ${status.name} has begun`);
  });
  return html`<${Dialog} wide title=${`Cut over ${status.name}`} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Not now</${Button}>
      <${Button} kind="primary" busy=${busy} reason=${reason} onClick=${begin}>Cut over</${Button}>`}>
    <div class="two">
      <div>
        <h3>What it needs</h3>
        <${Checklist} conditions=${conditions} />
        <p class="hint">The list is live. Up to the switch it can be withdrawn, and following goes on.</p>
      </div>
      <div>
        <${ChoiceField} legend="How writes end" value=${terms.fence} options=${FENCES}
          onInput=${(fence) => set({ ...terms, fence })} />
        <div class="row">
          <${TextField} label="Largest lag, seconds" type="number" min="0" value=${terms.maxLagSeconds}
            onInput=${(maxLagSeconds) => set({ ...terms, maxLagSeconds })} />
          <${TextField} label="Withdraw after, seconds" type="number" min="1" value=${terms.timeoutSeconds}
            onInput=${(timeoutSeconds) => set({ ...terms, timeoutSeconds })} />
        </div>
        <${TextField} label=${`Type ${status.name} to confirm`} value=${name} onInput=${type}
          autocomplete="off" />
      </div>
    </div>
    ${status.cutover.refusal && html`<${Notice} tone="warn" title="The last one did not switch">
      ${status.cutover.refusal}</${Notice}>`}
    <${ProblemNotice} problem=${problem} />
  </${Dialog}>`;
}

function wrongTerms({ maxLagSeconds, timeoutSeconds }) {
  const whole = (text) => /^\d+$/.test(String(text));
  return whole(maxLagSeconds) && whole(timeoutSeconds) ? '' : 'lag and time are whole seconds';
}

function Checklist({ conditions }) {
  return html`<ul class="plain checklist">${conditions.map(({ met, what, figures }) => html`<li
      key=${what} class=${met ? 'good' : 'bad'}>
    <${Icon} name=${met ? 'good' : 'bad'} />
    <span>${what}<span class="unseen">${met ? ' is there' : ' is missing'}</span></span>
    <span class="muted">${figures}</span></li>`)}</ul>`;
}

function UnderWay({ status, onClose }) {
  const now = useNow(250);
  const [problem, busy, run] = useAsk();
  const withdraw = () => run(async () => {
    await act(status.name, 'cancel-cutover');
    announce('The cutover is being withdrawn');
  });
  const gates = status.conditions.filter((one) => one.type === 'AwaitingGate');
  // It stands before the gate, and writes go on.
  const stopped = gates.length ? null : writesStopped(status, now);
  return html`<${Dialog} wide title=${`${status.name} is being cut over`} onClose=${onClose} footer=${html`
      <${Button} onClick=${onClose}>Close, it goes on</${Button}>
      <${Button} kind="danger" busy=${busy}
        reason=${switched(status) ? 'it has switched: nothing can be taken back' : ''}
        onClick=${withdraw}>Withdraw</${Button}>`}>
    <p class="stopped"><span class="muted">Writes to the source stopped for</span>
      <strong role="timer">${stopped === null ? '–' : duration(stopped)}</strong></p>
    ${gates.map((one) => html`<${Notice}
      tone="warn" key=${one.type}>${one.message}</${Notice}>`)}
    <${Steps} status=${status} />
    <${ProblemNotice} problem=${problem} />
  </${Dialog}>`;
}

const STEP_ICONS = { done: 'good', now: 'busy', ahead: 'next' };
const STEP_WORDS = { done: 'done', now: 'now', ahead: 'to come' };

function Steps({ status }) {
  return html`<ol class="plain checklist steps" aria-live="polite">
    ${steps(status).map(({ phase, doing, state }) => html`<li key=${phase} class=${state}>
      <${Icon} name=${STEP_ICONS[state]} />
      <span>${phase}<span class="unseen">, ${STEP_WORDS[state]}</span></span>
      <span class="muted">${doing}</span></li>`)}
  </ol>`;
}

function Over({ status, onClose, onAgain }) {
  const done = status.state === 'Succeeded';
  const stopped = writesStopped(status, Date.now());
  return html`<${Dialog} wide title=${done ? `${status.name} has switched` : `${status.name} was not switched`}
    onClose=${onClose} footer=${html`
      ${!ended(status) && html`<${Button} onClick=${onAgain}>Look at the list again</${Button}>`}
      <${Button} kind="primary" onClick=${onClose}>Close</${Button}>`}>
    ${done
      ? html`<${Notice} tone="good">${proof(status)} Writes were stopped for ${duration(stopped ?? 0)}.
          Point your applications at <strong>${server(status.spec.target)}</strong>.</${Notice}>
          ${status.cutover.fenced.map((database) => html`<div key=${database}>
            <p>${database} on the source stays read-only, so that nobody writes to the old
              place by mistake. To let it take writes again:</p>
            <${CopyText} text=${liftFence(database)} label=${`statement for ${database}`} /></div>`)}`
      : html`<${Notice} tone="warn">${status.cutover.refusal || whyOver(status)}</${Notice}>
          ${!ended(status) && html`<p>The source takes writes again, and following goes on.</p>`}`}
  </${Dialog}>`;
}

function proof(status) {
  return status.spec.settings.verify === 'NONE'
    ? 'Rows were not compared: verification is off.'
    : 'Every row of both sides was compared and is equal.';
}

function whyOver(status) {
  return status.failures[0]?.message ?? 'It ended without a switch.';
}
