import { ago } from '../format/times.js';
import { connectionStore } from '../state/live.js';
import { useStore } from '../state/store.js';
import { html } from '../ui/html.js';
import { useNow } from '../ui/time.js';

/** Whether what is shown is what is: live, or since when not. */
export function LiveSign() {
  const { state, at } = useStore(connectionStore);
  const now = useNow(1000);
  const last = at ? `last update ${ago(new Date(at).toISOString(), now)}` : 'nothing heard yet';
  const text = { live: 'Live', connecting: 'Connecting', reconnecting: 'Reconnecting' }[state];
  return html`<span class=${`live ${state}`} title=${last}>
    <span class="dot" aria-hidden="true"></span>
    <span aria-live="polite">${text}</span>
    ${state !== 'live' && html`<span class="muted">, ${last}</span>`}
  </span>`;
}
