// What can be done with several migrations at once.
import { act } from '../api/client.js';
import { plural } from '../format/amounts.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { html, useState } from '../ui/html.js';
import { reasonNot } from './may.js';

const ACTIONS = [
  { action: 'pause', label: 'Pause', done: 'asked to pause' },
  { action: 'resume', label: 'Resume', done: 'asked to go on' },
  { action: 'cutover', label: 'Cut over', done: 'asked to cut over', ask: true },
];

/** @param chosen statuses */
export function BulkActions({ chosen, clear }) {
  const [busy, setBusy] = useState('');
  const [asked, ask] = useState(null);
  const run = async ({ action, done }) => {
    ask(null);
    setBusy(action);
    const outcomes = await Promise.allSettled(chosen.map(({ name }) => act(name, action)));
    setBusy('');
    const refused = outcomes
      .map((outcome, index) => ({ name: chosen[index].name, reason: outcome.reason }))
      .filter(({ reason }) => reason);
    const taken = chosen.length - refused.length;
    if (taken > 0) {
      announce(`${plural(taken, 'migration')} ${done}`);
    }
    refused.forEach(({ name, reason }) => announce(`${name}: ${reason.message}`, 'bad'));
  };
  return html`<div class="bulk" role="toolbar" aria-label="Actions on the selected migrations">
    <span>${plural(chosen.length, 'migration')} selected</span>
    ${ACTIONS.map((one) => html`<${Button} key=${one.action} busy=${busy === one.action}
      reason=${reasonNotAll(chosen, one.action)}
      onClick=${() => (one.ask ? ask(one) : run(one))}>${one.label}</${Button}>`)}
    <${Button} kind="quiet" onClick=${clear}>Clear</${Button}>
    ${asked && html`<${Dialog} title=${`Cut over ${plural(chosen.length, 'migration')}?`}
      onClose=${() => ask(null)} footer=${html`
        <${Button} onClick=${() => ask(null)}>Not now</${Button}>
        <${Button} kind="primary" onClick=${() => run(asked)}>Cut over</${Button}>`}>
      <p>Writes to the source have to end, the last changes are applied and proved, and the target takes
        over, on the terms of each migration:</p>
      <ul>${chosen.map(({ name }) => html`<li><strong>${name}</strong></li>`)}</ul>
    </${Dialog}>`}
  </div>`;
}

function reasonNotAll(chosen, action) {
  const reasons = chosen
    .map((status) => ({ name: status.name, reason: reasonNot(status, action) }))
    .filter(({ reason }) => reason);
  return reasons.length ? `${reasons[0].name}: ${reasons[0].reason}` : '';
}
