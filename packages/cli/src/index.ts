export { doctor } from './doctor/doctor.js';
export type { Finding, FindingStatus } from './doctor/finding.js';
export type { DoctorOptions } from './doctor/settings.js';
export type { Environment } from './environment.js';
