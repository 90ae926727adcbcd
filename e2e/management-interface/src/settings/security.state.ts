import type { Administrator } from '../administrators/administrator.entity.js';
import type { Requirement } from '../config.js';

/** The Security switch as clients see it. */
export interface SecurityState {
  readonly enabled: boolean;
  readonly requirement: Requirement;
}

/** An administrator, and the ways in which this one can prove a second step. */
export interface Enrolment {
  readonly administrator: Administrator;
  readonly methods: readonly string[];
}
