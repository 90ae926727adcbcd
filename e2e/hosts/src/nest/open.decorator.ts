import { SkipSecondFactor } from '@countersign/nest';
import { applyDecorators } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

/** What {@link Open} says to the host's own guard. */
export const IsOpen = Reflector.createDecorator<true | undefined, true>({ transform: () => true });

/** Opens a handler or controller to visitors who are not signed in. */
export const Open = () => applyDecorators(IsOpen(), SkipSecondFactor());
