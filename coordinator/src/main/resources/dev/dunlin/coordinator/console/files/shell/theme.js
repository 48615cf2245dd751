// Light, dark, or as the system is. Every colour has both: style/tokens.css.
import { kept } from '../api/place.js';
import { createStore, useStore } from '../state/store.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';

const KEY = kept('theme');
const ORDER = ['auto', 'light', 'dark'];
const ICONS = { auto: 'auto', light: 'sun', dark: 'moon' };

export const themeStore = createStore('auto');

function apply(theme) {
  document.documentElement.dataset.theme = theme;
  themeStore.update(() => theme);
}

export function beginTheme() {
  const theme = localStorage.getItem(KEY);
  apply(ORDER.includes(theme) ? theme : 'auto');
}

export function ThemeSwitch() {
  const theme = useStore(themeStore);
  const next = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
  const change = () => {
    localStorage.setItem(KEY, next);
    apply(next);
  };
  return html`<button type="button" class="button quiet" onClick=${change} title=${`Colours: ${theme}`}
      aria-label=${`Colours: ${theme}. Change to ${next}`}><${Icon} name=${ICONS[theme]} /></button>`;
}
