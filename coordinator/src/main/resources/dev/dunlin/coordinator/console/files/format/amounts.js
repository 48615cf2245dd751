// Figures as people read them, the same as on the command line. Pure.
const BYTES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
const COUNTS = ['', 'k', 'M', 'G', 'T'];
const GROUPED = new Intl.NumberFormat('en-US');

function scaled(value, names, gap) {
  let rest = Math.max(0, value);
  let step = 0;
  while (rest >= 999.5 && step < names.length - 1) {
    rest /= 1000;
    step += 1;
  }
  const digits = step === 0 || rest >= 99.95 ? rest.toFixed(0) : rest.toFixed(1);
  return digits + gap + names[step];
}

/** Three digits at most, powers of 1000: '12.4 GB'. */
export const bytes = (value) => scaled(value, BYTES, ' ');
/** Three digits at most: '210k'. */
export const shortCount = (value) => scaled(value, COUNTS, '');
/** Every digit, grouped: '1,234,567'. */
export const count = (value) => GROUPED.format(value);
/** A whole percentage that is 100 only when everything is done. */
export const percent = (fraction) => `${Math.floor(100 * Math.min(1, Math.max(0, fraction)))}%`;
/** '1 table', '2 tables'. */
export const plural = (number, one, many = `${one}s`) =>
  `${count(number)} ${number === 1 ? one : many}`;
