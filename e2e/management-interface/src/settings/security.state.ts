import type { Administrator } from '../administrators/administrator.entity.js';
import type { SecurityPolicy } from './security-settings.js';

/** The Security switch as clients see it. */
export interface SecurityState extends SecurityPolicy {
  readonly enabled: boolean;
}

/** An administrator, and the ways in which this one can prove a second step. */
export interface Enrolment {
  readonly administrator: Administrator;
  readonly methods: readonly string[];
  readonly since?: Date;
}
