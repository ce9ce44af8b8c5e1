// Hears what the server tells. Browsers allow six connections to one site, so that one open page
// holds the connection for all of them, where the browser lets pages agree on which.

/** After how many milliseconds the server is asked again that did not answer. */
export const RETRY = 250;
const SLOWEST = 2000;

/**
 * Calls `heard` with everything the server tells, and with `{ away: true }` while it does not
 * answer. `address` is where it tells.
 */
export function hear(address, heard) {
  if (!navigator.locks || !globalThis.BroadcastChannel) {
    alone(address, heard);
    return;
  }
  const name = `dateline ${address}`;
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => heard(data);
  const tell = (news) => {
    heard(news);
    channel.postMessage(news);
  };
  // The lock is held as long as the page is open; then the next page has it.
  navigator.locks.request(name, () => new Promise(() => connect(address, tell)));
  heard({});
}

/** A page for itself lets go of its connection while nobody looks at it. */
function alone(address, heard) {
  let close = null;
  const turn = () => {
    if (document.hidden) {
      close?.();
      close = null;
    } else {
      close ??= connect(address, heard);
    }
  };
  document.addEventListener("visibilitychange", turn);
  turn();
}

/** Connects, and again whenever the connection is lost. */
function connect(address, tell) {
  let events;
  let timer;
  let wait = 0;
  const open = () => {
    events = new EventSource(address);
    events.onmessage = ({ data }) => {
      wait = 0;
      tell(JSON.parse(data));
    };
    events.onerror = () => {
      events.close();
      tell({ away: true });
      wait = Math.min(wait + RETRY, SLOWEST);
      timer = setTimeout(open, wait);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    events.close();
  };
}
