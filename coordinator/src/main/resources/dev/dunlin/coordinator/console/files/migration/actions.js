// The buttons of a migration. What cannot be done now says why; what asks first opens a dialog.
import { act } from '../api/client.js';
import { useMay } from '../state/caller.js';
import { setQuery } from '../state/router.js';
import { reasonNot } from '../migrations/may.js';
import { ended } from '../format/progress.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { html, useState } from '../ui/html.js';
import { checklist } from './checklist.js';

/** Opens one of the dialogs of dialogs.js, '' closes it. */
export const openDialog = (name) => setQuery({ do: name });

export function Actions({ status, readiness }) {
  const admin = useMay('admin');
  const [busy, setBusy] = useState('');
  const run = async (action, done) => {
    setBusy(action);
    try {
      await act(status.name, action);
      announce(done);
    } catch (problem) {
      announce(problem.message, 'bad');
    } finally {
      setBusy('');
    }
  };
  const paused = status.conditions.some((one) => one.type === 'Paused');
  const failed = status.state === 'Failed' || status.state === 'ValidationFailed';
  const over = ended(status) && !failed;
  return html`<div class="buttons" role="toolbar" aria-label="Actions">
    ${!over && !paused && !failed && html`<${Button} busy=${busy === 'pause'}
      reason=${whyNoPause(status)}
      onClick=${() => run('pause', `${status.name} was asked to pause`)}>Pause</${Button}>`}
    ${!over && paused && html`<${Button} kind="primary" busy=${busy === 'resume'}
      onClick=${() => run('resume', `${status.name} goes on`)}>Resume</${Button}>`}
    ${failed && html`<${Button} kind="primary" busy=${busy === 'resume'}
      onClick=${() => run('resume', `${status.name} is tried again`)}>Retry</${Button}>`}
    ${!over && status.state !== 'ValidationFailed' && html`<${Button} reason=${reasonNot(status, 'cancel')}
      onClick=${() => openDialog('cancel')}>Cancel…</${Button}>`}
    ${ended(status) && status.state !== 'Failed' && html`<${Button}
      reason=${admin ? '' : 'this needs the role admin'}
      onClick=${() => openDialog('delete')}>Delete…</${Button}>`}
    ${status.spec.mode === 'ONLINE' && !over && !failed && html`<${CutoverButton}
      status=${status} readiness=${readiness} />`}
  </div>`;
}

function CutoverButton({ status, readiness }) {
  if (status.cutover.underWay) {
    return html`<${Button} kind="primary" onClick=${() => openDialog('cutover')}>Show the cutover</${Button}>`;
  }
  const terms = status.spec.settings.online.cutover;
  const missing = checklist(status, readiness, terms).filter((one) => !one.met);
  const ready = missing.length === 0 && status.state === 'WaitingForUserAction';
  return html`<${Button} kind=${ready ? 'primary' : 'plain'}
    onClick=${() => openDialog('cutover')}>Cut over…</${Button}>`;
}

function whyNoPause(status) {
  return status.cutover.underWay
    ? 'a cutover is under way: withdraw it first'
    : reasonNot(status, 'pause');
}
