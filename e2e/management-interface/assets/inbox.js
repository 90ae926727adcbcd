// Looks for new texts every two seconds; without scripts there is the link "Reload".
setInterval(async () => {
  if (document.hidden) return;
  const response = await fetch(location.href).catch(() => undefined);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const shown = document.getElementById('messages');
  const fresh = page.getElementById('messages');
  if (shown && fresh && shown.innerHTML !== fresh.innerHTML) shown.replaceChildren(...fresh.childNodes);
}, 2000);
