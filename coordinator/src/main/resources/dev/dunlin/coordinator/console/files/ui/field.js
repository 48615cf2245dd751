// Fields of forms: label, hint and error are tied to their input for everybody.
import { html, useId } from './html.js';

/** @param control called with the attributes its input has to carry */
export function Field({ label, hint, error, control, wide = false }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`<div class=${wide ? 'field wide' : 'field'}>
    <label for=${id}>${label}</label>
    ${control({
      id,
      'aria-describedby': described || undefined,
      'aria-invalid': error ? 'true' : undefined,
    })}
    ${error && html`<p class="error" id=${`${id}-error`}>${error}</p>`}
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
  </div>`;
}

export function TextField({ value, onInput, type = 'text', ...rest }) {
  const { label, hint, error, wide, ...input } = rest;
  return html`<${Field} ...${{ label, hint, error, wide }} control=${(attributes) => html`<input
      ...${input} ...${attributes} type=${type} value=${value} spellcheck="false"
      onInput=${(event) => onInput(event.target.value)} />`} />`;
}

/** @param options list of {value, label} */
export function SelectField({ value, options, onInput, label, hint, error }) {
  return html`<${Field} ...${{ label, hint, error }} control=${(attributes) => html`<select
      ...${attributes} value=${value} onChange=${(event) => onInput(event.target.value)}>
    ${options.map((option) => html`<option value=${option.value}
        selected=${option.value === value}>${option.label}</option>`)}
  </select>`} />`;
}

export function CheckField({ label, hint, checked, onInput }) {
  const id = useId();
  return html`<div class="check">
    <input type="checkbox" id=${id} checked=${checked} aria-describedby=${hint ? `${id}-hint` : undefined}
        onChange=${(event) => onInput(event.target.checked)} />
    <div><label for=${id}>${label}</label>${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}</div>
  </div>`;
}

/** One of few, each with what it means. @param options list of {value, label, hint} */
export function ChoiceField({ legend, value, options, onInput, error }) {
  const name = useId();
  return html`<fieldset class="choices"><legend>${legend}</legend>
    ${options.map((option) => html`<label class="choice" key=${option.value}>
      <input type="radio" name=${name} value=${option.value} checked=${option.value === value}
          onChange=${() => onInput(option.value)} />
      <span><strong>${option.label}</strong>${option.hint && html`<span class="hint">${option.hint}</span>`}</span>
    </label>`)}
    ${error && html`<p class="error">${error}</p>`}
  </fieldset>`;
}
