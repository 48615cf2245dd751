// The browser's own dialog: it keeps the focus inside, closes with Escape and gives the focus back.
import { html, useEffect, useId, useRef } from './html.js';

/**
 * @param onClose asked to take the dialog away
 * @param footer what stands at its end: the buttons
 */
export function Dialog({ title, onClose, footer, wide = false, children }) {
  const id = useId();
  const element = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current.showModal();
    return () => before?.focus?.();
  }, []);
  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  return html`<dialog ref=${element} class=${wide ? 'dialog wide' : 'dialog'} aria-labelledby=${id}
      onCancel=${cancel}>
    <h2 id=${id}>${title}</h2>
    <div class="dialog-body">${children}</div>
    <footer class="buttons">${footer}</footer>
  </dialog>`;
}
