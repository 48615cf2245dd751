import { html } from '../ui/html.js';

export function ConnectionsPage() {
  return html`<header class="page-head"><h1>Connections</h1></header>`;
}
