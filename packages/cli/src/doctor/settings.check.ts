import { isCountry } from '@countersign/core';
import type { Check } from './check.js';
import { ok, problem } from './finding.js';
import { publicOrigin } from './public-origin.js';
import type { DoctorSettings } from './settings.js';
import { optionFault } from './twilio/option-fault.js';

/** Whether the host would start with these variables. What stands in one is never repeated: it may be a secret. */
export const settingsCheck: Check = {
  name: 'settings',
  run(settings) {
    const faults = [...publicUrlFaults(settings), ...countryFaults(settings), ...twilioFaults(settings)];
    if (faults.length === 0) return ok(`Allowed: ${settings.countries.join(', ')}.`);
    return problem(`${faults.join('. ')}.`, 'Correct these variables; the host refuses to start with them.');
  },
};

function publicUrlFaults({ publicUrl }: DoctorSettings): string[] {
  const isFit = publicUrl === undefined || publicOrigin(publicUrl) !== undefined;
  return isFit ? [] : ['PUBLIC_URL must be an origin, as https://manage.example.com'];
}

function countryFaults({ countries }: DoctorSettings): string[] {
  if (countries.length === 0) return ['SECOND_FACTOR_COUNTRIES must list at least one country'];
  const wrong = countries.flatMap((country, index) => (isCountry(country) ? [] : [index + 1]));
  if (wrong.length === 0) return [];
  return [`SECOND_FACTOR_COUNTRIES must hold two-letter codes, as NL; number ${wrong.join(', ')} is none`];
}

/** The sender has a check of its own. */
function twilioFaults({ twilio, publicUrl, path }: DoctorSettings): string[] {
  const { accountSid, apiKey, apiSecret, apiUrl, authTokens, from, messagingServiceSid } = twilio;
  const needed = { TWILIO_ACCOUNT_SID: { accountSid }, TWILIO_API_KEY: { apiKey }, TWILIO_API_SECRET: { apiSecret } };
  const isUsed = [accountSid, apiKey, apiSecret, from, messagingServiceSid].some((value) => value !== undefined);
  const url = `${publicOrigin(publicUrl)?.origin ?? 'https://localhost'}/${path}/twilio/status`;
  const parts: Readonly<Record<string, Record<string, unknown>>> = {
    ...(isUsed && needed),
    ...(apiUrl !== undefined && { TWILIO_API_URL: { apiUrl } }),
    ...(authTokens.length > 0 && { 'PUBLIC_URL with TWILIO_AUTH_TOKEN': { receipts: { url, authTokens } } }),
  };
  return Object.entries(parts).flatMap(([name, part]) => {
    const [value] = Object.values(part);
    const fault = value === undefined ? 'is not set' : optionFault(part);
    return fault === undefined ? [] : [`${name} ${fault}`];
  });
}
