import { bytes, plural } from '../../format/amounts.js';
import { Button } from '../../ui/button.js';
import { Field, TextField } from '../../ui/field.js';
import { html, useState } from '../../ui/html.js';
import { Notice } from '../../ui/notice.js';
import { changeDraft } from '../draft.js';

/** Databases of a list, with what was chosen of them before. */
export function merged(before, found) {
  const known = new Map(before.map((one) => [one.name, one]));
  const listed = found
    .filter(({ name }) => name !== 'postgres' || known.get(name)?.chosen)
    .map(({ name, bytes: size }) => ({ chosen: false, as: '', ...known.get(name), name, bytes: size }));
  const own = before.filter((one) => one.chosen && !listed.some(({ name }) => name === one.name));
  return [...listed, ...own];
}

export function DatabasesStep({ draft, errors }) {
  const { databases } = draft;
  const chosen = databases.filter((one) => one.chosen);
  const set = (name, values) => changeDraft({
    databases: databases.map((one) => (one.name === name ? { ...one, ...values } : one)),
  });
  const size = chosen.reduce((sum, one) => sum + Math.max(0, one.bytes ?? 0), 0);
  return html`
    ${!draft.source.facts && html`<${Notice}>The source was not asked yet: test the connection in the step
      Source to see its databases, or name them here.</${Notice}>`}
    ${errors.databases && html`<p class="error" role="alert">${errors.databases}</p>`}
    ${databases.length > 0 && html`<div class="table-scroll"><table>
      <caption class="unseen">Databases of the source</caption>
      <thead><tr><th class="choose"><span class="unseen">Move</span></th><th scope="col">Database</th><th scope="col" class="right">Size</th>
        <th scope="col">Name on the target</th></tr></thead>
      <tbody>${databases.map((one) => html`<tr key=${one.name}>
        <td class="choose"><input type="checkbox" id=${`move-${one.name}`} aria-label=${`Move ${one.name}`} checked=${one.chosen}
          onChange=${(event) => set(one.name, { chosen: event.target.checked })} /></td>
        <td><label for=${`move-${one.name}`}>${one.name}</label></td>
        <td class="right">${one.bytes >= 0 ? bytes(one.bytes) : html`<span class="muted">not known</span>`}</td>
        <td><input type="text" aria-label=${`Name of ${one.name} on the target`} placeholder=${one.name}
          value=${one.as} disabled=${!one.chosen}
          onInput=${(event) => set(one.name, { as: event.target.value.trim() })} /></td></tr>`)}</tbody>
    </table></div>
    <p class="hint">${plural(chosen.length, 'database')} chosen${size ? `, ${bytes(size)}` : ''}.</p>`}
    <${ByName} databases=${databases} />
    <h3>Tables</h3>
    <p class="hint">Empty means every table. A pattern is schema or schema.table, * stands for any run of
      characters; exclude wins. One to a line.</p>
    <div class="row">
      <${Patterns} label="Include" field="include" ...${{ draft, errors }} placeholder="sales.*" />
      <${Patterns} label="Exclude" field="exclude" ...${{ draft, errors }} placeholder="audit" />
    </div>`;
}

function ByName({ databases }) {
  const [name, type] = useState('');
  const add = () => {
    const text = name.trim();
    if (text && !databases.some((one) => one.name === text)) {
      changeDraft({ databases: [...databases, { name: text, as: '', chosen: true, bytes: -1 }] });
    }
    type('');
  };
  const onKeyDown = (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      add();
    }
  };
  return html`<div class="inline">
    <${TextField} label="Another database" value=${name} onInput=${type} autocomplete="off"
      onKeyDown=${onKeyDown} />
    <${Button} onClick=${add} reason=${name.trim() ? '' : 'Type its name first'}>Add</${Button}></div>`;
}

function Patterns({ label, field, draft, errors, placeholder }) {
  return html`<${Field} label=${label} error=${errors[field]} control=${(attributes) => html`<textarea
    ...${attributes} rows="3" spellcheck="false" placeholder=${placeholder}
    onInput=${(event) => changeDraft({ [field]: event.target.value })} value=${draft[field]}></textarea>`} />`;
}
