// Looks for new texts and mails every two seconds; without scripts there is the link "Reload".
setInterval(async () => {
  if (document.hidden) return;
  const response = await fetch(location.href).catch(() => undefined);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const list of ['messages', 'mails']) {
    const shown = document.getElementById(list);
    const fresh = page.getElementById(list);
    if (shown && fresh && shown.innerHTML !== fresh.innerHTML) shown.replaceChildren(...fresh.childNodes);
  }
}, 2000);
