/** Loaded into an app process before anything else: on SIGUSR2 its clock is set back by two minutes, and on the next one to rights. */
const STEP_MS = -120_000;
const Real = Date;
let offset = 0;

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + offset);
    else super(...given);
  }

  static now() {
    return Real.now() + offset;
  }
};

process.on('SIGUSR2', () => {
  offset = offset === 0 ? STEP_MS : 0;
});
