// The way of a migration: what is done, what it does now, what is to come.
import { duration } from '../format/times.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { stages } from './stages.js';

const WORDS = { done: 'done', now: 'now', failed: 'stopped here', stopped: 'given up here', ahead: 'to come' };
const ICONS = { done: 'good', failed: 'bad', stopped: 'canceled' };

export function Stepper({ status, now }) {
  return html`<ol class="stepper" aria-label="Stages">
    ${stages(status, now).map(({ id, label, state, millis, phase }, index) => html`<li key=${id}
        class=${state} aria-current=${state === 'now' ? 'step' : undefined}>
      <span class="knot" aria-hidden="true">${ICONS[state]
        ? html`<${Icon} name=${ICONS[state]} size=${12} />`
        : index + 1}</span>
      <span class="stage">${label}<span class="unseen">, ${WORDS[state]}</span></span>
      <span class="stage-time">${phase && phase !== 'validation' && state !== 'done' ? `${phase} · ` : ''}${millis === null ? '' : duration(millis)}</span>
    </li>`)}
  </ol>`;
}
