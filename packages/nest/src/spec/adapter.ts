/** The adapters on which a host may run. */
export type AdapterName = 'express' | 'fastify';

/** On which one the hosts of this spec file run, where a spec does not say. */
export const adapter: { name: AdapterName } = { name: 'express' };

/** The rest of a path, as that adapter's router writes it. */
export const wildcard = () => (adapter.name === 'express' ? '*path' : '*');
