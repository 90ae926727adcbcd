import { describe, expect, test } from '@jest/globals';
import { refuseDebugLog } from './debug-log.js';

describe('refuseDebugLog', () => {
  test.each(['debug', 'DEBUG'])('R76: TWILIO_LOG_LEVEL=%s stops a production start', (TWILIO_LOG_LEVEL) => {
    expect(() => refuseDebugLog({ NODE_ENV: 'production', TWILIO_LOG_LEVEL })).toThrow(/unset it/);
  });

  test.each([
    [{ NODE_ENV: 'production' }],
    [{ NODE_ENV: 'production', TWILIO_LOG_LEVEL: 'error' }],
    [{ NODE_ENV: 'development', TWILIO_LOG_LEVEL: 'debug' }],
  ])('%j passes', (env) => {
    expect(() => refuseDebugLog(env)).not.toThrow();
  });
});
