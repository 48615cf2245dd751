// Short messages: shown in a corner, and read out by screen readers.
import { createStore, useStore } from '../state/store.js';
import { html } from './html.js';
import { Icon } from './icons.js';

const SHOWN_MS = 6000;
const messages = createStore([]);
let last = 0;

/**
 * Says something that needs no answer.
 *
 * @param tone 'good', 'bad' or 'idle'; a bad one stays until it is taken away
 */
export function announce(text, tone = 'good') {
  last += 1;
  const id = last;
  messages.update((list) => [...list.slice(-3), { id, text, tone }]);
  if (tone !== 'bad') {
    setTimeout(() => dismiss(id), SHOWN_MS);
  }
}

function dismiss(id) {
  messages.update((list) => list.filter((message) => message.id !== id));
}

export function Announcer() {
  const list = useStore(messages);
  return html`<div class="toasts" role="status" aria-live="polite">
    ${list.map(({ id, text, tone }) => html`<div key=${id} class=${`toast ${tone}`}>
      <${Icon} name=${tone === 'bad' ? 'bad' : tone === 'good' ? 'good' : 'info'} />
      <span>${text}</span>
      <button type="button" class="button quiet small" onClick=${() => dismiss(id)}
          aria-label="Dismiss"><${Icon} name="bad" size=${12} /></button>
    </div>`)}
  </div>`;
}
