import {
  type CodeAnswer,
  type GivenAnswer,
  type PasskeyAnswer,
  type RecoveryAnswer,
  TOTP_DIGITS,
} from '@countersign/core';
import { badBody, validateBody } from '../bodies/validate-body.js';
import { VerifyBody } from '../bodies/verify.body.js';
import { isForm } from '../requests/is-form.js';
import { parseStrictJson } from '../requests/strict-json.js';
import { strictCode, typedCode } from '../requests/typed-code.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { trustOf } from './asked-trust.js';

/**
 * What a request answers the second step with: a code, or a passkey's credential, and never both.
 * @throws SecondFactorError `bad_request`; nothing was evaluated.
 */
export function givenAnswer<User>(web: WebContext<User>, request: WebRequest<User>): GivenAnswer {
  const body = validateBody(VerifyBody, request.body);
  const fromPage = isForm(request);
  if (body.method === 'recovery') return recoveryAnswer(body);
  const trust = trustOf(web, request, body.trustDevice);
  if (body.method === 'passkey') return { trust, ...passkeyAnswer(body, fromPage) };
  return { trust, ...codeAnswer(web, body, body.method, fromPage) };
}

function codeAnswer<User>(
  web: WebContext<User>,
  body: VerifyBody,
  method: CodeAnswer['method'],
  fromPage: boolean,
): CodeAnswer {
  const { code = '' } = body;
  refuseBeside(body, ['credential', 'name']);
  const length = method === 'totp' ? TOTP_DIGITS : web.secondFactor.options.codeLength;
  return { code: fromPage ? typedCode(code, length) : strictCode(code, length), method };
}

/** Core reads it, which alone knows its letters. */
function recoveryAnswer(body: VerifyBody): RecoveryAnswer {
  refuseBeside(body, ['credential', 'name']);
  return { method: 'recovery', code: body.code ?? '' };
}

function passkeyAnswer(body: VerifyBody, fromPage: boolean): PasskeyAnswer {
  const { credential, name } = body;
  refuseBeside(body, ['code']);
  return {
    method: 'passkey',
    credential: fromPage && typeof credential === 'string' ? parsed(credential) : credential,
    // Whether it is a name is core's to say, as of the credential.
    name: name as string | undefined,
  };
}

/** The script of the pages posts it through a form, so that its refusals are pages like all others. */
function parsed(text: string): unknown {
  const json = parseStrictJson(Buffer.from(text));
  return json.status === 'read' ? json.value : undefined;
}

function refuseBeside(body: VerifyBody, fields: readonly (keyof VerifyBody)[]): void {
  const stray = fields.filter((field) => body[field] !== undefined);
  if (stray.length > 0) throw badBody(stray.map((field) => `${field}: should not exist`));
}
