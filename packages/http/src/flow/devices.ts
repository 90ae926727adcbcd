import type { OwnDevice } from '@countersign/core';
import { EmptyBody } from '../bodies/empty.body.js';
import { validateBody } from '../bodies/validate-body.js';
import type { DeviceItem } from '../pages/page.js';
import { renderPage } from '../pages/render-page.js';
import { emptyReply, htmlReply, jsonReply, notFoundReply, redirectReply, type WebReply } from '../replies/web-reply.js';
import { callerOf } from '../requests/caller-of.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { judge } from './judge.js';
import { onwards } from './refuse-guarded.js';

/**
 * `GET /2fa/devices`: the trusted devices of who is signed in, as JSON or as a page (R53). One of them is enough to look; they
 * are no factors.
 * @throws SecondFactorError
 */
export async function showDevices<User>(web: WebContext<User>, request: WebRequest<User>): Promise<WebReply> {
  if (!web.secondFactor.options.trustedDevices) return notFoundReply();
  const error = await judge(web, request);
  const elsewhere = error && (await onwards(web, request, error));
  if (elsewhere) return elsewhere;
  if (error) throw error;
  const devices = await listDevices(web, request, request.user as User);
  if (preferredForm(request.headers) === 'json') return jsonReply(200, { devices });
  return htmlReply(200, renderPage({ name: 'devices', devices }, web.page()));
}

/** The trusted devices of a user, for a page or a reply; none where no devices are trusted. */
export async function listDevices<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  user: User,
): Promise<readonly DeviceItem[]> {
  const devices = await web.secondFactor.devices(user, callerOf(web, request));
  const here = web.carrier.devices(request.headers).map((value) => value.split('.', 1)[0]);
  const now = web.secondFactor.options.clock.now();
  return devices.map((device) => ({ ...toItem(device, now), thisOne: here.includes(device.id) }));
}

function toItem({ id, name, firstUsedAt, lastUsedAt, expiresInSeconds }: OwnDevice, now: number) {
  const iso = (time: number) => new Date(time).toISOString();
  return {
    ...{ id, name, firstUsedAt: iso(firstUsedAt), lastUsedAt: iso(lastUsedAt) },
    expiresAt: iso(now + expiresInSeconds * 1_000),
  };
}

/**
 * `DELETE /2fa/devices/:id`, and for forms `POST /2fa/devices/:id/revoke`: ends the trust in one of the own devices (R53).
 * @throws SecondFactorError
 */
export async function revokeDevice<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  id: string,
): Promise<WebReply> {
  if (!web.secondFactor.options.trustedDevices) return notFoundReply();
  const error = await judge(web, request);
  if (error) throw error;
  validateBody(EmptyBody, request.body);
  const revoked = await web.secondFactor.revokeDevice(request.user as User, id, callerOf(web, request));
  if (preferredForm(request.headers) === 'html') return redirectReply(`${web.page().basePath}/devices`);
  return revoked ? emptyReply(204) : notFoundReply();
}
