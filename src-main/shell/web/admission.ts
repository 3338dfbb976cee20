import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';
import { refusal } from './answer.ts';

/** What is looked at of a request. */
export interface Knock { readonly method: string; readonly path: string; readonly query: URLSearchParams; readonly headers: IncomingHttpHeaders }

/**
 * Who may speak to the host: a browser that came once by the printed address, on this machine, from the host's own page.
 * Other pages of that browser, other users and other names of this machine are refused.
 */
export interface Admission {
  /** A new address's ticket, good for one use. */
  issueTicket(): string;
  /** The answer instead of what was asked for; undefined where the request may pass. */
  check(knock: Knock): Answer | undefined;
  /** The same for a socket, which must say where it comes from. */
  checkSocket(knock: Knock): Answer | undefined;
}

/** 256 bits: nobody guesses them, so there is no count of tries. */
const secret = (): string => randomBytes(32).toString('base64url');

function isSame(given: string | undefined, expected: string): boolean {
  if (given === undefined) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `port`: the host's own, on 127.0.0.1. */
export function createAdmission(port: number): Admission {
  const authority = `127.0.0.1:${port}`;
  const origin = `http://${authority}`;
  // Cookies do not know ports: without the number, two libraries open at once would put each other out.
  const cookieName = `myeloscope-${port}`;
  const session = secret();
  const tickets = new Set<string>();

  const hasCookie = ({ headers }: Knock): boolean => (headers.cookie ?? '').split(';').some((pair) => {
    const [name, value] = pair.trim().split('=');
    return name === cookieName && isSame(value, session);
  });
  const takeTicket = (given: string): boolean => {
    const ticket = [...tickets].find((issued) => isSame(given, issued));
    return ticket !== undefined && tickets.delete(ticket);
  };
  /** A page of another origin, or another name for this machine (DNS rebinding). */
  const checkSource = ({ headers, method, path }: Knock): Answer | undefined => {
    if (headers.host !== authority) return refusal(421, `Myeloscope answers at ${origin} alone.`);
    if (headers.origin !== undefined && headers.origin !== origin) return refusal(403, 'Another page may not speak to Myeloscope.');
    const site = headers['sec-fetch-site'];
    const isVisit = method === 'GET' && path === '/' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isVisit) return refusal(403, 'Another page may not speak to Myeloscope.');
    return undefined;
  };
  const noSession = refusal(403, 'This address opens Myeloscope once, in one browser. Close Myeloscope where it was started and start it again for a new address.');

  return {
    issueTicket: () => {
      const ticket = secret();
      tickets.add(ticket);
      return ticket;
    },
    check: (knock) => {
      const refused = checkSource(knock);
      if (refused) return refused;
      const ticket = knock.method === 'GET' && knock.path === '/' ? knock.query.get('ticket') : null;
      if (ticket !== null) {
        if (takeTicket(ticket)) return { status: 303, headers: { location: '/', 'set-cookie': `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/` } };
        return hasCookie(knock) ? { status: 303, headers: { location: '/' } } : noSession;
      }
      return hasCookie(knock) ? undefined : noSession;
    },
    checkSocket: (knock) => {
      const refused = checkSource(knock);
      if (refused) return refused;
      if (knock.path !== '/socket') return refusal(404, 'There is no such socket.');
      if (knock.headers.origin !== origin) return refusal(403, 'Another program may not speak to Myeloscope.');
      return hasCookie(knock) ? undefined : noSession;
    },
  };
}
