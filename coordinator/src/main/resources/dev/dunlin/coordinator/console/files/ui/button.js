// A button that cannot be pressed says why: it stays reachable by keyboard, and its reason is read out.
import { html, useId } from './html.js';
import { Icon } from './icons.js';

/**
 * @param kind 'plain', 'primary', 'danger' or 'quiet'
 * @param reason why it cannot be pressed now; '' when it can
 * @param busy whether it was pressed and is not done
 */
export function Button({ kind = 'plain', reason = '', busy = false, icon, onClick, children, ...rest }) {
  const id = useId();
  const off = Boolean(reason) || busy;
  const button = html`<button type="button" ...${rest} class=${`button ${kind}`}
      aria-disabled=${off ? 'true' : undefined} aria-busy=${busy ? 'true' : undefined}
      aria-describedby=${reason ? id : undefined}
      onClick=${(event) => (off ? event.preventDefault() : onClick?.(event))}>
    ${busy ? html`<${Icon} name="busy" />` : icon && html`<${Icon} name=${icon} />`}
    ${children}
  </button>`;
  return reason
    ? html`<span class="reasoned">${button}<span role="tooltip" id=${id} class="tip">${reason}</span></span>`
    : button;
}
