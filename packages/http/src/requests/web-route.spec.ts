import { describe, expect, test } from '@jest/globals';
import { routeBelow, routeOf } from './web-route.js';

describe('routeOf', () => {
  test.each([
    ['GET', '/', 'show'],
    ['HEAD', '/', 'show'],
    ['POST', '/phone', 'enrolPhone'],
    ['POST', '/code', 'sendCode'],
    ['POST', '/verify', 'verify'],
    ['POST', '/step-up', 'stepUp'],
    ['GET', '/continue', 'continueForm'],
    ['POST', '/cancel', 'cancel'],
    ['GET', '/not-me', 'showContest'],
    ['POST', '/not-me', 'contest'],
    ['POST', '/admin/subjects/42/unlock', 'administer'],
    ['POST', '/admin/subjects/42/reset', 'administer'],
    ['POST', '/admin/subjects/42/bypass-code', 'administer'],
    ['POST', '/admin/subjects/42/bypass-code/approve', 'administer'],
    ['GET', '/assets/style.css', 'asset'],
    ['GET', '/factors', 'showFactors'],
    ['POST', '/factors/phone', 'addFactor'],
    ['POST', '/factors/totp', 'addFactor'],
    ['POST', '/factors/42-a/confirm', 'confirmFactor'],
    ['DELETE', '/factors/42-a', 'changeFactor'],
    ['POST', '/factors/42-a/remove', 'changeFactor'],
    ['POST', '/factors/42-a', 'changeFactor'],
    ['POST', '/factors/status', 'changeFactor'],
  ])('%s %s is %s', (method, path, name) => {
    expect(routeOf(method, path)?.name).toBe(name);
  });

  test.each([
    ['GET', '/phone'],
    ['GET', '/code'],
    ['GET', '/verify'],
    ['GET', '/step-up'],
    ['GET', '/cancel'],
    ['POST', '/'],
    ['PUT', '/verify'],
    ['post', '/verify'],
    ['POST', '/VERIFY'],
    ['POST', '/verify/'],
    ['POST', '//verify'],
    ['POST', 'verify'],
    ['POST', '/assets/style.css'],
    ['GET', '/admin/subjects/42/unlock'],
    ['DELETE', '/admin/subjects/42/reset'],
    ['POST', '/admin/subjects/42/delete'],
    ['GET', '/admin/subjects/42/bypass-code'],
    ['POST', '/admin/subjects/42/bypass-code/'],
    ['POST', '/admin/subjects/42/unlock/approve'],
    ['POST', '/admin/subjects//unlock'],
    ['POST', '/admin/subjects/a/b/unlock'],
    ['POST', '/admin/subjects/%zz/unlock'],
    ['GET', '/factors/42/remove'],
    ['GET', '/factors/42'],
    ['DELETE', '/factors'],
    ['DELETE', '/factors/42/remove'],
    ['PATCH', '/factors/42'],
    ['POST', '/factors'],
    ['POST', '/factors/a/b/remove'],
    ['POST', '/factors/%2e'],
    ['GET', '/assets/'],
    ['GET', '/assets/a/b'],
    ['GET', '/constructor'],
    ['GET', ''],
  ])('R79: %s %s is none of ours', (method, path) => {
    expect(routeOf(method, path)).toBeUndefined();
  });
});

test('an account is named by its id, as a URL spells it', () => {
  const route = { name: 'administer', act: 'reset', subject: 'a/b ü' };
  expect(routeOf('POST', '/admin/subjects/a%2Fb%20%C3%BC/reset')).toEqual(route);
});

describe('routeBelow', () => {
  test.each([
    ['GET', '/admin/2fa', 'show'],
    ['GET', '/admin/2fa?change=1', 'show'],
    ['POST', '/admin/2fa/verify?x=/2fa', 'verify'],
    ['GET', '/admin/2fa/assets/style.css?v=1', 'asset'],
  ])('%s %s is %s', (method, url, name) => {
    expect(routeBelow('/admin/2fa', { method, url })?.name).toBe(name);
  });

  test.each([
    ...[
      '',
      '/',
      '/2fa',
      '/admin',
      '/admin/2fa/',
      '/admin/2fa//',
      '/ADMIN/2fa',
      '/admin/2FA',
      '//admin/2fa',
      '/admin//2fa',
    ],
    ...[
      '/admin/2f%61',
      '/admin/2fa%2f',
      '/x/../admin/2fa',
      '/admin/./2fa',
      'http://host/admin/2fa',
      '/admin/2fa;x',
      '/a?/admin/2fa',
    ],
    ...['/admin/2fa#x', '/ADMIN/2fa/assets/style.css', '/admin/2fa/phone', '/admin/2faphone', '*'],
  ])('R79: GET %s is none of ours', (url) => {
    expect(routeBelow('/admin/2fa', { method: 'GET', url })).toBeUndefined();
  });
});
