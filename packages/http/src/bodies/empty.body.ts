/** Body of `POST /2fa/cancel` and `POST /2fa/step-up`: nothing. */
export class EmptyBody {}
