import { announce } from './announcer.js';
import { Button } from './button.js';
import { html } from './html.js';

/** Text to take along, with a button that does. */
export function CopyText({ text, label, rows = 0 }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce('Copied');
    } catch {
      announce('The browser did not allow copying: select the text instead', 'bad');
    }
  };
  return html`<div class=${rows ? 'copy tall' : 'copy'}>
    <pre tabindex="0" aria-label=${label}><code>${text}</code></pre>
    <${Button} kind="quiet" icon="copy" onClick=${copy} aria-label=${`Copy ${label}`}>Copy</${Button}>
  </div>`;
}
