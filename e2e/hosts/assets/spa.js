const { api } = document.body.dataset;
/** What this app holds: in memory, so that a reload ends it. */
const tokens = { pending: undefined, access: undefined };

/** Calls the API at its own origin; while the access token has the place in `Authorization`, the pending one has its own. */
async function call(method, path, body) {
  const bearer = tokens.access ?? tokens.pending;
  const headers = {
    'Content-Type': 'application/json',
    Prefer: 'countersign=bearer',
    ...(bearer && { Authorization: `Bearer ${bearer}` }),
    ...(tokens.access && tokens.pending && { 'Countersign-Token': tokens.pending }),
  };
  const response = await fetch(api + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const answer = await response.json();
  if (answer.token) tokens.pending = answer.token;
  if (answer.access_token) Object.assign(tokens, { access: answer.access_token, pending: undefined });
  const asked = response.headers.get('WWW-Authenticate')?.includes('insufficient_user_authentication');
  return { ...answer, ok: response.ok, asked };
}

const show = (id) => {
  for (const each of document.querySelectorAll('form, section')) each.hidden = each.id !== id;
};
const say = (text) => {
  document.querySelector('#said').textContent = text;
};

/** Goes where an answer leads. */
async function onwards(answer) {
  say(answer.ok ? '' : (answer.errorCode ?? answer.message));
  if (!answer.ok) return;
  if (answer.status === 'signed_in') await inside();
  else show(answer.purpose === 'enrol' && answer.code === null ? 'phone' : 'code');
}

async function inside() {
  const me = await call('GET', '/api/me');
  document.querySelector('#who').textContent = `${me.email} by ${me.amr.join(', ')}`;
  show('inside');
}

function onSubmit(id, path) {
  document.querySelector(`#${id}`).addEventListener('submit', async (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target));
    await onwards(await call('POST', path, fields).catch(() => ({ ok: false, message: 'refused by the browser' })));
  });
}

onSubmit('login', '/login');
onSubmit('phone', '/2fa/phone');
onSubmit('code', '/2fa/verify');
document.querySelector('#turn').addEventListener('click', async () => {
  const answer = await call('PUT', '/api/settings', { secondFactor: 'off' });
  if (answer.asked) await onwards(await call('POST', '/2fa/step-up'));
  else say(`The second step is ${answer.secondFactor}`);
});
