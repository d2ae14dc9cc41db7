const mark = '#invitation=';
let taken: string | undefined;

/** Does the address hold an invitation? */
export function bringsInvitation(): boolean {
  return window.location.hash.startsWith(mark);
}

/**
 * The token of an invitation that this page was opened with; undefined where there is none. It is taken out of the address at once,
 * so that it stays neither in the history of the browser nor in a picture of the window.
 */
export function takeInvitation(): string | undefined {
  if (bringsInvitation()) {
    taken = window.location.hash.slice(mark.length);
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
  }
  return taken;
}
