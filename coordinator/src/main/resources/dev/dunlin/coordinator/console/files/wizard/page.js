import { html } from '../ui/html.js';

export function WizardPage() {
  return html`<header class="page-head"><h1>New migration</h1></header>`;
}
