// Why an action makes no sense now; '' when it does. The coordinator has the last word. Pure.
import { ended } from '../format/progress.js';

const paused = (status) => status.conditions.some((one) => one.type === 'Paused');

const RULES = {
  pause(status) {
    if (ended(status)) {
      return 'it has ended';
    }
    return paused(status) ? 'it is paused already' : '';
  },
  resume(status) {
    if (status.state === 'Succeeded' || status.state === 'Canceled') {
      return 'it has ended';
    }
    return paused(status) || status.state === 'Failed' || status.state === 'ValidationFailed'
      ? ''
      : 'it is running';
  },
  cutover(status) {
    if (status.spec.mode !== 'ONLINE') {
      return 'an offline migration needs no cutover';
    }
    if (ended(status)) {
      return 'it has ended';
    }
    if (status.cutover.underWay) {
      return 'a cutover is under way';
    }
    return status.state === 'WaitingForUserAction' ? '' : 'it is not ready for the cutover yet';
  },
  cancel: (status) => (ended(status) && status.state !== 'Failed' ? 'it has ended' : ''),
  delete: (status) => (ended(status) ? '' : 'it has not ended: cancel it first'),
};

/** @param action 'pause', 'resume', 'cutover', 'cancel' or 'delete' */
export const reasonNot = (status, action) => RULES[action](status);
