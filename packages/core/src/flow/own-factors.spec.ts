import { describe, expect, test } from '@jest/globals';
import { codeOf, PHONE, refusalOf, restart } from '../spec/flow.js';
import { changePhone, createMine, idOf, OTHER } from '../spec/mine.js';

describe('the own factors', () => {
  test('R76: are told by what may be shown, and never by what they are made of', async () => {
    const { host } = await createMine();
    const [factor] = await host.secondFactor.ownFactors(host.alice);
    expect(factor).toEqual({
      ...{ id: await idOf(host), kind: 'phone', name: null, phone: PHONE.masked, left: null },
      ...{ since: '2026-01-05T09:00:00.000Z', preferred: false, disabled: false },
    });
    expect(await host.secondFactor.ownFactors(host.bob)).toEqual([]);
  });

  test('R37: the last one stays where the policy asks for one', async () => {
    const { host, session } = await createMine();
    const refused = await refusalOf(host.secondFactor.removeFactor(host.alice, session, await idOf(host)));
    expect([refused.code, refused.data.details]).toEqual([
      'bad_request',
      ['id: is your last factor, and one must stay'],
    ]);
    expect(await host.secondFactor.ownFactors(host.alice)).toHaveLength(1);
    const optional = restart(host, { policy: 'optional' });
    await optional.secondFactor.removeFactor(host.alice, session, await idOf(host));
    expect(await host.secondFactor.ownFactors(host.alice)).toEqual([]);
  });

  test('R37: a policy that gives no answer keeps the last one', async () => {
    const { host, session } = await createMine();
    const silent = restart(host, { policy: () => Promise.reject(new Error('down')) });
    expect(await codeOf(silent.secondFactor.removeFactor(host.alice, session, await idOf(host)))).toBe('bad_request');
  });

  test('R38: whoever removes one stays signed in, and nobody else does', async () => {
    const { host, session } = await createMine();
    const added = await changePhone(host, session, { phone: OTHER.typed });
    const left = await host.secondFactor.removeFactor(host.alice, added.assurance, await idOf(host));
    expect(left).toEqual({ ...added.assurance, epoch: added.assurance.epoch + 1 });
    const standings = [left, added.assurance, session].map((each) => host.secondFactor.standing(host.alice, each));
    expect((await Promise.all(standings)).map(({ status }) => status)).toEqual(['satisfied', 'required', 'required']);
  });

  test('R38: a session that is ended at that very moment is not brought back', async () => {
    const { host, session } = await createMine();
    const remove = host.factors.removeFactor.bind(host.factors);
    host.factors.removeFactor = async (...given) => {
      await host.factors.endSessions('alice', new Date());
      return remove(...given);
    };
    const optional = restart(host, { policy: 'optional' });
    expect(await optional.secondFactor.removeFactor(host.alice, session, await idOf(host))).toEqual(session);
  });

  test('R38: what was known of the factors five seconds ago opens nothing', async () => {
    const { host, session } = await createMine();
    expect((await host.secondFactor.standing(host.alice, session)).status).toBe('satisfied');
    await host.factors.endSessions('alice', new Date());
    expect(await codeOf(host.secondFactor.beginChange(host.alice, session))).toBe('second_factor_required');
  });

  test('have names of one line, and one is asked for first', async () => {
    const { host, session } = await createMine();
    const { assurance } = await changePhone(host, session, { phone: OTHER.typed });
    const [first = '', second = ''] = (await host.secondFactor.ownFactors(host.alice)).map(({ id }) => id);
    await host.secondFactor.nameFactor(host.alice, assurance, first, '  At home ');
    expect(await host.secondFactor.preferFactor(host.alice, assurance, second)).toEqual(assurance);
    for (const name of ['x'.repeat(41), 'a\nb', 'a\u202eb']) {
      expect(await codeOf(host.secondFactor.nameFactor(host.alice, assurance, first, name))).toBe('bad_request');
    }
    expect(await host.secondFactor.ownFactors(host.alice)).toMatchObject([
      { name: 'At home', preferred: false },
      { name: null, preferred: true },
    ]);
    await host.secondFactor.nameFactor(host.alice, assurance, first, ' ');
    expect(await host.secondFactor.ownFactors(host.alice)).toMatchObject([{ name: null }, {}]);
  });

  test('R37: are named by nobody who has proved a password alone', async () => {
    const { host: enrolled, session } = await createMine();
    const host = restart(enrolled, { policy: 'off' });
    const password = { ...session, verifiedAt: null, amr: ['pwd'] as const };
    expect(await codeOf(host.secondFactor.nameFactor(host.alice, password, await idOf(host), 'x'))).toBe(
      'second_factor_required',
    );
  });
});
