import type { ApprovalOptions, StepUpDemand } from '@countersign/http';
import type { ExecutionContext, Type } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { Approval } from './approval.decorator.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';
import { StepUp } from './step-up.decorator.js';

/** What the decorators of a handler, or of its class, ask of who comes. */
export interface HandlerDemand {
  /** Whether `@SkipSecondFactor()` opens it. */
  readonly isOpen: boolean;
  readonly stepUp: StepUpDemand | undefined;
  readonly approval: ApprovalOptions | undefined;
}

type Handler = ReturnType<ExecutionContext['getHandler']>;

/** Reads the demands of handlers, each once: decorators stand from when a class is loaded, and guards ask for every request. */
export class HandlerDemands {
  readonly #known = new WeakMap<Type, WeakMap<Handler, HandlerDemand>>();

  /** What a handler of this class asks: its own decorators, or else those of the class. */
  of(reflector: Reflector, handler: Handler, type: Type): HandlerDemand {
    const known = this.#known.get(type)?.get(handler);
    if (known) return known;
    const demand = read(reflector, handler, type);
    const ofType = this.#known.get(type) ?? new WeakMap<Handler, HandlerDemand>();
    this.#known.set(type, ofType.set(handler, demand));
    return demand;
  }
}

function read(reflector: Reflector, handler: Handler, type: Type): HandlerDemand {
  const targets = [handler, type];
  return {
    isOpen: reflector.getAllAndOverride(SkipSecondFactor, targets) === true,
    stepUp: reflector.getAllAndOverride(StepUp, targets),
    approval: reflector.getAllAndOverride(Approval, targets) as ApprovalOptions | undefined,
  };
}
