// Times and durations as people read them. Pure.
const two = (number) => String(number).padStart(2, '0');

/** '0.42s', '12.3s', '1m19s', '2h05m'. */
export function duration(millis) {
  const value = Math.max(0, millis);
  if (value < 9_995) {
    return `${(value / 1000).toFixed(2)}s`;
  }
  if (value < 59_950) {
    return `${(value / 1000).toFixed(1)}s`;
  }
  const seconds = Math.round(value / 1000);
  return seconds < 3600
    ? `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`
    : `${Math.floor(seconds / 3600)}h${two(Math.floor((seconds % 3600) / 60))}m`;
}

/** A lag, to a tenth of a second while it is small: '0.8s'; 'unknown' below zero. */
export function lag(millis) {
  if (millis == null || millis < 0) {
    return 'unknown';
  }
  return millis < 60_000 ? `${(millis / 1000).toFixed(1)}s` : duration(millis);
}

/** Whole seconds as a clock shows them: '01:19', '2:05:00'. */
export function clock(millis) {
  const seconds = Math.floor(Math.max(0, millis) / 1000);
  const minutes = Math.floor(seconds / 60);
  return seconds < 3600
    ? `${two(minutes)}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** How long ago, in its largest unit: '3h ago'. */
export function ago(moment, now) {
  const seconds = Math.max(0, Math.floor((now - Date.parse(moment)) / 1000));
  const units = [[86_400, 'd'], [3600, 'h'], [60, 'm']];
  const [size, unit] = units.find(([length]) => seconds >= length) ?? [1, 's'];
  return `${Math.floor(seconds / size)}${unit} ago`;
}

const LOCAL = new Intl.DateTimeFormat(undefined, {
  year: 'numeric', month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false,
});
const TIME = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false,
});

/** Date and time in the zone of the reader. */
export const local = (moment) => LOCAL.format(new Date(moment));
/** The time of the day in the zone of the reader. */
export const timeOfDay = (moment) => TIME.format(new Date(moment));
/** The same in UTC, for tool tips. */
export const utc = (moment) => `${new Date(moment).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
