import { STATES } from '../format/names.js';
import { setQuery } from '../state/router.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';

/** States and text to filter by; both stand in the address. @param counts by state, of all */
export function Filters({ states, text, counts }) {
  const toggle = (state) => {
    const next = states.includes(state)
      ? states.filter((one) => one !== state)
      : [...states, state];
    setQuery({ state: next.join(',') });
  };
  return html`<div class="filters" role="search">
    <label class="search"><${Icon} name="search" />
      <input type="search" placeholder="Name, server or database" value=${text}
        aria-label="Filter by name, server or database"
        onInput=${(event) => setQuery({ q: event.target.value })} /></label>
    <div class="state-filters" role="group" aria-label="Filter by status">
      ${Object.entries(STATES).filter(([state]) => counts[state] || states.includes(state))
        .map(([state, { label, tone, icon }]) => html`<button type="button" key=${state}
          class=${`filter ${tone}`} aria-pressed=${states.includes(state)}
          onClick=${() => toggle(state)}><${Icon} name=${icon} size=${12} />${label}
          <span class="count">${counts[state] ?? 0}</span></button>`)}
    </div></div>`;
}
