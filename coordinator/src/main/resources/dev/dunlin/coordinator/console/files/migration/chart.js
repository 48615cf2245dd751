// A line chart of the last minutes. Its latest figures stand beside it as text: the line is for the eye.
import uPlot from 'uplot';
import { timeOfDay } from '../format/times.js';
import { themeStore } from '../shell/theme.js';
import { useStore } from '../state/store.js';
import { html, useEffect, useRef } from '../ui/html.js';

const HEIGHT = 150;

/**
 * @param points list of {at, …}, oldest first
 * @param series list of {field, label, format, least}; a missing figure is a gap, and the scale reaches to
 *   least even where all figures are smaller
 */
export function Chart({ title, points, series, empty }) {
  const latest = points.at(-1) ?? {};
  const enough = points.filter((one) => series.some(({ field }) => one[field] != null)).length > 1;
  return html`<figure class="chart card">
    <figcaption><h3>${title}</h3>
      <span class="legend">${series.map(({ field, label, format }, index) => html`<span key=${field}>
        <i class=${`swatch s${index}`} aria-hidden="true"></i>${label}
        <strong>${latest[field] == null ? '–' : format(latest[field])}</strong></span>`)}</span>
    </figcaption>
    ${enough
      ? html`<${Plot} ...${{ title, points, series }} />`
      : html`<p class="muted chart-empty">${empty}</p>`}
  </figure>`;
}

function Plot({ title, points, series }) {
  const place = useRef(null);
  const plot = useRef(null);
  const theme = useStore(themeStore);
  const data = [
    points.map((one) => one.at / 1000),
    ...series.map(({ field }) => points.map((one) => one[field] ?? null)),
  ];
  useEffect(() => {
    const drawn = new uPlot(options(place.current, series), data, place.current);
    plot.current = drawn;
    const resized = new ResizeObserver(() =>
      drawn.setSize({ width: place.current.clientWidth, height: HEIGHT }));
    resized.observe(place.current);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const again = () => drawn.redraw(false);
    dark.addEventListener('change', again);
    return () => {
      dark.removeEventListener('change', again);
      resized.disconnect();
      drawn.destroy();
    };
  }, []);
  useEffect(() => plot.current.setData(data), [points]);
  useEffect(() => plot.current.redraw(false), [theme]);
  return html`<div class="plot" ref=${place} role="img" aria-label=${`${title}, the last minutes`}></div>`;
}

/** Colours are those of the page, in either scheme: read where they are used, each time it is drawn. */
function options(place, series) {
  const figure = place.closest('.chart');
  const colour = (index) => () => getComputedStyle(figure.querySelector(`.swatch.s${index}`)).color;
  const quiet = () => getComputedStyle(figure.querySelector('figcaption')).color;
  const line = () => getComputedStyle(place).borderTopColor;
  const axis = {
    stroke: quiet,
    font: '11px system-ui, sans-serif',
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
  };
  return {
    width: place.clientWidth,
    height: HEIGHT,
    padding: [10, 8, 0, 0],
    legend: { show: false },
    cursor: { points: { size: 6 }, drag: { x: false, y: false } },
    scales: { y: { range: (_, low, high) => [Math.min(0, low), Math.max(high * 1.1, series[0].least ?? 1)] } },
    axes: [
      { ...axis, grid: { show: false }, size: 24, space: 90, values: (_, at) => at.map((one) => timeOfDay(one * 1000)) },
      { ...axis, size: 60, space: 34, values: (_, all) => all.map(series[0].format) },
    ],
    series: [
      {},
      ...series.map(({ label }, index) => ({
        label,
        stroke: colour(index),
        width: 2,
        points: { show: false },
        spanGaps: false,
      })),
    ],
  };
}
