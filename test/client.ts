import assert from 'node:assert/strict';

/** What the server answered; the body is parsed where it is JSON, text otherwise. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** Any JSON; name a presenter's type instead where the test reads deeper. */
export type Json = Record<string, unknown>;

export interface Extra {
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser of the tests: keeps cookies and has an address of its own. Objects are sent as JSON, bytes as they are. */
export class Client {
  readonly baseUrl: string;
  readonly cookies = new Map<string, string>();
  readonly #headers: Readonly<Record<string, string>>;

  constructor(baseUrl: string, headers: Readonly<Record<string, string>> = {}) {
    this.baseUrl = baseUrl;
    this.#headers = { 'x-forwarded-for': nextAddress(), ...headers };
  }

  get<T = Json>(path: string, extra?: Extra): Promise<Answer<T>> {
    return this.request('GET', path, undefined, extra);
  }

  post<T = Json>(path: string, body?: unknown, extra?: Extra): Promise<Answer<T>> {
    return this.request('POST', path, body, extra);
  }

  put<T = Json>(path: string, body?: unknown, extra?: Extra): Promise<Answer<T>> {
    return this.request('PUT', path, body, extra);
  }

  delete<T = Json>(path: string, body?: unknown, extra?: Extra): Promise<Answer<T>> {
    return this.request('DELETE', path, body, extra);
  }

  /** Signs in and fails the test where that is refused. @returns itself. */
  async signIn(login: string, password: string = seedPassword, code?: string): Promise<this> {
    const answer = await this.post('/api/sign-in', { login, password, ...(code ? { code } : {}) });
    assert.equal(answer.status, 204, JSON.stringify(answer.body));
    return this;
  }

  async request<T>(
    method: string,
    path: string,
    body?: unknown,
    extra?: Extra,
  ): Promise<Answer<T>> {
    const isBytes = body instanceof Uint8Array;
    const type = isBytes ? 'application/octet-stream' : 'application/json';
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      redirect: 'manual',
      headers: {
        ...this.#headers,
        ...(body === undefined ? {} : { 'content-type': type }),
        ...(cookie ? { cookie } : {}),
        ...extra?.headers,
      },
      ...(body === undefined ? {} : { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
    });
    this.#keepCookies(response.headers.getSetCookie());
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    const parsed = (isJson ? JSON.parse(text) : text) as T;
    return { status: response.status, body: parsed, headers: response.headers };
  }

  #keepCookies(lines: readonly string[]) {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0(;|$)/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** Password of every account that tests seed. */
export const seedPassword = '赣江春水绿如蓝 2026';

let addresses = 0;

/** Every client comes from an address of its own, so that limits per address do not add up over a file. */
function nextAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}
