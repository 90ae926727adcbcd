/**
 * Refuses a production process whose environment turns the SDK's request log on: it prints addresses and headers to
 * standard output. We switch that log off in our own requests; this is for every other use of the SDK beside us (R76).
 * @param env - where `TWILIO_LOG_LEVEL` and `NODE_ENV` are read from.
 * @throws Error that says which variable to unset.
 */
export function refuseDebugLog(env: NodeJS.ProcessEnv): void {
  if (env.NODE_ENV !== 'production' || env.TWILIO_LOG_LEVEL?.toLowerCase() !== 'debug') return;
  throw new Error('TWILIO_LOG_LEVEL=debug prints requests to the log: unset it with NODE_ENV=production');
}
