// A table whose head stays and whose rows are only drawn where they are seen.
import { html, useLayoutEffect, useRef, useState } from './html.js';

const ALL_DRAWN = 150;
const BEYOND = 12;

/**
 * @param columns list of {id, title, cell(row), align: 'right', sort: true, label, className}
 * @param rowKey gives the key of a row
 * @param rowHeight in pixels; every row of a long table has it
 * @param sort {by, down} and @param onSort(by) when columns can be sorted
 * @param selection {keys: Set, toggle(key), all(keys)} when rows can be chosen
 */
export function Table({
  caption, columns, rows, rowKey, rowHeight = 44, sort, onSort, selection, height, rowClass,
}) {
  const scroller = useRef(null);
  const [range, look] = useRange(scroller, rows.length, rowHeight);
  const [from, to] = range;
  const span = columns.length + (selection ? 1 : 0);
  const keys = selection ? rows.map(rowKey) : [];
  return html`<div class="table-scroll" ref=${scroller} onScroll=${look} tabindex="0" role="region"
      aria-label=${caption} style=${height ? { maxHeight: height } : undefined}>
    <table aria-rowcount=${rows.length + 1}>
      <caption class="unseen">${caption}</caption>
      <thead><tr>
        ${selection && html`<th class="choose"><input type="checkbox" aria-label="Select all"
            checked=${rows.length > 0 && keys.every((key) => selection.keys.has(key))}
            onChange=${() => selection.all(keys)} /></th>`}
        ${columns.map((column) => html`<${Head} key=${column.id} ...${{ column, sort, onSort }} />`)}
      </tr></thead>
      <tbody>
        ${from > 0 && html`<tr class="spacer" aria-hidden="true">
          <td colspan=${span} style=${{ height: `${from * rowHeight}px` }}></td></tr>`}
        ${rows.slice(from, to).map((row, index) => {
          const key = rowKey(row);
          return html`<tr key=${key} aria-rowindex=${from + index + 2} class=${rowClass?.(row)}>
            ${selection && html`<td class="choose"><input type="checkbox"
                aria-label=${`Select ${key}`} checked=${selection.keys.has(key)}
                onChange=${() => selection.toggle(key)} /></td>`}
            ${columns.map((column) => html`<td key=${column.id}
                class=${`${column.align ?? ''} ${column.className ?? ''}`}>${column.cell(row)}</td>`)}
          </tr>`;
        })}
        ${to < rows.length && html`<tr class="spacer" aria-hidden="true">
          <td colspan=${span} style=${{ height: `${(rows.length - to) * rowHeight}px` }}></td></tr>`}
      </tbody>
    </table>
  </div>`;
}

function Head({ column, sort, onSort }) {
  const sorted = sort && sort.by === column.id;
  const order = sorted ? (sort.down ? 'descending' : 'ascending') : undefined;
  return html`<th scope="col" class=${`${column.align ?? ''} of-${column.className ?? 'cell'}`} aria-sort=${order}>
    ${column.sort && onSort
      ? html`<button type="button" class="sorter" onClick=${() => onSort(column.id)}>${column.title}
          <span aria-hidden="true">${sorted ? (sort.down ? '↓' : '↑') : ''}</span></button>`
      : column.title}
  </th>`;
}

/** Which rows are seen, with some beyond. */
function useRange(scroller, count, rowHeight) {
  const whole = count <= ALL_DRAWN;
  const [range, setRange] = useState([0, ALL_DRAWN]);
  const look = () => {
    const { scrollTop, clientHeight } = scroller.current;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - BEYOND);
    const last = Math.min(count, Math.ceil((scrollTop + clientHeight) / rowHeight) + BEYOND);
    setRange((now) => (now[0] === first && now[1] === last ? now : [first, last]));
  };
  useLayoutEffect(() => {
    if (!whole) {
      look();
    }
  }, [count, whole]);
  return whole ? [[0, count], undefined] : [range, look];
}
