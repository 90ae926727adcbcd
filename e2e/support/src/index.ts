export { type AppOptions, type AppProcess, startApp } from './app-process.js';
export { chromiumPath, type OpenBrowser, openBrowser } from './browser.js';
export { applySetCookie, cookieHeader } from './cookie-jar.js';
export { freePort } from './free-port.js';
export { hostContract } from './host.contract.js';
export type { ContractHost, ContractSetup, HostCase, StartContractHost } from './host-contract/contract-host.js';
export { type Accept, type BodyFormat, Visitor, type VisitorOptions } from './http-client.js';
export { PostgresServer, startPostgres } from './postgres-server.js';
export { type RedisOptions, RedisServer, startRedis } from './redis-server.js';
