// The wallet's own JSON API, same origin only. A failure becomes a Problem with a sentence for the person.

/** An RFC 9457 answer: `shared` says whether anything left the wallet; `code` is the help code. */
export class Problem extends Error {
  constructor({ title = '', next = '', code = '', reason = '', shared = false }) {
    super(title);
    this.name = 'Problem';
    Object.assign(this, { title, next, code, reason, shared: shared === true });
  }
}

/** The line to the service broke: there is no answer to read. */
export class Offline extends Error {
  constructor() {
    super('no answer from the service');
    this.name = 'Offline';
    this.shared = false;
  }
}

/** POST /api/v1/… with the page's CSRF token and language. */
export async function post(path, body = {}) {
  return call(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-csrf-token': document.querySelector('input[name="_csrf"]').value,
    },
    body: JSON.stringify(body),
  });
}

/** GET /api/v1/… in the page's language. */
export const get = (path) => call(path, { method: 'GET', headers: {} });

async function call(path, { headers, ...how }) {
  let answer;
  try {
    answer = await fetch(`/api/v1/${path}`, {
      ...how,
      headers: {
        accept: 'application/json, application/problem+json',
        'accept-language': document.documentElement.lang,
        ...headers,
      },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
    });
  } catch {
    throw new Offline();
  }
  const json = answer.headers.get('content-type')?.includes('json') ? await answer.json() : undefined;
  if (!answer.ok) {
    throw new Problem(json ?? { code: `HTTP-${answer.status}` });
  }
  return json;
}
