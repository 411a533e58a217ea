// Looks every two seconds whether the check has moved on, and loads the page again when it has.
const page = document.getElementById('check');
const PAUSE = 2000;

async function look() {
  try {
    const answer = await fetch(page.dataset.poll, { headers: { Accept: 'application/json' }, cache: 'no-store' });
    if (answer.ok) {
      const { state, taken_at: taken } = await answer.json();
      if (state !== page.dataset.state || Boolean(taken) !== (page.dataset.taken === 'true')) {
        location.reload();
        return;
      }
    }
  } catch {
    // the network is away for a moment; the button on the page works as well
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
