// The wallet's own JSON API, same origin only. A failure becomes a Problem with a sentence for the person.

/** An RFC 9457 answer: `shared` says whether anything left the wallet; `code` is the help code. */
export class Problem extends Error {
  constructor({ title, detail, next, code, shared }) {
    super(detail || title || '');
    this.name = 'Problem';
    this.title = title ?? '';
    this.detail = detail ?? '';
    this.next = next ?? '';
    this.code = code ?? '';
    this.shared = shared === true;
  }
}

/** The line to the service broke: there is no answer to read. */
export class Offline extends Error {
  constructor() {
    super('no answer from the service');
    this.name = 'Offline';
  }
}

export const get = (path) => call('GET', path);
export const post = (path, body = {}) => call('POST', path, body);
export const remove = (path) => call('DELETE', path);

async function call(method, path, body) {
  const headers = { accept: 'application/json' };
  if (method !== 'GET') {
    headers[meta('_csrf_header')] = meta('_csrf');
    headers['content-type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
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

function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content || `x-${name}`;
}
