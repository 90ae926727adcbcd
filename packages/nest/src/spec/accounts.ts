/** An account of the spec's host. */
export interface Account {
  readonly id: string;
  readonly name: string;
  password: string;
  active: boolean;
  role: 'administrator' | 'viewer';
}

/** Ids differ from host to host: Passport is one for the whole process, and asks every host's serializer. */
let hosts = 0;

/** The accounts of one host, by name; specs change them. */
export class Accounts {
  readonly #host = ++hosts;
  readonly #all: Account[] = ['alice', 'bob'].map((name) => ({
    id: `${name}-of-host-${this.#host}`,
    name,
    password: `${name}-password`,
    active: true,
    role: 'administrator',
  }));

  /** @throws Error for a name that no account has. */
  named(name: string): Account {
    const found = this.byName(name);
    if (!found) throw new Error(`There is no account ${name}`);
    return found;
  }

  byName(name: string): Account | undefined {
    return this.#all.find((account) => account.name === name);
  }

  /** `undefined` for an id of another host. */
  byId(id: string): Account | undefined {
    return this.#all.find((account) => account.id === id);
  }

  active(id: string): Account | null {
    const found = this.byId(id);
    return found?.active ? found : null;
  }
}
