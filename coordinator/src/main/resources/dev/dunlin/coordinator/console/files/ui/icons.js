// Pictures of sixteen by sixteen. Each says something that words beside it say too.
import { html } from './html.js';

const PATHS = {
  good: 'M3 8.5l3.2 3.2L13 5',
  bad: 'M4 4l8 8M12 4l-8 8',
  warn: 'M8 2.200L14.500 13.500h-13zM8 6.500v3.200M8 11.600v.2',
  waiting: 'M5.500 3v10M10.500 3v10',
  canceled: 'M8 1.800a6.200 6.200 0 100 12.400A6.200 6.200 0 008 1.800zM3.700 3.700l8.600 8.600',
  plus: 'M8 3v10M3 8h10',
  copy: 'M6 5.500V3h7v7.500h-2.500M3 5.500h7.500V13H3z',
  search: 'M7 2.500a4.500 4.500 0 100 9 4.500 4.500 0 000-9zM10.400 10.400L14 14',
  sun: 'M8 5a3 3 0 100 6 3 3 0 000-6zM8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1.100 1.100M11.900 11.900L13 13M13 3l-1.100 1.100M4.100 11.900L3 13',
  moon: 'M13.500 9.500A6 6 0 016.500 2.500a6 6 0 107 7z',
  auto: 'M8 2a6 6 0 100 12V2z',
  next: 'M6 3.500L10.500 8 6 12.500',
  back: 'M10 3.500L5.500 8l4.500 4.500',
  out: 'M6.500 2.500H3v11h3.500M10 5l3 3-3 3M13 8H6.500',
  info: 'M8 1.800a6.200 6.200 0 100 12.400A6.200 6.200 0 008 1.800zM8 7.200v4M8 4.700v.2',
};

export function Icon({ name, size = 16 }) {
  if (name === 'busy') {
    return html`<svg class="icon spinning" width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="5.500" class="track" /><path d="M8 2.500A5.500 5.500 0 0113.500 8" /></svg>`;
  }
  return html`<svg class="icon" width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true">
    <path d=${PATHS[name]} /></svg>`;
}
