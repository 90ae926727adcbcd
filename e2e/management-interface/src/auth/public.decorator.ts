import { SkipSecondFactor } from '@countersign/nest'; // countersign
import { applyDecorators, SetMetadata } from '@nestjs/common';

/** Metadata key of {@link Public}. */
export const PUBLIC = 'public';

/** Opens a handler or controller to visitors who are not logged in. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), SkipSecondFactor()); // countersign
