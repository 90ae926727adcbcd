import { DURATION_UNITS } from '../pages/duration.js';

/**
 * What the pages gain with scripts: countdowns, the code out of the message (WebOTP), no double submit, focus on the
 * problem. Every page works without it. A string, so that any bundler carries it along.
 */
export const SCRIPT_JS = `
const UNITS = ${JSON.stringify(DURATION_UNITS)};
const all = (selector) => [...document.querySelectorAll(selector)];

// Durations run from here, a moment after the server sent them: late is safe, early would be refused.
// performance.now() does not jump when somebody sets the clock.
const start = performance.now();
const locale = document.documentElement.lang || 'en';
const plural = new Intl.PluralRules(locale);
const live = document.querySelector('[data-announce]');

const sentence = ({ kind, texts }, left) => {
  if (left <= 0) return texts.done;
  const unit = UNITS[kind].find(({ below }) => left < below);
  const n = Math[kind === 'wait' ? 'ceil' : 'round'](left / unit.size);
  const time = (texts[unit.name][plural.select(n)] ?? texts[unit.name].other).replace('{n}', n);
  return texts.running.replace('{time}', time);
};

let running = all('[data-countdown]').map((element) => {
  const { countdown, kind, texts, enables } = element.dataset;
  const button = enables ? document.getElementById(enables) : null;
  return { element, kind, texts: JSON.parse(texts), total: Number(countdown), button };
});

const tick = () => {
  for (const item of running) {
    item.left = Math.max(0, Math.ceil(item.total - (performance.now() - start) / 1000));
    const text = sentence(item, item.left);
    const news = item.said !== undefined && text !== item.said;
    if (item.element.textContent !== text) item.element.textContent = text;
    if (item.button) item.button.disabled = item.left > 0;
    if (item.button && item.left === 0) for (const stale of all('[data-until-resend]')) stale.hidden = true;
    // Said aloud: each new minute of the code's life, its end, and that another code may be asked for.
    if (live && news && (item.left === 0 || (item.kind === 'left' && item.left >= 60))) live.textContent = text;
    item.said = text;
  }
  running = running.filter(({ left }) => left > 0);
};
tick();
setInterval(tick, 1000);

// One answer per form at a time. Given back when the page is shown again (back button), or when no answer comes.
const release = () => {
  for (const form of all('form')) delete form.dataset.busy;
  for (const button of all('button')) button.disabled = false;
  tick();
};
addEventListener('pageshow', ({ persisted }) => persisted && release());
for (const form of all('form')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.busy) return event.preventDefault();
    form.dataset.busy = 'true';
    for (const button of form.querySelectorAll('button')) button.disabled = true;
    setTimeout(release, 15000);
  });
}

// The phone offers the code of a message that names this host. It never overrides what somebody is typing.
const field = document.getElementById('code');
if (field && 'OTPCredential' in window) {
  const form = field.closest('form');
  const abort = new AbortController();
  field.addEventListener('input', () => abort.abort());
  form.addEventListener('submit', () => abort.abort());
  navigator.credentials.get({ otp: { transport: ['sms'] }, signal: abort.signal }).then((otp) => {
    if (!otp || abort.signal.aborted) return;
    field.value = otp.code;
    form.requestSubmit();
  }, () => {});
}

// What the provider tells of the message, asked for ever more seldom while it may still be on its way.
const news = document.querySelector('[data-follow]');
const follow = async (pause) => {
  const answer = await fetch(news.dataset.follow, { headers: { accept: 'application/json' } });
  const { code } = answer.ok ? await answer.json() : {};
  if (code?.reference !== news.dataset.of) return;
  const texts = JSON.parse(news.dataset.texts);
  const ended = code.delivery === 'undelivered' ? (texts[code.failure] ?? texts.undelivered) : texts[code.delivery];
  if (ended) news.textContent = ended;
  else later(pause * 1.3);
};
const later = (pause) => {
  if (pause < 30000) setTimeout(() => follow(pause).catch(() => later(pause * 2)), pause);
};
if (news) later(2000);

for (const button of all('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

document.querySelector('[data-error-summary]')?.focus();
`.trimStart();
