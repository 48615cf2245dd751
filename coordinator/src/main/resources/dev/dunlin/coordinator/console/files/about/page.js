import { address } from '../api/place.js';
import { callerStore } from '../state/caller.js';
import { useStore } from '../state/store.js';
import { html } from '../ui/html.js';

export function AboutPage() {
  const caller = useStore(callerStore);
  return html`<header class="page-head"><h1>About</h1></header>
    <dl class="facts">
      <dt>Version</dt><dd>${caller.version}</dd>
      <dt>You are</dt><dd>${caller.name}, ${caller.access}</dd>
      <dt>Interface</dt><dd><a href=${address('/api/v1/openapi')}>OpenAPI document</a></dd>
    </dl>`;
}
