import { percent } from '../format/amounts.js';
import { html } from './html.js';

/** A bar with its figure. The figure is what counts; the bar is for the eye. */
export function ProgressBar({ fraction, label, tone = 'busy' }) {
  const text = percent(fraction);
  return html`<span class="progress">
    <span class=${`bar ${tone}`} role="progressbar" aria-label=${label} aria-valuemin="0"
        aria-valuemax="100" aria-valuenow=${Math.floor(fraction * 100)} aria-valuetext=${text}>
      <span class="fill" style=${{ width: `${Math.min(1, fraction) * 100}%` }}></span></span>
    <span class="number">${text}</span></span>`;
}
