/** Somebody who may log in at a host, and their phone. */
export interface Person {
  readonly username: string;
  readonly password: string;
  readonly phone: string;
}

let people = 0;

/** Somebody whom no test has met yet: nothing has to be forgotten between tests. */
export function newPerson(): Person {
  people += 1;
  const name = `person-${people}`;
  return {
    username: `${name}@example.com`,
    password: `${name}-password-1`,
    phone: `+31612${String(people).padStart(6, '0')}`,
  };
}
