import { useState } from '../ui/html.js';

/** Runs something that may be refused: [problem, busy, run]. */
export function useAsk() {
  const [problem, tell] = useState(null);
  const [busy, setBusy] = useState(false);
  const run = async (ask) => {
    setBusy(true);
    tell(null);
    try {
      await ask();
    } catch (wrong) {
      tell(wrong);
    } finally {
      setBusy(false);
    }
  };
  return [problem, busy, run];
}
