import { html } from '../ui/html.js';

export function WorkersPage() {
  return html`<header class="page-head"><h1>Workers and topics</h1></header>`;
}
