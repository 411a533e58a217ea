// Looks every two seconds whether the check has moved on, or a wallet used the code, and loads the page again when it has;
// and says how many minutes a code has left.
const page = document.getElementById('check');
const left = document.getElementById('code-left');
const PAUSE = 2000;
const MINUTE = 60_000;
// by this clock from now on: nobody knows whether it agrees with the service's
const end = left && performance.now() + Number(left.dataset.seconds) * 1000;

async function look() {
  try {
    const answer = await fetch(page.dataset.poll, { headers: { Accept: 'application/json' }, cache: 'no-store' });
    if (answer.ok) {
      const { state, taken_at: taken, code } = await answer.json();
      if (state !== page.dataset.state || differs(taken, 'taken') || differs(code?.used_at, 'used')) {
        location.reload();
        return;
      }
    }
  } catch {
    // the network is away for a moment; the button on the page works as well
  }
  if (left) {
    count();
  }
  setTimeout(look, PAUSE);
}

function differs(told, shown) {
  return Boolean(told) !== (page.dataset[shown] === 'true');
}

/** The page of a code whose time is over says so. */
function count() {
  const minutes = Math.ceil((end - performance.now()) / MINUTE);
  if (minutes <= 0) {
    location.reload();
  } else {
    left.querySelector('b').textContent = String(minutes);
  }
}

setTimeout(look, PAUSE);
