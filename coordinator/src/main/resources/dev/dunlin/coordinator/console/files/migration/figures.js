// Figures of a migration in words, and of its history as rates. Pure.
import { rate } from '../state/history.js';

const RATE_OVER_MS = 10_000;

export const sum = (status, field) => status.databases.reduce((all, one) => all + one[field], 0);

/** The history with rates of copying: {…point, rowsPerSecond, bytesPerSecond}. */
export function withRates(history) {
  return history.map((point, index) => {
    const known = history.slice(Math.max(0, index - 30), index + 1);
    return {
      ...point,
      rowsPerSecond: rate(known, 'rows', RATE_OVER_MS),
      bytesPerSecond: rate(known, 'bytes', RATE_OVER_MS),
    };
  });
}

/**
 * How long copying will still take at the speed so far, in milliseconds; null before one per cent and
 * where nothing is copied.
 *
 * @param fraction of the copy that is done
 */
export function remaining(status, fraction, now) {
  const begun = status.databases
    .flatMap((one) => one.steps)
    .filter((step) => step.step === 'copy' && step.startedAt)
    .map((step) => Date.parse(step.startedAt));
  const copying = status.databases.some((one) => one.phase === 'copy');
  if (!copying || begun.length === 0 || fraction < 0.01 || fraction >= 1) {
    return null;
  }
  return ((now - Math.min(...begun)) * (1 - fraction)) / fraction;
}
